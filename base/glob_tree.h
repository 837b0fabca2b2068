/* The syntax tree of a glob pattern. Internal to glob. */
#ifndef CHELM_BASE_GLOB_TREE_H
#define CHELM_BASE_GLOB_TREE_H

#include "base/str.h"

enum glob_kind {
    GLOB_NOTHING,
    GLOB_PATTERN,
    GLOB_LIST,
    GLOB_RANGE,
    GLOB_TEXT,
    GLOB_ANY,
    GLOB_SUPER,
    GLOB_SINGLE,
    GLOB_ANY_OF
};

struct glob_node {
    enum glob_kind kind;
    bool negated;       /* LIST, RANGE */
    uint32_t low, high; /* RANGE */
    str text;           /* TEXT; the runes of a LIST */
    struct glob_node *parent;
    struct glob_node **child;
    size_t n, cap;
};

struct glob_node *glob_node_new(struct arena *a, enum glob_kind kind);
void glob_node_add(struct arena *a, struct glob_node *parent, struct glob_node *child);
bool glob_node_equal(const struct glob_node *x, const struct glob_node *y);

/* NULL when the pattern is none, or has more than 1000 parts. */
struct glob_node *glob_parse(struct arena *a, str pattern);

#endif
