#include "chart/schema_equal.h"

#include "base/arena.h"
#include "chart/schema_number.h"
#include "value/list.h"
#include "value/map.h"

enum { FEW = 20 }; /* items that are compared each with each */

static bool equal_numbers(struct arena *a, val x, val y)
{
    struct schema_number m, n;
    if (x.tag == V_FLOAT && y.tag == V_FLOAT)
        return x.f == y.f;
    struct arena_mark mark = arena_mark(a);
    bool r = schema_number_read(a, x, &m) && schema_number_read(a, y, &n) &&
             schema_number_cmp(m, n) == 0;
    arena_release(a, mark);
    return r;
}

static bool equal_lists(struct arena *a, const struct list *x, const struct list *y)
{
    if (list_len(x) != list_len(y))
        return false;
    for (size_t i = 0; i < list_len(x); i++)
        if (!schema_equal(a, x->items[i], y->items[i]))
            return false;
    return true;
}

static bool equal_maps(struct arena *a, const struct map *x, const struct map *y)
{
    if (map_len(x) != map_len(y))
        return false;
    for (size_t i = 0; i < map_len(x); i++) {
        const val *other = map_get_hashed(y, x->entries[i].key, x->entries[i].hash);
        if (!other || !schema_equal(a, x->entries[i].value, *other))
            return false;
    }
    return true;
}

bool schema_equal(struct arena *a, val x, val y)
{
    if (schema_is_number(x) || schema_is_number(y))
        return schema_is_number(x) && schema_is_number(y) && equal_numbers(a, x, y);
    if (val_is_nil(x) || val_is_nil(y))
        return val_is_nil(x) && val_is_nil(y);
    if (x.tag != y.tag)
        return false;
    switch (x.tag) {
    case V_STRING:
        return str_eq(val_text(x), val_text(y));
    case V_LIST:
        return equal_lists(a, x.list, y.list);
    case V_MAP:
        return equal_maps(a, x.map, y.map);
    default:
        return x.i == y.i;
    }
}

static uint32_t mix(uint32_t h, uint32_t x)
{
    return (h ^ x) * 16777619U;
}

/* Equal values have equal hashes. */
static uint32_t hash(struct arena *a, val v)
{
    uint32_t h = v.tag;
    struct schema_number n;
    if (schema_is_number(v)) {
        struct arena_mark mark = arena_mark(a);
        h = schema_number_read(a, v, &n) ? mix(str_hash(n.digits), (uint32_t)n.exp) : 0;
        arena_release(a, mark);
        return h;
    }
    if (v.tag == V_STRING)
        return mix(h, str_hash(val_text(v)));
    if (v.tag == V_LIST)
        for (size_t i = 0; i < list_len(v.list); i++)
            h = mix(h, hash(a, v.list->items[i]));
    if (v.tag == V_MAP)
        for (size_t i = 0; i < map_len(v.map); i++)
            h += mix(v.map->entries[i].hash, hash(a, v.map->entries[i].value));
    return v.tag == V_BOOL ? mix(h, v.i != 0) : h;
}

static bool duplicates_of_few(struct arena *a, const struct list *l, size_t *ret_first,
                              size_t *ret_second)
{
    for (size_t i = 1; i < list_len(l); i++)
        for (size_t j = 0; j < i; j++) {
            if (!schema_equal(a, l->items[i], l->items[j]))
                continue;
            *ret_first = j;
            *ret_second = i;
            return true;
        }
    return false;
}

bool schema_duplicates(struct arena *a, const struct list *l, size_t *ret_first, size_t *ret_second)
{
    if (list_len(l) <= FEW)
        return duplicates_of_few(a, l, ret_first, ret_second);
    struct arena_mark mark = arena_mark(a);
    size_t slots = 64;
    while (slots < (size_t)l->len * 2)
        slots *= 2;
    uint32_t *table = ARENA_ARRAY(a, uint32_t, slots), *hashes = ARENA_ARRAY(a, uint32_t, l->len);
    bool found = false;
    for (uint32_t i = 0; i < l->len && !found; i++) {
        hashes[i] = hash(a, l->items[i]);
        size_t at = hashes[i] * 2654435769U % slots;
        for (; table[at] && !found; at = (at + 1) % slots) {
            uint32_t j = table[at] - 1;
            if (hashes[j] != hashes[i] || !schema_equal(a, l->items[i], l->items[j]))
                continue;
            found = true;
            *ret_first = j;
            *ret_second = i;
        }
        if (!found)
            table[at] = i + 1;
    }
    arena_release(a, mark);
    return found;
}
