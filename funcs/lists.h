/* What functions that take "any slice" share. */
#ifndef CHELM_FUNCS_LISTS_H
#define CHELM_FUNCS_LISTS_H

#include "funcs/func.h"

/* Whether v is a slice of whatever type. If not, the call fails: nil as Go's use of a nil pointer,
 * anything else with `complaint` and the name of its kind. */
bool lists_check(struct fn_call *c, val v, const char *complaint);

#endif
