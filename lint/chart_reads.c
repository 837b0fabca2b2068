/* CH824: files that templates read and the chart does not have. */
#include "lint/chart_rules.h"
#include "lint/node_walk.h"

struct search {
    struct lint_project *p;
    struct lint_file *file;
};

static bool has_file(const struct chart *c, str name)
{
    for (size_t i = 0; i < c->files.n; i++)
        if (str_eq(c->files.items[i].name, name))
            return true;
    return false;
}

static bool is_in_folder(const struct chart *c, str name)
{
    for (size_t i = 0; i < c->raw.n; i++)
        if (str_eq(c->raw.items[i].name, name))
            return true;
    return false;
}

/* .Files.Get or $.Files.Get; not what with or range may have put in front. */
static bool is_reader(const struct node *n)
{
    if (n->kind != NODE_FIELD && n->kind != NODE_VARIABLE)
        return false;
    uint32_t first = n->kind == NODE_VARIABLE;
    if (n->path.len != first + 2 || !str_eq(n->path.names[first], STR("Files")) ||
        (first && !str_eq(n->path.names[0], STR("$"))))
        return false;
    str f = n->path.names[first + 1];
    return str_eq(f, STR("Get")) || str_eq(f, STR("GetBytes")) || str_eq(f, STR("Lines"));
}

static void see(void *data, const struct node *n)
{
    struct search *s = data;
    const struct chart *c = s->file->chart->chart;
    if (n->kind != NODE_COMMAND || n->list.len != 2 || !is_reader(n->list.items[0]) ||
        n->list.items[1]->kind != NODE_STRING)
        return;
    str name = n->list.items[1]->string.value;
    if (has_file(c, name))
        return;
    struct finding *g =
        finding_put(s->p->findings, RULE_CH824, s->file, n->list.items[1]->span,
                    "the chart has no file `%.*s`: this reads nothing", STR_ARG(name));
    g->subject = name;
    if (is_in_folder(c, name))
        finding_help(s->p->findings, g,
                     ".Files does not hold Chart.yaml, values.yaml, templates/ "
                     "and charts/");
    else
        finding_help(s->p->findings, g,
                     "paths count from the chart's folder; .helmignore takes "
                     "files out, too");
}

void check_chart_reads(struct lint_project *p)
{
    for (size_t i = 0; i < p->chart_count; i++) {
        const struct lint_chart *c = p->charts[i];
        for (size_t k = 0; k < c->template_count && !chart_is_library(c->chart); k++) {
            struct search s = {p, c->templates[k]};
            if (!str_has(s.file->source.text, STR("Files")))
                continue; /* most, and a look at the text is cheaper than one at the tree */
            for (size_t t = 0; t < s.file->tree_count; t++)
                node_walk(s.file->trees[t].root, see, &s);
        }
    }
}
