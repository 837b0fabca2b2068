#include "lint/holes.h"

#include "lint/type.h"

enum { COLUMNS_MAX = 120 };

/* The type at .Values.a.b or $.Values.a.b; NULL when it is not known. */
static const struct type *value_type(const struct lint_chart *c, const struct node *n)
{
    uint32_t first = n->kind == NODE_VARIABLE;
    if ((n->kind != NODE_FIELD && !first) || n->path.len < first + 2 || !c->values_type ||
        (first && !str_eq(n->path.names[0], STR("$"))) ||
        !str_eq(n->path.names[first], STR("Values")))
        return NULL;
    const struct type *t = c->values_type;
    for (uint32_t i = first + 1; t && i < n->path.len; i++) {
        const struct type_field *f = t->any ? NULL : type_field(t, n->path.names[i]);
        t = f ? f->type : NULL;
    }
    return t;
}

static enum hole_shape shape_of_type(const struct type *t)
{
    if (!t || t->any || t->tags & TYPE_PLACEHOLDER)
        return HOLE_UNKNOWN;
    unsigned kinds = t->kinds & ~(unsigned)TYPE_NULL;
    return kinds == TYPE_MAP && t->field_count ? HOLE_MAP
           : kinds == TYPE_LIST                ? HOLE_LIST
                                               : HOLE_UNKNOWN;
}

/* By their names: every chart has them, and they give maps. */
static bool names_map(str name)
{
    static const str ends[] = {STR_INIT("abels"), STR_INIT("abels.standard"),
                               STR_INIT("abels.matchLabels")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_has_suffix(name, ends[i]))
            return true;
    return false;
}

static enum hole_shape shape_of(const struct lint_chart *c, const struct node *command)
{
    const struct node_list *l = &command->list;
    if (l->len < 2 || l->items[0]->kind != NODE_IDENT)
        return HOLE_UNKNOWN;
    if (str_eq(l->items[0]->text, STR("include")) && l->items[1]->kind == NODE_STRING)
        return names_map(l->items[1]->string.value) ? HOLE_MAP : HOLE_UNKNOWN;
    if (str_eq(l->items[0]->text, STR("toYaml")) && l->len == 2)
        return shape_of_type(value_type(c, l->items[1]));
    return HOLE_UNKNOWN;
}

/* toYaml makes of a long text what may begin on the line of its key. */
static bool is_text(const struct lint_chart *c, const struct node *command)
{
    const struct type *t = command->list.len == 2 ? value_type(c, command->list.items[1]) : NULL;
    return t && !t->any && t->kinds & TYPE_STRING;
}

/* Functions whose result is one word or line. */
static bool gives_scalar(const struct node *command)
{
    static const str names[] = {STR_INIT("quote"), STR_INIT("squote"), STR_INIT("b64enc"),
                                STR_INIT("int"),   STR_INIT("int64"),  STR_INIT("lower"),
                                STR_INIT("upper"), STR_INIT("trunc"),  STR_INIT("len")};
    const struct node *first = command->list.items[0];
    for (size_t i = 0; first->kind == NODE_IDENT && i < sizeof names / sizeof *names; i++)
        if (str_eq(first->text, names[i]))
            return true;
    return false;
}

/* A value itself, printed as it is: a chart that prints more than a word so would not work. */
static bool is_value(const struct lint_chart *c, const struct node_list *cmds)
{
    const struct node *n = cmds->items[0]->list.items[0];
    if (cmds->len != 1 || cmds->items[0]->list.len != 1)
        return false;
    const struct type *t = value_type(c, n);
    return t && !t->any && !(t->tags & TYPE_PLACEHOLDER) && t->kinds &&
           !(t->kinds & ~(unsigned)(TYPE_BOOL | TYPE_NUMBER));
}

struct hole hole_of(const struct lint_chart *c, const struct node *action)
{
    struct hole h = {.shape = HOLE_UNKNOWN};
    const struct node *pipe = action->kind == NODE_ACTION ? action->pipe : NULL;
    if (!pipe || !pipe->pipeline.cmds.len)
        return h;
    const struct node_list *cmds = &pipe->pipeline.cmds;
    const struct node_list *last = &cmds->items[cmds->len - 1]->list;
    h.silent = pipe->pipeline.decl.len > 0;
    if (gives_scalar(cmds->items[cmds->len - 1]) || is_value(c, cmds))
        h.shape = HOLE_SCALAR;
    if (last->len < 2 || last->items[0]->kind != NODE_IDENT ||
        last->items[1]->kind != NODE_NUMBER || !last->items[1]->num.value->is_int)
        return h;
    h.new_line = str_eq(last->items[0]->text, STR("nindent"));
    int64_t n = last->items[1]->num.value->i;
    if ((!h.new_line && !str_eq(last->items[0]->text, STR("indent"))) || n < 0 || n > COLUMNS_MAX)
        return h;
    h.shape = HOLE_UNKNOWN;
    h.indented = true;
    h.columns = (uint32_t)n;
    h.number = last->items[1]->span;
    h.function = last->items[0]->span;
    const struct node *first = cmds->items[0]->list.items[0];
    h.from_yaml = cmds->len == 2 && first->kind == NODE_IDENT &&
                  str_eq(first->text, STR("toYaml")) && !is_text(c, cmds->items[0]);
    if (cmds->len == 2 && last->len == 2)
        h.shape = shape_of(c, cmds->items[0]);
    return h;
}

const struct type *hole_value_type(const struct lint_chart *c, const struct node *action)
{
    const struct node *pipe = action->kind == NODE_ACTION ? action->pipe : NULL;
    if (!pipe || pipe->pipeline.decl.len || !pipe->pipeline.cmds.len)
        return NULL;
    const struct node_list *cmds = &pipe->pipeline.cmds;
    const struct node_list *first = &cmds->items[0]->list;
    if (cmds->len > 1 && !(cmds->len == 2 && hole_is_quoted(action)))
        return NULL;
    return first->len == 1 ? value_type(c, first->items[0]) : NULL;
}

bool hole_is_quoted(const struct node *action)
{
    const struct node *pipe = action->kind == NODE_ACTION ? action->pipe : NULL;
    if (!pipe || !pipe->pipeline.cmds.len)
        return false;
    const struct node_list *cmds = &pipe->pipeline.cmds;
    const struct node *f = cmds->items[cmds->len - 1]->list.items[0];
    return f->kind == NODE_IDENT &&
           (str_eq(f->text, STR("quote")) || str_eq(f->text, STR("squote")));
}
