/* The state of one range: what is left to iterate over.
 *
 * Keys and values are a snapshot taken when the loop begins, as in Go: what the body does to the
 * collection does not change the loop.
 */
#ifndef CHELM_EVAL_LOOP_H
#define CHELM_EVAL_LOOP_H

#include "value/map.h"
#include "value/val.h"

struct loop_state {
    val dot;                         /* to be restored when the loop ends */
    uint64_t i, n;                   /* next element, number of elements */
    val over;                        /* the collection: a V_LIST, V_BYTES, V_MAP, V_INT or V_UINT */
    const val *items;                /* of a list */
    const struct map_entry *entries; /* of a map, sorted */
};

/* Begins a loop over v. On true *ret_empty says whether there is nothing to iterate over; on false
 * *ret_error is Go's text. `variables` is how many the range declares. */
bool loop_begin(struct loop_state *l, struct arena *a, val v, unsigned variables, bool *ret_empty,
                str *ret_error);
/* The next element (VAL_BOXED where Go's would be an interface); false at the end. */
bool loop_next(struct loop_state *l, val *ret);
/* The key or index of the element that loop_next gave last. */
val loop_key(const struct loop_state *l);

#endif
