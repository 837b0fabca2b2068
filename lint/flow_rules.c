/* Findings about statements and calls: conditions, range, template, set, random results. */
#include "lint/flow_walk.h"

#include "base/buf.h"

/* ---- conditions ---- */

static bool is_constant(const struct node *n)
{
    return n && (n->kind == NODE_STRING || n->kind == NODE_NUMBER || n->kind == NODE_BOOL);
}

void flow_report_condition(struct flow_frame *f, const struct node *n, const struct flow_value *v)
{
    const struct node *lit = flow_single(n->branch.pipe);
    if (!is_constant(lit))
        return;
    bool truth = type_always_true(v->type);
    struct flow_pending *p = flow_put(f, RULE_CH216, n->branch.pipe->span,
                                      "the condition is always %s", truth ? "true" : "false");
    if (p && lit->kind == NODE_STRING && truth)
        finding_help(&f->scratch, p->finding, "every text but \"\" is true, \"false\" as well");
}

void flow_report_unreachable(struct flow_frame *f, const struct node *n, const struct node *body)
{
    (void)body;
    if (f->define || f->in_text) /* with another argument it may be reached */
        return;
    flow_put(f, RULE_CH404, n->branch.pipe->span,
             "the condition is always false here: another one around it says so");
}

/* ---- range ---- */

void flow_report_range(struct flow_frame *f, const struct node *n, const struct flow_value *v)
{
    const struct type *t = v->type;
    unsigned scalars = TYPE_FLOAT | TYPE_STRING | TYPE_BOOL;
    if (t->any || (t->tags & TYPE_PLACEHOLDER) || !(t->kinds & scalars) ||
        (t->kinds & ~(scalars | TYPE_NULL)))
        return;
    struct buf type;
    buf_init(&type, f->flow->arena);
    type_print(&type, t);
    str what = buf_str(&type);
    struct flow_pending *p =
        flow_put(f, RULE_CH205, n->branch.pipe->span, "range over a %.*s fails", STR_ARG(what));
    if (!p)
        return;
    p->path = v->path;
    p->blame = v->path ? FLOW_BLAME_CRASH : FLOW_BLAME_NONE;
    if (t->kinds & TYPE_FLOAT)
        finding_help(&f->scratch, p->finding,
                     "numbers of a values file are float64: until (int …)");
    for (const struct decl *d = t->decl; d; d = d->next)
        if (d->file)
            finding_label(&f->scratch, p->finding, d->file, d->span, "declared here");
}

/* ---- printing ---- */

/* What stands in a comment of YAML may look like anything. */
static bool in_comment(const struct flow_frame *f, uint32_t at)
{
    str text = f->tree->source->text;
    while (at > 0 && at <= text.len && text.s[at - 1] != '\n')
        at--;
    while (at < text.len && (text.s[at] == ' ' || text.s[at] == '\t'))
        at++;
    return at < text.len && text.s[at] == '#';
}

/* [IPv4] is a list in YAML's syntax as well; with a second item it is one text. */
static void soften(struct finding *g, const struct type *t)
{
    bool one =
        t->known.tag == V_LIST && val_len(t->known) == 1 && val_at(t->known, 0).tag == V_STRING;
    if (g->rule == RULE_CH210 && one)
        g->severity = LINT_WARNING;
}

/* A map of values.yaml with keys in it. */
static bool is_sure_map(const struct type *t)
{
    return t->kinds == TYPE_MAP && t->field_count > 0;
}

/* Whether something else is written when the value is empty. */
static bool has_fallback(const struct flow_frame *f)
{
    const struct node *n = f->fallback;
    if (!n || n->kind != NODE_PIPE)
        return n != NULL;
    for (uint32_t i = 1; i < n->pipeline.cmds.len; i++) {
        const struct node *first = n->pipeline.cmds.items[i]->list.items[0];
        const struct fn *fn = first->kind == NODE_IDENT ? fn_find(first->text) : NULL;
        if (!fn || f->flow->uses[fn - fn_at(0)] == FLOW_USE_FALLBACK)
            return true;
    }
    return false;
}

void flow_report_empty(struct flow_frame *f, const struct node *n, const struct flow_value *v)
{
    const struct flow_fact *fact = v->path ? flow_fact_of(f->facts.head, v->path) : NULL;
    if (!fact || fact->kind != FLOW_FACT_FALSE || has_fallback(f) || f->in_text || !n ||
        v->path->kind != FLOW_ROOT_CHART || v->path->depth < 2)
        return;
    struct flow_facts declared = {.arena = f->facts.arena, .paths = f->facts.paths};
    const struct type *t = flow_path_type(&declared, v->path);
    if (t->any || t->tags & TYPE_MISSING || t->kinds & (TYPE_BOOL | TYPE_NUMBER))
        return; /* false and 0 say something */
    str name = flow_path_text(f, v);
    bool quiet = f->quiet;
    f->quiet =
        quiet && !is_sure_map(t); /* that alone may make the branch one that nobody reaches */
    struct flow_pending *p = flow_put(f, RULE_CH113, n->span,
                                      "`%.*s` is always empty here: this branch is for when it is "
                                      "not set",
                                      STR_ARG(name));
    f->quiet = quiet;
    if (!p)
        return;
    p->finding->subject = name;
    if (fact->node)
        finding_label(&f->scratch, p->finding, f->file, fact->node->span, "not set, says this");
}

void flow_report_printed(struct flow_frame *f, const struct node *pipe, const struct flow_value *v)
{
    uint32_t before = f->scratch.count;
    if (f->quiet || f->flow->exhausted || in_comment(f, pipe->span.begin))
        return;
    call_check_printed(&f->scratch, f->flow->arena, f->tree, pipe, v->type, flow_path_text(f, v));
    struct flow_arg arg = {.value = *v, .node = pipe};
    struct flow_args args = {.items = &arg, .count = 1};
    for (uint32_t i = before; i < f->scratch.count; i++) {
        soften(f->scratch.items[i], v->type);
        flow_adopt(f, f->scratch.items[i], &args);
    }
}

/* The action holds nothing but the call, and stands behind a key. */
static bool is_behind_key(const struct flow_frame *f, const struct node *n)
{
    str text = f->tree->source->text;
    uint32_t at = n->span.begin;
    if (f->in_text || n->span.end > text.len)
        return false;
    while (at > 0 && (text.s[at - 1] == ' ' || text.s[at - 1] == '-'))
        at--;
    str behind = str_trim_blanks(str_from(text, n->span.end));
    if (at < 3 || text.s[at - 1] != '{' || text.s[at - 2] != '{' ||
        !(str_has_prefix(behind, STR("}}")) || str_has_prefix(behind, STR("-}}"))))
        return false;
    bool trims = text.s[at] == '-';
    at -= 2;
    if (trims)
        while (at > 0 && (text.s[at - 1] == ' ' || text.s[at - 1] == '\n'))
            at--;
    while (at > 0 && text.s[at - 1] == ' ')
        at--;
    return at > 0 && text.s[at - 1] == ':';
}

void flow_report_shape(struct flow_frame *f, const struct node *n, const struct flow_output *o,
                       str name)
{
    if (!o->lines || o->break_before || !is_behind_key(f, n))
        return;
    struct flow_pending *p =
        flow_put(f, RULE_CH309, n->span,
                 "\"%.*s\" writes several lines, but is printed behind a key", STR_ARG(name));
    if (p)
        finding_help(&f->scratch, p->finding, "put it on lines of its own: | nindent N");
}

/* ---- template ---- */

static bool works_on_text(str name)
{
    static const char *const names[] = {"nindent", "indent",     "trim",    "quote",
                                        "squote",  "b64enc",     "upper",   "lower",
                                        "trunc",   "trimSuffix", "replace", "sha256sum"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(name, str_from_c(names[i])))
            return true;
    return false;
}

bool flow_report_template_pipe(struct flow_frame *f, const struct node *n)
{
    const struct node_list *cmds = &n->call.pipe->pipeline.cmds;
    if (cmds->len < 2)
        return false;
    const struct node *first = cmds->items[0]->list.items[0];
    const struct node *second = cmds->items[1]->list.items[0];
    bool of_map =
        first->kind == NODE_DOT || first->kind == NODE_VARIABLE || first->kind == NODE_PIPE;
    if (!of_map || second->kind != NODE_IDENT || !works_on_text(second->text))
        return false;
    struct flow_pending *p =
        flow_put(f, RULE_CH306, n->span,
                 "`template` gives nothing to a pipe: `%.*s` gets its argument instead",
                 STR_ARG(second->text));
    if (!p)
        return true;
    finding_help(&f->scratch, p->finding, "`include` is the function");
    str text = f->tree->source->text;
    size_t at = str_find(str_slice(text, n->span.begin, n->span.end), STR("template"));
    if (at == STR_NONE || f->in_text)
        return true;
    uint32_t begin = n->span.begin + (uint32_t)at;
    finding_edit(&f->scratch, p->finding, LINT_FIX_SAFE, f->file, (struct span){begin, begin + 8},
                 STR("include"));
    return true;
}

/* ---- calls ---- */

void flow_report_mutation(struct flow_frame *f, const struct node *n, const struct flow_path *p)
{
    const struct flow_path *top = p;
    while (top->depth > 1)
        top = top->parent;
    if (!p->depth || p->kind != FLOW_ROOT_CHART || !str_eq(top->name, STR("Values")))
        return;
    struct buf path;
    buf_init(&path, f->flow->arena);
    flow_path_print(&path, p);
    str what = buf_str(&path), name = n->list.items[0]->text;
    struct flow_pending *g =
        flow_put(f, RULE_CH217, n->span, "`%.*s` changes %.*s for all templates that come later",
                 STR_ARG(name), STR_ARG(what));
    if (g)
        g->finding->subject = what;
}

void flow_report_random(struct flow_frame *f, const struct node *n)
{
    if (f->lookup || str_has(f->tree->source->text, STR("lookup")))
        return;
    str name = n->list.items[0]->text;
    flow_put(f, RULE_CH218, n->list.items[0]->span,
             "`%.*s` gives something else in each render, and nothing looks up what is there",
             STR_ARG(name));
}

void flow_report_ternary(struct flow_frame *f, struct flow_pending *p)
{
    struct finding *g = p->finding;
    const struct rule *rule = rule_get(RULE_CH212);
    g->rule = RULE_CH212;
    g->severity = rule->severity;
    g->confidence = rule->confidence;
    g->message = str_fmt(f->flow->arena, "ternary computes both arms: %.*s", STR_ARG(g->message));
    finding_help(&f->scratch, g, "use if and else");
}
