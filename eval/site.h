/* Where a function is called from, in words that other edits of the templates leave alone.
 *
 * A site is the way there: for each template on the stack its file and the line that calls on, at
 * last the function. Lines count by what they say, not by their number, so that a site stays the
 * same when something is inserted elsewhere. Seeded randomness hangs on it (fn_env.enter). Internal
 * to eval.
 */
#ifndef CHELM_EVAL_SITE_H
#define CHELM_EVAL_SITE_H

#include "eval/vm.h"

/* The site of the call of `fn` by instruction `pc` of the top frame. */
str site_of(struct vm *vm, uint32_t pc, const struct fn *fn);

#endif
