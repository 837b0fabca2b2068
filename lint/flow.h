/* Flow typing: what each expression of each template can be, and what goes wrong there (CH1xx,
 * CH2xx through call.h, CH3xx, CH4xx).
 */
#ifndef CHELM_LINT_FLOW_H
#define CHELM_LINT_FLOW_H

#include "lint/project.h"

/* Checks all templates of the project; declare_values has been called. */
void flow_check(struct lint_project *p);

#endif
