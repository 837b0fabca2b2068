/* How Go's text/template fits arguments to parameters.
 *
 * The VM calls these with actual values, the linter with inferred types; both say what is wrong in
 * Go's words (exec.go: evalCall, validateType, evalArg).
 */
#ifndef CHELM_FUNCS_CHECK_H
#define CHELM_FUNCS_CHECK_H

#include "funcs/func.h"

/* "wrong number of args for NAME: want 2 got 1". `written` arguments, plus one when piped. */
bool check_count(struct arena *a, const struct fn *f, size_t written, bool piped, str *ret_error);
/* The type of parameter i (for a variadic one, of its element). */
static inline enum gotype check_param(const struct fn *f, size_t i)
{
    size_t last = f->nparam ? f->nparam - 1u : 0;
    return (enum gotype)f->param[i < last ? i : last];
}
/* Fits a value that is not a literal: exact assignability, no conversion; nothing becomes nil where
 * the type can be nil (a nil pointer is V_NIL). As validateType. */
bool check_value(struct arena *a, val v, enum gotype want, val *ret, str *ret_error);
/* Whether a value of type `have` may be passed for `want`: what check_value and lint share. */
bool check_assignable(enum gotype have, enum gotype want);

#endif
