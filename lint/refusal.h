/* A chart that Helm's loader refuses: which rule its words are about, and where in Chart.yaml.
 *
 * The texts are the loader's own (refusals.def); what is not among them is CH003. Of two
 * dependencies that share a name, or of one whose alias is refused, the place is the one named in
 * the text, the last of that name.
 */
#ifndef CHELM_LINT_REFUSAL_H
#define CHELM_LINT_REFUSAL_H

#include "lint/project.h"

/* Puts one finding for the reason `why`. `metadata` is the chart's Chart.yaml, of empty text when
 * there is none. */
void refusal_put(struct lint_project *p, struct lint_file *metadata, str why);

#endif
