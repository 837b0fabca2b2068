/* Rendered objects against the types of Kubernetes (kubernetes_type.h): CH601, CH602, CH603, CH616,
 * CH504, CH505.
 *
 * As strict as the API server with its strict validation of fields, which Helm asks for: a field
 * that the kind does not have is refused, and so is a number where a string belongs. null is
 * absent, wherever it stands. Kinds that are not known (custom resources) are held against the type
 * of their metadata only; of a List, each item is looked at. Aliases and what merge keys give are
 * taken for right.
 */
#ifndef CHELM_LINT_KUBERNETES_H
#define CHELM_LINT_KUBERNETES_H

#include "lint/object_rules.h"

/* Puts the problems of one document among those of the checker. */
void kubernetes_check(struct object_checker *c, const struct ynode *root);

#endif
