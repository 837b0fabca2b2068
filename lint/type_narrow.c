#include "lint/type.h"

#include "base/arena.h"

/* The type with those kinds left, and of the rest nothing. */
static struct type *keep(struct arena *a, const struct type *t, unsigned kinds)
{
    struct type *r = ARENA_NEW(a, struct type);
    *r = *t;
    r->kinds = (uint16_t)(t->kinds & kinds);
    if (!(r->kinds & TYPE_MAP)) {
        r->fields = NULL;
        r->field_count = 0;
        r->value = NULL;
        r->rest = MAP_RECORD;
        r->tags = (uint16_t)(r->tags & ~(unsigned)TYPE_ROOT);
    }
    if (!(r->kinds & TYPE_LIST))
        r->item = NULL;
    if (!(r->kinds & TYPE_STRING)) {
        r->literals = NULL;
        r->literal_count = 0;
        r->tags = (uint16_t)(r->tags & ~(unsigned)(TYPE_OUTPUT | TYPE_TEMPLATE));
    }
    if (!(r->kinds & TYPE_NULL))
        r->tags = (uint16_t)(r->tags & ~(unsigned)TYPE_MISSING);
    if (!(r->kinds & TYPE_OPAQUE))
        r->opaque = 0;
    return r;
}

static unsigned kind_of_known(const struct type *t)
{
    switch (t->known.tag) {
    case V_NIL:
        return TYPE_NULL;
    case V_BOOL:
        return TYPE_BOOL;
    case V_INT:
    case V_UINT:
    case V_FLOAT:
        return TYPE_NUMBER;
    case V_STRING:
        return TYPE_STRING;
    case V_LIST:
        return TYPE_LIST;
    case V_MAP:
        return TYPE_MAP;
    default:
        return 0;
    }
}

/* A default that is of no kind left is forgotten. */
static void forget_known(struct type *t)
{
    if (!(t->kinds & kind_of_known(t))) {
        t->known = val_invalid();
        t->tags = (uint16_t)(t->tags & ~(unsigned)TYPE_CONSTANT);
    }
}

const struct type *type_without(struct arena *a, const struct type *t, unsigned kinds)
{
    if (!(t->kinds & kinds))
        return t;
    struct type *r = keep(a, t, ~kinds);
    if (!r->kinds)
        return &type_never;
    forget_known(r);
    return r;
}

const struct type *type_only(struct arena *a, const struct type *t, unsigned kinds)
{
    if (!t->any && !(t->kinds & ~kinds))
        return t;
    struct type *r = keep(a, t, kinds);
    bool loose = t->any || t->tags & TYPE_PLACEHOLDER;
    if (loose) {
        unsigned added = kinds & ~(unsigned)t->kinds;
        r->kinds = (uint16_t)(r->kinds | added);
        if (added & TYPE_MAP)
            r->rest = MAP_OPEN;
        if (r->kinds & TYPE_OPAQUE && !r->opaque)
            r->kinds = (uint16_t)(r->kinds & ~(unsigned)TYPE_OPAQUE);
    }
    if (!r->kinds)
        return &type_never;
    r->any = false;
    forget_known(r);
    return r;
}

/* ---- conditions ---- */

static bool has_sure_field(const struct type *t)
{
    for (uint32_t i = 0; i < t->field_count; i++)
        if (t->fields[i].presence == PRESENCE_ALWAYS)
            return true;
    return false;
}

/* Go's structs, and pointers to them, are always true. */
static bool opaque_is_true(const struct type *t)
{
    enum gokind k = gotype_kind((enum gotype)t->opaque);
    return k == K_STRUCT || k == K_PTR || k == K_INTERFACE;
}

static bool has_empty_literal(const struct type *t)
{
    for (uint8_t i = 0; i < t->literal_count; i++)
        if (!t->literals[i].len)
            return true;
    return false;
}

/* What a placeholder can be once it is known that users set it. */
static const struct type *set_placeholder(struct arena *a, const struct type *t)
{
    bool loose = t->kinds & (TYPE_NULL | TYPE_STRING);
    struct type *r = ARENA_NEW(a, struct type);
    if (loose) {
        *r = type_any;
        r->kinds = TYPE_ALL & ~TYPE_NULL;
    } else {
        *r = *t;
        r->kinds |= TYPE_MAP | TYPE_LIST;
        r->known = val_invalid();
        if (!(t->kinds & TYPE_MAP))
            r->rest = MAP_OPEN;
        if (!(t->kinds & TYPE_LIST))
            r->item = NULL;
    }
    r->tags = TYPE_PLACEHOLDER;
    r->decl = t->decl;
    return r;
}

static void drop_empty_literal(struct arena *a, struct type *t)
{
    if (!has_empty_literal(t))
        return;
    const struct type *texts = &type_never;
    for (uint8_t i = 0; i < t->literal_count; i++)
        if (t->literals[i].len)
            texts = type_join(a, texts, type_one_of(a, &t->literals[i], 1));
    t->literals = texts->literals;
    t->literal_count = texts->literal_count;
    if (!texts->kinds)
        t->kinds = (uint16_t)(t->kinds & ~(unsigned)TYPE_STRING);
}

/* A tag that no value can have once its kind is known. */
static bool is_bare_placeholder(const struct type *t)
{
    return t->tags & TYPE_PLACEHOLDER && !(t->tags & TYPE_MISSING);
}

const struct type *type_truthy(struct arena *a, const struct type *t)
{
    if (type_always_true(t))
        return t;
    if (type_always_false(t))
        return &type_never;
    if (!t->any && is_bare_placeholder(t))
        return set_placeholder(a, t);
    struct type *r = keep(a, t, ~(unsigned)TYPE_NULL);
    drop_empty_literal(a, r);
    if (!r->kinds)
        return &type_never;
    forget_known(r);
    if (r->known.tag != V_INVALID && !val_truth(r->known))
        r->known = val_invalid();
    return r;
}

static const struct type *empty_text(struct arena *a, struct type *r)
{
    str *literal = ARENA_NEW(a, str);
    r->literals = literal;
    r->literal_count = 1;
    return r;
}

static unsigned never_empty_kinds(const struct type *t)
{
    unsigned kinds = 0;
    if (t->kinds & TYPE_OPAQUE && opaque_is_true(t))
        kinds |= TYPE_OPAQUE;
    if (t->kinds & TYPE_MAP && has_sure_field(t))
        kinds |= TYPE_MAP;
    if (t->kinds & TYPE_STRING && t->literal_count && !has_empty_literal(t))
        kinds |= TYPE_STRING;
    return kinds;
}

/* Whether users can set it to null. */
static bool is_declared(const struct type *t)
{
    return t->decl && t->decl->kind != DECL_BUILTIN && t->decl->kind != DECL_TEMPLATE;
}

const struct type *type_falsy(struct arena *a, const struct type *t)
{
    if (t->any || type_always_false(t))
        return t;
    struct type *r = keep(a, t, ~never_empty_kinds(t));
    if (type_always_true(t) || !r->kinds)
        return is_declared(t) ? type_declared(a, &type_null, t->decl) : &type_never;
    if (r->kinds & TYPE_STRING)
        empty_text(a, r);
    if (r->kinds & TYPE_MAP && r->rest != MAP_OPEN) {
        r->field_count = 0;
        r->rest = MAP_CLOSED;
    }
    forget_known(r);
    if (r->known.tag != V_INVALID && val_truth(r->known))
        r->known = val_invalid();
    return r;
}

static bool is_constant(const struct type *t)
{
    return t->tags & TYPE_CONSTANT && t->known.tag != V_INVALID;
}

bool type_always_true(const struct type *t)
{
    if (t->any || !t->kinds)
        return false;
    if (is_constant(t))
        return val_truth(t->known);
    if (is_declared(t)) /* users can set it to null */
        return false;
    return !(t->kinds & ~never_empty_kinds(t));
}

bool type_always_false(const struct type *t)
{
    if (t->any || !t->kinds)
        return false;
    if (is_constant(t))
        return !val_truth(t->known);
    if (t->kinds == TYPE_NULL)
        return t->tags & TYPE_MISSING || !is_declared(t);
    return t->kinds == TYPE_STRING && t->literal_count == 1 && !t->literals[0].len;
}
