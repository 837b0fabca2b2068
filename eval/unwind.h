/* How an error leaves the VM: it is given its place in Go's words and goes out through all frames.
 *
 * Each function puts the finished chain into vm->error and returns false, so that it can end the
 * instruction that failed. Internal to eval.
 */
#ifndef CHELM_EVAL_UNWIND_H
#define CHELM_EVAL_UNWIND_H

#include "eval/vm.h"

/* No instruction has this number: struct frame's join_to when there was no early decision. */
#define NO_JOIN UINT32_MAX

/* Whether an early decision is the last thing that was evaluated before instruction `pc`, an `and`
 * or `or`. */
bool unwind_is_joined(const struct frame *f, uint32_t pc);

/* Instruction `pc` of the top frame fails with `text`. As state.errorf. */
bool unwind_fail(struct vm *vm, uint32_t pc, str text);
/* The call of function `name` there fails: "error calling NAME: " and what `inner` says. */
bool unwind_fail_call(struct vm *vm, uint32_t pc, str name, const struct exec_error *inner);
/* The same for a method that was read like a field: Go names the whole chain, `node`. */
bool unwind_fail_method(struct vm *vm, const struct node *node, str name,
                        const struct exec_error *inner);
/* A link of the chain: `what`, the quoted text of a tpl, and `inner`. */
const struct exec_error *unwind_tpl_error(struct vm *vm, const char *what, str text,
                                          const struct exec_error *inner);

#endif
