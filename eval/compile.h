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

/* Compiles a tree that parsed without error. `fuse` asks for superinstructions, which change
 * nothing but speed. Never fails. */
struct code *compile_tree(struct arena *a, const struct tree *tree, bool fuse);

#endif
