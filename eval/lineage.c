#include "eval/lineage.h"

#include "base/arena.h"
#include "value/list.h"
#include "value/map.h"

#include <string.h>

enum {
    DEPTH_MAX = 1000,
    GATHER_DEPTH = 20, /* of tables that templates make */
    GATHER_MAX = 1000  /* members that are looked at */
};

/* What stands at an address. */
struct known {
    const struct lineage *lineage;
    const void *copy; /* while values are copied: of a table or list, its copy */
    uint32_t hash;    /* of a text: whether other bytes have come there since */
};

struct address {
    uintptr_t at;
    size_t len;
};

void lineages_init(struct lineages *l, struct arena *a)
{
    *l = (struct lineages){.arena = a, .addresses = map_new(a, 0)};
}

/* ---- addresses ---- */

static bool is_text(val v)
{
    return v.tag == V_STRING || v.tag == V_BYTES;
}

static bool is_scalar(val v)
{
    return v.tag == V_BOOL || v.tag == V_INT || v.tag == V_UINT || v.tag == V_FLOAT;
}

static bool is_container(val v)
{
    return (v.tag == V_MAP && v.map) || (v.tag == V_LIST && v.list);
}

static struct address address_of(val v)
{
    return (struct address){(uintptr_t)v.p, is_text(v) ? v.len : SIZE_MAX};
}

static struct known *find(const struct lineages *l, val v)
{
    struct address key = address_of(v);
    const val *found = map_get(l->addresses, str_make((const char *)&key, sizeof key));
    return found ? (struct known *)(uintptr_t)found->p : NULL;
}

static struct known *add(struct lineages *l, val v, const struct lineage *lineage)
{
    struct known *k = find(l, v);
    if (!k) {
        struct address key = address_of(v);
        k = ARENA_NEW(l->arena, struct known);
        map_set(l->addresses, str_dup(l->arena, str_make((const char *)&key, sizeof key)),
                (val){.tag = V_OPAQUE, .gotype = T_ANY, .p = k});
    }
    *k = (struct known){.lineage = lineage, .hash = is_text(v) ? str_hash(val_text(v)) : 0};
    return k;
}

static const struct lineage *exact(const struct lineages *l, val v)
{
    if (is_scalar(v))
        return v.len && v.len <= l->n ? l->items[v.len - 1] : NULL;
    const struct known *k = v.p && (is_text(v) || is_container(v)) ? find(l, v) : NULL;
    return k && (!is_text(v) || k->hash == str_hash(val_text(v))) ? k->lineage : NULL;
}

/* ---- lineages ---- */

static const struct lineage *new_lineage(struct lineages *l, struct lineage x)
{
    struct lineage *own = ARENA_NEW(l->arena, struct lineage);
    l->items = arena_room(l->arena, l->items, l->n, &l->cap, sizeof *l->items);
    l->items[l->n++] = own;
    *own = x;
    own->number = l->n;
    return own;
}

static bool has(const struct lineage *x, const struct value_ref *ref)
{
    for (uint32_t i = 0; i < x->n; i++)
        if (x->refs[i] == ref)
            return true;
    return false;
}

static void add_refs(struct lineage *to, const struct lineage *from)
{
    for (uint32_t i = 0; from && i < from->n && to->n < LINEAGE_MAX; i++)
        if (!has(to, from->refs[i]))
            to->refs[to->n++] = from->refs[i];
}

const struct lineage *lineages_join(struct lineages *l, const struct lineage *x,
                                    const struct lineage *y)
{
    if (!x || !y)
        return x ? x : y;
    struct lineage both = *x;
    add_refs(&both, y);
    return both.n == x->n ? x : new_lineage(l, both);
}

/* Bytes of their own, also when there are none: no other text has their address. */
static val own_text(struct lineages *l, val v)
{
    char *bytes = arena_bytes(l->arena, v.len + (size_t)1);
    if (v.len)
        memcpy(bytes, v.s, v.len);
    v.s = bytes;
    return v;
}

val lineages_put(struct lineages *l, val v, const struct lineage *x)
{
    if (is_text(v) && v.s)
        v = own_text(l, v);
    if (is_scalar(v))
        v.len = x->number;
    else if ((is_text(v) && v.s) || is_container(v))
        add(l, v, x);
    return v;
}

void lineages_note(struct lineages *l, str text, const struct lineage *x)
{
    add(l, val_str(text), x);
}

/* ---- objects ---- */

struct tagger {
    struct lineages *l;
    int depth;
};

static val tag(struct tagger *t, val v, const struct lineage *x);

static const struct lineage *lineage_of_ref(struct lineages *l, struct value_ref ref)
{
    struct value_ref *own = ARENA_NEW(l->arena, struct value_ref);
    *own = ref;
    return new_lineage(l, (struct lineage){.refs = {own}, .n = 1});
}

/* A key is a text that templates print, too. */
static struct map *tag_map(struct tagger *t, const struct map *m, const struct value_ref *ref)
{
    struct map *copy = map_new(t->l->arena, m->len);
    for (uint32_t i = 0; i < m->len; i++) {
        const struct map_entry *e = &m->entries[i];
        str key = str_dup(t->l->arena, e->key);
        const struct lineage *x =
            lineage_of_ref(t->l, (struct value_ref){ref, e->key.s ? e->key : STR(""), 0});
        if (key.len)
            lineages_note(t->l, key, x);
        map_set_hashed(copy, key, e->hash, tag(t, e->value, x));
    }
    return copy;
}

static struct list *tag_list(struct tagger *t, const struct list *items,
                             const struct value_ref *ref)
{
    struct list *copy = list_new(t->l->arena, items->cap); /* templates can see the capacity */
    for (size_t i = 0; i < items->len; i++)
        list_push(copy, tag(t, items->items[i],
                            lineage_of_ref(t->l, (struct value_ref){ref, {NULL, 0}, i})));
    return copy;
}

/* The copy is known by its own address, and the original's says that there is one. */
static val tag_container(struct tagger *t, val v, const struct value_ref *ref,
                         const struct lineage *x)
{
    const struct known *done = find(t->l, v);
    if (done && done->copy) {
        v.p = done->copy;
        return v;
    }
    if (t->depth == DEPTH_MAX)
        return v;
    val original = v;
    t->depth++;
    if (v.tag == V_MAP)
        v.map = tag_map(t, v.map, ref);
    else
        v.list = tag_list(t, v.list, ref);
    t->depth--;
    add(t->l, original, NULL)->copy = v.p;
    add(t->l, v, x);
    return v;
}

static val tag(struct tagger *t, val v, const struct lineage *x)
{
    return is_container(v) ? tag_container(t, v, x->refs[0], x) : lineages_put(t->l, v, x);
}

struct map *lineages_tag(struct lineages *l, str name, struct map *object)
{
    struct tagger t = {.l = l};
    struct value_ref *ref = ARENA_NEW(l->arena, struct value_ref);
    *ref = (struct value_ref){.key = name};
    return object ? tag_container(&t, val_map(object), ref, NULL).map : NULL;
}

static void follow(struct lineages *l, struct map *m, const struct map *other, int depth)
{
    for (size_t i = 0; i < map_len(m) && depth; i++) {
        val *v = &m->entries[i].value;
        const val *from = map_get(other, m->entries[i].key);
        const struct lineage *x = from && from->tag == v->tag ? exact(l, *from) : NULL;
        if (!x)
            continue;
        if (is_scalar(*v))
            v->len = x->number;
        else
            add(l, *v, x);
        if (v->tag == V_MAP)
            follow(l, v->map, from->map, depth - 1);
    }
}

void lineages_follow(struct lineages *l, struct map *m, const struct map *other)
{
    follow(l, m, other, DEPTH_MAX);
}

/* ---- what is known of a value ---- */

/* The sum of what is known of the members. */
struct gathering {
    struct lineages *l;
    const struct lineage *sum;
    uint32_t left; /* members that may still be looked at */
};

static void gather_members(struct gathering *g, val v, int depth);

static void gather(struct gathering *g, val v, int depth)
{
    const struct lineage *x = exact(g->l, v);
    if (x)
        g->sum = lineages_join(g->l, g->sum, x);
    else if (is_container(v) && v.gotype != T_VALUES && depth)
        gather_members(g, v, depth - 1);
}

static void gather_members(struct gathering *g, val v, int depth)
{
    size_t n = v.tag == V_MAP ? map_len(v.map) : list_len(v.list);
    for (size_t i = 0; i < n && g->left; i++, g->left--)
        gather(g, v.tag == V_MAP ? v.map->entries[i].value : v.list->items[i], depth);
}

const struct lineage *lineages_of(struct lineages *l, val v)
{
    struct gathering g = {.l = l, .left = GATHER_MAX};
    gather(&g, v, GATHER_DEPTH);
    return g.sum;
}
