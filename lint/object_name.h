/* Names and labels that Kubernetes accepts, with its words about those that it does not. */
#ifndef CHELM_LINT_OBJECT_NAME_H
#define CHELM_LINT_OBJECT_NAME_H

#include "base/str.h"

/* Whether an object of that kind may have the name; else *ret_error is Kubernetes' text:
 * metadata.name: Invalid value: "A": a lowercase RFC 1123 subdomain must … As Helm's
 * validateMetadataName, which knows no prefix of generateName. */
bool object_name_check(struct arena *a, str kind, str name, str *ret_error);
/* As validation.IsValidLabelValue: empty, or up to 63 of [A-Za-z0-9_.-] with letters or digits at
 * both ends. */
bool object_label_is_valid(str value);

#endif
