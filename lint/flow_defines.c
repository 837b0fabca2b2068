/* Rules about named templates as such: doubled, unused, badly named, endless. */
#include "lint/flow_walk.h"

#include "base/buf.h"
#include "lint/node_walk.h"
#include "value/map.h"

/* ---- CH303: two of one name ---- */

static struct span define_span(const struct lint_define *d)
{
    /* the name in {{ define "name" }}: behind the last "define" before the body */
    str text = d->tree->source->text;
    uint32_t end = d->tree->root->span.begin;
    struct span none = {end, end};
    if (end > text.len)
        return (struct span){0, 0};
    size_t at = str_find_last(str_slice(text, 0, end), d->tree->name);
    if (at == STR_NONE)
        return none;
    return (struct span){(uint32_t)at, (uint32_t)(at + d->tree->name.len)};
}

/* Libraries that several subcharts bring are the same, byte for byte. */
static bool same_file(const struct tree *x, const struct tree *y)
{
    return x->delims == y->delims && x->root->span.begin == y->root->span.begin &&
           str_eq(x->source->text, y->source->text);
}

static bool same_body(struct arena *a, const struct lint_define *x, const struct lint_define *y)
{
    struct buf bx, by;
    if (same_file(x->tree, y->tree))
        return true;
    buf_init(&bx, a);
    buf_init(&by, a);
    ast_print(&bx, x->tree->root);
    ast_print(&by, y->tree->root);
    return str_eq(buf_str(&bx), buf_str(&by));
}

static void check_double(struct flow *w, const struct lint_define *d)
{
    struct findings *out = w->project->findings;
    for (const struct lint_define *s = d->shadowed; s; s = s->shadowed) {
        if (str_eq(d->tree->name, d->file->source.name) || same_body(w->arena, d, s))
            continue;
        struct finding *g =
            finding_put(out, RULE_CH303, s->file, define_span(s),
                        "the template \"%.*s\" is defined again elsewhere: that one is used",
                        STR_ARG(d->tree->name));
        if (d->chart != s->chart)
            g->severity = LINT_NOTE;
        g->subject = d->tree->name;
        finding_label(out, g, d->file, define_span(d), "the one that is used");
    }
}

/* ---- CH304: nothing includes it ---- */

static bool has_prefix(const struct flow *w, str name)
{
    for (uint32_t i = 0; i < w->prefix_count; i++)
        if (str_has_prefix(name, w->prefixes[i]))
            return true;
    return false;
}

static void check_unused(struct flow *w, size_t i)
{
    const struct lint_define *d = &w->project->define[i];
    const struct metadata *m = d->chart->chart->meta;
    if (w->included[i] || d->file->vendored || w->exhausted ||
        (m && str_eq(m->type, STR("library"))))
        return;
    if (str_eq(d->tree->name, d->file->source.name) || has_prefix(w, d->tree->name))
        return;
    struct finding *g = finding_put(w->project->findings, RULE_CH304, d->file, define_span(d),
                                    "nothing includes \"%.*s\"", STR_ARG(d->tree->name));
    g->subject = d->tree->name;
}

/* ---- CH307: names that clash ---- */

static bool begins_with(str name, str chart)
{
    return chart.len && str_has_prefix(name, chart) &&
           (name.len == chart.len || str_find_char(STR("._-/:"), name.s[chart.len]) != STR_NONE);
}

static void check_prefix(struct flow *w, const struct lint_define *d)
{
    str name = d->tree->name, chart = chart_name(d->chart->chart);
    const struct lint_options *o = w->project->options;
    if (!o->wanted || !lint_wants(w->project, RULE_CH307) || d->file->vendored ||
        str_eq(name, d->file->source.name) || begins_with(name, chart) ||
        begins_with(name, d->chart->key))
        return;
    struct finding *g = finding_put(w->project->findings, RULE_CH307, d->file, define_span(d),
                                    "the name \"%.*s\" does not begin with \"%.*s.\"",
                                    STR_ARG(name), STR_ARG(chart));
    g->subject = name;
}

/* ---- CH308: includes without an end ---- */

enum mark { MARK_NEW, MARK_OPEN, MARK_DONE };

struct cycle {
    struct flow *w;
    uint8_t *marks;
    uint32_t depth;
    const struct lint_define *from;
    bool found;
};

static void visit(struct cycle *c, size_t i);

static void follow(struct cycle *c, str name)
{
    const val *v = map_get(c->w->project->defines, name);
    if (v)
        visit(c, (size_t)v->i);
}

/* Includes in a statement that is always reached. and, or stop early: what is in them may not be.
 */
static void see_call(struct cycle *c, const struct node *n)
{
    str name;
    if (!n)
        return;
    if (n->kind == NODE_PIPE) {
        for (uint32_t i = 0; i < n->pipeline.cmds.len; i++)
            see_call(c, n->pipeline.cmds.items[i]);
    } else if (n->kind == NODE_COMMAND && n->list.len && n->list.items[0]->kind == NODE_IDENT) {
        str fn = n->list.items[0]->text;
        if (str_eq(fn, STR("and")) || str_eq(fn, STR("or")))
            return;
        for (uint32_t i = 1; i < n->list.len; i++)
            see_call(c, n->list.items[i]);
        if (str_eq(fn, STR("include")) && n->list.len > 1 && flow_constant(n->list.items[1], &name))
            follow(c, name);
    }
}

static void see_statements(struct cycle *c, const struct node *list)
{
    for (uint32_t i = 0; i < list->list.len; i++) {
        const struct node *n = list->list.items[i];
        if (n->kind == NODE_ACTION)
            see_call(c, n->pipe);
        else if (n->kind == NODE_IF || n->kind == NODE_WITH || n->kind == NODE_RANGE)
            see_call(c, n->branch.pipe);
        else if (n->kind == NODE_TEMPLATE)
            follow(c, n->call.name);
    }
}

static void visit(struct cycle *c, size_t i)
{
    const struct lint_define *d = &c->w->project->define[i];
    if (c->marks[i] == MARK_OPEN) {
        struct finding *g = finding_put(
            c->w->project->findings, RULE_CH308, d->file, define_span(d),
            "\"%.*s\" always includes itself: Helm stops after 1000 times", STR_ARG(d->tree->name));
        g->subject = d->tree->name;
        return;
    }
    if (c->marks[i] == MARK_DONE || c->depth > 500)
        return;
    c->marks[i] = MARK_OPEN;
    c->depth++;
    see_statements(c, d->tree->root);
    c->depth--;
    c->marks[i] = MARK_DONE;
}

void flow_lint_defines(struct flow *w)
{
    const struct lint_project *p = w->project;
    struct cycle c = {.w = w, .marks = ARENA_ARRAY(w->arena, uint8_t, p->define_count + 1)};
    for (size_t i = 0; i < p->define_count; i++) {
        check_double(w, &p->define[i]);
        check_unused(w, i);
        check_prefix(w, &p->define[i]);
        visit(&c, i);
    }
}
