#include "eval/assembler.h"

#include "base/arena.h"
#include "funcs/func.h"

#include <assert.h>
#include <string.h>

struct effect {
    uint8_t pops, pushes;
};

static const struct effect effects[OP_COUNT] = {
#define OP(id, pops, pushes, text) [OP_##id] = {pops, pushes},
#include "eval/opcodes.def"
#undef OP
};

void asm_init(struct assembler *s, struct arena *scratch, const struct tree *tree)
{
    *s = (struct assembler){.arena = scratch, .code = ARENA_NEW(scratch, struct code)};
    s->code->tree = tree;
}

static void *copy(struct arena *a, const void *array, uint32_t n, size_t size)
{
    return n ? memcpy(arena_alloc(a, n * size), array, n * size) : NULL;
}

const struct code *asm_finish(const struct assembler *s, struct arena *a)
{
    struct code *k = copy(a, s->code, 1, sizeof *k);
    k->instrs = copy(a, k->instrs, k->len, sizeof *k->instrs);
    k->consts = copy(a, k->consts, s->const_len, sizeof *k->consts);
    k->names = copy(a, k->names, s->name_len, sizeof *k->names);
    k->nodes = copy(a, k->nodes, s->node_len, sizeof *k->nodes);
    k->places = copy(a, k->places, k->place_count, sizeof *k->places);
    return k;
}

/* asm_emit_call where an array is full: apart from it, which so has nothing to save. */
__attribute__((noinline, cold)) static uint32_t emit_in_more_room(struct assembler *s,
                                                                  enum opcode op, uint8_t a,
                                                                  uint16_t b, uint32_t c,
                                                                  uint32_t args)
{
    struct code *k = s->code;
    k->instrs = arena_room(s->arena, k->instrs, k->len, &s->instr_cap, sizeof *k->instrs);
    k->places = arena_room(s->arena, k->places, k->place_count, &s->place_cap, sizeof *k->places);
    return asm_emit_call(s, op, a, b, c, args);
}

uint32_t asm_emit_call(struct assembler *s, enum opcode op, uint8_t a, uint16_t b, uint32_t c,
                       uint32_t args)
{
    struct code *k = s->code;
    if (k->len == s->instr_cap || k->place_count == s->place_cap)
        return emit_in_more_room(s, op, a, b, c, args);
    if (!k->place_count || s->placed != s->at) {
        s->placed = s->at;
        k->places[k->place_count++] = (struct code_place){k->len, s->at};
    }
    uint32_t pops = effects[op].pops + args;
    assert(s->depth >= pops);
    s->depth += effects[op].pushes - pops;
    if (s->depth > k->stack)
        k->stack = s->depth;
    k->instrs[k->len] = (struct instr){(uint8_t)op, a, b, c};
    return k->len++;
}

uint32_t asm_emit(struct assembler *s, enum opcode op, uint8_t a, uint16_t b, uint32_t c)
{
    return asm_emit_call(s, op, a, b, c, 0);
}

uint32_t asm_const(struct assembler *s, val v)
{
    struct code *k = s->code;
    k->consts = arena_room(s->arena, k->consts, s->const_len, &s->const_cap, sizeof *k->consts);
    k->consts[s->const_len] = v;
    return s->const_len++;
}

uint32_t asm_name(struct assembler *s, str text)
{
    struct code *k = s->code;
    k->names = arena_room(s->arena, k->names, s->name_len, &s->name_cap, sizeof *k->names);
    bool upper = text.len && text.s[0] >= 'A' && text.s[0] <= 'Z';
    k->names[s->name_len] = (struct name){text, str_hash(text), upper && method_name_exists(text)};
    return s->name_len++;
}

uint32_t asm_node(struct assembler *s, const struct node *n)
{
    struct code *k = s->code;
    k->nodes = arena_room(s->arena, k->nodes, s->node_len, &s->node_cap, sizeof *k->nodes);
    k->nodes[s->node_len] = n;
    return s->node_len++;
}

uint32_t asm_here(const struct assembler *s)
{
    return s->code->len;
}

void asm_jump(struct assembler *s, struct patches *p, enum opcode op, uint8_t a, uint16_t b)
{
    p->last = asm_emit(s, op, a, b, p->last) + 1;
}

void asm_land(struct assembler *s, struct patches *p)
{
    while (p->last) {
        struct instr *jump = &s->code->instrs[p->last - 1];
        p->last = jump->c;
        jump->c = s->code->len;
    }
}

void asm_fail(struct assembler *s, str text)
{
    asm_emit(s, OP_FAIL, 0, 0, asm_const(s, val_str(text)));
}
