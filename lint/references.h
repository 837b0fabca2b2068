/* Names of other objects in a release: what pods refer to, and whether something makes it (CH609).
 *
 * Only names that begin with the release's are looked at: all others may be there already. A name
 * that is found anywhere else in the output is silent, too: an operator, a job or a custom resource
 * may make the object.
 */
#ifndef CHELM_LINT_REFERENCES_H
#define CHELM_LINT_REFERENCES_H

#include "lint/yaml_tree.h"

struct reference {
    const char *kind; /* Secret, ConfigMap, PersistentVolumeClaim, ServiceAccount */
    str name;
    size_t at;         /* of the name, in its document */
    size_t file, base; /* the caller's: which output, and where the document begins in it */
};

struct references {
    struct arena *arena;
    struct reference *items;
    uint32_t count, cap;
};

/* Adds those of one document, of any kind. Optional ones are left out. */
void references_add(struct references *r, const struct ynode *root, size_t file, size_t base);

#endif
