#include "parser/names.h"

#include "base/arena.h"

#include <assert.h>

void names_init(struct names *n, struct arena *a)
{
    *n = (struct names){.arena = a};
}

static void link_item(struct names *n, uint32_t i)
{
    uint32_t *newest = &n->newest[n->hashes[i] & (n->cap - 1)];
    n->older[i] = *newest;
    *newest = i;
}

static void grow(struct names *n)
{
    uint32_t cap = n->cap ? n->cap * 2 : 16;
    n->hashes =
        arena_grow(n->arena, n->hashes, n->cap * sizeof *n->hashes, cap * sizeof *n->hashes);
    n->items = arena_grow(n->arena, n->items, n->cap * sizeof *n->items, cap * sizeof *n->items);
    n->older = arena_grow(n->arena, n->older, n->cap * sizeof *n->older, cap * sizeof *n->older);
    n->newest = arena_alloc(n->arena, cap * sizeof *n->newest);
    n->cap = cap;
    for (uint32_t b = 0; b < cap; b++)
        n->newest[b] = NAMES_NONE;
    for (uint32_t i = 0; i < n->len; i++)
        link_item(n, i);
}

void names_put(struct names *n, str name)
{
    if (n->len == n->cap)
        grow(n);
    n->hashes[n->len] = str_hash(name);
    n->items[n->len] = name;
    link_item(n, n->len++);
}

uint32_t names_find(const struct names *n, uint32_t base, str name)
{
    if (!n->len)
        return NAMES_NONE;
    uint32_t hash = str_hash(name), i = n->newest[hash & (n->cap - 1)];
    while (i != NAMES_NONE && i >= base && (n->hashes[i] != hash || !str_eq(n->items[i], name)))
        i = n->older[i];
    return i != NAMES_NONE && i >= base ? i : NAMES_NONE;
}

void names_cut(struct names *n, uint32_t len)
{
    assert(len <= n->len);
    while (n->len > len) {
        n->len--;
        n->newest[n->hashes[n->len] & (n->cap - 1)] = n->older[n->len];
    }
}
