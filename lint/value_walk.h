/* Goes through values of a file beside what is declared, for rules that compare the two. */
#ifndef CHELM_LINT_VALUE_WALK_H
#define CHELM_LINT_VALUE_WALK_H

#include "lint/type.h"
#include "lint/yaml_tree.h"

enum { VALUE_WALK_DEPTH = 24 };

/* One key on the way. */
struct value_key {
    const str *names; /* the path, with this key */
    size_t depth;     /* names in it */
    val value;
    const struct yentry *place;     /* NULL: not known */
    const struct type *map;         /* the declared type of the map that the key is in */
    const struct type_field *field; /* what is declared of the key; NULL: nothing */
};

/* Called for every key, a map before its entries; true: go on into the value, if it and its
 * declaration are maps. */
typedef bool value_walk_fn(void *context, const struct value_key *key);

void value_walk(val v, const struct ynode *places, const struct type *t, value_walk_fn *fn,
                void *context);
/* Whether anything is declared of the key. */
bool value_key_is_declared(const struct value_key *key);
/* Of one that is not: whether it has a value, in a map all of whose keys are known. */
bool value_key_is_unknown(const struct value_key *key);
/* "a.b.c" */
str value_key_path(struct arena *a, const struct value_key *key);

#endif
