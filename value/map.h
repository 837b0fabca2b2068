/* Go's map[string]T: a reference, changed in place.
 *
 * Keys keep their insertion order; a hash index exists from nine keys on; the sorted order is made
 * when first asked for and kept until the next change of keys. NULL is the nil map: every
 * reading function takes it for empty. Keys are views: whoever puts one makes sure that its bytes
 * live as long as the map.
 */
#ifndef CHELM_VALUE_MAP_H
#define CHELM_VALUE_MAP_H

#include "value/val.h"

struct map_entry {
    str key;
    uint32_t hash;
    val value;
};

struct map {
    struct arena *arena; /* where the map grows */
    struct map_entry *entries;
    uint32_t len, cap;
    uint32_t *index;    /* open addressing: entry number + 1, 0 free; NULL up to 8 keys */
    uint32_t *sorted;   /* entry numbers by key; NULL when stale */
    uint32_t index_cap; /* a power of two */
    bool is_incomplete; /* a key is still to come (funcs/late_key.h) */
};

struct map *map_new(struct arena *a, size_t expected);
/* A map of n entries, each set in turn: of those with one key, the first one's place and the last
 * one's value. Their hashes are right, their values not boxed. */
struct map *map_of(struct arena *a, const struct map_entry *entries, uint32_t n);
static inline size_t map_len(const struct map *m)
{
    return m ? m->len : 0;
}
/* The value of a key, or NULL. The pointer holds until the map is next changed. */
val *map_get(const struct map *m, str key);
val *map_get_hashed(const struct map *m, str key, uint32_t hash); /* hash = str_hash(key) */
static inline bool map_has(const struct map *m, str key)
{
    return map_get(m, key) != NULL;
}
/* Adds or replaces. An existing key keeps its place in the order. */
void map_set(struct map *m, str key, val v);
void map_set_hashed(struct map *m, str key, uint32_t hash, val v);
bool map_remove(struct map *m, str key); /* whether it was there */
/* Entry numbers in bytewise order of keys (map_len of them); valid until keys change. */
const uint32_t *map_sorted(struct map *m);
/* Entry i of the bytewise order. */
static inline struct map_entry *map_sorted_entry(struct map *m, size_t i)
{
    return &m->entries[map_sorted(m)[i]];
}
struct map *map_clone_shallow(struct arena *a, const struct map *m); /* NULL gives an empty map */

#endif
