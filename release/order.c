#include "release/order.h"

#include "base/arena.h"

#include <stdlib.h>

static const str kinds[] = {
#define KIND(name) STR_INIT(name),
#include "release/kinds.def"
#undef KIND
};

enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

uint32_t order_rank(str kind)
{
    for (uint32_t i = 0; i < KIND_COUNT; i++)
        if (str_eq(kinds[i], kind))
            return i;
    return KIND_COUNT;
}

struct ranked {
    const struct manifest *manifest;
    uint32_t rank;
};

static int compare(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    int by_name = x->rank == KIND_COUNT ? str_cmp(x->manifest->kind, y->manifest->kind) : 0;
    if (by_name)
        return by_name;
    /* All point into one array, so that addresses keep equals in their order. */
    return x->manifest < y->manifest ? -1 : x->manifest > y->manifest;
}

void order_sort(struct arena *a, struct manifest *m, size_t n)
{
    if (n < 2)
        return;
    struct arena_mark mark = arena_mark(a);
    struct manifest *copy = ARENA_ARRAY(a, struct manifest, n);
    struct ranked *ranked = ARENA_ARRAY(a, struct ranked, n);
    for (size_t i = 0; i < n; i++) {
        copy[i] = m[i];
        ranked[i] = (struct ranked){&copy[i], order_rank(m[i].kind)};
    }
    qsort(ranked, n, sizeof *ranked, compare);
    for (size_t i = 0; i < n; i++)
        m[i] = *ranked[i].manifest;
    arena_release(a, mark);
}
