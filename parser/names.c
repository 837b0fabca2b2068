#include "parser/names.h"

#include "base/arena.h"

#include <assert.h>

void names_init(struct names *n, struct arena *a)
{
    *n = (struct names){.arena = a};
}

static void grow(struct names *n)
{
    uint32_t cap = n->cap ? n->cap * 2 : 16;
    n->hashes =
        arena_grow(n->arena, n->hashes, n->cap * sizeof *n->hashes, cap * sizeof *n->hashes);
    n->items = arena_grow(n->arena, n->items, n->cap * sizeof *n->items, cap * sizeof *n->items);
    n->cap = cap;
}

void names_put(struct names *n, str name)
{
    if (n->len == n->cap)
        grow(n);
    n->hashes[n->len] = str_hash(name);
    n->items[n->len++] = name;
}

uint32_t names_find(const struct names *n, uint32_t base, str name)
{
    uint32_t hash = str_hash(name);
    for (uint32_t i = n->len; i-- > base;)
        if (n->hashes[i] == hash && str_eq(n->items[i], name))
            return i;
    return NAMES_NONE;
}

void names_cut(struct names *n, uint32_t len)
{
    assert(len <= n->len);
    n->len = len;
}
