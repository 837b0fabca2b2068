/* Which of what the chart is given (.Values, .Release, .Chart) something was made from.
 *
 * A value is told by what it is, so that what computes with values need not know of it: tables and
 * lists by their address, texts by the address of their bytes, numbers and booleans by a number in
 * `len`, which they leave free. lineages_tag copies an object so that each address stands for one
 * value of it; copying, passing on, putting into tables and taking out again then keep all of it.
 * Of what a function makes anew, whoever calls the function says what it was made from.
 *
 * Lineages and what they refer to live in the arena of their table.
 */
#ifndef CHELM_EVAL_LINEAGE_H
#define CHELM_EVAL_LINEAGE_H

#include "value/val.h"

/* One value, and the way to it. */
struct value_ref {
    const struct value_ref *above; /* what it is a member of; NULL: it is an object */
    str key;                       /* in a table; s is NULL: in a list. Of an object its name */
    size_t index;
};

enum { LINEAGE_MAX = 8 };

/* What is beyond LINEAGE_MAX values is left out. */
struct lineage {
    const struct value_ref *refs[LINEAGE_MAX]; /* each once */
    uint32_t n;                                /* at least 1 */
    uint32_t number;                           /* from 1: in `len` of numbers and booleans */
};

struct lineages {
    struct arena *arena;
    const struct lineage **items;
    uint32_t n, cap;
    struct map *addresses; /* address and length → what stands there */
};

void lineages_init(struct lineages *l, struct arena *a);
/* A copy of the object .NAME in which everything has a lineage: itself. What is one table in two
 * places, or in two objects, stays one, and has the lineage of the first. */
struct map *lineages_tag(struct lineages *l, str name, struct map *object);

/* What `m` has of `other`'s members was copied from there: it has their lineage. */
void lineages_follow(struct lineages *l, struct map *m, const struct map *other);

/* What a value was made from; of a table or list that a template has made: what its members were.
 * NULL: nothing that is known. The whole of '.' and of .Values counts for nothing. */
const struct lineage *lineages_of(struct lineages *l, val v);
/* Of what was made from both; either may be NULL. */
const struct lineage *lineages_join(struct lineages *l, const struct lineage *x,
                                    const struct lineage *y);
/* The value v with the lineage x. A text is copied. */
val lineages_put(struct lineages *l, val v, const struct lineage *x);
/* The same for a text that no one else has. */
void lineages_note(struct lineages *l, str text, const struct lineage *x);

#endif
