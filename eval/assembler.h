/* Puts instructions, constants, names and places together into a struct code.
 *
 * The assembler knows nothing of trees; it keeps count of the value stack and of Go's current node
 * for the place table. Everything is made in a scratch
 * arena, from which the finished code is copied.
 */
#ifndef CHELM_EVAL_ASSEMBLER_H
#define CHELM_EVAL_ASSEMBLER_H

#include "eval/code.h"

struct arena;

struct assembler {
    struct arena *arena;
    struct code *code;
    const struct node *at;     /* Go's current node, which the next instructions belong to */
    const struct node *placed; /* of the last place noted */
    uint32_t instr_cap, const_len, const_cap, name_len, name_cap, node_len, node_cap, place_cap;
    uint32_t depth; /* values on the stack at this point */
};

/* Jumps whose target is not known yet: each holds, in place of its target, the one before. */
struct patches {
    uint32_t last; /* 1 + the number of the last one; 0: there is none */
};

/* What grows is in `scratch`. */
void asm_init(struct assembler *s, struct arena *scratch, const struct tree *tree);
/* The code, in `a`, without the room that it grew with. */
const struct code *asm_finish(const struct assembler *s, struct arena *a);
/* Appends an instruction and returns its number. Its effect on the stack's depth is taken from the
 * opcode's row. */
uint32_t asm_emit(struct assembler *s, enum opcode op, uint8_t a, uint16_t b, uint32_t c);
/* The same for calls, which also pop `args` values. */
uint32_t asm_emit_call(struct assembler *s, enum opcode op, uint8_t a, uint16_t b, uint32_t c,
                       uint32_t args);
uint32_t asm_const(struct assembler *s, val v);
uint32_t asm_name(struct assembler *s, str text);
uint32_t asm_node(struct assembler *s, const struct node *n);
uint32_t asm_here(const struct assembler *s); /* the number of the next instruction */
/* Appends a jump-like instruction whose target is given later by asm_land. */
void asm_jump(struct assembler *s, struct patches *p, enum opcode op, uint8_t a, uint16_t b);
/* All jumps of the list come to this point. */
void asm_land(struct assembler *s, struct patches *p);
/* The runtime error `text`; stands for a value as far as the stack goes. */
void asm_fail(struct assembler *s, str text);

#endif
