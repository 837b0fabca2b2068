/* Variables. Assignments are noted, so that a branch can be left as if it had not been: what it
 * assigned is then joined with what the other branch did. */
#include "lint/flow_walk.h"

#include "value/map.h"

struct flow_value *flow_var_find(struct flow_frame *f, str name)
{
    for (uint32_t i = f->var_count; i > 0; i--)
        if (str_eq(f->vars[i - 1].name, name))
            return &f->vars[i - 1].value;
    return NULL;
}

/* A value without a path gets one: conditions on the variable are remembered there. */
static struct flow_value bindable(struct flow_frame *f, struct flow_value v)
{
    if (!v.path)
        v.path = flow_path_root(&f->flow->paths, FLOW_ROOT_MADE, v.type);
    return v;
}

void flow_var_declare(struct flow_frame *f, str name, struct flow_value v)
{
    if (!v.type->any && map_has(f->flow->opened, name))
        v.type = &type_any;
    f->vars = arena_room(f->flow->arena, f->vars, f->var_count, &f->var_cap, sizeof *f->vars);
    f->vars[f->var_count++] = (struct flow_var){.name = name, .value = bindable(f, v)};
}

static void note(struct flow_frame *f, uint32_t var)
{
    f->undo = arena_room(f->flow->arena, f->undo, f->undo_count, &f->undo_cap, sizeof *f->undo);
    f->undo[f->undo_count++] = (struct flow_undo){var, f->vars[var].value};
}

void flow_var_assign(struct flow_frame *f, str name, struct flow_value v)
{
    struct flow_value *slot = flow_var_find(f, name);
    if (!slot)
        return;
    struct flow_var *var =
        (struct flow_var *)(void *)((char *)slot - offsetof(struct flow_var, value));
    note(f, (uint32_t)(var - f->vars));
    var->value = bindable(f, v);
}

struct flow_scope flow_scope_open(const struct flow_frame *f)
{
    return (struct flow_scope){f->var_count, f->undo_count};
}

void flow_scope_leave(struct flow_frame *f, struct flow_scope s)
{
    f->var_count = s.vars;
    uint32_t kept = s.undo;
    for (uint32_t i = s.undo; i < f->undo_count; i++)
        if (f->undo[i].var < s.vars)
            f->undo[kept++] = f->undo[i];
    f->undo_count = kept;
}

struct flow_undo *flow_scope_close(struct flow_frame *f, struct flow_scope s, uint32_t *n)
{
    *n = 0;
    struct flow_undo *now = NULL;
    if (f->undo_count > s.undo)
        now = ARENA_ARRAY(f->flow->arena, struct flow_undo, f->undo_count - s.undo);
    for (uint32_t i = f->undo_count; i > s.undo; i--) {
        const struct flow_undo *u = &f->undo[i - 1];
        bool known = u->var >= s.vars;
        for (uint32_t k = 0; k < *n && !known; k++)
            known = now[k].var == u->var;
        if (!known)
            now[(*n)++] = (struct flow_undo){u->var, f->vars[u->var].value};
    }
    for (uint32_t i = f->undo_count; i > s.undo; i--)
        f->vars[f->undo[i - 1].var].value = f->undo[i - 1].value;
    f->undo_count = s.undo;
    f->var_count = s.vars;
    return now;
}

static const struct flow_undo *find(const struct flow_undo *list, uint32_t n, uint32_t var)
{
    for (uint32_t i = 0; i < n; i++)
        if (list[i].var == var)
            return &list[i];
    return NULL;
}

static void join(struct flow_frame *f, uint32_t var, const struct flow_undo *x,
                 const struct flow_undo *y, bool x_dead, bool y_dead)
{
    struct flow_value before = f->vars[var].value;
    struct flow_value a = x ? x->value : before, b = y ? y->value : before;
    struct flow_value now;
    if (x_dead && y_dead)
        return;
    if (x_dead || y_dead)
        now = x_dead ? b : a;
    else
        now = (struct flow_value){.type = flow_join(f, a.type, b.type),
                                  .path = a.path == b.path ? a.path : NULL};
    note(f, var);
    f->vars[var].value = bindable(f, now);
}

void flow_scope_join(struct flow_frame *f, const struct flow_undo *x, uint32_t nx,
                     const struct flow_undo *y, uint32_t ny, bool x_dead, bool y_dead)
{
    for (uint32_t i = 0; i < nx; i++)
        join(f, x[i].var, &x[i], find(y, ny, x[i].var), x_dead, y_dead);
    for (uint32_t i = 0; i < ny; i++)
        if (!find(x, nx, y[i].var))
            join(f, y[i].var, NULL, &y[i], x_dead, y_dead);
}

/* ---- loops: what a round assigns is there when the next one begins ---- */

static void widen_pipe(struct flow_frame *f, const struct node *pipe)
{
    if (!pipe || !ast_is_assign(pipe))
        return;
    for (uint32_t i = 0; i < pipe->pipeline.decl.len; i++)
        flow_var_assign(f, pipe->pipeline.decl.items[i]->path.names[0],
                        (struct flow_value){.type = &type_any});
}

static void widen(struct flow_frame *f, const struct node *n, uint32_t depth)
{
    if (!n || depth > FLOW_MAX_NESTING)
        return;
    switch (n->kind) {
    case NODE_LIST:
        for (uint32_t i = 0; i < n->list.len; i++)
            widen(f, n->list.items[i], depth + 1);
        break;
    case NODE_ACTION:
        widen_pipe(f, n->pipe);
        break;
    case NODE_IF:
    case NODE_WITH:
    case NODE_RANGE:
        widen_pipe(f, n->branch.pipe);
        widen(f, n->branch.body, depth + 1);
        widen(f, n->branch.orelse, depth + 1);
        break;
    default:
        break;
    }
}

void flow_scope_widen(struct flow_frame *f, const struct node *body)
{
    widen(f, body, 0);
}
