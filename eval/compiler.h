/* The compiler's state, and what of it steps.c asks for. Internal to compile.c, compile_pipeline.c
 * and steps.c. */
#ifndef CHELM_EVAL_COMPILER_H
#define CHELM_EVAL_COMPILER_H

#include "eval/assembler.h"
#include "eval/missing.h"
#include "eval/steps.h"
#include "funcs/func.h"
#include "parser/names.h"

/* The innermost range, for break and continue. */
struct loop {
    struct patches breaks;
    uint32_t next; /* where continue goes */
    uint16_t number;
    struct loop *outer;
};

struct compiler {
    struct arena *arena, *scratch; /* of what the code refers to; of what grows */
    struct assembler s;
    struct names vars; /* in scope, innermost last */
    uint16_t *slots;   /* of the same variables */
    uint32_t slots_cap;
    struct loop *loop;
    uint32_t loop_depth; /* ranges around this point */
    enum compile_mode mode;
    struct fn_cache functions;
    enum missing_use use; /* what is made of the value that is being computed */
    enum gotype given;    /* what the value on top is for certain: neither nil nor boxed */
    struct steps steps;
};

/* What comes next is the code of this node: errors name it. */
static inline void compiler_at(struct compiler *c, const struct node *n)
{
    c->s.at = n;
}

__attribute__((always_inline)) static inline uint32_t
compiler_emit(struct compiler *c, enum opcode op, uint8_t a, uint16_t b, uint32_t k)
{
    return asm_emit(&c->s, op, a, b, k);
}

/* Begins the code of a tree, up to its first statement. */
void compiler_begin(struct compiler *c, struct arena *a, const struct tree *tree,
                    enum compile_mode mode, bool light);
void compiler_statement(struct compiler *c, const struct node *n);
/* The value that an IF or WITH asks for; of a WITH, the slot that keeps the dot of before. */
uint16_t compiler_condition(struct compiler *c, const struct node *n);

#endif
