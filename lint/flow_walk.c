/* Statements: what each does to variables and facts, and which of them can be reached. */
#include "lint/flow_walk.h"

static struct flow_output walk_list(struct flow_frame *f, const struct node *list);

/* ---- branches ---- */

/* A branch that was walked: what it left behind. */
struct branch {
    struct flow_output output;
    struct flow_undo *assigned;
    uint32_t assigned_count;
    const struct flow_fact *facts;
    bool dead;
};

static struct branch walk_branch(struct flow_frame *f, const struct node *list, bool reachable,
                                 bool clear)
{
    struct branch b = {.output = flow_output_nothing};
    bool was_dead = f->dead, was_quiet = f->quiet;
    struct flow_scope scope = flow_scope_open(f);
    f->dead = false;
    f->quiet = was_quiet || !reachable;
    f->unclear += !clear;
    if (list)
        b.output = walk_list(f, list);
    b.dead = f->dead || !reachable;
    b.facts = f->facts.head;
    b.assigned = flow_scope_close(f, scope, &b.assigned_count);
    f->unclear -= !clear;
    f->dead = was_dead;
    f->quiet = was_quiet;
    return b;
}

static void join_branches(struct flow_frame *f, const struct flow_fact *before,
                          const struct branch *x, const struct branch *y)
{
    flow_scope_join(f, x->assigned, x->assigned_count, y->assigned, y->assigned_count, x->dead,
                    y->dead);
    f->facts.head = x->dead && !y->dead ? y->facts : y->dead && !x->dead ? x->facts : before;
    if (x->dead && y->dead)
        f->dead = true;
}

static struct flow_output walk_if(struct flow_frame *f, const struct node *n)
{
    struct flow_scope scope = flow_scope_open(f);
    const struct node *orelse = f->orelse;
    f->orelse = n->branch.orelse;
    struct flow_value v = flow_pipe(f, n->branch.pipe, FLOW_USE_TEST);
    f->orelse = orelse;
    flow_report_condition(f, n, &v);
    const struct flow_cond *c = flow_cond_of(f, &v, n->branch.pipe);
    const struct flow_fact *before = f->facts.head;
    bool possible = flow_assume(&f->facts, c, true);
    if (!possible)
        flow_report_unreachable(f, n, n->branch.body);
    struct branch body = walk_branch(f, n->branch.body, possible, flow_cond_is_simple(c, true));
    f->facts.head = before;
    possible = flow_assume(&f->facts, c, false);
    struct branch orelse_branch =
        walk_branch(f, n->branch.orelse, possible, flow_cond_is_simple(c, false));
    join_branches(f, before, &body, &orelse_branch);
    flow_scope_leave(f, scope);
    return flow_output_either(f->flow->arena, c, body.output, orelse_branch.output);
}

static struct flow_output walk_with(struct flow_frame *f, const struct node *n)
{
    struct flow_scope scope = flow_scope_open(f);
    struct flow_value v = flow_pipe(f, n->branch.pipe, FLOW_USE_TEST);
    flow_report_condition(f, n, &v);
    if (!v.path)
        v.path = flow_path_root(&f->flow->paths, FLOW_ROOT_MADE, v.type);
    const struct flow_cond *c = flow_cond_of(f, &v, n->branch.pipe);
    const struct flow_fact *before = f->facts.head;
    bool possible = flow_assume(&f->facts, c, true);
    struct flow_value outer = f->dot;
    f->dot = flow_current(f, v);
    f->dot.type = flow_not_empty(f->flow->arena, f->dot.type);
    if (v.path->kind != FLOW_ROOT_CHART || v.path->depth)
        flow_fact_put(&f->facts, v.path, f->dot.type, FLOW_FACT_TRUE, n->branch.pipe);
    f->dot.cond = NULL;
    struct branch body = walk_branch(f, n->branch.body, possible, flow_cond_is_simple(c, true));
    f->dot = outer;
    f->facts.head = before;
    flow_assume(&f->facts, c, false);
    struct branch orelse = walk_branch(f, n->branch.orelse, true, flow_cond_is_simple(c, false));
    join_branches(f, before, &body, &orelse);
    flow_scope_leave(f, scope);
    return flow_output_either(f->flow->arena, c, body.output, orelse.output);
}

/* ---- range ---- */

static const struct type *element_type(struct flow_frame *f, const struct type *t)
{
    if (t->any || (t->tags & TYPE_PLACEHOLDER))
        return &type_any;
    const struct type *r = NULL;
    if (t->kinds & TYPE_LIST)
        r = t->item ? t->item : &type_any;
    if (t->kinds & TYPE_MAP) {
        if (t->rest == MAP_OPEN && !t->field_count)
            return t->value ? t->value : &type_any;
        for (uint32_t i = 0; i < t->field_count && !(r && r->any); i++)
            r = r ? flow_join(f, r, t->fields[i].type) : t->fields[i].type;
    }
    if (t->kinds & (TYPE_INT | TYPE_INT64))
        r = r ? &type_any : &type_int;
    return r && r->kinds ? r : &type_any;
}

static const struct type *index_type(const struct type *t)
{
    if (t->any || (t->tags & TYPE_PLACEHOLDER))
        return &type_any;
    if (t->kinds == TYPE_MAP || (t->kinds == TYPE_OPAQUE && t->opaque == T_FILES))
        return &type_string;
    return t->kinds == TYPE_LIST ? &type_int : &type_any;
}

static void declare_element(struct flow_frame *f, const struct node *pipe, struct flow_value index,
                            struct flow_value element)
{
    const struct node_list *decl = &pipe->pipeline.decl;
    for (uint32_t i = 0; i < decl->len; i++) {
        str name = decl->items[i]->path.names[0];
        struct flow_value v = decl->len == 2 && i == 0 ? index : element;
        if (ast_is_assign(pipe))
            flow_var_assign(f, name, v);
        else
            flow_var_declare(f, name, v);
    }
}

/* The pipe of range declares variables for the elements, not for its value. */
static struct flow_value range_value(struct flow_frame *f, const struct node *pipe)
{
    struct node only = *pipe; /* of a kind that has all bytes */
    only.pipeline.decl = (struct node_list){0};
    return flow_pipe(f, &only, FLOW_USE_WHOLE);
}

static struct flow_output walk_range(struct flow_frame *f, const struct node *n)
{
    struct flow_scope scope = flow_scope_open(f);
    struct flow_value v = range_value(f, n->branch.pipe);
    flow_report_range(f, n, &v);
    flow_report_empty(f, n->branch.pipe, &v);
    const struct flow_cond *c = flow_cond_of(f, &v, n->branch.pipe);
    const struct flow_fact *before = f->facts.head;
    flow_assume(&f->facts, c, true);
    const struct type *t = element_type(f, v.type);
    struct flow_value element = {.type = t};
    element.path = flow_path_root(&f->flow->paths, FLOW_ROOT_ELEMENT, t);
    element.path->of = v.path;
    flow_scope_widen(f, n->branch.body);
    struct flow_value outer = f->dot;
    f->dot = element;
    declare_element(f, n->branch.pipe, flow_made(index_type(v.type)), element);
    struct branch body = walk_branch(f, n->branch.body, true, flow_cond_is_simple(c, true));
    body.dead = false; /* break, continue, or no round at all */
    f->dot = outer;
    f->facts.head = before;
    flow_assume(&f->facts, c, false);
    struct branch orelse = walk_branch(f, n->branch.orelse, true, flow_cond_is_simple(c, false));
    orelse.dead = orelse.dead && n->branch.orelse;
    join_branches(f, before, &body, &orelse);
    f->facts.head = before;
    flow_scope_leave(f, scope);
    body.output.fails = false;
    return flow_output_either(f->flow->arena, c, body.output, orelse.output);
}

/* ---- the rest ---- */

static struct flow_output walk_action(struct flow_frame *f, const struct node *n)
{
    bool binds = n->pipe->pipeline.decl.len > 0;
    struct flow_value v = flow_pipe(f, n->pipe, binds ? FLOW_USE_BIND : FLOW_USE_PRINT);
    if (binds)
        return flow_output_nothing;
    flow_report_printed(f, n->pipe, &v);
    flow_report_empty(f, n->pipe, &v);
    struct flow_output o = flow_output_value(&v);
    o.fails = f->dead;
    return o;
}

static struct flow_output walk_template(struct flow_frame *f, const struct node *n)
{
    struct flow_value v = {.type = &type_null};
    if (n->call.pipe) {
        if (flow_report_template_pipe(f, n))
            return (struct flow_output){0};
        v = flow_pipe(f, n->call.pipe, FLOW_USE_PASS);
    }
    return flow_include(f, n, flow_template_name_span(f, n), n->call.name, n->call.pipe ? &v : NULL,
                        n->call.pipe);
}

static struct flow_output walk_statement(struct flow_frame *f, const struct node *n)
{
    flow_visit(f->flow);
    switch (n->kind) {
    case NODE_TEXT:
        return flow_output_text(f->flow->arena, n->text);
    case NODE_ACTION:
        return walk_action(f, n);
    case NODE_IF:
        return walk_if(f, n);
    case NODE_WITH:
        return walk_with(f, n);
    case NODE_RANGE:
        return walk_range(f, n);
    case NODE_TEMPLATE:
        return walk_template(f, n);
    case NODE_BREAK:
    case NODE_CONTINUE:
        f->dead = true;
        return flow_output_nothing;
    default:
        return flow_output_nothing;
    }
}

static struct flow_output walk_list(struct flow_frame *f, const struct node *list)
{
    struct flow_output o = flow_output_nothing;
    if (f->nesting >= FLOW_MAX_NESTING)
        return (struct flow_output){.always = false};
    f->nesting++;
    for (uint32_t i = 0; i < list->list.len && !f->dead && !f->flow->exhausted; i++)
        o = flow_output_concat(f->flow->arena, o, walk_statement(f, list->list.items[i]));
    f->nesting--;
    o.fails = f->dead;
    return o;
}

struct flow_output flow_walk_tree(struct flow_frame *f)
{
    struct flow_output o = walk_list(f, f->tree->root);
    o.fails = f->dead;
    return o;
}
