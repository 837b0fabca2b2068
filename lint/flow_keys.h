/* What templates do to maps, found by looking at their commands alone: keys that they set, maps
 * that get keys nobody can know.
 */
#ifndef CHELM_LINT_FLOW_KEYS_H
#define CHELM_LINT_FLOW_KEYS_H

#include "lint/flow_walk.h"

/* Whether the function may change the keys of a map: files without one need not be looked through.
 */
bool flow_keys_changed_by(str function);
/* Fills weak and opened. */
void flow_keys_collect(struct flow *w);
/* Whether the statements read .Values, .Release or their like: their dot is a root, then. */
bool flow_reads_root(const struct node *n);

#endif
