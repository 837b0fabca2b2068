/* What is said about values besides values.yaml, by path: commented-out keys, documentation,
 * annotations, the configuration. Collected in a tree first and laid over a type once, so that
 * thousands of hints cost one walk.
 */
#ifndef CHELM_LINT_HINT_H
#define CHELM_LINT_HINT_H

#include "lint/type.h"

struct map;

struct hint {
    const struct decl *decl; /* NULL: only a step on a path */
    const struct type *type; /* of a value that nobody else declares; NULL: any */
    const struct type *more; /* kinds that the value may have, too; NULL: none */
    const struct type *set;  /* what it is, whatever others say; NULL: not said */
    bool open;               /* a map with keys of any name */
    struct map *children;    /* name → index in `child` (V_INT); "[]" is each item of a list */
    struct hint **child;
    uint32_t count, cap;
};

/* The hint for a key of the map that h is about; made when it is not there yet. */
struct hint *hint_child(struct arena *a, struct hint *h, str name);
/* The hint at a dotted path, which may have indices: a.b[0].c. NULL for what is no path. */
struct hint *hint_path(struct arena *a, struct hint *h, str path);
/* The type with the hints; keys that only hints know are MAYBE. The same pointer when nothing is
 * new. */
const struct type *hint_apply(struct arena *a, const struct type *t, const struct hint *h);

/* A type as people write it: int|string, list<any>, map, map<string> (or dict<string>), bool,
 * number, null, any, string?. NULL when it is none. */
const struct type *hint_type(struct arena *a, str text);

#endif
