/* The path to one value, as people write it: image.tag, ports[0].name, a\.b.c.
 *
 * A backslash takes the next character for what it is, as in --set. The names live in the arena.
 */
#ifndef CHELM_CHART_VALUE_PATH_H
#define CHELM_CHART_VALUE_PATH_H

#include "base/buf.h"
#include "value/val.h"

struct value_step {
    str key;      /* of a table; s is NULL: an index */
    size_t index; /* of a list */
};

struct value_path {
    struct value_step *steps;
    size_t len;
};

/* False for what is no path: an empty name, an index that is no number. */
bool value_path_parse(struct arena *a, str text, struct value_path *ret);
/* The text that parses to the path. */
void value_path_put(struct buf *out, const struct value_path *p);
/* The path and one step more. */
struct value_path value_path_append(struct arena *a, const struct value_path *p,
                                    struct value_step step);

/* Follows as many steps as there are. *ret_taken: how many; the result is what they lead to: with
 * all taken the value at the path, else what has no such key or item. */
const val *value_path_walk(const val *root, const struct value_path *p, size_t *ret_taken);
/* The value at the path, or NULL. */
const val *value_path_get(const val *root, const struct value_path *p);

#endif
