/* Whether an argument's type fits the parameter's Go type (CH202, CH203). */
#ifndef CHELM_LINT_CALL_ARGUMENT_H
#define CHELM_LINT_CALL_ARGUMENT_H

#include "lint/call.h"

/* False when the call fails whatever the value: then a finding was put. */
bool call_check_argument(const struct call_site *s, uint32_t i);

/* Where findings about an argument point: the argument, or for one that is piped the function. */
struct span call_argument_span(const struct call_site *s, uint32_t i);
/* What messages call it: `.Values.a.b`, else "argument 2". */
str call_argument_name(const struct call_site *s, uint32_t i);
/* Adds where the argument's value was declared. */
void call_label_declaration(const struct call_site *s, struct finding *g, const struct type *t);

#endif
