/* The Kubernetes objects that a release's documents hold, to be compared.
 *
 * Each document is one object; those of a List are objects of their own. What is no map at all is
 * an object without a kind, whose root is the document's text. Lives in the arena.
 */
#ifndef CHELM_RELEASE_OBJECT_SET_H
#define CHELM_RELEASE_OBJECT_SET_H

#include "base/str.h"
#include "value/val.h"

struct object {
    str path; /* of the template: c/templates/x.yaml */
    str api_version, kind, ns, name;
    val root;
};

struct object_set {
    struct arena *arena;
    struct object *items;
    uint32_t n, cap;
};

/* What stands for what chance made. */
#define OBJECT_RANDOM "(random)"

/* Appends the objects of a document. */
void object_set_add(struct object_set *s, str path, str text);
/* Puts OBJECT_RANDOM where `s` differs from `again`, the same render with other random numbers and
 * at another time: for whole values, of texts of several lines for single lines. Objects are
 * matched by their order; when there are more or fewer, nothing is done. */
void object_set_mask(struct object_set *s, const struct object_set *again);

#endif
