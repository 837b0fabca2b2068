/* Problems of rendered text as findings in the templates, and their repair there. */
#ifndef CHELM_LINT_PROBLEM_PLACE_H
#define CHELM_LINT_PROBLEM_PLACE_H

#include "eval/eval.h"
#include "lint/object_rules.h"
#include "lint/project.h"

/* Puts a finding for a problem with a length, at the byte `at` of a file that was rendered with a
 * source map. The finding stands where the text is written: in the innermost template of the chart
 * itself, not in a library, so that what many includes print is told once. Labels name what called
 * it, what printed it, where the value is declared, and the values file of this render (NULL: the
 * defaults). */
void problem_put(struct lint_project *p, const struct template_file *f, size_t at,
                 const struct problem *problem, const struct lint_file *set);

#endif
