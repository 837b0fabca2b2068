#include "api/source_part.h"

struct source_part source_part_of(const struct render *r, const struct print_piece *p)
{
    struct source_part part = {.piece = p};
    uintptr_t at = (uintptr_t)p->text.s;
    for (size_t i = 0; i < r->count; i++) {
        const struct template_file *f = &r->files[i];
        uintptr_t begin = (uintptr_t)f->output.s;
        if (!f->map || at < begin || at >= begin + f->output.len)
            continue;
        part.file = f;
        part.from = at - begin;
    }
    return part;
}
