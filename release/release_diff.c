#include "release/release_diff.h"

#include "base/arena.h"

#define NOBODY UINT32_MAX /* no partner */

static bool is_same(const struct object *x, const struct object *y, bool any_version)
{
    bool named = str_eq(x->kind, y->kind) && str_eq(x->ns, y->ns) && str_eq(x->name, y->name) &&
                 (any_version || str_eq(x->api_version, y->api_version));
    return named && (x->kind.len || str_eq(x->path, y->path));
}

static uint32_t hash_of(const struct object *o)
{
    return str_hash(o->name) ^ str_hash(o->kind) * 31;
}

/* New objects by hash: chains in their order. */
struct table {
    uint32_t *first, *next;
    uint32_t mask;
};

static struct table table_of(struct arena *a, const struct object_set *s)
{
    struct table t = {.mask = 1};
    while (t.mask < s->n)
        t.mask *= 2;
    t.first = ARENA_ARRAY(a, uint32_t, t.mask);
    t.next = ARENA_ARRAY(a, uint32_t, s->n);
    t.mask--;
    for (uint32_t i = 0; i <= t.mask; i++)
        t.first[i] = NOBODY;
    for (uint32_t i = s->n; i-- > 0;) {
        uint32_t *head = &t.first[hash_of(&s->items[i]) & t.mask];
        t.next[i] = *head;
        *head = i;
    }
    return t;
}

static void match(const struct object_set *old, const struct object_set *new, const struct table *t,
                  bool any_version, uint32_t *partner, bool *taken)
{
    for (uint32_t i = 0; i < old->n; i++) {
        const struct object *o = &old->items[i];
        uint32_t k = partner[i] == NOBODY ? t->first[hash_of(o) & t->mask] : NOBODY;
        while (k != NOBODY && (taken[k] || !is_same(o, &new->items[k], any_version)))
            k = t->next[k];
        if (k == NOBODY)
            continue;
        partner[i] = k;
        taken[k] = true;
    }
}

static bool is_below(str path, str key)
{
    return str_has_prefix(path, key) &&
           (path.len == key.len || path.s[key.len] == '.' || path.s[key.len] == '[');
}

/* Also of a Secret that became one, or was one. */
static void mask_secrets(struct object_change *c)
{
    bool secret = str_eq(c->old->kind, STR("Secret")) || str_eq(c->new->kind, STR("Secret"));
    for (uint32_t i = 0; secret && i < c->fields.n; i++) {
        struct value_change *f = &c->fields.items[i];
        f->masked =
            !f->path.len || is_below(f->path, STR("data")) || is_below(f->path, STR("stringData"));
    }
}

static void add_pair(struct arena *a, const struct object *old, const struct object *new,
                     struct release_diff *ret)
{
    struct object_change *c = &ret->items[ret->n];
    *c = (struct object_change){.old = old, .new = new, .fields = {.arena = a}};
    value_diff(&c->fields, old->root, new->root);
    mask_secrets(c);
    ret->n += c->fields.n > 0;
    *(c->fields.n ? &ret->changed : &ret->same) += 1;
}

void release_diff(struct arena *a, const struct object_set *old, const struct object_set *new,
                  struct release_diff *ret)
{
    *ret = (struct release_diff){.n = 0};
    ret->items = ARENA_ARRAY(a, struct object_change, (size_t)old->n + new->n + 1);
    uint32_t *partner = ARENA_ARRAY(a, uint32_t, old->n);
    bool *taken = ARENA_ARRAY(a, bool, new->n);
    for (uint32_t i = 0; i < old->n; i++)
        partner[i] = NOBODY;
    struct table t = table_of(a, new);
    match(old, new, &t, false, partner, taken);
    match(old, new, &t, true, partner, taken);
    for (uint32_t i = 0; i < old->n; i++) {
        if (partner[i] != NOBODY) {
            add_pair(a, &old->items[i], &new->items[partner[i]], ret);
            continue;
        }
        ret->items[ret->n++] = (struct object_change){.old = &old->items[i]};
        ret->removed++;
    }
    for (uint32_t i = 0; i < new->n; i++) {
        if (taken[i])
            continue;
        ret->items[ret->n++] = (struct object_change){.new = &new->items[i]};
        ret->added++;
    }
}
