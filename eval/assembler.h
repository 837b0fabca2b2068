/* Puts instructions, constants, names and places together into a struct code.
 *
 * The assembler knows nothing of trees; it keeps count of the value stack and of Go's current node
 * for the place table. It makes one code after the other in the same memory, so that only the first
 * ones touch new pages.
 */
#ifndef CHELM_EVAL_ASSEMBLER_H
#define CHELM_EVAL_ASSEMBLER_H

#include "eval/code.h"

#include <assert.h>

struct arena;

enum { ASM_BUCKETS = 128 };

struct assembler {
    struct arena *arena;       /* of what grows */
    struct arena *kept;        /* of what the code refers to */
    struct code *code;         /* being made */
    str text;                  /* of the tree's source: views of it need not be copied */
    bool light;                /* the nodes may go before the code does */
    bool joins;                /* light: the next instruction's place is to be noted */
    const struct node *at;     /* Go's current node, which the next instructions belong to */
    const struct node *placed; /* of the last place noted */
    uint32_t instr_cap, const_len, const_cap, name_len, name_cap, node_len, node_cap, place_cap;
    uint32_t depth;                /* values on the stack at this point */
    uint16_t buckets[ASM_BUCKETS]; /* by hash: 1 + the number of a name noted last, or 0 */
};

/* Jumps whose target is not known yet: each holds, in place of its target, the one before. */
struct patches {
    uint32_t last; /* 1 + the number of the last one; 0: there is none */
};

/* What grows is in `scratch`. */
void asm_init(struct assembler *s, struct arena *scratch);
/* Begins the code of a tree, what it refers to being in `kept`. `light`: see struct code_light. */
void asm_begin(struct assembler *s, struct arena *kept, const struct tree *tree, bool light);
/* The code, in `kept`, without the room that it grew with. */
const struct code *asm_finish(const struct assembler *s);
/* Makes room for one more instruction and place. */
void asm_widen(struct assembler *s);

/* What an opcode does to the stack's depth (opcodes.def). */
static inline uint32_t asm_pops(enum opcode op)
{
    switch (op) {
#define OP(id, pops, pushes, text)                                                                 \
    case OP_##id:                                                                                  \
        return pops;
#include "eval/opcodes.def"
#undef OP
    case OP_COUNT:
        break;
    }
    return 0;
}

static inline uint32_t asm_pushes(enum opcode op)
{
    switch (op) {
#define OP(id, pops, pushes, text)                                                                 \
    case OP_##id:                                                                                  \
        return pushes;
#include "eval/opcodes.def"
#undef OP
    case OP_COUNT:
        break;
    }
    return 0;
}

/* Whether the next instruction begins a place. Of light code, only those places are noted that
 * `and` and `or` compare (unwind.c). */
static inline bool asm_begins_place(const struct assembler *s, enum opcode op)
{
    if (s->light)
        return s->joins || op == OP_AND || op == OP_OR;
    return !s->code->place_count || s->placed != s->at;
}

/* Appends an instruction and returns its number. Its effect on the stack's depth is taken from the
 * opcode's row; calls also pop `args` values. Inline, for the opcode is known where it is called.
 */
__attribute__((always_inline)) static inline uint32_t
asm_emit_call(struct assembler *s, enum opcode op, uint8_t a, uint16_t b, uint32_t c, uint32_t args)
{
    struct code *k = s->code;
    if (k->len == s->instr_cap || k->place_count == s->place_cap)
        asm_widen(s);
    if (asm_begins_place(s, op)) {
        s->placed = s->at;
        s->joins = false;
        k->places[k->place_count++] = (struct code_place){k->len, s->at};
    }
    assert(s->depth >= asm_pops(op) + args);
    s->depth += asm_pushes(op) - asm_pops(op) - args;
    if (s->depth > k->stack)
        k->stack = s->depth;
    k->instrs[k->len] = (struct instr){(uint8_t)op, a, b, c};
    return k->len++;
}

__attribute__((always_inline)) static inline uint32_t asm_emit(struct assembler *s, enum opcode op,
                                                               uint8_t a, uint16_t b, uint32_t c)
{
    return asm_emit_call(s, op, a, b, c, 0);
}

uint32_t asm_const(struct assembler *s, val v);
uint32_t asm_name(struct assembler *s, str text);
/* n names, at least one, that stand one behind the other; the number of the first. */
uint32_t asm_names(struct assembler *s, const str *texts, uint32_t n);
/* In light code a node whose own content is asked for when the code runs must be a literal. */
uint32_t asm_node(struct assembler *s, const struct node *n);
uint32_t asm_here(const struct assembler *s); /* the number of the next instruction */
/* The value that the instruction before has stored goes with it; false when it stores none. */
bool asm_store_pops(struct assembler *s);
/* Appends a jump-like instruction whose target is given later by asm_land. */
static inline void asm_jump(struct assembler *s, struct patches *p, enum opcode op, uint8_t a,
                            uint16_t b)
{
    p->last = asm_emit(s, op, a, b, p->last) + 1;
}
/* All jumps of the list come to this point. */
void asm_land(struct assembler *s, struct patches *p);
/* The same for jumps of AND and OR. */
void asm_join(struct assembler *s, struct patches *p);
/* A text that lasts as long as the code, though the tree may not. */
str asm_lasting(struct assembler *s, str text);
/* The runtime error `text`; stands for a value as far as the stack goes. */
void asm_fail(struct assembler *s, str text);

#endif
