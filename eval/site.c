#include "eval/site.h"

#include "eval/frame.h"

static void put_line(struct buf *out, struct vm *vm, const struct code *code, uint32_t pc)
{
    struct source *s = code->tree->source;
    uint32_t line = source_position(s, vm->program, code_node_at(code, pc)->pos).line;
    buf_put_str(out, s->name);
    buf_put_char(out, '\n');
    buf_put_str(out, str_trim_blanks(source_line(s, vm->program, line)));
    buf_put_char(out, '\n');
}

str site_of(struct vm *vm, uint32_t pc, const struct fn *fn)
{
    struct buf b;
    buf_init(&b, vm->arena);
    for (uint32_t i = 0; i + 1 < vm->frame_count; i++)
        put_line(&b, vm, vm->frames[i].code, vm->frames[i].pc - 1);
    put_line(&b, vm, frame_top(vm)->code, pc);
    buf_put_str(&b, fn_name(fn));
    return buf_str(&b);
}
