/* What functions make of texts that have a source map and of values that have a lineage, told to
 * the recorder (map_recorder.h) after each call. Internal to eval.
 */
#ifndef CHELM_EVAL_MAPPED_CALL_H
#define CHELM_EVAL_MAPPED_CALL_H

#include "eval/vm.h"

/* fn has made *ret of args. It may be replaced by an equal value at another address. */
void mapped_call(struct vm *vm, const struct fn *fn, const val *args, uint32_t n, val *ret);

#endif
