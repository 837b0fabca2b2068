/* API versions that Kubernetes deprecated (deprecations.def). */
#ifndef CHELM_LINT_DEPRECATION_H
#define CHELM_LINT_DEPRECATION_H

#include "base/str.h"

struct arena;

struct deprecation {
    str api_version, kind;
    uint32_t deprecated_major, deprecated_minor;
    uint32_t removed_major, removed_minor; /* 0.0: it is still there */
    str new_api_version, new_kind;         /* empty: nothing replaces it */
};

/* Whether the kind is deprecated in Kubernetes major.minor; else NULL. */
const struct deprecation *deprecation_find(str api_version, str kind, uint32_t major,
                                           uint32_t minor);
/* "extensions/v1beta1 Ingress is deprecated in v1.14+, unavailable in v1.22+; use …", as
 * Kubernetes' deprecation.WarningMessage. */
str deprecation_text(struct arena *a, const struct deprecation *d);
/* Major and minor of a version such as v1.29.3; 0 and 0 when it is none. */
void deprecation_version(str version, uint32_t *ret_major, uint32_t *ret_minor);

#endif
