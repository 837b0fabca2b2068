/* The code of expressions: variables, calls and pipelines, as Go's evalPipeline and what it calls.
 *
 * Each function appends to the compiler's code (compiler.h); the value of an expression comes to
 * lie on the stack. Internal to eval.
 */
#ifndef CHELM_EVAL_COMPILE_PIPELINE_H
#define CHELM_EVAL_COMPILE_PIPELINE_H

#include "eval/compiler.h"

/* What an action or branch does with the value of its pipeline. */
enum fate { KEPT, PRINTED, TESTED };

/* A place for a value on the frame. */
uint16_t compile_slot(struct compiler *c);
/* A new variable in the innermost scope, and its place. */
uint16_t compile_declare(struct compiler *c, str name);
/* Sets a variable that exists to the top value, which stays. */
void compile_assign(struct compiler *c, str name);
/* The value on top goes; what is stored, where it is stored. */
void compile_pop(struct compiler *c);

/* A value that fits a parameter of type `want`. As Go's evalArg. */
void compile_argument(struct compiler *c, const struct node *n, enum gotype want);
/* The first `n` commands of a pipeline. */
void compile_commands(struct compiler *c, const struct node *pipe, uint32_t n, enum fate fate);
/* The whole of it, with its variables. */
void compile_pipeline(struct compiler *c, const struct node *pipe, enum fate fate);

#endif
