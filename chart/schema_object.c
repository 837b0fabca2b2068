#include "base/arena.h"
#include "chart/schema_visit.h"

/* The required names that an object lacks, as an error that is not put yet; NULL when all are
 * there. */
static struct schema_error *missing(struct visit *vd, const str *names, uint32_t n,
                                    enum schema_error_kind kind)
{
    struct schema_error *e = NULL;
    for (uint32_t i = 0; i < n; i++) {
        if (map_has(vd->v.map, names[i]))
            continue;
        if (!e)
            e = visit_error(vd, kind);
        if (vd->verdict_only)
            return e;
        if (!e->names)
            e->names = ARENA_ARRAY(vd->run->arena, str, n);
        e->names[e->name_count++] = names[i];
    }
    return e;
}

static void check_counts(struct visit *vd)
{
    const struct schema_node *s = vd->schema;
    int64_t n = (int64_t)map_len(vd->v.map);
    if (s->min_properties.set && n < s->min_properties.n)
        visit_put_counts(vd, E_MIN_PROPERTIES, n, s->min_properties.n);
    if (s->max_properties.set && n > s->max_properties.n)
        visit_put_counts(vd, E_MAX_PROPERTIES, n, s->max_properties.n);
    visit_put(vd, missing(vd, s->required, s->required_count, E_REQUIRED));
}

/* dependencies, dependentSchemas and dependentRequired. */
static void check_dependents(struct visit *vd, const struct schema_props *props)
{
    for (uint32_t i = 0; i < props->n; i++) {
        const struct schema_prop *p = &props->items[i];
        if (!map_has(vd->v.map, p->name))
            continue;
        if (p->schema) {
            visit_put(vd, visit_self(vd, p->schema, NULL, false));
            continue;
        }
        struct schema_error *e = missing(vd, p->required, p->required_count, E_DEPENDENCY);
        if (e)
            e->text = p->name;
        visit_put(vd, e);
    }
}

static bool check_patterns(struct visit *vd, const struct map_entry *e)
{
    bool matched = false;
    const struct schema_props *patterns = &vd->schema->pattern_properties;
    for (uint32_t i = 0; i < patterns->n; i++) {
        str why;
        struct regex *re = regex_compile(vd->run->regexes, patterns->items[i].name, &why);
        if (!re || !regex_match(re, vd->run->scratch, e->key))
            continue;
        matched = true;
        visit_put(vd, visit_property(vd, patterns->items[i].schema, e->key, e->value));
    }
    return matched;
}

/* False when the property is an additional one that is not allowed. */
static bool check_property(struct visit *vd, const struct map_entry *e, size_t i)
{
    const struct schema_node *s = vd->schema;
    const struct schema_additional *more = &s->additional_properties;
    const struct schema_prop *p = schema_find(&s->properties, e->key);
    bool evaluated = p != NULL, allowed = true;
    if (p)
        visit_put(vd, visit_property(vd, p->schema, e->key, e->value));
    evaluated |= check_patterns(vd, e);
    if (!evaluated && more->set) {
        evaluated = true;
        if (more->schema)
            visit_put(vd, visit_property(vd, more->schema, e->key, e->value));
        else
            allowed = more->allowed;
    }
    if (evaluated)
        visit_evaluated(vd, i);
    return allowed;
}

static bool check_properties(struct visit *vd)
{
    struct map *m = vd->v.map;
    size_t n = map_len(m);
    struct schema_error *extra = NULL;
    for (size_t i = 0; i < n; i++) {
        if (vd->verdict_only && vd->errors)
            return false;
        size_t at = map_sorted(m)[i];
        if (check_property(vd, &m->entries[at], at))
            continue;
        if (!extra)
            extra = visit_error(vd, E_ADDITIONAL_PROPERTIES);
        if (vd->verdict_only)
            break;
        if (!extra->names)
            extra->names = ARENA_ARRAY(vd->run->arena, str, n);
        extra->names[extra->name_count++] = m->entries[at].key;
    }
    visit_put(vd, extra);
    return true;
}

static void check_names(struct visit *vd)
{
    struct map *m = vd->v.map;
    for (size_t i = 0; vd->schema->property_names && i < map_len(m); i++) {
        str name = map_sorted_entry(m, i)->key;
        struct schema_error *e = visit_name(vd, vd->schema->property_names, name);
        if (!e)
            continue;
        e->kind = E_PROPERTY_NAMES;
        e->text = name;
        visit_put(vd, e);
    }
}

void visit_object(struct visit *vd)
{
    check_counts(vd);
    if (vd->verdict_only && vd->errors)
        return;
    check_dependents(vd, &vd->schema->dependencies);
    if (!check_properties(vd))
        return;
    check_names(vd);
    check_dependents(vd, &vd->schema->dependent_schemas);
    check_dependents(vd, &vd->schema->dependent_required);
}
