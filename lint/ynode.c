#include "lint/ynode.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "value/map.h"
#include "value/yaml_reader.h"
#include "value/yaml_scalar.h"

enum { DEPTH_MAX = 1000 };

struct builder {
    struct arena *arena;
    struct map *anchors; /* name → V_INT, number in `anchored` */
    struct ynode **anchored;
    uint32_t anchored_count, anchored_cap;
    struct ynode *stack[DEPTH_MAX];
    const struct ynode *key[DEPTH_MAX]; /* of a map: the key that waits for its value */
    uint32_t depth;
    struct ynode *root;
    bool failed, done;
};

static str text_of(struct arena *a, const yaml_char_t *s, size_t n)
{
    return s ? str_dup(a, str_make((const char *)s, n)) : STR("");
}

static str name_of(struct arena *a, const yaml_char_t *s)
{
    return s ? str_dup(a, str_from_c((const char *)s)) : STR("");
}

/* ---- building ---- */

static void *room(struct builder *b, void *items, uint32_t count, uint32_t *cap, size_t size)
{
    return arena_room(b->arena, items, count, cap, size);
}

/* Hangs the node into the container that is open. */
static void attach(struct builder *b, struct ynode *n)
{
    if (!b->depth) {
        b->root = n;
        return;
    }
    struct ynode *up = b->stack[b->depth - 1];
    const struct ynode **key = &b->key[b->depth - 1];
    if (up->kind == YNODE_LIST) {
        up->items = room(b, up->items, up->count, &up->cap, sizeof *up->items);
        up->items[up->count++] = n;
    } else if (!*key) {
        *key = n;
    } else {
        up->pairs = room(b, up->pairs, up->count, &up->cap, sizeof *up->pairs);
        up->pairs[up->count++] = (struct ynode_pair){*key, n};
        *key = NULL;
    }
}

static void remember(struct builder *b, const yaml_char_t *anchor, struct ynode *n)
{
    if (!anchor)
        return;
    if (!b->anchors)
        b->anchors = map_new(b->arena, 4);
    b->anchored = room(b, b->anchored, b->anchored_count, &b->anchored_cap, sizeof *b->anchored);
    map_set(b->anchors, name_of(b->arena, anchor), val_int(b->anchored_count));
    b->anchored[b->anchored_count++] = n;
}

static struct ynode *new_node(struct builder *b, const yaml_event_t *e, enum ynode_kind kind)
{
    struct ynode *n = ARENA_NEW(b->arena, struct ynode);
    *n = (struct ynode){.kind = kind,
                        .line = (uint32_t)e->start_mark.line + 1,
                        .column = (uint32_t)e->start_mark.column,
                        .end_line = (uint32_t)e->end_mark.line + 1,
                        .end_column = (uint32_t)e->end_mark.column};
    attach(b, n);
    return n;
}

static void open_node(struct builder *b, struct ynode *n, bool flow)
{
    n->flow = flow;
    n->open = true;
    if (b->depth == DEPTH_MAX) {
        b->failed = true;
        return;
    }
    b->key[b->depth] = NULL;
    b->stack[b->depth++] = n;
}

static void close_node(struct builder *b, const yaml_event_t *e)
{
    struct ynode *n = b->stack[--b->depth];
    n->open = false;
    n->end_line = (uint32_t)e->end_mark.line + 1;
    n->end_column = (uint32_t)e->end_mark.column;
}

static void add_scalar(struct builder *b, const yaml_event_t *e)
{
    struct ynode *n = new_node(b, e, YNODE_SCALAR);
    n->text = text_of(b->arena, e->data.scalar.value, e->data.scalar.length);
    n->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !e->data.scalar.tag;
    remember(b, e->data.scalar.anchor, n);
}

static void add_alias(struct builder *b, const yaml_event_t *e)
{
    struct ynode *n = new_node(b, e, YNODE_ALIAS);
    n->text = name_of(b->arena, e->data.alias.anchor);
    const val *at = map_get(b->anchors, n->text);
    struct ynode *target = at ? b->anchored[at->i] : NULL;
    n->target = target && !target->open ? target : NULL;
}

static void take(struct builder *b, const yaml_event_t *e)
{
    struct ynode *n;
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        add_scalar(b, e);
        break;
    case YAML_ALIAS_EVENT:
        add_alias(b, e);
        break;
    case YAML_MAPPING_START_EVENT:
        n = new_node(b, e, YNODE_MAP);
        remember(b, e->data.mapping_start.anchor, n);
        open_node(b, n, e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
        break;
    case YAML_SEQUENCE_START_EVENT:
        n = new_node(b, e, YNODE_LIST);
        remember(b, e->data.sequence_start.anchor, n);
        open_node(b, n, e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
        break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        close_node(b, e);
        break;
    case YAML_DOCUMENT_END_EVENT:
    case YAML_STREAM_END_EVENT:
        b->done = true;
        break;
    default:
        break;
    }
}

bool ynode_parse(struct arena *a, str text, const struct ynode **ret)
{
    struct yaml_input in;
    struct builder *b = ARENA_NEW(a, struct builder);
    enum yaml_step step;
    yaml_input_init(&in, a, text);
    do {
        *b = (struct builder){.arena = a};
        struct yaml_reader *r = yaml_reader_open(&in);
        const yaml_event_t *e;
        while ((step = yaml_reader_next(r, &e)) == YAML_STEP_OK && !b->done && !b->failed)
            take(b, e);
        yaml_reader_close(r);
    } while (step == YAML_STEP_RETRY);
    *ret = b->root;
    return step == YAML_STEP_OK && !b->failed;
}

/* ---- asking ---- */

const struct ynode *ynode_resolve(const struct ynode *n)
{
    return n && n->kind == YNODE_ALIAS ? n->target : n;
}

const struct ynode_pair *ynode_pair(const struct ynode *n, str key)
{
    n = ynode_resolve(n);
    if (!n || n->kind != YNODE_MAP)
        return NULL;
    for (uint32_t i = n->count; i-- > 0;) {
        const struct ynode *k = ynode_resolve(n->pairs[i].key);
        if (k && k->kind == YNODE_SCALAR && str_eq(k->text, key))
            return &n->pairs[i];
    }
    return NULL;
}

const struct ynode *ynode_get(const struct ynode *n, str key)
{
    const struct ynode_pair *p = ynode_pair(n, key);
    return p ? ynode_resolve(p->value) : NULL;
}

const struct ynode *ynode_path(const struct ynode *n, str path)
{
    while (n && path.len) {
        size_t dot = str_find_char(path, '.');
        n = ynode_get(n, dot == STR_NONE ? path : str_slice(path, 0, dot));
        path = dot == STR_NONE ? STR("") : str_from(path, dot + 1);
    }
    return ynode_resolve(n);
}

bool ynode_is_null(const struct ynode *n)
{
    n = ynode_resolve(n);
    return !n ||
           (n->kind == YNODE_SCALAR && n->plain && yaml_scalar_resolve(n->text, NULL) == YAML_NULL);
}

str ynode_text(const struct ynode *n)
{
    n = ynode_resolve(n);
    return n && n->kind == YNODE_SCALAR && !ynode_is_null(n) ? n->text : STR("");
}

bool ynode_is_string(const struct ynode *n)
{
    n = ynode_resolve(n);
    if (!n || n->kind != YNODE_SCALAR)
        return false;
    enum yaml_scalar_kind kind = n->plain ? yaml_scalar_resolve(n->text, NULL) : YAML_STR;
    return kind == YAML_STR || kind == YAML_TIMESTAMP;
}

/* ---- places ---- */

static uint32_t offset_of(struct source *s, struct arena *a, uint32_t line, uint32_t column)
{
    source_line(s, a, 1); /* makes the index */
    if (line == 0 || line > s->line_count)
        return (uint32_t)s->text.len;
    size_t at = s->lines[line - 1];
    if (line == 1 && str_has_prefix(s->text, STR("\xEF\xBB\xBF")))
        at += 3;
    for (; column && at < s->text.len; column--) {
        size_t n;
        utf8_decode(str_from(s->text, at), &n);
        at += n;
    }
    return (uint32_t)at;
}

struct span ynode_span(struct source *s, struct arena *a, const struct ynode *n)
{
    struct span span = {offset_of(s, a, n->line, n->column),
                        offset_of(s, a, n->end_line, n->end_column)};
    while (span.end > span.begin && (s->text.s[span.end - 1] == '\n' || //
                                     s->text.s[span.end - 1] == ' '))
        span.end--; /* the end of a block is where the next thing begins */
    return span;
}

/* ---- doubled keys ---- */

struct doubles {
    struct arena *arena;
    struct ynode_double *items;
    uint32_t count, cap;
};

static void put_double(struct doubles *d, const struct ynode *map, const struct ynode *first,
                       const struct ynode_pair *again)
{
    d->items = arena_room(d->arena, d->items, d->count, &d->cap, sizeof *d->items);
    d->items[d->count++] = (struct ynode_double){map, first, again->key, again->value};
}

static bool same_key(const struct ynode *x, const struct ynode *y)
{
    return x->kind == YNODE_SCALAR && y->kind == YNODE_SCALAR && str_eq(x->text, y->text) &&
           ynode_is_string(x) == ynode_is_string(y);
}

/* Small maps are compared pair by pair, large ones with an index. */
static const struct ynode *earlier(const struct ynode *m, uint32_t i, struct map *index)
{
    const struct ynode *key = m->pairs[i].key;
    if (key->kind != YNODE_SCALAR || (key->plain && str_eq(key->text, STR("<<"))))
        return NULL;
    if (index) {
        const val *at = map_get(index, key->text);
        const struct ynode *first = at ? m->pairs[at->i].key : NULL;
        if (!first)
            map_set(index, key->text, val_int(i));
        return first && same_key(first, key) ? first : NULL;
    }
    for (uint32_t k = 0; k < i; k++)
        if (same_key(m->pairs[k].key, key))
            return m->pairs[k].key;
    return NULL;
}

static void find_doubles(struct doubles *d, const struct ynode *n)
{
    for (uint32_t i = 0; n->kind == YNODE_LIST && i < n->count; i++)
        find_doubles(d, n->items[i]);
    if (n->kind != YNODE_MAP)
        return;
    struct map *index = n->count > 16 ? map_new(d->arena, n->count) : NULL;
    for (uint32_t i = 0; i < n->count; i++) {
        find_doubles(d, n->pairs[i].value);
        const struct ynode *first = earlier(n, i, index);
        if (first)
            put_double(d, n, first, &n->pairs[i]);
    }
}

size_t ynode_doubles(struct arena *a, const struct ynode *root, struct ynode_double **ret)
{
    struct doubles d = {.arena = a};
    if (root)
        find_doubles(&d, root);
    *ret = d.items;
    return d.count;
}
