/* Comparing values as templates do (eq, lt …) and as reflect.DeepEqual does.
 *
 * The template comparisons fail with Go's words when the kinds do not go together; *ret is then not
 * touched, and the text lives in the arena.
 */
#ifndef CHELM_VALUE_COMPARE_H
#define CHELM_VALUE_COMPARE_H

#include "value/val.h"

struct arena;

/* text/template's eq of two values. */
bool compare_eq(struct arena *a, val x, val y, bool *ret, str *ret_error);
/* text/template's lt and le; gt is not le, ge is not lt (also for NaN). */
bool compare_lt(struct arena *a, val x, val y, bool *ret, str *ret_error);
bool compare_le(struct arena *a, val x, val y, bool *ret, str *ret_error);
/* reflect.DeepEqual: Go types count, a nil slice is not an empty one, values that hold themselves
 * are compared once. */
bool compare_deep_equal(val x, val y);

#endif
