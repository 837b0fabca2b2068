/* Memory with a life span: everything allocated in an arena goes at once.
 *
 * Allocation never returns NULL. When the budget's limit is reached, or the system has no more
 * memory, control jumps to the budget's trap (budget.h), or the process is aborted when it is not
 * armed. There is no free in ordinary code.
 * What other libraries allocate is handed to arena_defer, whose callbacks run, newest first, when
 * their arena is done or released past the point at which they were registered.
 *
 * Built with CHELM_ARENA_MALLOC (make VARIANT=arena), each allocation is a malloc of its own, so
 * that AddressSanitizer and valgrind see every overrun and every use after release.
 */
#ifndef CHELM_BASE_ARENA_H
#define CHELM_BASE_ARENA_H

#include "base/budget.h"

#include <string.h>

struct arena_chunk;
struct arena_defer_node;

struct arena {
    struct arena_chunk *chunk; /* newest first */
    char *at, *end;            /* free bytes of the newest chunk */
    struct arena_defer_node *defers;
    struct budget *budget; /* may be NULL: no limit, abort when out of memory */
    char *high;            /* of the newest chunk: bytes up to here were in use before a release */
    size_t next_size;
    size_t max_block;       /* bytes of one allocation; 0: no limit of its own */
    enum limit block_limit; /* what an excess of that is called */
    bool is_secret;         /* memory is wiped before it is given back */
    bool is_lasting;        /* chunks stay small */
    bool is_for_one; /* nobody has views into a block that is a chunk of its own: it may move */
};

struct arena_mark {
    struct arena_chunk *chunk;
    char *at;
    struct arena_defer_node *defers;
};

void arena_init(struct arena *a, struct budget *budget);
/* Runs the defers and gives all memory back. The arena is then empty and may be used again. */
void arena_done(struct arena *a);

/* `size` bytes, aligned for any type, not cleared. Size 0 is allowed. */
void *arena_alloc(struct arena *a, size_t size);
void *arena_zalloc(struct arena *a, size_t size);          /* cleared */
void *arena_array(struct arena *a, size_t n, size_t size); /* n * size, overflow checked, cleared */
char *arena_bytes(struct arena *a, size_t n);              /* for text: not aligned, not cleared */
/* `old` bytes at `p` become `size` bytes, in place where possible, else a copy. p may be NULL. */
void *arena_grow(struct arena *a, void *p, size_t old, size_t size);

/* The array of *cap items of `size` bytes becomes twice as long (8 when it was empty). */
void *arena_widen(struct arena *a, void *array, uint32_t *cap, size_t size);
/* Room for one more item in a growing array of `len` items of `size` bytes, of which *cap fit; the
 * array, perhaps moved. It starts as NULL with *cap 0 and doubles. */
static inline void *arena_room(struct arena *a, void *array, uint32_t len, uint32_t *cap,
                               size_t size)
{
    return len < *cap ? array : arena_widen(a, array, cap, size);
}

/* arena_alloc of a few bytes, aligned for types that ask for no more than `align`, a power of two:
 * most are cut from the newest chunk. */
static inline void *arena_cut(struct arena *a, size_t size, size_t align)
{
#ifndef CHELM_ARENA_MALLOC
    size_t skip = (size_t)(-(uintptr_t)a->at) & (align - 1);
    if (a->at && skip + size <= (size_t)(a->end - a->at)) {
        char *p = a->at + skip;
        a->at = p + size;
        return p;
    }
#else
    (void)align;
#endif
    return arena_alloc(a, size);
}

static inline void *arena_get(struct arena *a, size_t size)
{
    enum { ALIGN = 16 };
    return arena_cut(a, size, ALIGN);
}

/* The same of arena_zalloc. */
static inline void *arena_new(struct arena *a, size_t size)
{
    return memset(arena_get(a, size), 0, size);
}

#define ARENA_NEW(a, T)      ((T *)arena_new((a), sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_array((a), (n), sizeof(T)))

/* What was allocated after the mark is given back by the release. */
struct arena_mark arena_mark(struct arena *a);
void arena_release(struct arena *a, struct arena_mark mark);

/* About that much comes into the arena, and into one chunk if it is no more than half a MiB: of
 * memory that grows to a size that is known, only what is used is touched, and in one piece. */
void arena_expect(struct arena *a, size_t size);
/* All that was allocated is given back, but a chunk is kept for what comes next: for an arena that
 * is filled again and again. */
void arena_clear(struct arena *a);

/* fn(p) runs when the arena is done or released past this point. */
void arena_defer(struct arena *a, void (*fn)(void *), void *p);

/* Work that takes no memory is counted, too: n steps. Called by whatever may run for long. */
static inline void arena_spend(struct arena *a, uint64_t n)
{
    struct budget *b = a->budget;
    if (b && (b->fuel -= (int64_t)n) < 0)
        budget_refuel(b);
}

/* From now on no allocation may be larger than the budget's limit `l` (0 bytes: than memory). */
void arena_limit_blocks(struct arena *a, enum limit l);
void arena_unlimit_blocks(struct arena *a);
/* What is in the arena, or comes into it, is secret: it is overwritten when it is given back. */
void arena_keep_secret(struct arena *a);

/* What comes into it stays for long: its chunks stay small from now on, so that little of them lies
 * idle. Many other arenas are gone before anybody minds that. */
void arena_keep_for_long(struct arena *a);

/* More is wanted than any memory has, or than a text or list may hold: takes the trap. */
_Noreturn void arena_too_large(struct arena *a);
/* An arena of the same budget, for what goes before `a` does; gone with it at the latest. */
struct arena *arena_within(struct arena *a);

/* Takes the trap as if memory were out: for libraries that report want of memory by a value. */
_Noreturn void arena_fail(struct arena *a);

#endif
