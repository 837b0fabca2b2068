#include "release/readers.h"

#include "base/arena.h"
#include "base/buf.h"
#include "chart/origins.h"
#include "eval/template_set.h"
#include "funcs/func.h"
#include "parser/parser.h"
#include "release/delims.h"
#include "value/map.h"

#include <stdlib.h>

enum { DEPTH_MAX = 1000 }; /* of trees that are looked into */

/* A definition, and the chart whose file it is in. */
struct definition {
    struct tree tree;
    const struct chart *chart;
    str file;
    size_t seen; /* the last chart for which it was looked through, as number from 1 */
};

struct finder {
    struct arena *arena;
    const struct value_path *path;
    const enum delims *root_delims;
    struct definition *defs;
    uint32_t count, cap;
    struct map *by_name; /* number of the definition that a call runs */
    size_t charts;
    struct value_path want; /* the path as the chart sees it that is looked through */
    struct value_reader *found;
    uint32_t found_count, found_cap;
};

/* What an expression leads to: a path from the chart's context; names[i].s NULL: any item. */
struct reach {
    bool known;
    const str *names;
    size_t len;
};

struct variable {
    str name;
    struct reach reach;
    const struct variable *up;
};

/* Where the walk is. */
struct scope {
    struct finder *f;
    const struct definition *def;
    struct reach dot;
    const struct variable *variables;
    int depth;
};

/* ---- the definitions ---- */

static void add_definition(struct finder *f, const struct tree *tree, const struct chart *c,
                           str file)
{
    f->defs = arena_room(f->arena, f->defs, f->count, &f->cap, sizeof *f->defs);
    f->defs[f->count] = (struct definition){*tree, c, file, 0};
    if (!map_has(f->by_name, tree->name) || !ast_is_empty(tree->root))
        map_set(f->by_name, tree->name, val_int((int64_t)f->count));
    f->count++;
}

static void parse_chart(struct finder *f, const struct chart *c)
{
    struct diags ignored;
    diags_init(&ignored, f->arena);
    struct parse_options o = {.delims = DELIMS_HELM, .has_function = template_has_function};
    if (!c->parent && f->root_delims)
        o.delims = *f->root_delims;
    else
        delims_of_chart(c, &o.delims, &ignored);
    str folder = origins_chart_folder(f->arena, c), path = chart_full_path(f->arena, c);
    for (size_t i = 0; i < c->templates.n; i++) {
        const struct chart_file *t = &c->templates.items[i];
        struct parse_result parsed;
        if (!chart_has_template(c, t->name))
            continue;
        struct source *src = ARENA_NEW(f->arena, struct source);
        src->name = str_fmt(f->arena, "%.*s/%.*s", STR_ARG(path), STR_ARG(t->name));
        src->text = t->data;
        parse_source(f->arena, src, &o, &ignored, &parsed);
        str file = str_concat(f->arena, folder, t->name);
        for (size_t k = 0; k < parsed.count; k++)
            add_definition(f, &parsed.trees[k], c, file);
    }
    for (size_t i = 0; i < c->subchart_count; i++)
        parse_chart(f, c->subcharts[i]);
}

/* ---- what expressions lead to ---- */

static struct reach append(struct arena *a, struct reach r, const str *names, size_t n)
{
    if (!r.known || n == 0)
        return r;
    str *all = ARENA_ARRAY(a, str, r.len + n);
    for (size_t i = 0; i < r.len + n; i++)
        all[i] = i < r.len ? r.names[i] : names[i - r.len];
    return (struct reach){true, all, r.len + n};
}

static struct reach reach_of(const struct scope *s, const struct node *n);

static struct reach variable_reach(const struct scope *s, const struct node *n)
{
    const struct variable *v = s->variables;
    str name = n->path.names[0];
    struct reach r = {.known = str_eq(name, STR("$"))};
    while (v && !str_eq(v->name, name))
        v = v->up;
    if (v)
        r = v->reach;
    return append(s->f->arena, r, n->path.names + 1, n->path.len - 1);
}

/* index X "a" 0, get X "a" */
static struct reach lookup_reach(const struct scope *s, const struct node *command)
{
    const struct node_list *args = &command->list;
    if (args->len < 2 ||
        (!str_eq(args->items[0]->text, STR("index")) && !str_eq(args->items[0]->text, STR("get"))))
        return (struct reach){.known = false};
    struct reach r = reach_of(s, args->items[1]);
    for (uint32_t i = 2; i < args->len; i++) {
        const struct node *arg = args->items[i];
        str any = {NULL, 0};
        if (arg->kind == NODE_STRING)
            r = append(s->f->arena, r, &arg->string.value, 1);
        else if (arg->kind == NODE_NUMBER)
            r = append(s->f->arena, r, &any, 1);
        else
            r.known = false;
    }
    return r;
}

static struct reach pipe_reach(const struct scope *s, const struct node *pipe)
{
    if (pipe->pipeline.cmds.len != 1)
        return (struct reach){.known = false};
    const struct node *command = pipe->pipeline.cmds.items[0];
    const struct node *first = command->list.items[0];
    if (first->kind == NODE_IDENT)
        return lookup_reach(s, command);
    return command->list.len == 1 ? reach_of(s, first) : (struct reach){.known = false};
}

static struct reach reach_of(const struct scope *s, const struct node *n)
{
    switch (n->kind) {
    case NODE_DOT:
        return s->dot;
    case NODE_FIELD:
        return append(s->f->arena, s->dot, n->path.names, n->path.len);
    case NODE_VARIABLE:
        return variable_reach(s, n);
    case NODE_CHAIN:
        return append(s->f->arena, reach_of(s, n->path.base), n->path.names, n->path.len);
    case NODE_PIPE:
        return pipe_reach(s, n);
    default:
        return (struct reach){.known = false};
    }
}

/* ---- finding ---- */

static bool same_step(const struct value_step *step, str name)
{
    return step->key.s ? name.s && str_eq(step->key, name) : !name.s;
}

/* Whether reading `r` reads the value that is wanted, or what is in it, or (*ret_whole) what it is
 * in. All values at once are no reading. */
static bool is_wanted(const struct finder *f, struct reach r, bool *ret_whole)
{
    if (!r.known || r.len < 2 || !str_eq(r.names[0], STR("Values")))
        return false;
    size_t n = r.len - 1;
    for (size_t i = 0; i < n && i < f->want.len; i++)
        if (!same_step(&f->want.steps[i], r.names[i + 1]))
            return false;
    *ret_whole = n < f->want.len;
    return true;
}

static void note(const struct scope *s, const struct node *n, struct reach r)
{
    struct finder *f = s->f;
    bool whole;
    if (!is_wanted(f, r, &whole))
        return;
    const struct tree *tree = &s->def->tree;
    struct position at = source_position(tree->source, f->arena, n->span.begin);
    struct buf text;
    buf_init(&text, f->arena);
    ast_print(&text, n);
    bool file = str_eq(tree->name, tree->source->name);
    f->found = arena_room(f->arena, f->found, f->found_count, &f->found_cap, sizeof *f->found);
    f->found[f->found_count++] = (struct value_reader){.file = s->def->file,
                                                       .line = at.line,
                                                       .column = at.column + 1,
                                                       .text = buf_str(&text),
                                                       .define = file ? STR("") : tree->name,
                                                       .whole = whole};
}

static void scan(struct scope *s, const struct node *n);

static void scan_list(struct scope *s, const struct node_list *list)
{
    for (uint32_t i = 0; i < list->len; i++)
        scan(s, list->items[i]);
}

static void scan_called(const struct scope *s, str name);

static void scan_command(struct scope *s, const struct node *n)
{
    const struct node_list *args = &n->list;
    const struct node *first = args->len ? args->items[0] : NULL;
    if (first && first->kind == NODE_IDENT && args->len > 1) {
        if (str_eq(first->text, STR("include")) && args->items[1]->kind == NODE_STRING)
            scan_called(s, args->items[1]->string.value);
        struct reach r = lookup_reach(s, n);
        if (r.known) {
            note(s, n, r);
            return;
        }
    }
    scan_list(s, args);
}

static void declare(struct scope *s, const struct node *pipe, struct reach r)
{
    if (!pipe || pipe->pipeline.decl.len == 0)
        return;
    struct variable *v = ARENA_NEW(s->f->arena, struct variable);
    *v = (struct variable){pipe->pipeline.decl.items[pipe->pipeline.decl.len - 1]->path.names[0], r,
                           s->variables};
    s->variables = v;
}

static void scan_branch(struct scope *s, const struct node *n)
{
    const struct node *pipe = n->branch.pipe;
    struct scope body = *s;
    scan(&body, pipe);
    struct reach r = pipe_reach(s, pipe);
    str any = {NULL, 0};
    if (n->kind == NODE_RANGE)
        r = append(s->f->arena, r, &any, 1);
    body.variables = s->variables;
    declare(&body, pipe, r);
    struct scope otherwise = *s;
    if (n->kind != NODE_IF)
        body.dot = r;
    if (n->branch.body)
        scan(&body, n->branch.body);
    if (n->branch.orelse)
        scan(&otherwise, n->branch.orelse);
}

static void scan_chain(struct scope *s, const struct node *n)
{
    struct reach r = reach_of(s, n);
    if (r.known)
        note(s, n, r);
    else if (n->path.base)
        scan(s, n->path.base);
}

static void scan(struct scope *s, const struct node *n)
{
    if (s->depth == DEPTH_MAX)
        return;
    s->depth++;
    switch (n->kind) {
    case NODE_LIST: {
        struct scope inner = *s;
        scan_list(&inner, &n->list);
        break;
    }
    case NODE_ACTION:
        scan(s, n->pipe);
        break;
    case NODE_PIPE:
        scan_list(s, &n->pipeline.cmds);
        declare(s, n, pipe_reach(s, n));
        break;
    case NODE_COMMAND:
        scan_command(s, n);
        break;
    case NODE_FIELD:
    case NODE_VARIABLE:
    case NODE_CHAIN:
        scan_chain(s, n);
        break;
    case NODE_IF:
    case NODE_RANGE:
    case NODE_WITH:
        scan_branch(s, n);
        break;
    case NODE_TEMPLATE:
        if (n->call.pipe)
            scan(s, n->call.pipe);
        scan_called(s, n->call.name);
        break;
    default:
        break;
    }
    s->depth--;
}

static void scan_definition(struct finder *f, struct definition *def, int depth)
{
    if (def->seen == f->charts || depth >= DEPTH_MAX)
        return;
    def->seen = f->charts;
    struct scope s = {.f = f, .def = def, .dot = {.known = true}, .depth = depth};
    scan(&s, def->tree.root);
}

static void scan_called(const struct scope *s, str name)
{
    const val *number = map_get(s->f->by_name, name);
    if (number)
        scan_definition(s->f, &s->f->defs[number->i], s->depth);
}

/* The path as the chart at `prefix` sees it: below .Values, or its copy of an outer chart's
 * globals. */
static bool seen_from(const struct value_path *prefix, const struct value_path *path,
                      struct value_path *ret)
{
    for (size_t i = 0; i <= prefix->len && i <= path->len; i++) {
        *ret = (struct value_path){path->steps + i, path->len - i};
        if (i == prefix->len)
            return true;
        if (i < path->len && path->steps[i].key.s && str_eq(path->steps[i].key, STR("global")))
            return true;
        if (i == path->len || !path->steps[i].key.s ||
            !str_eq(path->steps[i].key, prefix->steps[i].key))
            return false;
    }
    return false;
}

static void scan_chart(struct finder *f, const struct chart *c, struct value_path prefix)
{
    f->charts++;
    if (seen_from(&prefix, f->path, &f->want) && f->want.len)
        for (size_t i = 0; i < f->count; i++)
            if (f->defs[i].chart == c)
                scan_definition(f, &f->defs[i], 0);
    for (size_t i = 0; i < c->subchart_count; i++) {
        struct value_step step = {.key = chart_name(c->subcharts[i])};
        scan_chart(f, c->subcharts[i], value_path_append(f->arena, &prefix, step));
    }
}

static int by_place(const void *x, const void *y)
{
    const struct value_reader *a = x, *b = y;
    int order = str_cmp(a->file, b->file);
    if (order)
        return order;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

void readers_find(struct arena *a, const struct chart *c, const enum delims *root_delims,
                  const struct value_path *path, struct value_reader **ret, size_t *ret_n)
{
    struct finder f = {.arena = a, .path = path, .root_delims = root_delims};
    f.by_name = map_new(a, 64);
    parse_chart(&f, c);
    scan_chart(&f, c, (struct value_path){.len = 0});
    if (f.found_count)
        qsort(f.found, f.found_count, sizeof *f.found, by_place);
    size_t n = 0;
    for (size_t i = 0; i < f.found_count; i++)
        if (n == 0 || by_place(&f.found[n - 1], &f.found[i]) != 0)
            f.found[n++] = f.found[i];
    *ret = f.found;
    *ret_n = n;
}
