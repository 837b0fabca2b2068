/* Calls of functions and methods, and reading fields, which may be methods. Internal to eval.
 *
 * All fail through unwind.h: false means that vm->error is set.
 */
#ifndef CHELM_EVAL_CALL_H
#define CHELM_EVAL_CALL_H

#include "eval/vm.h"

/* Calls fn with args[0..n), which have been fitted to its types. `pc` is the instruction. */
bool call_function(struct vm *vm, uint32_t pc, const struct fn *fn, val *args, uint32_t n,
                   val *ret);
/* *v becomes its field, key or argumentless method `name`. `chain` is 1 + the number of the node
 * that Go names when the method fails; 0: the current one. */
bool call_field(struct vm *vm, uint32_t pc, const struct name *name, uint32_t chain, val *v);
/* METHOD: (*sp)[-1] is the receiver. Pushes the method; the instruction behind is skipped then.
 * With no receiver the result is no value and the arguments are not evaluated. */
bool call_find_method(struct vm *vm, uint32_t pc, struct instr in, val **sp, uint32_t *next);
/* CALL_METHOD: on the stack are [piped,] receiver, method, arguments. */
bool call_method(struct vm *vm, uint32_t pc, struct instr in, val **sp);
/* The method that call_find_method pushed. */
const struct fn *call_method_of(val v);

#endif
