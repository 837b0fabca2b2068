#include "value/list.h"

#include "base/arena.h"

#include <assert.h>
#include <string.h>

struct list *list_new(struct arena *a, size_t cap)
{
    struct list *l = ARENA_NEW(a, struct list);
    l->arena = a;
    l->cap = (uint32_t)cap;
    if (cap)
        l->items = ARENA_ARRAY(a, val, cap);
    return l;
}

/* As Go's growslice for one more element of 16 bytes: doubling up to 256, then by a quarter plus
 * 192; size classes beyond that are not mirrored. */
static uint32_t grown_cap(uint32_t cap)
{
    if (cap == 0)
        return 1;
    return cap < 256 ? cap * 2 : cap + (cap + 768) / 4;
}

size_t list_appended_cap(size_t n)
{
    uint32_t cap = 0;
    while (cap < n && cap < UINT32_MAX / 2)
        cap = grown_cap(cap);
    return cap < n ? n : cap;
}

struct list *list_copied(struct arena *a, const val *items, uint32_t from, uint32_t to)
{
    uint32_t n = to - from;
    struct list *l = list_new(a, list_appended_cap(n));
    if (n)
        memcpy(l->items, items + from, n * sizeof(val));
    l->len = n;
    return l;
}

void list_push(struct list *l, val v)
{
    if (l->len == l->cap) {
        uint32_t cap = grown_cap(l->cap);
        val *items = ARENA_ARRAY(l->arena, val, cap);
        if (l->len)
            memcpy(items, l->items, l->len * sizeof(val));
        l->items = items;
        l->cap = cap;
    }
    l->items[l->len++] = v;
}

/* The free end of a shared array: whose list ends at `end` may have the next slot. */
struct list_room {
    val *end, *limit;
};

static void new_room(struct arena *a, struct list *l)
{
    size_t cap = ((size_t)l->len + 2) * 2;
    val *items = arena_alloc(a, cap * sizeof(val));
    if (l->len)
        memcpy(items, l->items, l->len * sizeof(val));
    l->items = items;
    l->room = ARENA_NEW(a, struct list_room);
    *l->room = (struct list_room){items + l->len, items + cap};
}

struct list *list_appended(struct arena *a, const struct list *l, val v)
{
    struct list *n = ARENA_NEW(a, struct list);
    if (l)
        *n = *l;
    n->arena = a;
    if (!n->room || n->items + n->len != n->room->end || n->room->end == n->room->limit)
        new_room(a, n);
    *n->room->end++ = v;
    n->cap = grown_cap(n->len++);
    return n;
}

/* What lies behind the end of l is another list's: an array of its own. */
static struct list *unshared(struct arena *a, const struct list *l)
{
    struct list *c = list_new(a, l->cap);
    memcpy(c->items, l->items, l->len * sizeof(val));
    c->len = l->len;
    return c;
}

struct list *list_window(struct arena *a, const struct list *l, size_t from, size_t to)
{
    assert(from <= to && to <= l->cap);
    if (l->room && to > l->len)
        l = unshared(a, l);
    struct list *w = ARENA_NEW(a, struct list);
    w->arena = a;
    w->room = l->room;
    w->items = from ? l->items + from : l->items;
    w->len = (uint32_t)(to - from);
    w->cap = l->cap - (uint32_t)from;
    for (size_t i = l->len; i < to; i++)
        if (l->items[i].tag == V_INVALID)
            l->items[i] = val_nil();
    return w;
}
