/* Trees to bytecode.
 *
 * The compiler resolves variables to slots, types literals by the parameters of the functions they
 * are passed to, and turns every error that is certain into a FAIL instruction at the point where
 * Go would meet it. It follows Go's evaluation step by step, so that each instruction knows what
 * Go's "current node" would be (text/template exec.go: state.at), oddities included.
 */
#ifndef CHELM_EVAL_COMPILE_H
#define CHELM_EVAL_COMPILE_H

#include "eval/code.h"

struct arena;

/* Compiles one tree after the other in the same memory. */
struct compiler;

/* What is needed on the way comes into `scratch`, and stays there for the next tree. */
struct compiler *compiler_new(struct arena *scratch);

/* Compiles a tree that parsed without error, into `a`. Never fails. */
const struct code *compile_tree(struct compiler *c, struct arena *a, const struct tree *tree,
                                enum compile_mode mode);
/* The same as light code (struct code_light), for a render that runs it once: the tree's nodes may
 * go, its source may not. */
const struct code *compile_light(struct compiler *c, struct arena *a, const struct tree *tree,
                                 enum compile_mode mode);

#endif
