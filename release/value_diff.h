/* What differs between two trees of values, as a list of paths.
 *
 * Maps are compared key by key, in bytewise order. Lists of maps are matched by the first of
 * Kubernetes' natural keys (name, containerPort, mountPath …: natural_keys.def) that every element
 * of both lists has and that no two elements of a list share; other lists by position, behind what
 * they have in common at both ends. Everything lives in the arena, but for the values themselves.
 */
#ifndef CHELM_RELEASE_VALUE_DIFF_H
#define CHELM_RELEASE_VALUE_DIFF_H

#include "base/str.h"
#include "value/val.h"

enum value_change_kind {
    VALUE_CHANGED, /* old and new are there */
    VALUE_ADDED,   /* only new is */
    VALUE_REMOVED, /* only old is */
    VALUE_MOVED    /* the elements of a list are the same in another order: old and new are lists
                      of their natural keys */
};

struct value_change {
    enum value_change_kind kind;
    str path; /* spec.containers[name=web].args[0], metadata.labels["a.b/c"]; empty: the root */
    val old, new;
    bool masked; /* not to be shown: left to whoever knows what the trees are */
};

struct value_changes {
    struct arena *arena;
    struct value_change *items;
    uint32_t n, cap;
};

/* Appends the changes that make `new` of `old`: none when they are equal. Numbers are equal when
 * their values are, whatever their types. */
void value_diff(struct value_changes *out, val old, val new);

#endif
