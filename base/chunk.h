/* The pieces of memory that arenas are made of, and a store of those that no arena needs now.
 *
 * With a store, memory that one arena gave back serves the next one, where the system would take it
 * back and clear it again: of work in many short steps that is a tenth of the time. What a chunk
 * holds is not cleared, neither on its way in nor out.
 */
#ifndef CHELM_BASE_CHUNK_H
#define CHELM_BASE_CHUNK_H

#include <stddef.h>

struct arena_chunk {
    struct arena_chunk *older;
    char *end;
    size_t size; /* that were asked for, this header included */
    size_t room; /* that there are */
};

enum {
    CHUNK_HUGE_PAGE = 2 << 20,
    CHUNK_BINS = 32 /* by the power of two: larger ones are not stored */
};

struct chunk_store {
    struct arena_chunk *bins[CHUNK_BINS];
    size_t bytes; /* in the store now */
    size_t most;  /* what would be more than that goes back to the system */
};

void chunk_store_init(struct chunk_store *s, size_t most);
/* Gives all back to the system; the store may be used on. */
void chunk_store_clear(struct chunk_store *s);

/* A chunk of `size` bytes, its header included, from the store where that has a suitable one; NULL:
 * there is no memory. `s` may be NULL. */
struct arena_chunk *chunk_take(struct chunk_store *s, size_t size);
/* The chunk with room for `size` bytes, which is more, and what it held; NULL: there is no memory,
 * and the chunk stays as it was. Large memory is copied to where it has huge pages again: where the
 * system moves it, it is small ones from then on, and a fault for each costs more than the copy. */
struct arena_chunk *chunk_widen(struct arena_chunk *c, size_t size);
void chunk_give(struct chunk_store *s, struct arena_chunk *c);

#endif
