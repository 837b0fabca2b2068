#include "value/compare.h"

#include "base/zone.h"
#include "value/list.h"
#include "value/map.h"

/* Pairs of containers that were met: comparing them again can bring nothing new, since the first
 * difference ends it all. A pair that fell out of the table is compared again. */
enum { SEEN = 256, MAX_DEPTH = 10100 };

struct pair {
    const void *x, *y;
};

struct comparison {
    struct pair seen[SEEN];
    unsigned depth;
};

static bool equal(struct comparison *c, val x, val y);

static bool seen_before(struct comparison *c, const void *x, const void *y)
{
    uintptr_t h = ((uintptr_t)x >> 4) * 31 + ((uintptr_t)y >> 4);
    struct pair *p = &c->seen[(h ^ h >> 8) % SEEN];
    if (p->x == x && p->y == y)
        return true;
    *p = (struct pair){x, y};
    return false;
}

static bool equal_lists(struct comparison *c, const struct list *x, const struct list *y)
{
    if (!x || !y)
        return x == y;
    if (x->len != y->len)
        return false;
    if (x->items == y->items || seen_before(c, x, y))
        return true;
    for (uint32_t i = 0; i < x->len; i++)
        if (!equal(c, x->items[i], y->items[i]))
            return false;
    return true;
}

static bool equal_maps(struct comparison *c, const struct map *x, const struct map *y)
{
    if (!x || !y)
        return x == y;
    if (x->len != y->len)
        return false;
    if (x == y || seen_before(c, x, y))
        return true;
    for (uint32_t i = 0; i < x->len; i++) {
        const struct map_entry *e = &x->entries[i];
        const val *other = map_get_hashed(y, e->key, e->hash);
        if (!other || !equal(c, e->value, *other))
            return false;
    }
    return true;
}

static bool equal_records(struct comparison *c, const struct record *x, const struct record *y)
{
    if (x == y)
        return true;
    for (uint32_t i = 0; i < x->n; i++)
        if (!equal(c, x->field[i], y->field[i]))
            return false;
    return true;
}

static bool equal_content(struct comparison *c, val x, val y)
{
    switch (x.tag) {
    case V_FLOAT:
        return x.f == y.f;
    case V_COMPLEX:
        return x.c[0] == y.c[0] && x.c[1] == y.c[1];
    case V_BYTES:
        return x.s && y.s ? str_eq(val_text(x), val_text(y)) : x.s == y.s;
    case V_STRING:
        return str_eq(val_text(x), val_text(y));
    case V_LIST:
        return equal_lists(c, x.list, y.list);
    case V_MAP:
        return equal_maps(c, x.map, y.map);
    case V_RECORD:
        return equal_records(c, x.record, y.record);
    case V_OPAQUE: /* *time.Location */
        return zone_equal(x.p, y.p);
    default:
        return x.u == y.u;
    }
}

static bool equal(struct comparison *c, val x, val y)
{
    if (val_is_nil(x) || val_is_nil(y))
        return val_is_nil(x) == val_is_nil(y);
    if (x.gotype != y.gotype || x.tag != y.tag)
        return false;
    if (c->depth == MAX_DEPTH) /* so deep a value holds itself; Go then takes it for equal */
        return true;
    c->depth++;
    bool r = equal_content(c, x, y);
    c->depth--;
    return r;
}

static bool is_container(val v)
{
    return v.tag == V_LIST || v.tag == V_MAP || v.tag == V_RECORD;
}

bool compare_deep_equal(val x, val y)
{
    struct comparison c;
    for (int i = 0; i < SEEN && is_container(x); i++) /* else nobody looks into it */
        c.seen[i] = (struct pair){NULL, NULL};
    c.depth = 0;
    return equal(&c, x, y);
}
