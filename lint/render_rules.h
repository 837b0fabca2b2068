/* Rules about what the chart renders: with its defaults, with each of its ci files, with the user's
 * values (CH506, CH511, CH512, CH604 to CH615, CH713, and errors of rendering by their codes).
 */
#ifndef CHELM_LINT_RENDER_RULES_H
#define CHELM_LINT_RENDER_RULES_H

#include "lint/project.h"

/* Random numbers and keys are the same in each render, and keys are weak: nobody uses them. Nothing
 * is rendered when the chart could not be read or parsed as a whole. */
void check_renders(struct lint_project *p);

#endif
