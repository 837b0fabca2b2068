#include "eval/code.h"

#include "base/buf.h"
#include "eval/output.h"
#include "eval/whole.h"
#include "funcs/func.h"
#include "value/gotype.h"

static const str names[OP_COUNT] = {
#define OP(id, pops, pushes, text) [OP_##id] = STR_INIT(#id),
#include "eval/opcodes.def"
#undef OP
};

str opcode_name(enum opcode op)
{
    return names[op];
}

static const struct node *place_of(const struct code *c, uint32_t pc)
{
    uint32_t lo = 0, hi = c->place_count; /* places[lo].pc <= pc < places[hi].pc */
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (c->places[mid].pc <= pc)
            lo = mid;
        else
            hi = mid;
    }
    return c->places[lo].node;
}

const struct node *code_node_at(const struct code *c, uint32_t pc)
{
    return place_of(code_whole(c), pc);
}

bool code_is_one_place(const struct code *c, uint32_t pc, uint32_t other)
{
    return place_of(c, pc) == place_of(c, other);
}

static void put_const(struct buf *out, val v)
{
    switch (v.tag) {
    case V_STRING: {
        str s = val_text(v);
        bool cut = s.len > 40;
        buf_put_fmt(out, " \"%.*s%s\"", (int)(cut ? 40 : s.len), s.s, cut ? "…" : "");
        break;
    }
    case V_INT:
    case V_BOOL:
        buf_put_char(out, ' ');
        buf_put_int(out, v.i);
        break;
    case V_FLOAT:
        buf_put_fmt(out, " %.17g", v.f);
        break;
    default:
        buf_put_char(out, ' ');
        buf_put_str(out, gotype_name((enum gotype)v.gotype));
        break;
    }
}

static void put_path(struct buf *out, const struct code *c, struct instr i)
{
    buf_put_char(out, ' ');
    for (uint32_t n = 0; n < i.b; n++) {
        buf_put_char(out, '.');
        buf_put_str(out, c->names[i.c + n].text);
    }
}

static void put_operands(struct buf *out, const struct code *c, struct instr i)
{
    switch ((enum opcode)i.op) {
    case OP_TEXT:
    case OP_CONST:
    case OP_FAIL:
        put_const(out, c->consts[i.c]);
        break;
    case OP_EMIT_PATH:
        put_path(out, c, i);
        break;
    case OP_FIELD:
    case OP_METHOD:
    case OP_FIND:
    case OP_TEMPLATE:
        buf_put_fmt(out, " %.*s", STR_ARG(c->names[i.c].text));
        break;
    case OP_LOAD:
        buf_put_fmt(out, " %.*s (slot %u)", STR_ARG(c->names[i.c].text), i.b);
        break;
    case OP_STORE:
    case OP_STORE_POP:
        buf_put_fmt(out, " slot %u", i.b);
        break;
    case OP_CALL:
    case OP_RENDER:
        buf_put_fmt(out, " %.*s/%u%s", STR_ARG(fn_name(fn_at(i.b))), i.c + i.a,
                    i.a ? " piped" : "");
        break;
    case OP_EMIT_INDENT:
    case OP_EMIT_YAML:
        if (i.a)
            buf_put_fmt(out, " %s %u", i.a == OUTPUT_INDENT ? "indent" : "nindent", i.c);
        break;
    case OP_CHECK:
        buf_put_fmt(out, " %.*s", STR_ARG(gotype_name((enum gotype)i.a)));
        break;
    default:
        if (i.a || i.b || i.c)
            buf_put_fmt(out, " %u %u %u", i.a, i.b, i.c);
        break;
    }
}

void code_disassemble(struct buf *out, const struct code *c)
{
    buf_put_fmt(out, "template %.*s: %u instructions, %u slots, %u loops, stack %u\n",
                STR_ARG(c->tree->name), c->len, c->slots, c->loops, c->stack);
    for (uint32_t pc = 0; pc < c->len; pc++) {
        struct instr i = c->instrs[pc];
        buf_put_fmt(out, "%5u  %-12.*s", pc, STR_ARG(opcode_name((enum opcode)i.op)));
        put_operands(out, c, i);
        const struct node *n = code_node_at(c, pc);
        if (n)
            buf_put_fmt(out, "  ; @%u", n->pos);
        buf_put_char(out, '\n');
    }
}
