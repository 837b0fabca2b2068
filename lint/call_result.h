/* The type of what a call gives, when it works (call_results.def). */
#ifndef CHELM_LINT_CALL_RESULT_H
#define CHELM_LINT_CALL_RESULT_H

#include "lint/call.h"

/* The number of arguments has been checked. */
const struct type *call_result(const struct call_site *s);

#endif
