#include "lint/type.h"

#include "base/arena.h"
#include "value/map.h"

enum { DEPTH_MAX = 64, JOIN_DEPTH_MAX = 12, JOIN_FIELDS_MAX = 64, LITERALS_MAX = 8, DECLS_MAX = 8 };

/* Join and overlay walk two types in the same way, and differ in what they make of the fields. */
struct joiner {
    struct arena *arena;
    bool overlay;
};

static const struct type *both(const struct joiner *j, const struct type *x, const struct type *y,
                               unsigned depth);

/* ---- declarations ---- */

static bool has_decl(const struct decl *list, const struct decl *d)
{
    for (; list; list = list->next)
        if (list->kind == d->kind && list->file == d->file && list->span.begin == d->span.begin)
            return true;
    return false;
}

/* Those of x, then those of y that x has not. */
static const struct decl *decls_of_both(struct arena *a, const struct decl *x, const struct decl *y)
{
    if (!x || !y || x == y)
        return x ? x : y;
    struct decl *all = ARENA_ARRAY(a, struct decl, DECLS_MAX);
    unsigned n = 0;
    for (const struct decl *d = x; d && n < DECLS_MAX; d = d->next)
        all[n++] = *d;
    for (const struct decl *d = y; d && n < DECLS_MAX; d = d->next)
        if (!has_decl(x, d))
            all[n++] = *d;
    for (unsigned i = 0; i < n; i++)
        all[i].next = i + 1 < n ? &all[i + 1] : NULL;
    return all;
}

static const struct decl *join_decls(const struct joiner *j, const struct decl *x,
                                     const struct decl *y)
{
    return j->overlay ? decls_of_both(j->arena, y, x) : x ? x : y;
}

/* ---- known values ---- */

static bool same_known(val x, val y)
{
    if (x.tag != y.tag)
        return false;
    switch (x.tag) {
    case V_INVALID:
    case V_NIL:
        return true;
    case V_STRING:
        return str_eq(val_text(x), val_text(y));
    case V_FLOAT:
        return x.f <= y.f && x.f >= y.f;
    default: /* numbers and pointers */
        return x.u == y.u;
    }
}

/* ---- texts ---- */

static void join_literals(struct arena *a, struct type *ret, const struct type *x,
                          const struct type *y)
{
    const struct type *one = x->kinds & TYPE_STRING ? x : y;
    bool two = x->kinds & y->kinds & TYPE_STRING;
    ret->literal_count = 0;
    ret->literals = NULL;
    if (!(one->kinds & TYPE_STRING) || !one->literal_count || (two && !y->literal_count))
        return;
    str *all = ARENA_ARRAY(a, str, 2 * LITERALS_MAX);
    uint8_t n = 0;
    for (uint8_t i = 0; i < one->literal_count; i++)
        all[n++] = one->literals[i];
    for (uint8_t i = 0; two && i < y->literal_count; i++) {
        bool there = false;
        for (uint8_t k = 0; k < one->literal_count && !there; k++)
            there = str_eq(y->literals[i], one->literals[k]);
        if (!there)
            all[n++] = y->literals[i];
    }
    if (n > LITERALS_MAX)
        return;
    ret->literals = all;
    ret->literal_count = n;
}

/* ---- maps ---- */

static enum map_rest join_rest(const struct joiner *j, const struct type *x, const struct type *y)
{
    if (j->overlay && (x->rest == MAP_CLOSED || y->rest == MAP_CLOSED))
        return MAP_CLOSED;
    if (x->rest == MAP_OPEN || y->rest == MAP_OPEN)
        return MAP_OPEN;
    return x->rest == MAP_CLOSED && y->rest == MAP_CLOSED ? MAP_CLOSED : MAP_RECORD;
}

static enum presence join_presence(const struct joiner *j, enum presence x, enum presence y)
{
    if (j->overlay)
        return x > y ? x : y;
    return x == y ? x : PRESENCE_MAYBE;
}

/* The field that only one of two maps has. */
static struct type_field lonely(const struct joiner *j, const struct type_field *f,
                                const struct type *other, unsigned depth)
{
    struct type_field r = *f;
    if (j->overlay)
        return r;
    if (f->presence != PRESENCE_NEVER || other->rest == MAP_OPEN)
        r.presence = PRESENCE_MAYBE;
    if (other->rest == MAP_OPEN)
        r.type = other->value ? both(j, f->type, other->value, depth + 1) : &type_any;
    return r;
}

static struct type_field shared(const struct joiner *j, const struct type_field *x,
                                const struct type_field *y, unsigned depth)
{
    const struct type *t = x->presence == PRESENCE_NEVER   ? y->type
                           : y->presence == PRESENCE_NEVER ? x->type
                                                           : both(j, x->type, y->type, depth + 1);
    enum presence presence = join_presence(j, x->presence, y->presence);
    /* null in a parent's values removes what the subchart has */
    if (j->overlay && y->type->kinds == TYPE_NULL && x->type->kinds != TYPE_NULL)
        presence = PRESENCE_MAYBE;
    return (struct type_field){x->name, t, presence, join_decls(j, x->decl, y->decl)};
}

static void join_fields(const struct joiner *j, struct type *ret, const struct type *x,
                        const struct type *y, unsigned depth)
{
    struct type_field *f =
        ARENA_ARRAY(j->arena, struct type_field, (size_t)x->field_count + y->field_count);
    uint32_t n = 0, p = 0, q = 0;
    while (p < x->field_count || q < y->field_count) {
        int order = p == x->field_count   ? 1
                    : q == y->field_count ? -1
                                          : str_cmp(x->fields[p].name, y->fields[q].name);
        if (order < 0)
            f[n++] = lonely(j, &x->fields[p++], y, depth);
        else if (order > 0)
            f[n++] = lonely(j, &y->fields[q++], x, depth);
        else
            f[n++] = shared(j, &x->fields[p++], &y->fields[q++], depth);
    }
    ret->fields = f;
    ret->field_count = n;
    if (!j->overlay && n > JOIN_FIELDS_MAX) {
        ret->field_count = JOIN_FIELDS_MAX;
        ret->rest = MAP_OPEN;
        ret->value = NULL;
    }
}

/* The type of the keys that are no fields; NULL: any. */
static const struct type *join_value(const struct joiner *j, const struct type *x,
                                     const struct type *y, unsigned depth)
{
    bool open_x = x->rest == MAP_OPEN, open_y = y->rest == MAP_OPEN;
    if (open_x != open_y)
        return open_x ? x->value : y->value;
    return open_x && x->value && y->value ? both(j, x->value, y->value, depth + 1) : NULL;
}

static void join_maps(const struct joiner *j, struct type *ret, const struct type *x,
                      const struct type *y, unsigned depth)
{
    const struct type *one = x->kinds & TYPE_MAP ? x : y;
    ret->rest = one->rest;
    ret->value = one->value;
    ret->fields = one->fields;
    ret->field_count = one->field_count;
    if (!(x->kinds & y->kinds & TYPE_MAP))
        return;
    ret->rest = (uint8_t)join_rest(j, x, y);
    ret->value = ret->rest == MAP_OPEN ? join_value(j, x, y, depth) : NULL;
    join_fields(j, ret, x, y, depth);
}

/* ---- the whole ---- */

static void join_items(const struct joiner *j, struct type *ret, const struct type *x,
                       const struct type *y, unsigned depth)
{
    if (!(x->kinds & TYPE_LIST))
        ret->item = y->item;
    else if (!(y->kinds & TYPE_LIST))
        ret->item = x->item;
    else
        ret->item = x->item && y->item ? both(j, x->item, y->item, depth + 1) : NULL;
    if (ret->item && ret->item->any)
        ret->item = NULL;
}

/* A tag that says something of values of a kind holds when all that have the kind have the tag. */
static unsigned shared_tag(const struct type *x, const struct type *y, unsigned kind, unsigned tag)
{
    if (!(x->kinds & kind))
        return y->tags & tag;
    if (!(y->kinds & kind))
        return x->tags & tag;
    return x->tags & y->tags & tag;
}

static unsigned join_tags(const struct type *x, const struct type *y)
{
    unsigned tags = (x->tags | y->tags) & (TYPE_PLACEHOLDER | TYPE_TEMPLATE);
    tags |= shared_tag(x, y, TYPE_NULL, TYPE_MISSING);
    tags |= shared_tag(x, y, TYPE_MAP, TYPE_ROOT);
    tags |= shared_tag(x, y, TYPE_STRING, TYPE_OUTPUT);
    return tags | (x->tags & y->tags & TYPE_CONSTANT);
}

/* A placeholder under a value that says more is none any more. */
static unsigned overlay_tags(const struct type *x, const struct type *y, unsigned tags)
{
    bool says_more = (x->kinds & ~(unsigned)TYPE_NULL && !(x->tags & TYPE_PLACEHOLDER)) ||
                     (y->kinds & ~(unsigned)TYPE_NULL && !(y->tags & TYPE_PLACEHOLDER));
    return says_more && x->kinds & y->kinds & TYPE_LIST ? tags & ~(unsigned)TYPE_PLACEHOLDER : tags;
}

static void join_known(const struct joiner *j, struct type *ret, const struct type *x,
                       const struct type *y)
{
    bool same = same_known(x->known, y->known);
    ret->known = same ? x->known : val_invalid();
    if (!same)
        ret->tags = (uint16_t)(ret->tags & ~(unsigned)TYPE_CONSTANT);
    if (j->overlay && !same && !(x->kinds & y->kinds & TYPE_MAP))
        ret->known = y->known.tag == V_INVALID ? x->known : y->known;
}

static const struct type *join_any(const struct joiner *j, const struct type *x,
                                   const struct type *y)
{
    const struct decl *decl = join_decls(j, x->decl, y->decl);
    bool null = (x->kinds | y->kinds) & TYPE_NULL;
    const struct type *any = null ? &type_any : x->any ? x : y;
    return decl == any->decl ? any : type_declared(j->arena, any, decl);
}

static const struct type *both(const struct joiner *j, const struct type *x, const struct type *y,
                               unsigned depth)
{
    if (x == y || !y->kinds)
        return x;
    if (!x->kinds)
        return y;
    if (x->any || y->any)
        return join_any(j, x, y);
    unsigned limit = j->overlay ? DEPTH_MAX : JOIN_DEPTH_MAX;
    if (depth > limit || (x->kinds & y->kinds & TYPE_OPAQUE && x->opaque != y->opaque))
        return &type_any;
    struct type *t = ARENA_NEW(j->arena, struct type);
    t->kinds = x->kinds | y->kinds;
    t->tags = (uint16_t)join_tags(x, y);
    if (j->overlay)
        t->tags = (uint16_t)overlay_tags(x, y, t->tags);
    t->opaque = x->kinds & TYPE_OPAQUE ? x->opaque : y->opaque;
    t->decl = join_decls(j, x->decl, y->decl);
    join_known(j, t, x, y);
    join_literals(j->arena, t, x, y);
    join_items(j, t, x, y, depth);
    if (t->kinds & TYPE_MAP)
        join_maps(j, t, x, y, depth);
    return t;
}

const struct type *type_join(struct arena *a, const struct type *x, const struct type *y)
{
    struct joiner j = {a, false};
    return both(&j, x, y, 0);
}

const struct type *type_overlay(struct arena *a, const struct type *under, const struct type *over)
{
    struct joiner j = {a, true};
    return both(&j, under, over, 0);
}

/* ---- equality ---- */

static bool equal_parts(const struct type *x, const struct type *y)
{
    if (!x || !y)
        return x == y;
    return type_equal(x, y);
}

static bool equal_fields(const struct type *x, const struct type *y)
{
    if (x->field_count != y->field_count)
        return false;
    for (uint32_t i = 0; i < x->field_count; i++) {
        const struct type_field *p = &x->fields[i], *q = &y->fields[i];
        if (p->presence != q->presence || !str_eq(p->name, q->name) ||
            !type_equal(p->type, q->type))
            return false;
    }
    return true;
}

static bool equal_literals(const struct type *x, const struct type *y)
{
    if (x->literal_count != y->literal_count)
        return false;
    for (uint8_t i = 0; i < x->literal_count; i++)
        if (!str_eq(x->literals[i], y->literals[i]))
            return false;
    return true;
}

bool type_equal(const struct type *x, const struct type *y)
{
    if (x == y)
        return true;
    return x->kinds == y->kinds && x->tags == y->tags && x->any == y->any && x->rest == y->rest &&
           x->opaque == y->opaque && same_known(x->known, y->known) && equal_literals(x, y) &&
           equal_parts(x->value, y->value) && equal_parts(x->item, y->item) && equal_fields(x, y);
}
