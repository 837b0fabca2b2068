#include "lint/problem_place.h"

#include "base/arena.h"
#include "lint/output_place.h"
#include "lint/yaml_tree.h"

struct place {
    struct lint_file *file; /* NULL: none */
    struct span span;
};

/* What is known of a problem's text. */
struct origin {
    const struct source_run *run; /* the first that an action printed; else the first */
    bool printed;                 /* by an action */
    bool alone;                   /* and that printed nothing besides it */
    struct place own;             /* in the chart's own templates, if at all; else anywhere */
    struct place inner;           /* deeper: in a library */
    struct place outer;           /* what was called, in the end, by the file itself */
};

static size_t end_of(const struct source_map *m, const struct source_run *r)
{
    return r + 1 < m->runs + m->count ? r[1].begin : m->len;
}

/* The run that printed the text, as far as an action did. */
static void find_run(struct origin *o, const struct source_map *m, size_t at, size_t len)
{
    o->run = source_map_find(m, at);
    for (const struct source_run *r = o->run; r && r < m->runs + m->count && r->begin < at + len;
         r++)
        if (r->tree && r->node->kind != NODE_TEXT) {
            o->run = r;
            o->printed = true;
            o->alone = r->begin >= at && end_of(m, r) <= at + len;
            return;
        }
}

static struct place place_of(const struct lint_project *p, const struct tree *t, struct span s)
{
    struct place place = {.file = output_file(p, t->source->name), .span = s};
    if (place.file && s.end > place.file->source.text.len)
        place.file = NULL;
    return place;
}

static struct place place_of_run(const struct lint_project *p, const struct source_run *r,
                                 size_t at)
{
    if (r->node->kind != NODE_TEXT)
        return place_of(p, r->tree, r->node->span);
    uint32_t begin = source_run_origin(r, at);
    return place_of(p, r->tree, (struct span){begin, begin + 1});
}

/* From the run outwards: the first place in the chart itself, and what lies on both sides. */
static void find_places(struct origin *o, const struct lint_project *p, size_t at)
{
    if (!o->run || !o->run->tree)
        return;
    struct place here = place_of_run(p, o->run, at > o->run->begin ? at : o->run->begin);
    for (const struct source_call *c = o->run->via;; c = c->caller) {
        if (here.file && (!o->own.file || (o->own.file->vendored && !here.file->vendored))) {
            if (o->own.file && !o->inner.file)
                o->inner = o->own;
            o->own = here;
        }
        if (here.file)
            o->outer = here;
        if (!c)
            return;
        here = c->tree ? place_of(p, c->tree, c->node->span) : (struct place){0};
    }
}

/* ---- repairs ---- */

/* The text of the problem, when the template has it word for word. */
static bool stands_there(struct place *place, str text)
{
    str all = place->file->source.text;
    if (!str_has_prefix(str_from(all, place->span.begin), text))
        return false;
    place->span.end = place->span.begin + (uint32_t)text.len;
    return true;
}

/* {{ .Values.a }} becomes {{ .Values.a | quote }}. */
static void pipe_into(struct lint_project *p, struct finding *g, const struct node *n, str action)
{
    if (n->kind != NODE_ACTION || n->pipe->pipeline.decl.len)
        return;
    uint32_t end = n->pipe->span.end;
    const str text = g->file->source.text;
    while (end > n->span.begin && (text.s[end - 1] == ' ' || text.s[end - 1] == '\n'))
        end--;
    finding_edit(p->findings, g, LINT_FIX_SAFE, g->file, (struct span){end, end},
                 str_fmt(p->arena, " | %.*s", STR_ARG(action)));
}

/* {{ .Values.a | quote }} becomes {{ .Values.a }}, and so does "{{ .Values.a }}". */
static void unpipe(struct lint_project *p, struct finding *g, const struct node *n)
{
    if (n->kind != NODE_ACTION)
        return;
    const str text = g->file->source.text;
    struct span s = n->span;
    if (s.begin && s.end < text.len && text.s[s.begin - 1] == '"' && text.s[s.end] == '"') {
        finding_edit(p->findings, g, LINT_FIX_SAFE, g->file, (struct span){s.begin - 1, s.begin},
                     STR(""));
        finding_edit(p->findings, g, LINT_FIX_SAFE, g->file, (struct span){s.end, s.end + 1},
                     STR(""));
    }
    if (n->pipe->pipeline.cmds.len < 2)
        return;
    struct node_list cmds = n->pipe->pipeline.cmds;
    const struct node *last = cmds.items[cmds.len - 1], *before = cmds.items[cmds.len - 2];
    const struct node *f = last->list.items[0];
    if (last->list.len != 1 || f->kind != NODE_IDENT ||
        !(str_eq(f->text, STR("quote")) || str_eq(f->text, STR("squote"))))
        return;
    finding_edit(p->findings, g, LINT_FIX_SAFE, g->file,
                 (struct span){before->span.end, last->span.end}, STR(""));
}

/* `own` is where the finding stands. */
static void repair(struct lint_project *p, struct finding *g, const struct origin *o,
                   const struct problem *problem, bool literal)
{
    if (literal && problem->replace.len)
        finding_edit(p->findings, g,
                     problem->rule == RULE_CH601 || problem->rule == RULE_CH616 ? LINT_FIX_UNSAFE
                                                                                : LINT_FIX_SAFE,
                     g->file, g->span, str_dup(p->arena, problem->replace));
    else if (o->printed && o->alone && !o->inner.file && problem->action.len)
        pipe_into(p, g, o->run->node, problem->action);
    else if (o->printed && o->alone && !o->inner.file && problem->printed == RULE_CH505)
        unpipe(p, g, o->run->node);
}

/* ---- labels ---- */

/* Where the value that the action prints is declared by default, and where this set gives it. */
static struct place declared(struct lint_project *p, const struct source_run *r,
                             const struct lint_file *set)
{
    struct lint_file *f = output_file(p, r->tree->source->name);
    str path = source_run_path(p->arena, r);
    size_t at = str_find(path, STR(".Values."));
    if (!f || !f->chart || at > 1)
        return (struct place){0};
    path = str_from(path, at + 8);
    struct lint_file *const files[] = {f->chart->parent ? NULL : (struct lint_file *)(uintptr_t)set,
                                       f->chart->values};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        size_t dot = str_find_last(path, STR("."));
        const struct ynode *map = files[i] ? lint_file_yaml(p->arena, files[i]) : NULL;
        if (dot != STR_NONE)
            map = ynode_path(map, str_slice(path, 0, dot));
        const struct yentry *e = ynode_find(map, dot == STR_NONE ? path : str_from(path, dot + 1));
        if (e)
            return (struct place){files[i], e->key_span};
    }
    return (struct place){0};
}

static bool same_place(const struct place *a, const struct place *b)
{
    return a->file == b->file && a->span.begin == b->span.begin;
}

static void explain(struct lint_project *p, struct finding *g, const struct origin *o,
                    const struct lint_file *set)
{
    struct findings *out = p->findings;
    if (o->outer.file && !same_place(&o->outer, &o->own))
        finding_label(out, g, o->outer.file, o->outer.span, "included here");
    if (o->inner.file)
        finding_label(out, g, o->inner.file, o->inner.span, "printed here");
    struct place value = o->printed ? declared(p, o->run, set) : (struct place){0};
    if (value.file)
        finding_label(out, g, value.file, value.span, "the value");
    if (set && value.file != set)
        finding_label(out, g, set, (struct span){0, 0}, "with these values");
}

/* The field or key that a path ends with. */
static str last_step(str path)
{
    size_t at = str_find_last(path, str_has_suffix(path, STR("]")) ? STR("[\"") : STR("."));
    return at == STR_NONE ? path : str_from(path, at);
}

/* One mistake has other indices in other sets and in each turn of a loop, and other paths in the
 * objects that include it. What stands or is printed exactly there has any key; of what is printed
 * as a block, each key is one mistake. CH603 is about what is not there. */
static bool is_told(const struct findings *f, enum rule_id rule, const struct place *place,
                    bool exact, str subject)
{
    str last = last_step(subject);
    for (uint32_t i = 0; i < f->count; i++) {
        const struct finding *g = f->items[i];
        if (g->rule == rule && g->file == place->file && g->span.begin == place->span.begin &&
            (exact || str_eq(last_step(g->subject), last)))
            return true;
    }
    return false;
}

void problem_put(struct lint_project *p, const struct template_file *f, size_t at,
                 const struct problem *problem, const struct lint_file *set)
{
    struct origin o = {0};
    if (!f->map || at + problem->len > f->output.len)
        return;
    find_run(&o, f->map, at, problem->len);
    find_places(&o, p, at);
    if (!o.own.file)
        return;
    bool literal = !o.printed && stands_there(&o.own, str_slice(f->output, at, at + problem->len));
    enum rule_id rule = o.printed && o.alone && problem->printed ? problem->printed : problem->rule;
    if (is_told(p->findings, rule, &o.own,
                rule != RULE_CH603 && (literal || (o.printed && o.alone)), problem->subject))
        return;
    struct finding *g =
        finding_put(p->findings, rule, o.own.file, o.own.span, "%.*s", STR_ARG(problem->message));
    g->subject = str_dup(p->arena, problem->subject);
    g->severity = LINT_ERROR;
    repair(p, g, &o, problem, literal);
    explain(p, g, &o, set);
}
