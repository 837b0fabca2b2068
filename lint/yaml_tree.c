#include "lint/yaml_tree.h"

#include "base/arena.h"
#include "value/map.h"
#include "value/yaml_plain.h"
#include "value/yaml_scalar.h"

#include <assert.h>
#include <yaml.h>

enum { DEPTH_MAX = 1000 };

/* A container that is open. */
struct frame {
    struct ynode *node;
    struct ynode *key; /* MAP: waits for its value, or NULL */
    uint32_t column;   /* of the key */
    uint32_t first;    /* of its entries among those of open containers */
};

struct builder {
    struct arena *arena;
    str text;
    struct ynode *root;
    struct frame *frames;
    uint32_t depth, frames_cap;
    struct yentry *open; /* entries of containers that are open, innermost last */
    uint32_t open_count, open_cap;
};

/* ---- nodes ---- */

static struct ynode *new_node(struct builder *b, enum ynode_kind kind, struct span span)
{
    struct ynode *n = ARENA_NEW(b->arena, struct ynode);
    n->kind = kind;
    n->span = span;
    return n;
}

static void push_entry(struct builder *b, struct yentry entry)
{
    b->open = arena_room(b->arena, b->open, b->open_count, &b->open_cap, sizeof *b->open);
    b->open[b->open_count++] = entry;
}

/* Puts a node where it belongs: as root, key, value or item. */
static void attach(struct builder *b, struct ynode *n, size_t column)
{
    struct frame *f = b->depth ? &b->frames[b->depth - 1] : NULL;
    if (!f) {
        b->root = n;
    } else if (f->node->kind == YNODE_LIST) {
        push_entry(b, (struct yentry){.key_span = {n->span.begin, n->span.begin},
                                      .column = (uint32_t)column,
                                      .value = n});
    } else if (!f->key) {
        f->key = n;
        f->column = (uint32_t)column;
    } else {
        push_entry(b, (struct yentry){.key = f->key->text,
                                      .key_span = f->key->span,
                                      .column = f->column,
                                      .plain_key = f->key->plain,
                                      .value = n});
        f->key = NULL;
    }
}

static void open_container(struct builder *b, struct ynode *n, size_t column)
{
    attach(b, n, column);
    b->frames = arena_room(b->arena, b->frames, b->depth, &b->frames_cap, sizeof *b->frames);
    b->frames[b->depth++] = (struct frame){.node = n, .first = b->open_count};
}

/* From the end, so that the last of a name counts. */
static void index_keys(struct builder *b, struct ynode *n)
{
    n->index = map_new(b->arena, n->count);
    for (uint32_t i = n->count; i-- > 0;) {
        struct yentry *e = &n->entries[i];
        bool twice = map_has(n->index, e->key);
        if (!twice)
            map_set(n->index, e->key, val_int(i));
        e->twice = twice && !str_eq(e->key, STR("<<"));
    }
}

static struct ynode *close_container(struct builder *b)
{
    assert(b->depth); /* events come in pairs */
    const struct frame *f = &b->frames[--b->depth];
    struct ynode *n = f->node;
    n->count = b->open_count - f->first;
    n->entries = ARENA_ARRAY(b->arena, struct yentry, n->count);
    for (uint32_t i = 0; i < n->count; i++)
        n->entries[i] = b->open[f->first + i];
    b->open_count = f->first;
    if (n->kind == YNODE_MAP)
        index_keys(b, n);
    return n;
}

/* ---- plain documents ---- */

static bool take_plain(void *context, const struct yaml_plain_event *e)
{
    static const enum ynode_kind kinds[] = {[YAML_PLAIN_MAP] = YNODE_MAP,
                                            [YAML_PLAIN_LIST] = YNODE_LIST,
                                            [YAML_PLAIN_SCALAR] = YNODE_SCALAR};
    struct builder *b = context;
    uint32_t begin = (uint32_t)(e->begin - b->text.s), end = (uint32_t)(e->end - b->text.s);
    if (e->kind == YAML_PLAIN_END) {
        close_container(b)->span.end = begin;
        return true;
    }
    struct ynode *n = new_node(b, kinds[e->kind], (struct span){begin, end});
    n->flow = e->flow;
    n->plain = e->plain;
    size_t column = yaml_plain_column(e->line_begin, e->begin);
    if (e->kind == YAML_PLAIN_SCALAR) {
        n->text = e->kept ? e->text : str_dup(b->arena, e->text);
        attach(b, n, column);
    } else {
        open_container(b, n, column);
    }
    return true;
}

/* ---- all others: the events of libyaml ---- */

struct reader {
    struct builder *b;
    yaml_parser_t *parser;
    size_t index; /* libyaml counts characters: here is the last that was looked for, */
    size_t byte;  /* and where it begins */
};

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Marks come nearly in order: each look-up goes a few bytes on, or back. */
static uint32_t byte_of(struct reader *r, size_t index)
{
    str s = r->b->text;
    while (r->index < index && r->byte < s.len) {
        r->byte++;
        while (r->byte < s.len && is_continuation(s.s[r->byte]))
            r->byte++;
        r->index++;
    }
    while (r->index > index && r->byte) {
        r->byte--;
        while (r->byte && is_continuation(s.s[r->byte]))
            r->byte--;
        r->index--;
    }
    return (uint32_t)r->byte;
}

static struct span span_of(struct reader *r, const yaml_event_t *e)
{
    uint32_t begin = byte_of(r, e->start_mark.index);
    uint32_t end = byte_of(r, e->end_mark.index);
    return (struct span){begin, end > begin ? end : begin};
}

static void take_scalar(struct reader *r, const yaml_event_t *e)
{
    struct builder *b = r->b;
    struct ynode *n = new_node(b, YNODE_SCALAR, span_of(r, e));
    n->text =
        str_dup(b->arena, str_make((const char *)e->data.scalar.value, e->data.scalar.length));
    n->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !e->data.scalar.tag;
    attach(b, n, e->start_mark.column);
}

static void take_alias(struct reader *r, const yaml_event_t *e)
{
    struct builder *b = r->b;
    struct ynode *n = new_node(b, YNODE_ALIAS, span_of(r, e));
    n->text = str_dup(b->arena, str_from_c((const char *)e->data.alias.anchor));
    attach(b, n, e->start_mark.column);
}

static void take_start(struct reader *r, const yaml_event_t *e)
{
    bool map = e->type == YAML_MAPPING_START_EVENT;
    struct ynode *n = new_node(r->b, map ? YNODE_MAP : YNODE_LIST, span_of(r, e));
    n->flow = map ? e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                  : e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    open_container(r->b, n, e->start_mark.column);
}

/* False at the end of the document. */
static bool take_event(struct reader *r, const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        take_scalar(r, e);
        break;
    case YAML_ALIAS_EVENT:
        take_alias(r, e);
        break;
    case YAML_MAPPING_START_EVENT:
    case YAML_SEQUENCE_START_EVENT:
        take_start(r, e);
        break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        close_container(r->b)->span.end = byte_of(r, e->end_mark.index);
        break;
    case YAML_DOCUMENT_END_EVENT:
    case YAML_STREAM_END_EVENT:
        return false;
    default:
        return true;
    }
    return r->b->depth > 0 && r->b->depth <= DEPTH_MAX;
}

static void delete_parser(void *p)
{
    yaml_parser_delete(p);
}

static void read_events(struct builder *b)
{
    struct reader r = {.b = b};
    if (str_has_prefix(b->text, STR("\xEF\xBB\xBF")))
        r.byte = 3;
    r.parser = ARENA_NEW(b->arena, yaml_parser_t);
    if (!yaml_parser_initialize(r.parser))
        arena_fail(b->arena);
    arena_defer(b->arena, delete_parser, r.parser);
    yaml_parser_set_input_string(r.parser, (const unsigned char *)b->text.s, b->text.len);
    yaml_event_t e;
    for (bool more = true; more && yaml_parser_parse(r.parser, &e); yaml_event_delete(&e))
        more = take_event(&r, &e);
    yaml_parser_delete(r.parser); /* which may be done again */
    while (b->depth)              /* the text ended in a mistake */
        close_container(b);
}

const struct ynode *yaml_tree(struct arena *a, str text)
{
    struct builder b = {.arena = a, .text = text};
    if (str_has_prefix(text, STR("\xFF\xFE")) || str_has_prefix(text, STR("\xFE\xFF")))
        return NULL; /* UTF-16: whoever reads places knows only UTF-8 */
    if (!yaml_plain_read(a, text, take_plain, &b)) {
        b = (struct builder){.arena = a, .text = text};
        read_events(&b);
    }
    return b.root;
}

const struct yentry *ynode_find(const struct ynode *n, str key)
{
    if (!n || n->kind != YNODE_MAP)
        return NULL;
    const val *at = map_get(n->index, key);
    return at ? &n->entries[at->i] : NULL;
}

const struct ynode *ynode_get(const struct ynode *n, str key)
{
    const struct yentry *e = ynode_find(n, key);
    return e ? e->value : NULL;
}

const struct ynode *ynode_path(const struct ynode *n, str path)
{
    while (n && path.len) {
        size_t dot = str_find_char(path, '.');
        n = ynode_get(n, dot == STR_NONE ? path : str_slice(path, 0, dot));
        path = dot == STR_NONE ? STR("") : str_from(path, dot + 1);
    }
    return n;
}

bool ynode_is_null(const struct ynode *n)
{
    return !n ||
           (n->kind == YNODE_SCALAR && n->plain && yaml_scalar_resolve(n->text, NULL) == YAML_NULL);
}

str ynode_text(const struct ynode *n)
{
    return n && n->kind == YNODE_SCALAR && !ynode_is_null(n) ? n->text : STR("");
}

bool ynode_is_string(const struct ynode *n)
{
    if (!n || n->kind != YNODE_SCALAR)
        return false;
    enum yaml_scalar_kind kind = n->plain ? yaml_scalar_resolve(n->text, NULL) : YAML_STR;
    return kind == YAML_STR || kind == YAML_TIMESTAMP;
}
