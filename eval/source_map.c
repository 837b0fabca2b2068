#include "eval/source_map.h"

#include "base/arena.h"
#include "base/buf.h"

void source_map_init(struct source_map *m, struct arena *a)
{
    *m = (struct source_map){.arena = a};
}

void source_map_add(struct source_map *m, size_t end, struct source_run run)
{
    if (end <= m->len)
        return;
    if (m->count == m->cap) {
        size_t cap = m->cap ? m->cap * 2 : 16;
        m->runs = arena_grow(m->arena, m->runs, m->cap * sizeof *m->runs, cap * sizeof *m->runs);
        m->cap = cap;
    }
    run.begin = m->len;
    m->runs[m->count++] = run;
    m->len = end;
}

/* The number of the run that covers `offset` < len. */
static size_t number_at(const struct source_map *m, size_t offset)
{
    size_t lo = 0, hi = m->count; /* runs[lo].begin <= offset < runs[hi].begin */
    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;
        if (m->runs[mid].begin <= offset)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

static size_t end_of(const struct source_map *m, size_t i)
{
    return i + 1 < m->count ? m->runs[i + 1].begin : m->len;
}

void source_map_append(struct source_map *m, const struct source_map *inner, size_t from, size_t to,
                       const struct source_run *fill)
{
    if (to > inner->len)
        to = inner->len;
    if (from >= to)
        return;
    for (size_t i = number_at(inner, from); from < to; i++) {
        struct source_run run = inner->runs[i];
        size_t end = end_of(inner, i) < to ? end_of(inner, i) : to;
        if (run.tree && run.node->kind == NODE_TEXT)
            run.at += (uint32_t)(from - run.begin);
        if (!run.tree && fill) {
            struct source_run inner_run = run;
            run = *fill;
            run.from = inner_run.from;
            run.values = inner_run.values;
        }
        source_map_add(m, m->len + (end - from), run);
        from = end;
    }
}

void source_map_cut(struct source_map *m, size_t len)
{
    if (len >= m->len)
        return;
    m->len = len;
    while (m->count && m->runs[m->count - 1].begin >= len)
        m->count--;
}

const struct source_run *source_map_find(const struct source_map *m, size_t offset)
{
    return offset < m->len ? &m->runs[number_at(m, offset)] : NULL;
}

struct source_map source_map_without(const struct source_map *m, str text, str word)
{
    if (!str_has(text, word))
        return *m;
    struct source_map ret;
    source_map_init(&ret, m->arena);
    for (size_t at = 0; at < text.len;) {
        size_t next = str_find(str_from(text, at), word);
        size_t end = next == STR_NONE ? text.len : at + next;
        source_map_append(&ret, m, at, end, NULL);
        at = next == STR_NONE ? end : end + word.len;
    }
    return ret;
}

uint32_t source_run_origin(const struct source_run *r, size_t offset)
{
    return r->node->kind == NODE_TEXT ? r->at + (uint32_t)(offset - r->begin) : r->node->span.begin;
}

/* What the search for an action's chains of fields has found. */
struct chains {
    const struct node *first;
    size_t count;
};

enum { SEARCH_DEPTH = 20 };

static void find_chains(struct chains *c, const struct node *n, int depth)
{
    if (depth == 0)
        return;
    const struct node_list *list = NULL;
    switch (n->kind) {
    case NODE_FIELD:
        if (c->count++ == 0)
            c->first = n;
        break;
    case NODE_VARIABLE:
        if (n->path.len > 1 && c->count++ == 0)
            c->first = n;
        break;
    case NODE_CHAIN:
        find_chains(c, n->path.base, depth - 1);
        break;
    case NODE_ACTION:
        find_chains(c, n->pipe, depth - 1);
        break;
    case NODE_PIPE:
        list = &n->pipeline.cmds;
        break;
    case NODE_COMMAND:
        list = &n->list;
        break;
    default:
        break;
    }
    for (uint32_t i = 0; list && i < list->len; i++)
        find_chains(c, list->items[i], depth - 1);
}

str source_run_path(struct arena *a, const struct source_run *r)
{
    struct chains c = {.count = 0};
    if (r->node->kind != NODE_TEXT)
        find_chains(&c, r->node, SEARCH_DEPTH);
    if (c.count != 1)
        return (str){0};
    struct buf b;
    buf_init(&b, a);
    ast_print(&b, c.first);
    return buf_str(&b);
}
