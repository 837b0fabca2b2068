#include "lint/unused_values.h"

#include "lint/reads.h"
#include "lint/type.h"
#include "value/list.h"

enum { NAMES_MAX = 30 };

struct search {
    struct lint_project *project;
    const struct lint_chart *chart;
    str names[NAMES_MAX];
    size_t count;
};

static void report(struct search *s, const struct type_field *field)
{
    const struct decl *d = field->decl ? field->decl : field->type->decl;
    while (d && (d->kind != DECL_VALUES || !d->file || d->file != s->chart->values))
        d = d->next;
    if (!d)
        return;
    str path = STR(".Values");
    for (size_t i = 0; i < s->count; i++)
        path = str_fmt(s->project->arena, "%.*s.%.*s", STR_ARG(path), STR_ARG(s->names[i]));
    struct finding *g = finding_put(s->project->findings, RULE_CH107, d->file, d->span,
                                    "nothing reads `%.*s`", STR_ARG(path));
    g->subject = path;
}

/* Subcharts have keys of their own in their parent, and global is for all. */
static bool is_others(const struct search *s, str name)
{
    if (s->count)
        return false;
    const struct metadata *m = s->chart->chart->meta;
    for (size_t i = 0; m && i < m->dependencies.n; i++) {
        const struct dependency *d = metadata_dependency(m, i);
        if (str_eq(name, d->alias.len ? d->alias : d->name))
            return true;
    }
    for (size_t i = 0; i < s->chart->sub_count; i++)
        if (str_eq(s->chart->subs[i]->key, name))
            return true;
    return str_eq(name, STR("global"));
}

static void search(struct search *s, const struct type *t)
{
    if (s->count >= NAMES_MAX || reads_whole(s->project, s->names, s->count))
        return;
    for (uint32_t i = 0; i < t->field_count; i++) {
        const struct type_field *field = &t->fields[i];
        if (is_others(s, field->name))
            continue;
        s->names[s->count++] = field->name;
        const struct type *inner = field->type;
        if (!inner->any && inner->kinds == TYPE_MAP && inner->field_count)
            search(s, inner);
        else if (!reads_path(s->project, s->names, s->count) &&
                 !reads_word(s->project, field->name))
            report(s, field);
        s->count--;
    }
}

void unused_values_check(struct lint_project *p)
{
    if (!lint_wants(p, RULE_CH107))
        return;
    for (size_t i = 0; i < p->chart_count; i++) {
        const struct lint_chart *c = p->charts[i];
        const struct metadata *m = c->chart->meta;
        /* values of a library are for the charts that use it */
        if (c->parent || !c->values || !c->values_type || (m && str_eq(m->type, STR("library"))))
            continue;
        struct search s = {.project = p, .chart = c};
        search(&s, c->values_type);
    }
}
