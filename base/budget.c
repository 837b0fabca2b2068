#include "base/budget.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct row {
    const char *name, *before, *after, *doc;
    uint64_t value;
    enum limit_unit unit;
};

static const struct row rows[] = {
#define LIMIT(NAME, name, unit, value, before, after, doc)                                         \
    {name, before, after, doc, value, LIMIT_##unit##_UNIT},
#include "base/limits.def"
#undef LIMIT
};

static int64_t now_ms(void)
{
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* To the next look, or to the first step too many. */
static void fill(struct budget *b)
{
    uint64_t max = b->limits[LIMIT_STEPS];
    b->filled = BUDGET_SLICE;
    if (max && max - b->steps < BUDGET_SLICE)
        b->filled = (int64_t)(max - b->steps);
    b->fuel = b->filled;
}

void budget_start(struct budget *b)
{
    b->steps = 0;
    fill(b);
    b->started = b->limits[LIMIT_TIME] ? now_ms() : 0;
    b->over = LIMIT_NONE;
}

void budget_trap(struct budget *b, enum limit over)
{
    if (b && !b->armed && b->fail)
        b->fail();
    if (!b || !b->armed)
        abort();
    b->over = over;
    b->where[0] = 0;
    if (b->place)
        b->place(b->place_data, b->where, sizeof b->where);
    longjmp(b->trap, 1);
}

void budget_refuel(struct budget *b)
{
    uint64_t max = b->limits[LIMIT_STEPS], time = b->limits[LIMIT_TIME];
    b->steps += (uint64_t)(b->filled - b->fuel);
    if (max && b->steps > max && b->armed)
        budget_trap(b, LIMIT_STEPS);
    if (max && b->steps > max)
        b->steps = max; /* nobody to tell */
    fill(b);
    if (time && b->armed && (uint64_t)(now_ms() - b->started) > time)
        budget_trap(b, LIMIT_TIME);
}

void budget_explain(const struct budget *b, char *out, size_t n)
{
    const char *at = b->where[0] ? " " : "";
    if (b->over == LIMIT_NONE)
        snprintf(out, n, "out of memory%s%s", at, b->where);
    else
        snprintf(out, n, "%s%" PRIu64 "%s exceeded%s%s", rows[b->over].before, b->limits[b->over],
                 rows[b->over].after, at, b->where);
}

const char *limit_name(enum limit l)
{
    return rows[l].name;
}

const char *limit_doc(enum limit l)
{
    return rows[l].doc;
}

enum limit_unit limit_unit(enum limit l)
{
    return rows[l].unit;
}

uint64_t limit_default(enum limit l)
{
    return rows[l].value;
}

enum limit limit_find(str name)
{
    for (unsigned i = 0; i < LIMIT_COUNT; i++)
        if (str_eq(name, str_from_c(rows[i].name)))
            return (enum limit)i;
    return LIMIT_NONE;
}
