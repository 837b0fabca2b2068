#include "base/arena.h"
#include "chart/schema_equal.h"
#include "chart/schema_format.h"
#include "chart/schema_number.h"
#include "chart/schema_url.h"
#include "chart/schema_visit.h"

/* ---- what is checked first: the only error then ---- */

/* The visit above that applies the same schema to the same value, or NULL. */
static const struct visit *find_cycle(const struct visit *vd)
{
    for (const struct visit *p = vd->parent; p && p->vid == vd->vid; p = p->parent)
        if (p->scope == vd->scope)
            return p;
    return NULL;
}

/* The keywords that led to a visit, as a pointer. */
static str keyword_location(struct arena *a, const struct visit *vd)
{
    str loc = STR("");
    for (; vd->parent; vd = vd->parent) {
        if (vd->keyword) {
            loc = str_concat(a, schema_ptr_append(a, STR(""), str_from_c(vd->keyword)), loc);
            continue;
        }
        str here = schema_location(a, vd->scope), above = schema_location(a, vd->parent->scope);
        if (here.len >= above.len)
            loc = str_concat(a, str_from(here, above.len), loc);
    }
    return loc;
}

static struct schema_error *cycle_error(struct visit *vd, const struct visit *seen)
{
    struct schema_error *e = visit_error(vd, E_REF_CYCLE);
    if (vd->verdict_only)
        return e;
    e->text = keyword_location(vd->run->arena, vd);
    e->other = keyword_location(vd->run->arena, seen);
    return e;
}

static bool has_type(struct visit *vd, unsigned type)
{
    struct schema_number x;
    unsigned types = vd->schema->types;
    if (!types || (types & type))
        return true;
    if (type != SCHEMA_NUMBER || !(types & SCHEMA_INTEGER))
        return false;
    struct arena_mark mark = arena_mark(vd->run->scratch);
    bool is_int = schema_number_read(vd->run->scratch, vd->v, &x) && schema_number_is_int(x);
    arena_release(vd->run->scratch, mark);
    return is_int;
}

static bool in_enum(struct visit *vd, unsigned type)
{
    const struct list *l = vd->schema->enumeration;
    for (size_t i = 0; (vd->schema->enum_types & type) && i < list_len(l); i++)
        if (schema_equal(vd->run->scratch, vd->v, l->items[i]))
            return true;
    return false;
}

static struct schema_error *check_format(struct visit *vd)
{
    str why;
    if (vd->v.tag != V_STRING || schema_format_check(vd->schema->format, vd->run->arena,
                                                     vd->run->regexes, val_text(vd->v), &why))
        return NULL;
    struct schema_error *e = visit_error(vd, E_FORMAT);
    e->other = why;
    return e;
}

static struct schema_error *check_kind(struct visit *vd)
{
    const struct schema_node *s = vd->schema;
    unsigned type = schema_type_of(vd->v);
    if (!type)
        return visit_error(vd, E_INVALID_VALUE);
    if (!has_type(vd, type))
        return visit_error(vd, E_TYPE);
    if (s->has_const && !schema_equal(vd->run->scratch, vd->v, s->constant))
        return visit_error(vd, E_CONST);
    if (s->enumeration && !in_enum(vd, type))
        return visit_error(vd, E_ENUM);
    return s->format ? check_format(vd) : NULL;
}

/* ---- references ---- */

static struct schema_error *check_ref(struct visit *vd, const struct schema_node *to,
                                      const char *keyword)
{
    struct schema_error *cause = visit_self(vd, to, keyword, false);
    if (!cause)
        return NULL;
    struct schema_error *e = visit_error(vd, E_REFERENCE);
    if (vd->verdict_only)
        return e;
    if (cause->kind == E_GROUP)
        e->first = cause->first;
    else
        visit_add_cause(vd, e, cause);
    return e;
}

/* The outermost schema in scope whose resource has a $recursiveAnchor. */
static const struct schema_node *recursive_target(const struct visit *vd)
{
    const struct schema_node *to = vd->schema->recursive_ref;
    if (!to->recursive_anchor)
        return to;
    for (; vd; vd = vd->parent)
        if (vd->scope->resource->recursive_anchor)
            to = vd->scope;
    return to;
}

/* The outermost $dynamicAnchor of that name in scope. */
static const struct schema_node *dynamic_target(const struct visit *vd)
{
    const struct schema_node *to = vd->schema->dynamic_ref;
    str anchor = vd->schema->dynamic_ref_anchor;
    if (!anchor.len || !str_eq(to->dynamic_anchor, anchor))
        return to;
    for (; vd; vd = vd->parent) {
        const struct schema_prop *p = schema_find(&vd->scope->resource->dynamic_anchors, anchor);
        if (p)
            to = p->schema;
    }
    return to;
}

/* ---- combinations ---- */

static void check_all_of(struct visit *vd)
{
    const struct schema_nodes *all = &vd->schema->all_of;
    struct schema_error *failed = NULL;
    for (uint32_t i = 0; i < all->n; i++) {
        struct schema_error *e = visit_self(vd, all->items[i], NULL, false);
        if (!e)
            continue;
        failed = failed ? failed : visit_error(vd, E_ALL_OF);
        if (vd->verdict_only)
            break;
        visit_add_cause(vd, failed, e);
    }
    visit_put(vd, failed);
}

static void check_any_of(struct visit *vd)
{
    const struct schema_nodes *any = &vd->schema->any_of;
    struct schema_error causes = {.first = NULL};
    bool matched = !any->n;
    for (uint32_t i = 0; i < any->n; i++) {
        struct schema_error *e = visit_self(vd, any->items[i], NULL, false);
        if (e) {
            visit_add_cause(vd, &causes, e);
            continue;
        }
        matched = true;
        if (!vd->unevaluated.n) /* else all must be tried */
            break;
    }
    if (matched)
        return;
    struct schema_error *e = visit_error(vd, E_ANY_OF);
    e->first = causes.first;
    visit_put(vd, e);
}

static void check_one_of(struct visit *vd)
{
    const struct schema_nodes *one = &vd->schema->one_of;
    struct schema_error causes = {.first = NULL};
    int64_t matched = one->n ? -1 : 0;
    for (uint32_t i = 0; i < one->n; i++) {
        struct schema_error *e = visit_self(vd, one->items[i], NULL, matched != -1);
        if (e) {
            if (matched == -1)
                visit_add_cause(vd, &causes, e);
            continue;
        }
        if (matched != -1) {
            visit_put_counts(vd, E_ONE_OF, matched, i);
            break;
        }
        matched = i;
    }
    if (matched != -1)
        return;
    struct schema_error *e = visit_error(vd, E_ONE_OF);
    e->n = -1;
    e->first = causes.first;
    visit_put(vd, e);
}

static void check_combinations(struct visit *vd)
{
    const struct schema_node *s = vd->schema;
    if (s->not_ && !visit_self(vd, s->not_, NULL, true))
        visit_put(vd, visit_error(vd, E_NOT));
    check_all_of(vd);
    check_any_of(vd);
    check_one_of(vd);
    if (!s->if_)
        return;
    const struct schema_node *branch = visit_self(vd, s->if_, NULL, true) ? s->else_ : s->then_;
    if (branch)
        visit_put(vd, visit_self(vd, branch, NULL, false));
}

/* ---- what nothing else has evaluated ---- */

static void check_unevaluated(struct visit *vd)
{
    const struct schema_node *s = vd->schema;
    struct unevaluated *u = &vd->unevaluated;
    if (vd->v.tag == V_MAP && s->unevaluated_properties) {
        for (size_t i = 0; u->left && i < u->count; i++) {
            size_t at = map_sorted(vd->v.map)[i];
            const struct map_entry *e = &vd->v.map->entries[at];
            if (u->left[at])
                visit_put(vd, visit_property(vd, s->unevaluated_properties, e->key, e->value));
        }
        *u = (struct unevaluated){NULL, 0, 0};
    }
    if (vd->v.tag == V_LIST && s->unevaluated_items) {
        for (size_t i = 0; u->left && i < u->count; i++)
            if (u->left[i])
                visit_put(vd, visit_item(vd, s->unevaluated_items, i, vd->v.list->items[i]));
        *u = (struct unevaluated){NULL, 0, 0};
    }
}

/* ---- all of it ---- */

static void check_by_type(struct visit *vd)
{
    switch (schema_type_of(vd->v)) {
    case SCHEMA_OBJECT:
        visit_object(vd);
        break;
    case SCHEMA_ARRAY:
        visit_array(vd);
        break;
    case SCHEMA_STRING:
        visit_string(vd);
        break;
    case SCHEMA_NUMBER:
        visit_number(vd);
        break;
    default:
        break;
    }
}

static void check_rest(struct visit *vd)
{
    const struct schema_node *s = vd->schema;
    if (s->recursive_ref)
        visit_put(vd, check_ref(vd, recursive_target(vd), "$recursiveRef"));
    if (s->dynamic_ref)
        visit_put(vd, check_ref(vd, dynamic_target(vd), "$dynamicRef"));
    check_combinations(vd);
    check_unevaluated(vd);
}

struct schema_error *visit_validate(struct visit *vd)
{
    const struct schema_node *s = vd->schema;
    if (s->boolean != SCHEMA_ANY)
        return s->boolean == SCHEMA_TRUE ? NULL : visit_error(vd, E_FALSE);
    const struct visit *seen = find_cycle(vd);
    if (seen)
        return cycle_error(vd, seen);
    struct schema_error *e = check_kind(vd);
    if (e)
        return e;
    if (s->ref) {
        e = check_ref(vd, s->ref, "$ref");
        if (s->draft < 2019)
            return e;
        visit_put(vd, e);
    }
    check_by_type(vd);
    if (!vd->errors || !vd->verdict_only)
        check_rest(vd);
    if (!vd->errors)
        return NULL;
    if (vd->verdict_only || vd->errors == 1)
        return vd->verdict_only ? &vd->run->unseen : vd->first;
    e = visit_error(vd, E_GROUP);
    e->first = vd->first;
    return e;
}
