/* A growing list of names that can be searched: variables in scope, templates defined.
 *
 * Memory is the arena's. Names are views of what the caller keeps.
 */
#ifndef CHELM_PARSER_NAMES_H
#define CHELM_PARSER_NAMES_H

#include "base/str.h"

#define NAMES_NONE UINT32_MAX

struct names {
    struct arena *arena;
    uint32_t *hashes; /* of the items: most comparisons end there */
    uint32_t *older;  /* for each item the next older one of the same bucket, or NAMES_NONE */
    uint32_t *newest; /* for each of `cap` buckets, by hash */
    str *items;
    uint32_t len, cap; /* cap: 0 or a power of two */
};

void names_init(struct names *n, struct arena *a);
void names_put(struct names *n, str name);
/* The newest item at or after `base` with that name, or NAMES_NONE. */
uint32_t names_find(const struct names *n, uint32_t base, str name);
/* Forgets all but the first `len` items. */
void names_cut(struct names *n, uint32_t len);

#endif
