/* Variables that are never read, and := where = was meant. By the scopes of the tree alone. */
#include "lint/flow_walk.h"

enum { DEEPEST = 400 };

struct variable {
    str name;
    struct span span;
    uint32_t depth; /* of blocks */
    bool read;      /* at all */
    bool optional;  /* an index of range, $_: never missed */
    uint32_t outer; /* of the same name in an outer block, + 1; 0: none */
    bool ended;     /* its block was left */
};

struct scan {
    struct flow *w;
    const struct tree *tree;
    const struct lint_file *file;
    struct variable *vars;
    uint32_t count, cap, depth;
    uint32_t *shadows; /* variables that hid an outer one, unread in their block */
    uint32_t shadow_count, shadow_cap;
};

static void scan_node(struct scan *s, const struct node *n);

static struct variable *find(struct scan *s, str name)
{
    for (uint32_t i = s->count; i > 0; i--)
        if (!s->vars[i - 1].ended && str_eq(s->vars[i - 1].name, name))
            return &s->vars[i - 1];
    return NULL;
}

static bool is_nobody(str name)
{
    return name.len < 2 || name.s[1] == '_';
}

static struct span span_of(const struct scan *s, const struct node *n)
{
    str text = s->tree->source->text, name = n->path.names[0];
    if (name.s < text.s || name.s + name.len > text.s + text.len)
        return n->span;
    uint32_t begin = (uint32_t)(name.s - text.s);
    return (struct span){begin, begin + (uint32_t)name.len};
}

static void declare(struct scan *s, const struct node *n, bool optional)
{
    str name = n->path.names[0];
    const struct variable *outer = find(s, name);
    s->vars = arena_room(s->w->arena, s->vars, s->count, &s->cap, sizeof *s->vars);
    if (outer)
        outer = find(s, name);
    s->vars[s->count++] = (struct variable){.name = name,
                                            .span = span_of(s, n),
                                            .depth = s->depth,
                                            .optional = optional || is_nobody(name),
                                            .outer = outer ? (uint32_t)(outer - s->vars) + 1 : 0};
}

static void report_unused(struct scan *s, const struct variable *v)
{
    struct findings *out = s->w->project->findings;
    struct finding *g =
        finding_put(out, RULE_CH403, s->file, v->span, "`%.*s` is never read", STR_ARG(v->name));
    g->subject = v->name;
}

static void report_shadow(struct scan *s, const struct variable *v)
{
    struct findings *out = s->w->project->findings;
    const struct variable *outer = &s->vars[v->outer - 1];
    struct finding *g = finding_put(
        out, RULE_CH402, s->file, v->span,
        "`:=` makes a new `%.*s` that ends with its block; the outer one keeps its value",
        STR_ARG(v->name));
    g->subject = v->name;
    finding_label(out, g, s->file, outer->span, "the outer one");
    finding_help(out, g, "`=` changes the outer one");
    str text = s->tree->source->text;
    uint32_t at = v->span.end;
    while (at < text.len && text.s[at] == ' ')
        at++;
    if (str_has_prefix(str_from(text, at), STR(":=")))
        finding_edit(out, g, LINT_FIX_UNSAFE, s->file, (struct span){at, at + 2}, STR("="));
}

/* An outer variable is read behind the block that set one of its name in vain. */
static void read_outer(struct scan *s, const struct variable *v)
{
    uint32_t index = (uint32_t)(v - s->vars) + 1;
    for (uint32_t i = 0; i < s->shadow_count; i++)
        if (s->shadows[i] != UINT32_MAX && s->vars[s->shadows[i]].outer == index) {
            report_shadow(s, &s->vars[s->shadows[i]]);
            s->shadows[i] = UINT32_MAX;
        }
}

static void use(struct scan *s, str name)
{
    struct variable *v = find(s, name);
    if (!v)
        return;
    v->read = true;
    read_outer(s, v);
}

static void leave(struct scan *s, uint32_t from)
{
    for (uint32_t i = from; i < s->count; i++) {
        struct variable *v = &s->vars[i];
        if (v->ended)
            continue;
        v->ended = true;
        if (v->read || v->optional)
            continue;
        if (v->outer) {
            s->shadows = arena_room(s->w->arena, s->shadows, s->shadow_count, &s->shadow_cap,
                                    sizeof *s->shadows);
            s->shadows[s->shadow_count++] = i;
        } else
            report_unused(s, v);
    }
}

static void scan_list(struct scan *s, const struct node_list *l)
{
    for (uint32_t i = 0; i < l->len; i++)
        scan_node(s, l->items[i]);
}

static void scan_pipe(struct scan *s, const struct node *pipe, bool is_range)
{
    const struct node_list *decl = &pipe->pipeline.decl;
    scan_list(s, &pipe->pipeline.cmds);
    for (uint32_t i = 0; i < decl->len && !ast_is_assign(pipe); i++)
        declare(s, decl->items[i], is_range);
}

static void scan_branch(struct scan *s, const struct node *n)
{
    uint32_t from = s->count;
    s->depth++;
    scan_pipe(s, n->branch.pipe, n->kind == NODE_RANGE);
    uint32_t body = s->count;
    scan_node(s, n->branch.body);
    leave(s, body);
    body = s->count;
    scan_node(s, n->branch.orelse);
    leave(s, body);
    leave(s, from);
    s->depth--;
}

static void scan_node(struct scan *s, const struct node *n)
{
    if (!n || s->depth > DEEPEST)
        return;
    switch (n->kind) {
    case NODE_LIST:
    case NODE_COMMAND:
        scan_list(s, &n->list);
        break;
    case NODE_ACTION:
        scan_pipe(s, n->pipe, false);
        break;
    case NODE_PIPE:
        scan_pipe(s, n, false);
        break;
    case NODE_VARIABLE:
        use(s, n->path.names[0]);
        break;
    case NODE_CHAIN:
        scan_node(s, n->path.base);
        break;
    case NODE_IF:
    case NODE_RANGE:
    case NODE_WITH:
        scan_branch(s, n);
        break;
    case NODE_TEMPLATE:
        scan_node(s, n->call.pipe);
        break;
    default:
        break;
    }
}

void flow_lint_variables(struct flow *w)
{
    const struct lint_project *p = w->project;
    for (size_t i = 0; i < p->chart_count; i++)
        for (size_t k = 0; k < p->charts[i]->template_count; k++) {
            const struct lint_file *file = p->charts[i]->templates[k];
            for (size_t t = 0; t < file->tree_count && file->parsed && !file->vendored; t++) {
                struct scan s = {.w = w, .tree = &file->trees[t], .file = file};
                scan_node(&s, file->trees[t].root);
                leave(&s, 0);
            }
        }
}
