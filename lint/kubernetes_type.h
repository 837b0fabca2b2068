/* The types of Kubernetes' own kinds (kubernetes_types.def): which fields an object has, and what
 * they hold. Constant tables; nothing allocates or fails.
 *
 * They are those of Kubernetes 1.36, with all API versions that its libraries still know. Kinds of
 * custom resources are not there.
 */
#ifndef CHELM_LINT_KUBERNETES_TYPE_H
#define CHELM_LINT_KUBERNETES_TYPE_H

#include "base/str.h"

enum kubernetes_shape {
    KUBERNETES_ONE,
    KUBERNETES_LIST,
    KUBERNETES_MAP,         /* with keys of any name */
    KUBERNETES_MAP_OF_LISTS /* whose values are lists */
};

enum kubernetes_scalar {
    KUBERNETES_OBJECT, /* no scalar: a map with fields */
    KUBERNETES_STRING,
    KUBERNETES_INTEGER,
    KUBERNETES_NUMBER,
    KUBERNETES_BOOLEAN,
    KUBERNETES_BASE64,   /* a string of bytes in base 64 */
    KUBERNETES_QUANTITY, /* a string or a number */
    KUBERNETES_ANY       /* not known: maps and lists, too */
};

struct kubernetes_type; /* of a map with fields */

/* What a place holds. */
struct kubernetes_slot {
    enum kubernetes_shape shape;
    enum kubernetes_scalar scalar;      /* of the value, or of each that the list or map holds */
    const struct kubernetes_type *type; /* OBJECT; else NULL */
};

/* The type of that kind ("apps/v1", "Deployment"), or NULL. */
const struct kubernetes_type *kubernetes_kind(str api_version, str kind);
/* For a kind that is not known: whether the API version is one of Kubernetes' own, so that it can't
 * be a custom resource; what kind of it was perhaps meant, and which API version has the kind (each
 * empty when there is none). */
bool kubernetes_no_kind(str api_version, str kind, str *ret_near, str *ret_api_version);
/* The type of `metadata` in every kind. */
const struct kubernetes_type *kubernetes_metadata(void);
/* False when the type has no such field; case counts. */
bool kubernetes_field(const struct kubernetes_type *t, str name, struct kubernetes_slot *ret);
/* The field perhaps meant by a wrong name; empty when none is near. */
str kubernetes_nearest_field(const struct kubernetes_type *t, str name);
/* The i-th field that each object of the type must have, or empty past the last. */
str kubernetes_required(const struct kubernetes_type *t, size_t i);

#endif
