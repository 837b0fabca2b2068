#include "base/regex_class.h"

#include "base/arena.h"
#include "base/unicode.h"

#include <stdlib.h>

/* Runes outside of these are equal to themselves only. */
enum { MIN_FOLD = 0x41, MAX_FOLD = 0x1E943 };

void class_init(struct rune_class *c, struct arena *a)
{
    *c = (struct rune_class){.arena = a};
}

static bool touches(const struct rune_range *r, uint32_t low, uint32_t high)
{
    return low <= r->high + 1 && r->low <= high + 1;
}

void class_add(struct rune_class *c, uint32_t low, uint32_t high)
{
    /* Letters of both cases come in turns: look at the last two ranges. */
    for (uint32_t i = 1; i <= 2 && i <= c->n; i++) {
        struct rune_range *r = &c->range[c->n - i];
        if (touches(r, low, high)) {
            r->low = low < r->low ? low : r->low;
            r->high = high > r->high ? high : r->high;
            return;
        }
    }
    if (c->n == c->cap) {
        uint32_t cap = c->cap ? c->cap * 2 : 4;
        c->range =
            arena_grow(c->arena, c->range, c->cap * sizeof *c->range, cap * sizeof *c->range);
        c->cap = cap;
    }
    c->range[c->n++] = (struct rune_range){low, high};
}

struct orbit {
    uint32_t from, to;
};

static const struct orbit ORBITS[] = {
#define ORBIT(from, to) {from, to},
#include "base/regex_orbits.def"
#undef ORBIT
};

uint32_t rune_simple_fold(uint32_t rune)
{
    size_t low = 0, high = sizeof ORBITS / sizeof *ORBITS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (ORBITS[middle].from == rune)
            return ORBITS[middle].to;
        if (ORBITS[middle].from < rune)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t lower = unicode_to_lower(rune);
    return lower != rune ? lower : unicode_to_upper(rune);
}

void class_add_folded(struct rune_class *c, uint32_t low, uint32_t high)
{
    if ((low <= MIN_FOLD && high >= MAX_FOLD) || high < MIN_FOLD || low > MAX_FOLD) {
        class_add(c, low, high);
        return;
    }
    if (low < MIN_FOLD) {
        class_add(c, low, MIN_FOLD - 1);
        low = MIN_FOLD;
    }
    if (high > MAX_FOLD) {
        class_add(c, MAX_FOLD + 1, high);
        high = MAX_FOLD;
    }
    for (uint32_t r = low; r <= high; r++) {
        class_add(c, r, r);
        for (uint32_t f = rune_simple_fold(r); f != r; f = rune_simple_fold(f))
            class_add(c, f, f);
    }
}

void class_add_class(struct rune_class *c, const struct rune_class *from, bool fold)
{
    for (uint32_t i = 0; i < from->n; i++) {
        if (fold)
            class_add_folded(c, from->range[i].low, from->range[i].high);
        else
            class_add(c, from->range[i].low, from->range[i].high);
    }
}

void class_add_complement(struct rune_class *c, const struct rune_class *from)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < from->n; i++) {
        if (from->range[i].low > next)
            class_add(c, next, from->range[i].low - 1);
        next = from->range[i].high + 1;
    }
    if (next <= RUNE_MAX)
        class_add(c, next, RUNE_MAX);
}

static int compare_ranges(const void *x, const void *y)
{
    const struct rune_range *r = x, *s = y;
    if (r->low != s->low)
        return r->low < s->low ? -1 : 1;
    return (r->high < s->high) - (r->high > s->high);
}

void class_clean(struct rune_class *c)
{
    if (c->n < 2)
        return;
    qsort(c->range, c->n, sizeof *c->range, compare_ranges);
    uint32_t last = 0;
    for (uint32_t i = 1; i < c->n; i++) {
        struct rune_range r = c->range[i];
        if (r.low > c->range[last].high + 1)
            c->range[++last] = r;
        else if (r.high > c->range[last].high)
            c->range[last].high = r.high;
    }
    c->n = last + 1;
}

void class_negate(struct rune_class *c)
{
    struct rune_class negated;
    class_init(&negated, c->arena);
    class_add_complement(&negated, c);
    *c = negated;
}

bool class_has(const struct rune_class *c, uint32_t rune)
{
    uint32_t low = 0, high = c->n;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (rune > c->range[middle].high)
            low = middle + 1;
        else if (rune < c->range[middle].low)
            high = middle;
        else
            return true;
    }
    return false;
}
