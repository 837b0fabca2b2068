#include "lint/value_rules.h"

#include "base/arena.h"
#include "chart/schema.h"
#include "lint/flow_near.h"
#include "value/map.h"

/* The place of a property in the text of the schema; the whole file when a reference leads there.
 */
static struct span place_of(const struct lint_chart *c, const struct value_key *key)
{
    const struct ynode *n = lint_file_yaml(c->project->arena, c->schema);
    const struct yentry *e = NULL;
    for (size_t i = 0; i < key->depth; i++) {
        e = ynode_find(n, STR("properties"));
        e = e ? ynode_find(e->value, key->names[i]) : NULL;
        if (!e)
            return (struct span){0, 0};
        n = e->value;
    }
    return e ? e->key_span : (struct span){0, 0};
}

/* ---- CH703 ---- */

static void bad_schema(struct lint_project *p, const struct lint_chart *c, str error)
{
    size_t end = str_find_char(error, '\n');
    str first = end == STR_NONE ? error : str_slice(error, 0, end);
    struct finding *g = finding_put(p->findings, RULE_CH703, c->schema, (struct span){0, 0},
                                    "not a valid schema: %.*s", STR_ARG(first));
    for (str rest = str_from(error, first.len); rest.len;) {
        rest = str_from(rest, 1);
        end = str_find_char(rest, '\n');
        str line = str_slice(rest, 0, end == STR_NONE ? rest.len : end);
        if (line.len)
            finding_help(p->findings, g, "%.*s", STR_ARG(line));
        rest = str_from(rest, line.len);
    }
}

static bool allows_global(const struct schema_node *n)
{
    const struct schema_additional *more = &n->additional_properties;
    bool closed = more->set && !more->allowed && !more->schema;
    return !closed || n->pattern_properties.n || schema_find(&n->properties, STR("global"));
}

/* Helm gives every chart below another .Values.global. */
static void closed_root(struct lint_project *p, const struct lint_chart *c)
{
    const struct ynode *n = lint_file_yaml(p->arena, c->schema);
    const struct yentry *e = ynode_find(n, STR("additionalProperties"));
    struct span span = e ? e->key_span : (struct span){0, 0};
    struct finding *g = finding_put(p->findings, RULE_CH703, c->schema, span,
                                    "the schema does not allow `global`, which Helm adds to the "
                                    "values of every dependency");
    g->severity = LINT_WARNING;
    g->subject = STR("global");
    finding_help(p->findings, g, "add \"global\": {\"type\": \"object\"} to its properties");
}

/* ---- CH704 ---- */

struct drift {
    struct lint_project *p;
    const struct lint_chart *chart;
    str names[VALUE_WALK_DEPTH];
};

static bool only_schema(const struct decl *d)
{
    for (; d; d = d->next)
        if (d->kind != DECL_SCHEMA)
            return false;
    return true;
}

/* The key of values.yaml that the schema perhaps means: it has none of that name. */
static str meant(const struct drift *d, const struct type *map, const struct value_key *key)
{
    str name = key->names[key->depth - 1];
    str near = flow_near_key(type_without_field(d->p->arena, map, name), name);
    const struct type_field *f = near.len ? type_field(map, near) : NULL;
    if (!f || !f->decl || f->decl->kind != DECL_VALUES)
        return STR("");
    str names[VALUE_WALK_DEPTH];
    for (size_t i = 0; i < key->depth; i++)
        names[i] = i + 1 < key->depth ? key->names[i] : near;
    struct value_key other = {.names = names, .depth = key->depth};
    return place_of(d->chart, &other).end ? STR("") : near;
}

static void put_drift(const struct drift *d, const struct type *map, size_t depth)
{
    struct value_key key = {.names = d->names, .depth = depth};
    if (!value_is_unread(d->chart, &key))
        return;
    str path = value_key_path(d->p->arena, &key);
    struct finding *g =
        finding_put(d->p->findings, RULE_CH704, d->chart->schema, place_of(d->chart, &key),
                    "the schema has `%.*s`, which values.yaml does not have and no "
                    "template reads",
                    STR_ARG(path));
    g->subject = path;
    str near = meant(d, map, &key);
    if (!near.len)
        return;
    g->severity = LINT_WARNING;
    finding_help(d->p->findings, g, "did you mean `%.*s`, which the schema does not have?",
                 STR_ARG(near));
}

static void find_drift(struct drift *d, const struct type *t, size_t depth)
{
    if (depth == VALUE_WALK_DEPTH || t->any || !(t->kinds & TYPE_MAP))
        return;
    for (uint32_t i = 0; i < t->field_count; i++) {
        const struct type_field *f = &t->fields[i];
        d->names[depth] = f->name;
        if (depth == 0 && str_eq(f->name, STR("global")))
            continue;
        if (f->decl && only_schema(f->decl))
            put_drift(d, t, depth + 1);
        else
            find_drift(d, f->type, depth + 1);
    }
}

static void check_schema(struct lint_project *p, const struct lint_chart *c)
{
    struct schema *s = lint_file_schema(p->arena, c->schema, &c->chart->raw);
    if (!s) {
        bad_schema(p, c, c->schema->schema_error);
        return;
    }
    if (!allows_global(schema_root_node(s)) && !chart_is_library(c->chart))
        closed_root(p, c);
    struct drift d = {.p = p, .chart = c};
    find_drift(&d, c->own_type, 0);
}

void check_schemas(struct lint_project *p)
{
    for (size_t i = 0; i < p->chart_count; i++)
        if (p->charts[i]->schema)
            check_schema(p, p->charts[i]);
}
