#define _DEFAULT_SOURCE /* explicit_bzero */

#include "base/arena.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

enum {
    ALIGN = 16,
    FIRST_CHUNK = 16 << 10,
    GROWTH = 4,
    BYTES_A_STEP = 256,
    LASTING_CHUNK = 64 << 10
};

#ifdef CHELM_ARENA_MALLOC
enum { KEEPS_CHUNK = 0 }; /* what is used after it was given back must be found */
#else
enum { KEEPS_CHUNK = 1 };
#endif

_Static_assert(sizeof(struct arena_chunk) % ALIGN == 0, "chunk data must be aligned");

struct arena_defer_node {
    struct arena_defer_node *older;
    void (*fn)(void *);
    void *p;
};

void arena_init(struct arena *a, struct budget *budget)
{
    *a = (struct arena){.budget = budget, .next_size = FIRST_CHUNK};
}

void arena_fail(struct arena *a)
{
    budget_trap(a->budget, LIMIT_NONE);
}

void arena_too_large(struct arena *a)
{
    budget_trap(a->budget, a->max_block ? a->block_limit : LIMIT_BYTES);
}

static char *chunk_data(struct arena_chunk *c)
{
    return (char *)(c + 1);
}

/* The spare chunks go before the limit of memory is reached. */
static struct arena_chunk *new_chunk(struct budget *b, size_t size)
{
    uint64_t limit = b ? b->limits[LIMIT_BYTES] : 0;
    if (limit && (size > limit || b->used > limit - size))
        budget_trap(b, LIMIT_BYTES);
    if (limit && b->store && b->store->bytes > limit - size - b->used)
        chunk_store_clear(b->store);
    return chunk_take(b ? b->store : NULL, size);
}

static void add_chunk(struct arena *a, size_t data)
{
    struct budget *b = a->budget;
    if (data > SIZE_MAX / 2 || (a->max_block && data > a->max_block))
        arena_too_large(a);
    size_t size = sizeof(struct arena_chunk) + data;
    arena_spend(a, size / BYTES_A_STEP);
    struct arena_chunk *c = new_chunk(b, size);
    if (!c)
        arena_fail(a);
    if (b)
        b->used += size;
    c->older = a->chunk;
    c->end = chunk_data(c) + data;
    a->chunk = c;
    a->at = a->high = chunk_data(c);
    a->end = c->end;
}

/* Where in the newest chunk the bytes begin that were never in use. */
static const char *top_used(const struct arena *a)
{
    return a->at > a->high ? a->at : a->high;
}

/* Takes the newest chunk off the list without giving it back; wiped when it holds secrets: what was
 * never in use is not, that would be most of the time of a small render. */
static struct arena_chunk *detach_chunk(struct arena *a)
{
    struct arena_chunk *c = a->chunk;
    if (a->is_secret)
        explicit_bzero(chunk_data(c), (size_t)(top_used(a) - chunk_data(c)));
    a->chunk = c->older;
    a->at = a->high = a->end = a->chunk ? a->chunk->end : NULL; /* an older one may be full */
    return c;
}

static void drop_chunk(struct arena *a)
{
    struct arena_chunk *c = detach_chunk(a);
    if (a->budget)
        a->budget->used -= c->size;
    chunk_give(a->budget ? a->budget->store : NULL, c);
}

static void *take(struct arena *a, size_t size, size_t align)
{
#ifdef CHELM_ARENA_MALLOC
    (void)align;
    add_chunk(a, size ? size : 1);
    a->at = a->end;
    return chunk_data(a->chunk);
#else
    if (a->at) {
        size_t skip = (size_t)(-(uintptr_t)a->at) & (align - 1);
        size_t room = (size_t)(a->end - a->at);
        if (skip <= room && size <= room - skip) {
            char *p = a->at + skip;
            a->at = p + size;
            return p;
        }
    }
    size_t want = a->next_size - sizeof(struct arena_chunk);
    if (a->max_block && want > a->max_block)
        want = a->max_block;
    size_t most = a->is_lasting ? LASTING_CHUNK : CHUNK_HUGE_PAGE;
    a->next_size = a->next_size < most / GROWTH ? a->next_size * GROWTH : most;
    add_chunk(a, size > want ? size : want);
    char *p = a->at;
    a->at = p + size;
    return p;
#endif
}

void *arena_alloc(struct arena *a, size_t size)
{
    return take(a, size, ALIGN);
}

void *arena_zalloc(struct arena *a, size_t size)
{
    return memset(take(a, size, ALIGN), 0, size);
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / 2 / size)
        arena_too_large(a);
    return arena_zalloc(a, n * size);
}

char *arena_bytes(struct arena *a, size_t n)
{
    return take(a, n, 1);
}

#ifndef CHELM_ARENA_MALLOC
/* The newest chunk, of one block, for a larger one. */
static void *move_chunk(struct arena *a, size_t data)
{
    struct budget *b = a->budget;
    struct arena_chunk *c = a->chunk;
    if (data > SIZE_MAX / 2 || (a->max_block && data > a->max_block))
        arena_too_large(a);
    size_t size = sizeof *c + data, more = size - c->size;
    uint64_t limit = b ? b->limits[LIMIT_BYTES] : 0;
    if (limit && (more > limit || b->used > limit - more))
        budget_trap(b, LIMIT_BYTES);
    arena_spend(a, more / BYTES_A_STEP);
    c = chunk_widen(c, size);
    if (!c)
        arena_fail(a);
    if (b)
        b->used += more;
    c->end = chunk_data(c) + data;
    a->chunk = c;
    a->at = a->high = a->end = c->end;
    return chunk_data(c);
}
#endif

void *arena_grow(struct arena *a, void *p, size_t old, size_t size)
{
    assert(size >= old);
#ifndef CHELM_ARENA_MALLOC
    if (p && (char *)p + old == a->at && size - old <= (size_t)(a->end - a->at)) {
        a->at += size - old;
        return p;
    }
#endif
#ifndef CHELM_ARENA_MALLOC
    if (a->is_for_one && p && p == chunk_data(a->chunk) && a->chunk->size >= CHUNK_HUGE_PAGE)
        return move_chunk(a, size);
#endif
    void *q = arena_alloc(a, size);
    if (p)
        memcpy(q, p, old);
    return q;
}

void *arena_widen(struct arena *a, void *array, uint32_t *cap, size_t size)
{
    uint32_t wider = *cap ? *cap * 2 : 8;
    array = arena_grow(a, array, *cap * size, wider * size);
    *cap = wider;
    return array;
}

void arena_limit_blocks(struct arena *a, enum limit l)
{
    const struct budget *b = a->budget;
    uint64_t most = b ? b->limits[l] : 0, all = b ? b->limits[LIMIT_BYTES] : 0;
    if (all && most >= all)
        most = 0; /* memory ends before */
    a->max_block = most < SIZE_MAX ? (size_t)most : 0;
    a->block_limit = l;
}

void arena_unlimit_blocks(struct arena *a)
{
    a->max_block = 0;
}

void arena_keep_secret(struct arena *a)
{
    a->is_secret = true;
}

static void run_defers(struct arena *a, struct arena_defer_node *until)
{
    while (a->defers != until) {
        struct arena_defer_node *d = a->defers;
        a->defers = d->older;
        d->fn(d->p);
    }
}

void arena_done(struct arena *a)
{
    run_defers(a, NULL);
    while (a->chunk)
        drop_chunk(a);
    arena_init(a, a->budget);
}

struct arena_mark arena_mark(struct arena *a)
{
    return (struct arena_mark){a->chunk, a->at, a->defers};
}

void arena_release(struct arena *a, struct arena_mark mark)
{
    run_defers(a, mark.defers);
    while (a->chunk != mark.chunk)
        drop_chunk(a);
    if (a->at > a->high)
        a->high = a->at;
    a->at = mark.at;
    a->end = a->chunk ? a->chunk->end : NULL;
}

void arena_expect(struct arena *a, size_t size)
{
    enum { MOST = CHUNK_HUGE_PAGE / 4 }; /* none that is a huge page, all of which is touched */
    size = size < MOST ? size : MOST;
    if (size > a->next_size)
        a->next_size = size;
}

void arena_keep_for_long(struct arena *a)
{
    a->is_lasting = true;
    if (a->next_size > LASTING_CHUNK)
        a->next_size = LASTING_CHUNK;
}

void arena_clear(struct arena *a)
{
    struct arena_chunk *kept = NULL;
    run_defers(a, NULL);
    while (a->chunk) {
        if (KEEPS_CHUNK && !kept && a->chunk->size <= CHUNK_HUGE_PAGE)
            kept = detach_chunk(a);
        else
            drop_chunk(a);
    }
    if (!kept)
        return;
    kept->older = NULL;
    a->chunk = kept;
    a->at = a->high = chunk_data(kept);
    a->end = kept->end;
}

void arena_defer(struct arena *a, void (*fn)(void *), void *p)
{
    struct arena_defer_node *d = arena_alloc(a, sizeof *d);
    *d = (struct arena_defer_node){a->defers, fn, p};
    a->defers = d;
}

static void done_within(void *p)
{
    arena_done(p);
}

struct arena *arena_within(struct arena *a)
{
    struct arena *own = ARENA_NEW(a, struct arena);
    arena_init(own, a->budget);
    arena_defer(a, done_within, own);
    return own;
}
