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

/* What is printed is the same in each. */
enum compile_mode {
    COMPILE_PLAIN,
    COMPILE_FUSED, /* with superinstructions */
    COMPILE_MAPPED /* with instructions that record a source map: the VM needs a recorder */
};

/* Compiles a tree that parsed without error, into `a`. Never fails. What is needed on the way comes
 * into `scratch`, which is cleared. */
const struct code *compile_tree(struct arena *a, struct arena *scratch, const struct tree *tree,
                                enum compile_mode mode);

#endif
