#include "lint/value_rules.h"

#include "base/arena.h"
#include "lint/type.h"
#include "value/list.h"
#include "value/map.h"

struct check {
    struct lint_project *p;
    const struct lint_chart *chart;
    const struct lint_chart *sub; /* NULL: it is not in charts/ */
    const struct dependency *d;
    const struct ynode *place; /* of the dependency in Chart.yaml; NULL: not known */
};

/* What is declared at a dotted path, any when that cannot be told, NULL when nothing is. */
static const struct type *declared(const struct type *t, str path, const struct decl **ret)
{
    *ret = NULL;
    while (path.len) {
        if (t->any || (t->kinds & TYPE_MAP && t->rest == MAP_OPEN && !t->field_count))
            return &type_any;
        size_t dot = str_find_char(path, '.');
        const struct type_field *f =
            type_field(t, dot == STR_NONE ? path : str_slice(path, 0, dot));
        if (!f || f->presence == PRESENCE_NEVER)
            return t->kinds & TYPE_MAP && t->rest == MAP_OPEN ? &type_any : NULL;
        t = f->type;
        *ret = f->decl;
        path = dot == STR_NONE ? STR("") : str_from(path, dot + 1);
    }
    return t;
}

/* Where the value of a key of the dependency stands, or its item of that number. */
static struct span place_in(const struct check *c, str key, size_t item)
{
    const struct yentry *e = ynode_find(c->place, key);
    if (!e)
        return (struct span){0, 0};
    bool list = e->value->kind == YNODE_LIST && item < e->value->count;
    return list ? e->value->entries[item].value->span : e->value->span;
}

/* `before` `text` `after` */
static struct finding *put(const struct check *c, enum rule_id rule, struct span span,
                           const char *before, str text, const char *after)
{
    struct finding *g = finding_put(c->p->findings, rule, c->chart->metadata, span, "%s`%.*s`%s",
                                    before, STR_ARG(text), after);
    g->subject = text;
    return g;
}

/* The only thing that names the path is the condition itself. */
static bool is_undecided(const struct check *c, str path)
{
    const struct decl *d;
    const struct type *t = declared(c->chart->inner_type, path, &d);
    return !t || (d && d->kind == DECL_SUBCHART && !d->next);
}

static void blank_in_condition(const struct check *c, str part)
{
    struct finding *g = put(c, RULE_CH709, place_in(c, STR("condition"), 0), "", part,
                            " in the condition is never found: Helm keeps the blank");
    const struct yentry *e = ynode_find(c->place, STR("condition"));
    if (!e || e->value->kind != YNODE_SCALAR)
        return;
    str text = str_replace_all(c->p->arena, e->value->text, STR(" "), STR(""));
    if (e->value->plain)
        finding_edit(c->p->findings, g, LINT_FIX_SAFE, c->chart->metadata, e->value->span, text);
}

/* The first path that leads to a boolean decides. */
static void check_condition(const struct check *c)
{
    str condition = str_trim_blanks(c->d->condition), rest = condition;
    bool decided = !rest.len;
    while (rest.len) {
        size_t comma = str_find_char(rest, ',');
        str part = comma == STR_NONE ? rest : str_slice(rest, 0, comma);
        str trimmed = str_trim_blanks(part);
        if (trimmed.len != part.len)
            blank_in_condition(c, part);
        decided |= !is_undecided(c, trimmed);
        rest = comma == STR_NONE ? STR("") : str_from(rest, comma + 1);
    }
    if (decided)
        return;
    struct finding *g =
        put(c, RULE_CH709, place_in(c, STR("condition"), 0), "no value decides the condition ",
            condition, c->d->tags.n ? ": only the tags do" : ": the dependency is always there");
    finding_help(c->p->findings, g, "declare it in values.yaml");
}

/* ---- import-values ---- */

static void check_import(const struct check *c, size_t number)
{
    val entry = c->d->import_values->items[number];
    str child = STR("");
    const struct decl *d;
    if (entry.tag == V_STRING)
        child = str_concat(c->p->arena, STR("exports."), val_text(entry));
    else if (entry.tag == V_MAP && map_get(entry.map, STR("child")))
        child = val_text(*map_get(entry.map, STR("child")));
    if (!child.len || str_eq(child, STR(".")))
        return;
    const struct type *t = declared(c->sub->inner_type, child, &d);
    if (!t || !(t->kinds & TYPE_MAP))
        put(c, RULE_CH710, place_in(c, STR("import-values"), number),
            t ? "import-values: " : "the dependency has no ", child,
            t ? " of the dependency is no map" : " to import");
}

static const struct lint_chart *sub_of(const struct lint_chart *c, const struct dependency *d)
{
    for (size_t i = 0; i < c->sub_count; i++)
        if (c->subs[i]->dependency == d)
            return c->subs[i];
    return NULL;
}

/* Entry i of `dependencies`, when Chart.yaml holds them. */
static const struct ynode *place_of(const struct lint_chart *c, size_t i)
{
    const struct ynode *root = lint_file_yaml(c->project->arena, c->metadata);
    const struct yentry *e = ynode_find(root, STR("dependencies"));
    bool list = e && e->value->kind == YNODE_LIST && i < e->value->count;
    return list ? e->value->entries[i].value : NULL;
}

static void check_chart(struct lint_project *p, const struct lint_chart *c)
{
    const struct metadata *m = c->chart->meta;
    for (size_t i = 0; i < m->dependencies.n; i++) {
        const struct dependency *d = metadata_dependency(m, i);
        struct check k = {p, c, sub_of(c, d), d, place_of(c, i)};
        if (!c->parent) /* that of a dependency is decided by its parents, too */
            check_condition(&k);
        for (size_t v = 0; k.sub && v < list_len(d->import_values); v++)
            check_import(&k, v);
    }
}

void check_dependencies(struct lint_project *p)
{
    for (size_t i = 0; i < p->chart_count; i++)
        if (p->charts[i]->metadata)
            check_chart(p, p->charts[i]);
}
