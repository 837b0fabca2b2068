#include "lint/value_rules.h"

#include "lint/flow_near.h"
#include "value/map.h"

struct check {
    const struct lint_chart *parent, *sub;
    struct span span; /* of the subchart's key, when the place of one of its values is not known */
};

static struct finding *put(const struct check *c, enum rule_id rule, const struct value_key *key,
                           const char *what)
{
    struct lint_project *p = c->parent->project;
    str path = value_key_path(p->arena, key);
    struct span span = key->place ? key->place->key_span : c->span;
    struct finding *g = finding_put(p->findings, rule, c->parent->values, span, "`%.*s.%.*s` %s",
                                    STR_ARG(c->sub->key), STR_ARG(path), what);
    g->subject = str_fmt(p->arena, "%.*s.%.*s", STR_ARG(c->sub->key), STR_ARG(path));
    return g;
}

static void show_default(const struct check *c, struct finding *g, const struct decl *d)
{
    if (d && d->file && d->span.end)
        finding_label(c->parent->project->findings, g, d->file, d->span, "the chart's default");
}

/* `redis.enabled`, which only decides whether the chart is there. */
static bool is_condition(const struct check *c, const struct value_key *key)
{
    struct arena *a = c->parent->project->arena;
    str path = str_fmt(a, "%.*s.%.*s", STR_ARG(c->sub->key), STR_ARG(value_key_path(a, key)));
    return c->sub->dependency && str_has(c->sub->dependency->condition, path);
}

static void unknown_key(const struct check *c, const struct value_key *key)
{
    if (is_condition(c, key) || !value_is_unread(c->sub, key))
        return;
    struct findings *out = c->parent->project->findings;
    str text = str_fmt(out->arena, "is neither declared nor read by the chart %.*s %.*s",
                       STR_ARG(chart_name(c->sub->chart)), STR_ARG(c->sub->chart->meta->version));
    struct finding *g = put(c, RULE_CH708, key, str_c(out->arena, text));
    str near = flow_near_key(key->map, key->names[key->depth - 1]);
    if (!near.len)
        return;
    finding_help(out, g, "did you mean `%.*s`?", STR_ARG(near));
    if (key->place)
        finding_edit(out, g, LINT_FIX_UNSAFE, c->parent->values, key->place->key_span, near);
}

static bool check_key(void *context, const struct value_key *key)
{
    const struct check *c = context;
    if (key->depth == 1 && str_eq(key->names[0], STR("global")))
        return false;
    if (!value_key_is_declared(key)) {
        if (value_key_is_unknown(key))
            unknown_key(c, key);
        return false;
    }
    const struct type *t = key->field->type;
    if (val_is_nil(key->value) && t->known.tag > V_NIL && !val_empty(t->known))
        show_default(
            c, put(c, RULE_CH712, key, "is null here, which keeps the default of the chart below"),
            key->field->decl);
    if (value_changes_kind(key))
        show_default(c,
                     put(c, RULE_CH111, key,
                         key->value.tag == V_MAP ? "is a map here, but the default is none"
                                                 : "replaces the map of the default"),
                     key->field->decl);
    return true;
}

static void check_sub(const struct lint_chart *parent, const struct lint_chart *sub)
{
    const val *v = map_get(parent->chart->values, sub->key);
    const struct yentry *place =
        ynode_find(lint_file_yaml(parent->project->arena, parent->values), sub->key);
    if (!v || chart_is_library(sub->chart))
        return;
    struct check c = {parent, sub, place ? place->key_span : (struct span){0, 0}};
    value_walk(*v, place ? place->value : NULL, sub->inner_type, check_key, &c);
}

void check_subchart_values(struct lint_project *p)
{
    for (size_t i = 0; i < p->chart_count; i++)
        for (size_t s = 0; p->charts[i]->values && s < p->charts[i]->sub_count; s++)
            check_sub(p->charts[i], p->charts[i]->subs[s]);
}
