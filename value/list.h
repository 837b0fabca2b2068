/* Go's []T: a window on an array of values.
 *
 * NULL is the nil slice. The elements' Go type is the element type of the val that refers to the
 * list (a []string holds V_STRINGs). `cap` is what Go's reflection would say: the slots between
 * len and cap hold zero values and can be seen through Sprig's `slice`. A list that shares its
 * array with another (list_window, list_appended) must not be pushed to.
 */
#ifndef CHELM_VALUE_LIST_H
#define CHELM_VALUE_LIST_H

#include "value/val.h"

struct list {
    struct arena *arena;
    val *items;
    uint32_t len, cap;
    struct list_room *room; /* the array belongs to several lists, of different lengths; or NULL */
};

/* An empty list with room for exactly `cap` items (Go's make([]T, 0, cap)). */
struct list *list_new(struct arena *a, size_t cap);
static inline size_t list_len(const struct list *l)
{
    return l ? l->len : 0;
}
/* Appends; when full the capacity grows as Go's append grows it. */
void list_push(struct list *l, val v);
/* A new list: the items of l (NULL: none) and v. l stays as it is, but the new list may share its
 * array, so that a list that grows by n such steps costs n, not n * n. */
struct list *list_appended(struct arena *a, const struct list *l, val v);
/* The capacity that n appends of one item each give, beginning with none. */
size_t list_appended_cap(size_t n);
/* A new list of items [from, to), with the capacity that as many appends give. */
struct list *list_copied(struct arena *a, const val *items, uint32_t from, uint32_t to);
/* Items [from, to) of the same array; to <= cap. Slots past len read as V_NIL. */
struct list *list_window(struct arena *a, const struct list *l, size_t from, size_t to);

#endif
