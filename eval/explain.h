/* What Helm's words leave out: the calls around an error, which part of a path is missing, what is
 * there instead, and what was perhaps meant. */
#ifndef CHELM_EVAL_EXPLAIN_H
#define CHELM_EVAL_EXPLAIN_H

#include "base/diag.h"
#include "eval/vm.h"

/* Completes `d`, the error that ended the VM's run, from vm->failure. */
void explain(struct vm *vm, struct diags *diags, struct diag *d);

#endif
