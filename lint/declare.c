/* Puts the sources together: each chart by itself, then from the innermost charts outwards, as
 * parents see the values of their dependencies, then back inwards, as dependencies see what their
 * parents set. */
#include "lint/declare_parts.h"

#include "base/arena.h"
#include "lint/unittest_values.h"
#include "lint/user_values.h"
#include "value/list.h"
#include "value/map.h"

/* ---- one chart ---- */

/* Conditions of dependencies are values, though nobody else may say so. */
static void hint_conditions(struct arena *a, const struct lint_chart *c, struct hint *into)
{
    const struct metadata *m = c->chart->meta;
    struct decl *d = ARENA_NEW(a, struct decl);
    *d = (struct decl){.kind = DECL_SUBCHART, .file = c->metadata};
    for (size_t i = 0; i < m->dependencies.n; i++) {
        str rest = metadata_dependency(m, i)->condition;
        while (rest.len) {
            size_t comma = str_find_char(rest, ',');
            str path = comma == STR_NONE ? rest : str_slice(rest, 0, comma);
            struct hint *h = hint_path(a, into, str_trim_blanks(path));
            if (h && !h->decl) {
                h->decl = d;
                h->type = &type_bool;
            }
            rest = comma == STR_NONE ? STR("") : str_from(rest, comma + 1);
        }
    }
}

/* A chart that is a dependency under two names is read once. */
static const struct lint_chart *twin_of(const struct lint_chart *c)
{
    struct lint_project *p = c->project;
    for (size_t i = 0; i < p->chart_count && p->charts[i] != c; i++)
        if (p->charts[i]->chart == c->chart)
            return p->charts[i];
    return NULL;
}

static const struct type *declare_own(const struct lint_chart *c)
{
    struct arena *a = c->project->arena;
    const struct lint_chart *twin = twin_of(c);
    if (twin)
        return twin->own_type;
    const struct ynode *places = lint_file_yaml(a, c->values);
    struct hint *hints = ARENA_NEW(a, struct hint);
    const struct type *t = type_map(a, c->values || c->schema ? MAP_RECORD : MAP_OPEN);
    if (c->chart->values)
        t = declare_of_value(a, val_map(c->chart->values), c->values, places, DECL_VALUES,
                             PRESENCE_ALWAYS);
    if (c->values && !map_len(c->chart->values) && !c->schema)
        t = type_map(a, MAP_OPEN); /* everything is left to the user */
    t = declare_schema(a, t, c);
    if (c->values)
        declare_comments(a, c->values, places, hints);
    declare_readme(a, c->chart, hints);
    hint_conditions(a, c, hints);
    declare_settings(c->project, c, hints);
    return hint_apply(a, t, hints);
}

/* ---- what dependencies bring ---- */

static const struct type *at_path(const struct type *t, str path)
{
    while (t && path.len) {
        size_t dot = str_find_char(path, '.');
        str name = dot == STR_NONE ? path : str_slice(path, 0, dot);
        const struct type_field *f = type_field(t, name);
        t = f ? f->type : NULL;
        path = dot == STR_NONE ? STR("") : str_from(path, dot + 1);
    }
    return t;
}

/* A map in which t is at the path; t itself when that is empty or ".". */
static const struct type *put_at(struct arena *a, str path, const struct type *t)
{
    if (!path.len || str_eq(path, STR(".")))
        return t;
    size_t dot = str_find_last(path, STR("."));
    str name = dot == STR_NONE ? path : str_from(path, dot + 1);
    t = type_with_field(a, type_map(a, MAP_RECORD), name, t, PRESENCE_MAYBE, NULL);
    return put_at(a, dot == STR_NONE ? STR("") : str_slice(path, 0, dot), t);
}

/* One entry of import-values; `sub` is NULL when the dependency is not in charts/. */
static const struct type *import(struct arena *a, const struct type *t, const struct type *sub,
                                 val entry)
{
    str child = STR(""), parent = STR("");
    if (entry.tag == V_STRING) {
        child = str_concat(a, STR("exports."), val_text(entry));
    } else if (entry.tag == V_MAP) {
        const val *from = map_get(entry.map, STR("child")), *to = map_get(entry.map, STR("parent"));
        child = from && from->tag == V_STRING ? val_text(*from) : STR("");
        parent = to && to->tag == V_STRING ? val_text(*to) : STR("");
    }
    const struct type *what = sub ? at_path(sub, child) : NULL;
    bool everything = !parent.len || str_eq(parent, STR("."));
    if (!sub) /* any keys may come */
        what = everything ? type_map(a, MAP_OPEN) : &type_any;
    if (!what || (everything && !(what->kinds & TYPE_MAP)))
        return t;
    return type_overlay(a, put_at(a, parent, what), t);
}

static const struct type *imports(struct arena *a, const struct type *t, const struct type *sub,
                                  const struct dependency *d)
{
    for (size_t i = 0; d && i < list_len(d->import_values); i++)
        t = import(a, t, sub, d->import_values->items[i]);
    return t;
}

static bool is_vendored(const struct lint_chart *c, const struct dependency *d)
{
    for (size_t i = 0; i < c->sub_count; i++)
        if (c->subs[i]->dependency == d)
            return true;
    return false;
}

/* `redis: {}` above a subchart says nothing of other keys than the subchart's. */
static const struct type *not_open(struct arena *a, const struct type *t, str key)
{
    const struct type_field *f = type_field(t, key);
    if (!f || f->type->any || !(f->type->kinds & TYPE_MAP) || f->type->rest != MAP_OPEN)
        return t;
    struct type *r = ARENA_NEW(a, struct type);
    *r = *f->type;
    r->rest = MAP_RECORD;
    return type_with_field(a, t, key, r, f->presence, f->decl);
}

/* The chart's values with all that is below it. */
static const struct type *with_subcharts(const struct lint_chart *c)
{
    struct arena *a = c->project->arena;
    const struct type *below = type_map(a, MAP_RECORD), *own = c->own_type;
    for (size_t i = 0; i < c->sub_count; i++) {
        const struct lint_chart *s = c->subs[i];
        own = not_open(a, own, s->key);
        below =
            type_with_field(a, below, s->key, s->inner_type, PRESENCE_ALWAYS, s->inner_type->decl);
        below = imports(a, below, s->inner_type, s->dependency);
    }
    const struct metadata *m = c->chart->meta;
    for (size_t i = 0; i < m->dependencies.n; i++) {
        const struct dependency *d = metadata_dependency(m, i);
        if (is_vendored(c, d))
            continue;
        str key = d->alias.len ? d->alias : d->name;
        below = type_with_field(a, below, key, &type_any, PRESENCE_MAYBE, NULL);
        below = imports(a, below, NULL, d);
    }
    return below->field_count || below->rest == MAP_OPEN ? type_overlay(a, below, own) : own;
}

/* ---- what users and parents set ---- */

static const struct type *with_users(struct lint_project *p, const struct type *t)
{
    size_t n;
    const struct user_values *u = user_values(p, &n);
    for (size_t i = 0; i < n; i++) {
        const struct type *set = declare_of_value(p->arena, val_map(u[i].values), u[i].file,
                                                  u[i].places, DECL_USER, PRESENCE_MAYBE);
        if (!set->field_count) /* a ci file without values: {} would say that all keys may be */
            continue;
        t = type_overlay(p->arena, set, t);
    }
    return t;
}

/* What the chart's own tests set. */
static const struct type *with_tests(struct lint_project *p, const struct type *t)
{
    size_t n;
    const struct unittest_set *sets = unittest_sets(p, &n);
    for (size_t i = 0; i < n; i++) {
        const struct type *set = declare_of_value(p->arena, val_map(sets[i].values), sets[i].file,
                                                  NULL, DECL_USER, PRESENCE_MAYBE);
        if (set->field_count)
            t = type_overlay(p->arena, set, t);
    }
    return t;
}

static const struct type *opened(struct arena *a, const struct type *t)
{
    struct type *r = ARENA_NEW(a, struct type);
    *r = t->kinds & TYPE_MAP ? *t : *type_map(a, MAP_OPEN);
    r->kinds = TYPE_MAP;
    r->rest = MAP_OPEN;
    return r;
}

/* What any chart says of .Values.global; other parents may add keys. */
static const struct type *declare_global(struct lint_project *p)
{
    const struct type *all = type_map(p->arena, MAP_RECORD);
    for (size_t i = 0; i < p->chart_count; i++) {
        const struct type_field *f = type_field(p->charts[i]->own_type, STR("global"));
        if (f && f->type->kinds & TYPE_MAP && !f->type->any)
            all = type_overlay(p->arena, f->type, all);
    }
    const struct type_field *f = type_field(p->root->values_type, STR("global"));
    if (f && f->type->kinds & TYPE_MAP && !f->type->any)
        all = type_overlay(p->arena, f->type, all);
    return opened(p->arena, all);
}

/* Helm makes .Values.global for charts below others; that of the root chart is there when somebody
 * sets it. */
static const struct type *with_global(const struct lint_chart *c, const struct type *t,
                                      const struct type *global)
{
    const struct type_field *f = type_field(t, STR("global"));
    if (!(t->kinds & TYPE_MAP) || t->any || (!f && !c->parent))
        return t;
    enum presence presence = c->parent ? PRESENCE_ALWAYS : f->presence;
    return type_with_field(c->project->arena, t, STR("global"), global, presence,
                           f ? f->decl : NULL);
}

static const struct type *from_parent(const struct lint_chart *c)
{
    struct arena *a = c->project->arena;
    const struct type *t = type_read(a, c->parent->values_type, c->key);
    if (t->any || !(t->kinds & TYPE_MAP))
        return t->any ? t : type_map(a, MAP_OPEN);
    return type_only(a, t, TYPE_MAP);
}

void declare_values(struct lint_project *p)
{
    for (size_t i = 0; i < p->chart_count; i++)
        p->charts[i]->own_type = declare_own(p->charts[i]);
    for (size_t i = p->chart_count; i-- > 0;)
        p->charts[i]->inner_type = with_subcharts(p->charts[i]);
    p->root->values_type = with_tests(p, with_users(p, p->root->inner_type));
    const struct type *global = declare_global(p);
    for (size_t i = 0; i < p->chart_count; i++) {
        struct lint_chart *c = p->charts[i];
        const struct type *t = c->parent ? from_parent(c) : c->values_type;
        c->values_type = with_global(c, t, global);
    }
    for (size_t i = p->chart_count; i-- > 0;)
        p->charts[i]->context_type = declare_root(p->charts[i]);
}

const struct type *declare_context(const struct lint_chart *c)
{
    return c->context_type;
}
