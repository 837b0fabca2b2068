/* Access paths: where in the values something was read, such as .Values.a.b.
 *
 * A path begins at the context of a chart, at the argument of a define, or at a value that a
 * template made (an element, the result of a function). Paths are interned: equal ones are one
 * pointer. They live in the arena given, and are never freed.
 */
#ifndef CHELM_LINT_FLOW_PATH_H
#define CHELM_LINT_FLOW_PATH_H

#include "base/arena.h"
#include "base/str.h"

struct buf;
struct lint_chart;
struct type;

enum flow_root {
    FLOW_ROOT_CHART,   /* the context of a chart: what `.` is in its files */
    FLOW_ROOT_ARG,     /* the argument of the define that is being looked at */
    FLOW_ROOT_ELEMENT, /* an element of a list or map: of is that */
    FLOW_ROOT_MADE     /* what an expression gave */
};

struct flow_path {
    struct flow_path *parent; /* NULL: a root */
    struct flow_path *root;   /* of itself for a root */
    str name;                 /* of the key; roots: empty */
    uint32_t depth;           /* keys on the way */
    enum flow_root kind;      /* of the root */
    /* Roots: */
    const struct lint_chart *chart;
    const struct type *type; /* what it holds */
    struct flow_path *of;    /* ELEMENT: of which list or map, or NULL */
    /* What templates do with it: */
    bool read;   /* is read by its name at all */
    bool tested; /* a condition asks for it */
    bool needed; /* is printed, computed with, handed on, read further: not in a fallback */
    bool used;   /* not only asked for in a condition */
    bool whole;  /* is used with all its keys: ranged over, printed by toYaml, merged */
    bool passed; /* is handed to other templates, or put in a map or list */
    struct flow_path *next; /* in the table */
};

struct flow_paths {
    struct arena *arena;
    struct flow_path **slots;
    uint32_t count, cap;
};

void flow_paths_init(struct flow_paths *t, struct arena *a);
/* A new root. */
struct flow_path *flow_path_root(struct flow_paths *t, enum flow_root kind,
                                 const struct type *type);
/* The path one key further. NULL for NULL. */
struct flow_path *flow_path_key(struct flow_paths *t, struct flow_path *parent, str name);
/* Whether p is q or leads to it. */
bool flow_path_leads(const struct flow_path *p, const struct flow_path *q);
/* The key of that name if it was ever asked for, else NULL. */
struct flow_path *flow_path_find(const struct flow_paths *t, const struct flow_path *parent,
                                 str name);
/* .Values.a.b; of an argument .a.b. */
void flow_path_print(struct buf *out, const struct flow_path *p);
/* As the argument of --set: a.b; empty when it is not below .Values of a chart. */
str flow_path_option(struct arena *a, const struct flow_path *p);

#endif
