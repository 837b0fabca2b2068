/* The shape of the YAML that templates write, without rendering them (CH405, CH501, CH502, CH503,
 * CH507, CH508, CH513, CH514).
 *
 * Each template's text is read line by line as it would be printed, trim markers applied; what an
 * action prints is a hole. Known are the columns at which blocks are open, the key that waits for
 * its block, and block scalars. Branches are read one after the other and their ends merged; what
 * they don't agree on is unknown, and about the unknown nothing is said.
 */
#ifndef CHELM_LINT_SKELETON_H
#define CHELM_LINT_SKELETON_H

#include "lint/project.h"

void check_skeletons(struct lint_project *p);

#endif
