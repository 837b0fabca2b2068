/* Values that values.yaml declares and nothing reads (CH107).
 *
 * Only a key counts whose name no template mentions, neither as a field nor in a text: values are
 * read in ways that nobody can follow.
 */
#ifndef CHELM_LINT_UNUSED_VALUES_H
#define CHELM_LINT_UNUSED_VALUES_H

#include "lint/project.h"

/* A pass; the values are declared and what is read is collected (reads.h). */
void unused_values_check(struct lint_project *p);

#endif
