#include "eval/place.h"

#include "base/arena.h"
#include "eval/frame.h"
#include "eval/whole.h"

#include <stdio.h>

enum { MAX_NAME = 90 };

/* Where in its source the frame's instruction is. What light code has to make anew for that comes
 * out of `a`. */
static uint32_t position(const struct frame *f, struct arena *a)
{
    const struct code *code = code_whole_in(a, f->code);
    return code->place_count ? code_node_at(code, f->pc ? f->pc - 1 : 0)->pos : 0;
}

/* The same in memory of its own, for the work's may be what is out; 0 if there is none. */
static uint32_t find_position(const struct frame *f, struct arena *a, struct budget *own)
{
    if (setjmp(own->trap))
        return 0;
    return position(f, a);
}

/* FILE:LINE:COLUMN of the call that the frame is making. Returns how many bytes that are. */
static size_t put_frame(const struct frame *f, char *out, size_t n)
{
    const struct tree *tree = f->code->tree;
    struct budget own = {.armed = true};
    struct arena a;
    arena_init(&a, &own);
    uint32_t pos = find_position(f, &a, &own), line = 1, start = 0;
    arena_done(&a);
    for (uint32_t i = 0; i < pos && i < tree->source->text.len; i++) {
        if (tree->source->text.s[i] != '\n')
            continue;
        line++;
        start = i + 1;
    }
    char name[MAX_NAME + 1];
    size_t len = tree->source->name.len < MAX_NAME ? tree->source->name.len : MAX_NAME;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)tree->source->name.s[i];
        name[i] = c < ' ' || c >= 0x7f ? '?' : (char)c;
    }
    name[len] = 0;
    int put = snprintf(out, n, "%s:%u:%u", name, line, pos - start);
    return put > 0 && (size_t)put < n ? (size_t)put : 0;
}

void place_put(void *data, char *out, size_t n)
{
    const struct vm *vm = data;
    if (!vm->frame_count)
        return;
    size_t at = (size_t)snprintf(out, n, "at ");
    at += put_frame(&vm->frames[vm->frame_count - 1], out + at, n - at);
    if (vm->frame_count == 1)
        return;
    at += (size_t)snprintf(out + at, n - at, ", called from ");
    if (at < n)
        put_frame(&vm->frames[0], out + at, n - at);
}
