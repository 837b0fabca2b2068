#include "value/map.h"

#include "base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { LINEAR_MAX = 8 };

struct map *map_new(struct arena *a, size_t expected)
{
    struct map *m = ARENA_NEW(a, struct map);
    m->arena = a;
    if (expected) {
        m->cap = (uint32_t)expected;
        m->entries = arena_alloc(a, expected * sizeof *m->entries);
    }
    return m;
}

/* Most keys are short: four or eight bytes at both ends are all of them. */
static inline bool is_same(const char *x, const char *y, size_t n)
{
    uint64_t a, b, c, d;
    uint32_t e, f, g, h;
    if (n > 2 * sizeof a || n < sizeof e)
        return n == 0 || memcmp(x, y, n) == 0;
    if (n < sizeof a) {
        memcpy(&e, x, sizeof e);
        memcpy(&f, y, sizeof f);
        memcpy(&g, x + n - sizeof g, sizeof g);
        memcpy(&h, y + n - sizeof h, sizeof h);
        return e == f && g == h;
    }
    memcpy(&a, x, sizeof a);
    memcpy(&b, y, sizeof b);
    memcpy(&c, x + n - sizeof c, sizeof c);
    memcpy(&d, y + n - sizeof d, sizeof d);
    return a == b && c == d;
}

static inline bool is_key(const struct map_entry *e, str key, uint32_t hash)
{
    return e->hash == hash && e->key.len == key.len && is_same(e->key.s, key.s, key.len);
}

static struct map_entry *find(const struct map *m, str key, uint32_t hash)
{
    if (map_len(m) == 0)
        return NULL;
    if (!m->index) {
        for (struct map_entry *e = m->entries, *end = e + m->len; e < end; e++)
            if (is_key(e, key, hash))
                return e;
        return NULL;
    }
    uint32_t mask = m->index_cap - 1;
    for (uint32_t i = hash & mask; m->index[i]; i = (i + 1) & mask) {
        struct map_entry *e = &m->entries[m->index[i] - 1];
        if (is_key(e, key, hash))
            return e;
    }
    return NULL;
}

static void index_put(struct map *m, uint32_t entry)
{
    uint32_t mask = m->index_cap - 1, i = m->entries[entry].hash & mask;
    while (m->index[i])
        i = (i + 1) & mask;
    m->index[i] = entry + 1;
}

static void reindex(struct map *m)
{
    if (m->len <= LINEAR_MAX) {
        m->index = NULL;
        return;
    }
    uint32_t cap = m->index_cap ? m->index_cap : 16;
    while (cap < m->len * 2)
        cap *= 2;
    if (cap != m->index_cap || !m->index) {
        m->index = arena_alloc(m->arena, cap * sizeof *m->index);
        m->index_cap = cap;
    }
    memset(m->index, 0, cap * sizeof *m->index);
    for (uint32_t i = 0; i < m->len; i++)
        index_put(m, i);
}

static void put_last(struct map *m, struct map_entry *known, const struct map_entry *e)
{
    if (known)
        known->value = e->value;
    else
        m->entries[m->len++] = *e;
}

static struct map *map_of_many(struct map *m, const struct map_entry *entries, uint32_t n)
{
    m->index_cap = 16;
    while (m->index_cap < n * 2)
        m->index_cap *= 2;
    m->index = arena_zalloc(m->arena, m->index_cap * sizeof *m->index);
    for (uint32_t i = 0, mask = m->index_cap - 1; i < n; i++) {
        const struct map_entry *e = &entries[i];
        uint32_t *at = &m->index[e->hash & mask];
        while (*at && !is_key(&m->entries[*at - 1], e->key, e->hash))
            at = &m->index[(size_t)(at + 1 - m->index) & mask];
        put_last(m, *at ? &m->entries[*at - 1] : NULL, e);
        if (!*at)
            *at = m->len;
    }
    return m;
}

struct map *map_of(struct arena *a, const struct map_entry *entries, uint32_t n)
{
    struct map *m = map_new(a, n);
    if (n > LINEAR_MAX)
        return map_of_many(m, entries, n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = 0;
        while (k < m->len && !is_key(&m->entries[k], entries[i].key, entries[i].hash))
            k++;
        put_last(m, k < m->len ? &m->entries[k] : NULL, &entries[i]);
    }
    return m;
}

val *map_get_hashed(const struct map *m, str key, uint32_t hash)
{
    struct map_entry *e = find(m, key, hash);
    return e ? &e->value : NULL;
}

val *map_get(const struct map *m, str key)
{
    return m && m->len ? map_get_hashed(m, key, str_hash(key)) : NULL;
}

static void append(struct map *m, str key, uint32_t hash, val v)
{
    if (m->len == m->cap) {
        uint32_t cap = m->cap ? m->cap * 2 : 4;
        m->entries =
            arena_grow(m->arena, m->entries, m->cap * sizeof *m->entries, cap * sizeof *m->entries);
        m->cap = cap;
    }
    m->entries[m->len++] = (struct map_entry){key, hash, v};
    m->sorted = NULL;
    if (m->index && m->len * 2 <= m->index_cap)
        index_put(m, m->len - 1);
    else if (m->len > LINEAR_MAX)
        reindex(m);
}

void map_set_hashed(struct map *m, str key, uint32_t hash, val v)
{
    assert(v.tag != V_INVALID);
    v.aux &= (uint16_t)~VAL_BOXED;
    struct map_entry *e = find(m, key, hash);
    if (e)
        e->value = v;
    else
        append(m, key, hash, v);
}

void map_set(struct map *m, str key, val v)
{
    map_set_hashed(m, key, str_hash(key), v);
}

bool map_remove(struct map *m, str key)
{
    struct map_entry *e = m ? find(m, key, str_hash(key)) : NULL;
    if (!e)
        return false;
    size_t after = (size_t)(m->entries + m->len - (e + 1));
    memmove(e, e + 1, after * sizeof *e);
    m->len--;
    m->sorted = NULL;
    reindex(m);
    return true;
}

struct sort_key {
    str key;
    uint32_t entry;
};

static int by_key(const void *a, const void *b)
{
    return str_cmp(((const struct sort_key *)a)->key, ((const struct sort_key *)b)->key);
}

const uint32_t *map_sorted(struct map *m)
{
    if (m->sorted)
        return m->sorted;
    uint32_t *sorted = ARENA_ARRAY(m->arena, uint32_t, m->len + 1u);
    struct arena_mark mark = arena_mark(m->arena);
    struct sort_key *keys = ARENA_ARRAY(m->arena, struct sort_key, m->len + 1u);
    for (uint32_t i = 0; i < m->len; i++)
        keys[i] = (struct sort_key){m->entries[i].key, i};
    qsort(keys, m->len, sizeof *keys, by_key);
    for (uint32_t i = 0; i < m->len; i++)
        sorted[i] = keys[i].entry;
    arena_release(m->arena, mark);
    m->sorted = sorted;
    return sorted;
}

struct map *map_clone_shallow(struct arena *a, const struct map *m)
{
    struct map *c = map_new(a, map_len(m));
    if (m) {
        c->len = m->len;
        if (m->len)
            memcpy(c->entries, m->entries, m->len * sizeof *m->entries);
        reindex(c);
    }
    return c;
}
