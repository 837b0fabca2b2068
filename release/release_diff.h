/* How two renders differ, object by object.
 *
 * Objects are the same when apiVersion, kind, namespace and name are; of what is left, when kind,
 * namespace and name are (an object that changes its apiVersion). Equal names match in their order.
 * What stands below data and stringData of a Secret is never shown, only that it differs.
 */
#ifndef CHELM_RELEASE_RELEASE_DIFF_H
#define CHELM_RELEASE_RELEASE_DIFF_H

#include "base/buf.h"
#include "release/object_set.h"
#include "release/value_diff.h"

struct object_change {
    const struct object *old, *new; /* NULL: there is none */
    struct value_changes fields;    /* of an object that both have */
};

struct release_diff {
    struct object_change *items; /* changed and removed as in the old one, then added */
    size_t n;
    size_t changed, added, removed, same;
};

/* Compares; the result lives in the arena and refers to the sets. */
void release_diff(struct arena *a, const struct object_set *old, const struct object_set *new,
                  struct release_diff *ret);
/* For people: nothing when nothing differs. Control characters are shown as escapes. */
void release_diff_put_text(struct buf *out, const struct release_diff *d, bool colored);
/* One JSON object and a newline, as docs/diff.md describes it. */
void release_diff_put_json(struct buf *out, const struct release_diff *d);

#endif
