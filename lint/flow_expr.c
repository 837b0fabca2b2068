/* Expressions: operands, commands and pipelines. */
#include "lint/flow_walk.h"

static const struct flow_value anything = {.type = &type_any};

struct flow_value flow_made(const struct type *t)
{
    return (struct flow_value){.type = t};
}

const struct flow_cond *flow_cond_of(struct flow_frame *f, const struct flow_value *v,
                                     const struct node *node)
{
    return v->cond ? v->cond : flow_cond_value(f->flow->arena, v->path, node);
}

const struct node *flow_single(const struct node *n)
{
    while (n && n->kind == NODE_PIPE) {
        if (n->pipeline.cmds.len != 1 || n->pipeline.decl.len)
            return NULL;
        const struct node *cmd = n->pipeline.cmds.items[0];
        if (cmd->list.len != 1)
            return NULL;
        n = cmd->list.items[0];
    }
    return n;
}

bool flow_constant(const struct node *n, str *ret)
{
    n = flow_single(n);
    if (!n || n->kind != NODE_STRING)
        return false;
    *ret = n->string.value;
    return true;
}

static val number_value(const struct number *x)
{
    if (x->is_int)
        return val_int(x->i);
    return x->is_float ? val_float(x->f) : val_invalid();
}

static struct flow_value literal(struct flow_frame *f, const struct node *n)
{
    struct arena *a = f->flow->arena;
    switch (n->kind) {
    case NODE_BOOL:
        return flow_made(type_constant(a, val_bool(n->truth)));
    case NODE_STRING:
        return flow_made(type_literal(a, n->string.value));
    case NODE_NUMBER: {
        val v = number_value(n->num.value);
        return v.tag == V_INVALID ? anything : flow_made(type_constant(a, v));
    }
    default:
        return flow_made(&type_null);
    }
}

static struct flow_value variable(struct flow_frame *f, const struct node *n, enum flow_use use)
{
    const struct flow_value *v = flow_var_find(f, n->path.names[0]);
    if (!v)
        return anything;
    if (n->path.len == 1) {
        flow_mark_use(v->path, use);
        return flow_current(f, *v);
    }
    return flow_read(f, *v, n, 1, use);
}

/* Nothing was before in the chain: null is passed over. */
static struct flow_value chain(struct flow_frame *f, const struct node *n, enum flow_use use)
{
    if (n->path.base->kind == NODE_IDENT)
        return anything;
    struct flow_value base = flow_operand(f, n->path.base, FLOW_USE_COMPARE);
    base.cond = NULL;
    return flow_read(f, base, n, 0, use);
}

struct flow_value flow_operand(struct flow_frame *f, const struct node *n, enum flow_use use)
{
    if (f->nesting > FLOW_MAX_NESTING || f->flow->exhausted)
        return anything;
    flow_visit(f->flow);
    switch (n->kind) {
    case NODE_DOT:
        flow_mark_use(f->dot.path, use);
        return flow_current(f, f->dot);
    case NODE_FIELD:
        return flow_read(f, f->dot, n, 0, use);
    case NODE_VARIABLE:
        return variable(f, n, use);
    case NODE_CHAIN:
        f->nesting++;
        struct flow_value v = chain(f, n, use);
        f->nesting--;
        return v;
    case NODE_PIPE:
        f->nesting++;
        v = flow_pipe(f, n, use);
        f->nesting--;
        return v;
    case NODE_IDENT: {
        const struct fn *fn = fn_find_cached(&f->flow->project->functions, n->text);
        return fn ? flow_made(type_of_gotype(f->flow->arena, (enum gotype)fn->result)) : anything;
    }
    default:
        return literal(f, n);
    }
}

/* A field with arguments is a method of a Go type. */
static struct flow_value method(struct flow_frame *f, const struct node *cmd)
{
    for (uint32_t i = 1; i < cmd->list.len; i++)
        flow_operand(f, cmd->list.items[i], FLOW_USE_ARG);
    return flow_operand(f, cmd->list.items[0], FLOW_USE_PASS);
}

static struct flow_value command(struct flow_frame *f, const struct node *cmd,
                                 const struct flow_value *piped, const struct node *before,
                                 enum flow_use use)
{
    if (cmd->list.len == 0)
        return anything;
    const struct node *first = cmd->list.items[0];
    if (first->kind == NODE_IDENT)
        return flow_call(f, cmd, piped, before, use);
    if (cmd->list.len > 1 || piped)
        return method(f, cmd);
    return flow_operand(f, first, use);
}

/* How the result of command i is used, for each command. */
static void find_uses(const struct flow *w, const struct node *pipe, enum flow_use use,
                      enum flow_use *uses)
{
    for (uint32_t i = pipe->pipeline.cmds.len; i-- > 0;) {
        uses[i] = use;
        const struct node *cmd = pipe->pipeline.cmds.items[i];
        const struct node *first = cmd->list.len ? cmd->list.items[0] : NULL;
        const struct fn *fn = first && first->kind == NODE_IDENT
                                  ? fn_find_cached(&w->project->functions, first->text)
                                  : NULL;
        use = fn ? flow_use_of(w, fn, cmd->list.len - 1, use) : FLOW_USE_PASS;
    }
}

static struct flow_value commands(struct flow_frame *f, const struct node *pipe, enum flow_use use)
{
    const struct node_list *cmds = &pipe->pipeline.cmds;
    if (cmds->len == 0)
        return anything;
    if (cmds->len == 1)
        return command(f, cmds->items[0], NULL, NULL, use);
    enum flow_use *uses = ARENA_ARRAY(f->flow->arena, enum flow_use, cmds->len);
    find_uses(f->flow, pipe, use, uses);
    struct flow_value v = command(f, cmds->items[0], NULL, NULL, uses[0]);
    for (uint32_t i = 1; i < cmds->len; i++) {
        struct flow_value last = v;
        /* what has something else instead may stand behind */
        v = command(f, cmds->items[i], &last, cmds->items[i - 1], uses[i]);
    }
    return v;
}

struct flow_value flow_pipe(struct flow_frame *f, const struct node *pipe, enum flow_use use)
{
    const struct node_list *decl = &pipe->pipeline.decl;
    const struct node *fallback = f->fallback;
    if (pipe->pipeline.cmds.len > 1)
        f->fallback = pipe;
    struct flow_value v = commands(f, pipe, use);
    f->fallback = fallback;
    for (uint32_t i = 0; i < decl->len; i++) {
        str name = decl->items[i]->path.names[0];
        if (ast_is_assign(pipe))
            flow_var_assign(f, name, v);
        else
            flow_var_declare(f, name, v);
    }
    return v;
}
