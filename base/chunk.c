#define _DEFAULT_SOURCE /* madvise */

#include "base/chunk.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Each allocation that is a malloc of its own is to be a free of its own, too. */
#ifdef CHELM_ARENA_MALLOC
enum { STORES = 0 };
#else
enum { STORES = 1 };
#endif

void chunk_store_init(struct chunk_store *s, size_t most)
{
    *s = (struct chunk_store){.most = most};
}

void chunk_store_clear(struct chunk_store *s)
{
    for (size_t i = 0; i < CHUNK_BINS; i++)
        while (s->bins[i]) {
            struct arena_chunk *c = s->bins[i];
            s->bins[i] = c->older;
            free(c);
        }
    s->bytes = 0;
}

/* The power of two that is not above the size. */
static size_t bin_of(size_t size)
{
    size_t bin = 0;
    while (size >>= 1)
        bin++;
    return bin;
}

/* One of at least that size, and not four times as large. */
static struct arena_chunk *find(struct chunk_store *s, size_t size)
{
    size_t bin = bin_of(size);
    for (size_t i = bin; i < CHUNK_BINS && i <= bin + 1; i++)
        for (struct arena_chunk **at = &s->bins[i]; *at; at = &(*at)->older)
            if ((*at)->room >= size) {
                struct arena_chunk *c = *at;
                *at = c->older;
                s->bytes -= c->room;
                return c;
            }
    return NULL;
}

/* Chunks that fill a huge page get one where the system has them: a large chart then takes one page
 * fault where it took 512 (a third of the CPU time of rendering kube-prometheus-stack). */
static void *from_system(size_t size)
{
    if (size < CHUNK_HUGE_PAGE)
        return malloc(size);
    void *p;
    if (posix_memalign(&p, CHUNK_HUGE_PAGE, size) != 0)
        return NULL;
#ifdef MADV_HUGEPAGE
    madvise(p, size, MADV_HUGEPAGE); /* a wish: without it all works as well */
#endif
    return p;
}

struct arena_chunk *chunk_take(struct chunk_store *s, size_t size)
{
    struct arena_chunk *c = s ? find(s, size) : NULL;
    if (c) {
        c->size = size;
        return c;
    }
    c = from_system(size);
    if (!c && s) {
        chunk_store_clear(s);
        c = from_system(size);
    }
    if (c)
        c->size = c->room = size;
    return c;
}

struct arena_chunk *chunk_widen(struct arena_chunk *c, size_t size)
{
    if (c->room < size) {
        struct arena_chunk *wide = from_system(size);
        if (!wide)
            return NULL;
        memcpy(wide, c, c->size);
        free(c);
        c = wide;
        c->room = size;
    }
    c->size = size;
    return c;
}

void chunk_give(struct chunk_store *s, struct arena_chunk *c)
{
    size_t bin = s ? bin_of(c->room) : CHUNK_BINS;
    if (!STORES || bin >= CHUNK_BINS || c->room > s->most - s->bytes) {
        free(c);
        return;
    }
    c->older = s->bins[bin];
    s->bins[bin] = c;
    s->bytes += c->room;
}
