/* Templates that call templates: include, tpl, {{template}}. Internal to eval.
 *
 * As Helm's includeFun and tplFun, with their limits; nothing here runs anything: a frame is
 * pushed, which the machine then runs.
 */
#ifndef CHELM_EVAL_INCLUDE_H
#define CHELM_EVAL_INCLUDE_H

#include "eval/vm.h"

/* Instruction `pc` calls include or tpl: args[0] is the name or text, args[1] the data. The frame
 * that calls has saved its place. False when the call fails. */
bool include_run(struct vm *vm, uint32_t pc, const struct fn *fn, const val *args);
/* Whether {{template}} may run the template `name`: it exists, and the nesting is not too deep. */
bool include_find(struct vm *vm, uint32_t pc, const struct name *name);

#endif
