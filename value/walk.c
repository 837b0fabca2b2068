#include "value/walk.h"

#include "base/arena.h"

#include <assert.h>
#include <string.h>

enum { LEVELS_FIRST = 16, ORDER_FIRST = 64, INSERTION_MAX = 12 };

void walk_init(struct walk *w, struct arena *a)
{
    *w = (struct walk){.arena = a};
}

bool walk_bytewise(str a, str b)
{
    return str_cmp(a, b) < 0;
}

/* ------------------------------------------------------------------------------------------
 * Order
 */

static void insertion_sort(const struct map_entry **e, size_t n, walk_less *less)
{
    for (size_t i = 1; i < n; i++) {
        const struct map_entry *x = e[i];
        size_t at = i;
        for (; at > 0 && less(x->key, e[at - 1]->key); at--)
            e[at] = e[at - 1];
        e[at] = x;
    }
}

static void merge(const struct map_entry **from, size_t mid, size_t n, walk_less *less,
                  const struct map_entry **to)
{
    size_t i = 0, j = mid, at = 0;
    while (i < mid && j < n)
        to[at++] = less(from[j]->key, from[i]->key) ? from[j++] : from[i++];
    while (i < mid)
        to[at++] = from[i++];
    while (j < n)
        to[at++] = from[j++];
}

static bool is_sorted(const struct map_entry **e, size_t n, walk_less *less)
{
    for (size_t i = 1; i < n; i++)
        if (less(e[i]->key, e[i - 1]->key))
            return false;
    return true;
}

/* A merge sort: safe although go-yaml's order is not transitive. `space` has room for n. */
static void sort(const struct map_entry **e, size_t n, walk_less *less,
                 const struct map_entry **space)
{
    if (n > INSERTION_MAX && is_sorted(e, n, less)) /* so maps often are that were read or merged */
        return;
    for (size_t i = 0; i < n; i += INSERTION_MAX)
        insertion_sort(e + i, n - i < INSERTION_MAX ? n - i : INSERTION_MAX, less);
    for (size_t run = INSERTION_MAX; run < n; run *= 2) {
        for (size_t i = 0; i < n; i += 2 * run) {
            size_t len = n - i < 2 * run ? n - i : 2 * run;
            merge(e + i, len < run ? len : run, len, less, space + i);
        }
        memcpy(e, space, n * sizeof *e);
    }
}

static size_t put_order(struct walk *w, const struct map *m, walk_less *less)
{
    size_t n = m->len, need = w->order_len + 2 * n;
    if (need > w->order_cap) {
        size_t cap = need + need / 2 + ORDER_FIRST;
        w->order =
            arena_grow(w->arena, w->order, w->order_cap * sizeof(void *), cap * sizeof(void *));
        w->order_cap = cap;
    }
    const struct map_entry **e = w->order + w->order_len;
    for (size_t i = 0; i < n; i++)
        e[i] = &m->entries[i];
    sort(e, n, less, e + n);
    w->order_len += n;
    return w->order_len - n;
}

/* ------------------------------------------------------------------------------------------
 * The stack
 */

static const void *identity(val v)
{
    return v.tag == V_MAP ? (const void *)v.map : (const void *)v.list;
}

/* Brent's method: the container at a depth that is a power of two is compared with all below. */
static bool is_repeated(struct walk *w, val v)
{
    if (w->depth == 0)
        return false;
    if (identity(w->level[w->tortoise].v) == identity(v))
        return true;
    if (w->depth == 2 * (w->tortoise + 1))
        w->tortoise = w->depth - 1;
    return false;
}

str walk_cycle_type(const struct walk *w, size_t depth)
{
    assert(w->cycle);
    size_t period = w->depth - w->tortoise;
    if (depth >= w->depth)
        depth = w->tortoise + (depth - w->tortoise) % period;
    return gotype_name((enum gotype)w->level[depth].v.gotype);
}

struct walk_level *walk_push(struct walk *w, val v, walk_less *less)
{
    if (is_repeated(w, v)) {
        w->cycle = true;
        return NULL;
    }
    if (w->depth == w->cap) {
        size_t cap = w->cap ? 2 * w->cap : LEVELS_FIRST;
        w->level =
            arena_grow(w->arena, w->level, w->cap * sizeof *w->level, cap * sizeof *w->level);
        w->cap = cap;
    }
    struct walk_level *l = &w->level[w->depth++];
    *l = (struct walk_level){.v = v, .order = SIZE_MAX};
    l->n = v.tag == V_MAP ? v.map->len : v.list->len;
    assert(l->n > 0);
    if (v.tag == V_MAP && less)
        l->order = put_order(w, v.map, less);
    return l;
}

void walk_pop(struct walk *w)
{
    const struct walk_level *l = &w->level[--w->depth];
    if (l->order != SIZE_MAX)
        w->order_len = l->order;
    if (w->tortoise >= w->depth)
        w->tortoise = w->depth ? w->depth - 1 : 0;
}

struct walk_level *walk_top(struct walk *w)
{
    while (w->depth && w->level[w->depth - 1].i == w->level[w->depth - 1].n)
        walk_pop(w);
    return w->depth ? &w->level[w->depth - 1] : NULL;
}
