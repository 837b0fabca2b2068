#include "eval/whence.h"

#include "base/arena.h"
#include "eval/field.h"
#include "eval/frame.h"
#include "value/list.h"

enum {
    MAX_DEPTH = 40, /* of the values that are searched: set can make circles */
    MAX_VISITS = 1 << 20,
    MAX_ADDED = 4,
    MAX_NESTING = 20 /* of pipelines in parentheses */
};

/* ---- where a value stands ---- */

struct search {
    val wanted;
    size_t visits;
    str path[MAX_DEPTH]; /* of tables; s NULL: an item of a list, len its index */
    uint32_t depth;
};

static bool is_same(val x, val y)
{
    if (x.tag != y.tag)
        return false;
    if (x.tag == V_MAP)
        return x.map && x.map == y.map;
    if (x.tag == V_LIST)
        return x.list && x.list == y.list;
    return x.tag == V_STRING && val_text(x).len && val_text(x).s == val_text(y).s &&
           val_text(x).len == val_text(y).len;
}

static bool search(struct search *s, val v)
{
    if (is_same(v, s->wanted))
        return true;
    if (s->depth == MAX_DEPTH || s->visits++ > MAX_VISITS)
        return false;
    size_t n = v.tag == V_MAP ? map_len(v.map) : v.tag == V_LIST ? list_len(v.list) : 0;
    s->depth++;
    for (size_t i = 0; i < n; i++) {
        bool in_map = v.tag == V_MAP;
        str key = in_map ? v.map->entries[i].key : (str){NULL, i};
        s->path[s->depth - 1] = in_map && !key.s ? STR("") : key;
        if (search(s, in_map ? v.map->entries[i].value : v.list->items[i]))
            return true;
    }
    s->depth--;
    return false;
}

/* The values that the templates of the file see which is being run. */
static val chart_values(const struct vm *vm)
{
    val top = vm->frame_count ? vm->stack[vm->frames[0].slots] : val_invalid();
    const val *values = top.tag == V_MAP ? map_get(top.map, STR("Values")) : NULL;
    return values ? *values : val_invalid();
}

/* A name as in --set: --explain reads it. */
static void put_step(struct buf *out, str step)
{
    if (!step.s) {
        buf_put_fmt(out, "[%zu]", step.len);
        return;
    }
    if (out->len)
        buf_put_char(out, '.');
    for (size_t i = 0; i < step.len; i++) {
        if (str_find_char(STR(".[\\"), step.s[i]) != STR_NONE)
            buf_put_char(out, '\\');
        buf_put_char(out, step.s[i]);
    }
}

static void add(struct diags *diags, struct diag *d, str path, bool missing)
{
    for (size_t i = 0; i < d->value_count; i++)
        if (str_eq(d->values[i].path, path))
            return;
    if (d->value_count == MAX_ADDED || !path.len)
        return;
    size_t size = d->value_count * sizeof *d->values;
    d->values = arena_grow(diags->arena, d->values, size, size + sizeof *d->values);
    d->values[d->value_count++] = (struct diag_value){path, missing};
}

static bool put_place(struct buf *out, const struct vm *vm, val wanted)
{
    struct search s = {.wanted = wanted};
    if (!search(&s, chart_values(vm)))
        return false;
    for (uint32_t i = 0; i < s.depth; i++)
        put_step(out, s.path[i]);
    return true;
}

void whence_member(struct vm *vm, struct diags *diags, struct diag *d, val in, str key, val v)
{
    struct buf path;
    buf_init(&path, diags->arena);
    bool found = in.tag == V_MAP && put_place(&path, vm, in);
    if (found)
        put_step(&path, key);
    else if (!put_place(&path, vm, v))
        return;
    add(diags, d, buf_str(&path), val_is_nil(v) || v.tag == V_INVALID);
}

/* ---- what an action reads ---- */

/* The variable that a path begins with: the slot of the last instruction that loaded it. */
static bool variable_value(const struct vm *vm, const struct frame *f, str name, val *ret)
{
    const struct code *k = f->code;
    if (str_eq(name, STR("$"))) {
        *ret = vm->stack[f->slots];
        return true;
    }
    for (uint32_t pc = vm->failure.pc + 1; pc-- > 0;) {
        const struct instr in = k->instrs[pc];
        if (in.op != OP_LOAD || !str_eq(k->names[in.c].text, name))
            continue;
        *ret = vm->stack[f->slots + in.b];
        return ret->gotype != T_COUNT;
    }
    return false;
}

bool whence_start(const struct vm *vm, const struct node *n, uint32_t *ret_first, val *ret)
{
    const struct frame *f = &vm->frames[vm->failure.frame];
    *ret_first = n->kind == NODE_VARIABLE;
    if (n->kind == NODE_FIELD)
        *ret = f->dot;
    else if (n->kind != NODE_VARIABLE || !variable_value(vm, f, n->path.names[0], ret))
        return false;
    return true;
}

struct reader {
    struct vm *vm;
    struct diags *diags;
    struct diag *d;
};

/* Whether a value that a chain gives is what the function got. */
static bool is_argument(const struct vm *vm, val v)
{
    bool is_nothing = val_is_nil(v) || v.tag == V_INVALID;
    for (uint32_t i = 0; i < vm->failure.arg_count; i++) {
        val arg = vm->failure.args[i];
        if (is_same(v, arg))
            return true;
        if (is_nothing && (val_is_nil(arg) || arg.tag == V_INVALID))
            return true;
        bool is_number = v.tag == V_BOOL || v.tag == V_INT || v.tag == V_UINT || v.tag == V_FLOAT;
        if (is_number && v.tag == arg.tag && v.gotype == arg.gotype && v.u == arg.u)
            return true; /* the same bits */
    }
    return false;
}

static void read_chain(const struct reader *r, const struct node *n)
{
    uint32_t i;
    val v, in = val_invalid();
    if (!whence_start(r->vm, n, &i, &v))
        return;
    for (; i < n->path.len; i++) {
        struct name name = {n->path.names[i], str_hash(n->path.names[i]), false};
        const struct fn *method;
        str error;
        val next;
        if (field_read(r->vm->arena, v, &name, false, &next, &method, &error) != FIELD_FOUND)
            return;
        in = v;
        v = next;
    }
    if (in.tag == V_MAP && is_argument(r->vm, v))
        whence_member(r->vm, r->diags, r->d, in, n->path.names[n->path.len - 1], v);
}

static void read_chains(const struct reader *r, const struct node *n, int depth)
{
    if (depth == 0)
        return;
    if (n->kind == NODE_FIELD || n->kind == NODE_VARIABLE)
        read_chain(r, n);
    if (n->kind == NODE_CHAIN)
        read_chains(r, n->path.base, depth - 1);
    const struct node_list *list = n->kind == NODE_PIPE      ? &n->pipeline.cmds
                                   : n->kind == NODE_COMMAND ? &n->list
                                                             : NULL;
    for (uint32_t i = 0; list && i < list->len; i++)
        read_chains(r, list->items[i], depth - 1);
}

static bool holds(const struct node *n, const struct node *inner)
{
    return n && n->span.begin <= inner->span.begin && inner->span.end <= n->span.end;
}

/* The pipeline of the action that `inner` is a part of. Bodies are as deep as their source nests.
 */
static const struct node *pipe_around(const struct node *n, const struct node *inner)
{
    while (n && n->kind != NODE_PIPE) {
        const struct node *next = NULL;
        switch (n->kind) {
        case NODE_LIST:
            for (uint32_t i = 0; i < n->list.len && !next; i++)
                next = holds(n->list.items[i], inner) ? n->list.items[i] : NULL;
            break;
        case NODE_ACTION:
            next = n->pipe;
            break;
        case NODE_TEMPLATE:
            next = n->call.pipe;
            break;
        case NODE_IF:
        case NODE_RANGE:
        case NODE_WITH:
            next = holds(n->branch.pipe, inner)   ? n->branch.pipe
                   : holds(n->branch.body, inner) ? n->branch.body
                                                  : n->branch.orelse;
            break;
        default:
            break;
        }
        n = next;
    }
    return n;
}

void whence_arguments(struct vm *vm, struct diags *diags, struct diag *d)
{
    const struct failure_place *p = &vm->failure.places[0];
    const struct node *pipe = pipe_around(p->tree->root, p->node);
    struct reader r = {vm, diags, d};
    if (pipe)
        read_chains(&r, pipe, MAX_NESTING);
}
