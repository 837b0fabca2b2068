/* values.schema.json as types.
 *
 * What the schema allows is laid over what values.yaml holds: kinds are added, keys that only the
 * schema knows may be there, additionalProperties opens or closes a map. Nodes are turned into
 * types once each, so that schemas whose references share much cost no more than their size.
 */
#include "lint/declare_parts.h"

#include "base/arena.h"
#include "chart/schema.h"
#include "value/list.h"
#include "value/map.h"

/* STEPS_MAX: schemas whose references multiply are read so far and no further. */
enum { DEPTH_MAX = 48, LITERALS_MAX = 8, STEPS_MAX = 200000 };

struct schemas {
    struct arena *arena;
    const struct decl *decl;
    struct map *made; /* a node's address → number in types */
    const struct type **types;
    uint32_t count, cap;
    uint32_t steps;
};

static const struct type *lay(struct schemas *s, const struct type *t, const struct schema_node *n,
                              bool sure, unsigned depth);

static unsigned kinds_of(unsigned types)
{
    unsigned kinds = 0;
    kinds |= types & SCHEMA_NULL ? TYPE_NULL : 0u;
    kinds |= types & SCHEMA_BOOLEAN ? TYPE_BOOL : 0u;
    kinds |= types & (SCHEMA_NUMBER | SCHEMA_INTEGER) ? TYPE_FLOAT : 0u;
    kinds |= types & SCHEMA_STRING ? TYPE_STRING : 0u;
    kinds |= types & SCHEMA_ARRAY ? TYPE_LIST : 0u;
    return kinds | (types & SCHEMA_OBJECT ? TYPE_MAP : 0u);
}

/* What a value is of which nobody else knows anything. */
static struct type *blank(struct schemas *s, const struct schema_node *n)
{
    struct type *t = ARENA_NEW(s->arena, struct type);
    t->kinds = (uint16_t)kinds_of(n->types);
    if (!n->types && n->properties.n)
        t->kinds = TYPE_MAP;
    if (!t->kinds)
        *t = type_any;
    t->rest = n->properties.n ? MAP_RECORD : MAP_OPEN;
    t->decl = s->decl;
    return t;
}

static const struct schema_node *behind_ref(const struct schema_node *n)
{
    for (unsigned i = 0; i < DEPTH_MAX && n->ref; i++)
        n = n->ref;
    return n;
}

/* The type of a node; while it is being made (a schema that refers to itself) any. */
static const struct type *convert(struct schemas *s, const struct schema_node *n, unsigned depth)
{
    n = behind_ref(n);
    if (depth > DEPTH_MAX || n->boolean != SCHEMA_ANY)
        return &type_any;
    str key = str_dup(s->arena, str_make((const char *)&n, sizeof(n)));
    const val *at = s->count ? map_get(s->made, key) : NULL;
    if (at)
        return s->types[at->i];
    uint32_t number = s->count;
    map_set(s->made, key, val_int(number));
    s->types = arena_room(s->arena, s->types, s->count, &s->cap, sizeof *s->types);
    s->types[s->count++] = &type_any;
    const struct type *t = lay(s, blank(s, n), n, true, depth);
    s->types[number] = t;
    return t;
}

static struct type *changed(struct schemas *s, const struct type *t)
{
    struct type *r = ARENA_NEW(s->arena, struct type);
    *r = *t;
    return r;
}

/* ---- the parts of a node ---- */

static const struct type *lay_kinds(struct schemas *s, const struct type *t,
                                    const struct schema_node *n)
{
    unsigned kinds = kinds_of(n->types);
    if (!(kinds & ~(unsigned)t->kinds))
        return t;
    struct type *r = changed(s, t);
    r->kinds = (uint16_t)(r->kinds | kinds);
    if (!(t->kinds & TYPE_MAP))
        r->rest = MAP_OPEN;
    return r;
}

static bool is_required(const struct schema_node *n, str name)
{
    for (uint32_t i = 0; i < n->required_count; i++)
        if (str_eq(n->required[i], name))
            return true;
    return false;
}

static const struct type *lay_properties(struct schemas *s, const struct type *t,
                                         const struct schema_node *n, bool sure, unsigned depth)
{
    struct type_field *f = ARENA_ARRAY(s->arena, struct type_field, n->properties.n);
    size_t count = 0;
    for (uint32_t i = 0; i < n->properties.n; i++) {
        const struct schema_prop *p = &n->properties.items[i];
        const struct type_field *old = type_field(t, p->name);
        struct type_field r = {p->name, NULL, PRESENCE_MAYBE, s->decl};
        if (!p->schema || p->schema->boolean == SCHEMA_FALSE)
            continue;
        if (old)
            r = *old;
        else if (sure && is_required(n, p->name))
            r.presence = PRESENCE_ALWAYS;
        r.type =
            old ? lay(s, old->type, p->schema, sure, depth + 1) : convert(s, p->schema, depth + 1);
        if (!old || r.type != old->type)
            f[count++] = r;
    }
    if (!count)
        return t;
    struct type *r = changed(s, type_with_fields(s->arena, t, f, count));
    r->known = t->known;
    return r;
}

/* `additionalProperties` as a schema, when every key that is no property has to fit it. */
static const struct type *other_keys(struct schemas *s, const struct schema_node *n, unsigned depth)
{
    const struct schema_additional *more = &n->additional_properties;
    if (n->pattern_properties.n || !more->set || !more->schema)
        return NULL;
    const struct type *t = convert(s, more->schema, depth + 1);
    return t->any ? NULL : t;
}

static const struct type *lay_rest(struct schemas *s, const struct type *t,
                                   const struct schema_node *n, bool sure, unsigned depth)
{
    const struct schema_additional *more = &n->additional_properties;
    bool open = n->pattern_properties.n || (more->set && more->allowed) || more->schema;
    if (!open && !(more->set && sure))
        return t;
    struct type *r = changed(s, t);
    r->rest = open ? MAP_OPEN : MAP_CLOSED;
    r->value = open ? other_keys(s, n, depth) : NULL;
    return r;
}

static const struct type *lay_items(struct schemas *s, const struct type *t,
                                    const struct schema_node *n, bool sure, unsigned depth)
{
    if (!n->items || n->prefix_items.set)
        return t;
    bool empty = t->known.tag == V_LIST && !list_len(t->known.list);
    if (!t->item && t->known.tag == V_LIST && !empty)
        return t;
    const struct type *item =
        t->item ? lay(s, t->item, n->items, sure, depth + 1) : convert(s, n->items, depth + 1);
    if (item == t->item || item->any)
        return t;
    struct type *r = changed(s, t);
    r->item = item;
    return r;
}

/* The texts of an enum, when it allows nothing but texts. */
static const struct type *lay_enum(struct schemas *s, const struct type *t,
                                   const struct schema_node *n)
{
    size_t count = list_len(n->enumeration);
    if (!count || count > LITERALS_MAX || t->kinds & ~(unsigned)(TYPE_STRING | TYPE_NULL))
        return t;
    str texts[LITERALS_MAX];
    for (size_t i = 0; i < count; i++) {
        if (n->enumeration->items[i].tag != V_STRING)
            return t;
        texts[i] = val_text(n->enumeration->items[i]);
    }
    const struct type *one = type_one_of(s->arena, texts, count);
    struct type *r = changed(s, t);
    r->literals = one->literals;
    r->literal_count = one->literal_count;
    return r;
}

static const struct type *lay_choices(struct schemas *s, const struct type *t,
                                      const struct schema_nodes *nodes, bool sure, unsigned depth)
{
    for (uint32_t i = 0; i < nodes->n; i++)
        t = lay(s, t, nodes->items[i], sure, depth + 1);
    return t;
}

/* allOf has to hold; what only may hold opens nothing and closes nothing for sure. */
static const struct type *lay_combined(struct schemas *s, const struct type *t,
                                       const struct schema_node *n, bool sure, unsigned depth)
{
    t = lay_choices(s, t, &n->all_of, sure, depth);
    t = lay_choices(s, t, &n->any_of, false, depth);
    t = lay_choices(s, t, &n->one_of, false, depth);
    const struct schema_node *one[] = {n->if_, n->then_, n->else_};
    for (size_t i = 0; i < sizeof one / sizeof *one; i++)
        if (one[i])
            t = lay(s, t, one[i], false, depth + 1);
    for (uint32_t i = 0; i < n->dependent_schemas.n; i++)
        if (n->dependent_schemas.items[i].schema)
            t = lay(s, t, n->dependent_schemas.items[i].schema, false, depth + 1);
    return t;
}

static bool is_combined(const struct schema_node *n)
{
    return n->any_of.n || n->one_of.n || n->all_of.n || n->if_;
}

static const struct type *lay(struct schemas *s, const struct type *t, const struct schema_node *n,
                              bool sure, unsigned depth)
{
    if (depth > DEPTH_MAX || n->boolean != SCHEMA_ANY || s->steps >= STEPS_MAX)
        return t;
    s->steps++;
    if (n->ref)
        t = lay(s, t, n->ref, sure, depth + 1);
    bool unknown = t->any && (n->properties.n || is_combined(n));
    if (unknown && !n->types && !n->properties.n)
        return t; /* one of several things: nothing is said */
    if (!t->any)
        t = lay_kinds(s, t, n);
    if (t->any)
        return t;
    if (t->kinds & TYPE_MAP) {
        t = lay_properties(s, t, n, sure, depth);
        t = lay_rest(s, t, n, sure, depth);
    }
    if (t->kinds & TYPE_LIST)
        t = lay_items(s, t, n, sure, depth);
    t = lay_enum(s, t, n);
    return lay_combined(s, t, n, sure, depth);
}

const struct type *declare_schema(struct arena *a, const struct type *t, const struct lint_chart *c)
{
    if (!c->schema)
        return t;
    struct schema *schema = lint_file_schema(a, c->schema, &c->chart->raw);
    if (!schema)
        return t;
    struct decl *d = ARENA_NEW(a, struct decl);
    *d = (struct decl){.kind = DECL_SCHEMA, .file = c->schema};
    struct schemas s = {.arena = a, .decl = d, .made = map_new(a, 0)};
    return lay(&s, t, schema_root_node(schema), true, 0);
}
