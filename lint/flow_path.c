#include "lint/flow_path.h"

#include "base/buf.h"
#include "lint/project.h"

void flow_paths_init(struct flow_paths *t, struct arena *a)
{
    *t = (struct flow_paths){.arena = a, .cap = 256};
    t->slots = ARENA_ARRAY(a, struct flow_path *, t->cap);
}

struct flow_path *flow_path_root(struct flow_paths *t, enum flow_root kind, const struct type *type)
{
    struct flow_path *p = ARENA_NEW(t->arena, struct flow_path);
    p->root = p;
    p->kind = kind;
    p->type = type;
    return p;
}

static uint32_t slot_of(const struct flow_path *parent, str name)
{
    return str_hash(name) ^ (uint32_t)(((uintptr_t)parent >> 4) * 2654435761u);
}

static void grow(struct flow_paths *t)
{
    uint32_t cap = t->cap * 2;
    struct flow_path **slots = ARENA_ARRAY(t->arena, struct flow_path *, cap);
    for (uint32_t i = 0; i < t->cap; i++)
        for (struct flow_path *p = t->slots[i], *next; p; p = next) {
            next = p->next;
            uint32_t at = slot_of(p->parent, p->name) & (cap - 1);
            p->next = slots[at];
            slots[at] = p;
        }
    t->slots = slots;
    t->cap = cap;
}

struct flow_path *flow_path_find(const struct flow_paths *t, const struct flow_path *parent,
                                 str name)
{
    for (struct flow_path *p = t->slots[slot_of(parent, name) & (t->cap - 1)]; p; p = p->next)
        if (p->parent == parent && str_eq(p->name, name))
            return p;
    return NULL;
}

struct flow_path *flow_path_key(struct flow_paths *t, struct flow_path *parent, str name)
{
    if (!parent)
        return NULL;
    struct flow_path *p = flow_path_find(t, parent, name);
    if (p)
        return p;
    if (t->count >= t->cap)
        grow(t);
    p = ARENA_NEW(t->arena, struct flow_path);
    *p = (struct flow_path){.parent = parent,
                            .root = parent->root,
                            .name = name,
                            .depth = parent->depth + 1,
                            .kind = parent->kind};
    uint32_t at = slot_of(parent, name) & (t->cap - 1);
    p->next = t->slots[at];
    t->slots[at] = p;
    t->count++;
    return p;
}

bool flow_path_leads(const struct flow_path *p, const struct flow_path *q)
{
    while (q && q->depth > p->depth)
        q = q->parent;
    return p == q;
}

static void print_keys(struct buf *out, const struct flow_path *p)
{
    if (!p->parent)
        return;
    print_keys(out, p->parent);
    buf_put_char(out, '.');
    buf_put_str(out, p->name);
}

void flow_path_print(struct buf *out, const struct flow_path *p)
{
    if (p->parent)
        print_keys(out, p);
    else
        buf_put_char(out, '.');
}

/* Keys with these bytes need a backslash in --set. */
static void print_option_key(struct buf *out, str name)
{
    for (size_t i = 0; i < name.len; i++) {
        if (memchr(".,[]=\\", name.s[i], 6))
            buf_put_char(out, '\\');
        buf_put_char(out, name.s[i]);
    }
}

static bool print_option(struct buf *out, const struct flow_path *p, uint32_t above)
{
    if (p->depth <= above)
        return true;
    if (!print_option(out, p->parent, above))
        return false;
    if (out->len)
        buf_put_char(out, '.');
    print_option_key(out, p->name);
    return true;
}

static void print_chart_keys(struct buf *out, const struct lint_chart *c)
{
    if (!c->parent)
        return;
    print_chart_keys(out, c->parent);
    if (out->len)
        buf_put_char(out, '.');
    print_option_key(out, c->key);
}

str flow_path_option(struct arena *a, const struct flow_path *p)
{
    const struct flow_path *top = p;
    while (top && top->depth > 1)
        top = top->parent;
    if (!top || p->depth < 2 || p->kind != FLOW_ROOT_CHART || !str_eq(top->name, STR("Values")))
        return STR("");
    struct buf out;
    buf_init(&out, a);
    print_chart_keys(&out, p->root->chart);
    print_option(&out, p, 1);
    return buf_str(&out);
}
