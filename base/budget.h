/* What one piece of work may take: memory, steps, time (limits.def).
 *
 * Arenas draw on a budget, and so does code that may run long, by arena_spend (arena.h). When a
 * limit is reached, control jumps to the budget's trap, set with setjmp at the boundary of the
 * library; whoever caught it calls arena_done on every arena involved. Before that, `place` may
 * write down where the work was, for all that knew it is gone then.
 */
#ifndef CHELM_BASE_BUDGET_H
#define CHELM_BASE_BUDGET_H

#include "base/chunk.h"
#include "base/str.h"

#include <setjmp.h>

enum limit {
#define LIMIT(NAME, name, unit, value, before, after, doc) LIMIT_##NAME,
#include "base/limits.def"
#undef LIMIT
    LIMIT_COUNT,
    LIMIT_NONE = LIMIT_COUNT /* nothing was exceeded: the system has no more memory */
};

enum limit_unit { LIMIT_BYTES_UNIT, LIMIT_COUNT_UNIT, LIMIT_MS_UNIT };

enum {
    BUDGET_SLICE = 4096,    /* steps between two looks at the clock and the number of steps */
    BUDGET_PLACE_SIZE = 240 /* bytes of budget.where */
};

/* All zero: no limits; allocation that fails then aborts unless `armed`. */
struct budget {
    size_t used;                  /* bytes of memory */
    uint64_t limits[LIMIT_COUNT]; /* 0: none */
    int64_t fuel, filled;         /* steps until the next look, and how many there were at first */
    uint64_t steps;               /* spent before that */
    int64_t started;              /* ms on the monotonic clock, when there is a limit of time */
    bool armed;                   /* `trap` is set */
    enum limit over;              /* which limit the trap was taken for */
    char where[BUDGET_PLACE_SIZE];
    void (*place)(void *data, char *out, size_t n); /* or NULL: writes where the work is, for C */
    void *place_data;
    struct chunk_store *store; /* or NULL: chunks that arenas gave back wait there (chunk.h) */
    void (*fail)(void); /* or NULL: ends the process when memory is out and no trap is armed */
    jmp_buf trap;
};

/* Starts the clock. */
void budget_start(struct budget *b);
/* To the trap, because of a limit or, with LIMIT_NONE, for want of memory. */
_Noreturn void budget_trap(struct budget *b, enum limit over);
/* The fuel is gone: counts it, looks at the clock, and fills it again or takes the trap. */
void budget_refuel(struct budget *b);
/* "limit of 1000 steps exceeded at X" as C text of at most n bytes: what the trap was taken for. */
void budget_explain(const struct budget *b, char *out, size_t n);

/* The facts of limits.def. */
const char *limit_name(enum limit l);
const char *limit_doc(enum limit l);
enum limit_unit limit_unit(enum limit l);
uint64_t limit_default(enum limit l);
/* Which limit is called that; LIMIT_NONE: none. */
enum limit limit_find(str name);

#endif
