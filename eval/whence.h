/* Which values of the chart have to do with an error: their paths below .Values, by which whoever
 * knows the sources of values can tell who set them (diag.values). Internal to eval.
 *
 * A value is found again by what it is, not by how the template came to it: tables and lists by
 * identity, texts by their bytes' address. So with, range, variables and arguments of includes
 * don't matter, as long as nothing was copied.
 */
#ifndef CHELM_EVAL_WHENCE_H
#define CHELM_EVAL_WHENCE_H

#include "base/diag.h"
#include "eval/vm.h"

/* Adds the member `key` of the table `in`, or when that cannot be found the value itself (only
 * texts can be); nothing when neither is a part of the values. */
void whence_member(struct vm *vm, struct diags *diags, struct diag *d, val in, str key, val v);
/* Adds what the failed function's arguments were read from, by the chains of fields (.a.b) in the
 * action that failed. */
void whence_arguments(struct vm *vm, struct diags *diags, struct diag *d);

/* The value that a path of the failed action begins with, *ret_first: how many of its names that
 * takes. False for what is no path, or when it is not known any more. */
bool whence_start(const struct vm *vm, const struct node *n, uint32_t *ret_first, val *ret);

#endif
