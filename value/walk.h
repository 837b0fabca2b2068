/* The containers between the root of a value and the place that an encoder has reached.
 *
 * Encoders don't recurse: a value may be nested as deeply as its maker likes, and it may contain
 * itself. The stack finds the latter after a number of steps that is bounded by the length of the
 * way to the cycle and of the cycle.
 */
#ifndef CHELM_VALUE_WALK_H
#define CHELM_VALUE_WALK_H

#include "value/list.h"
#include "value/map.h"

struct walk_level {
    val v;         /* V_LIST or V_MAP, with at least one element */
    uint32_t i, n; /* the next element, and how many there are */
    size_t order;  /* of a map: where its entries' order begins; SIZE_MAX: as inserted */
    size_t indent; /* free for the encoder */
};

typedef bool walk_less(str a, str b);

struct walk {
    struct arena *arena;
    struct walk_level *level;
    size_t depth, cap;
    const struct map_entry **order; /* entries of all maps on the way, in order */
    size_t order_len, order_cap;
    size_t tortoise; /* the level that later ones are compared with */
    bool cycle;      /* one was found */
};

void walk_init(struct walk *w, struct arena *a);
/* Enters a container that is not empty. `less` orders a map's keys; NULL keeps their order.
 * NULL, with `cycle` set, when the value contains itself. */
struct walk_level *walk_push(struct walk *w, val v, walk_less *less);
/* The innermost container with elements left, those without are left; NULL at the end. */
struct walk_level *walk_top(struct walk *w);
void walk_pop(struct walk *w); /* leaves the innermost container */
/* The current entry of a map. The next call of walk_push ends its being current. */
static inline const struct map_entry *walk_entry(const struct walk *w, const struct walk_level *l)
{
    return l->order == SIZE_MAX ? &l->v.map->entries[l->i] : w->order[l->order + l->i];
}

/* After a cycle was found: the Go type of the container that is met when going on to `depth`. */
str walk_cycle_type(const struct walk *w, size_t depth);

/* str_cmp as an order. */
bool walk_bytewise(str a, str b);

#endif
