#include "lint/yaml_tree.h"

#include "base/arena.h"
#include "value/map.h"
#include "value/yaml_scalar.h"

#include <yaml.h>

enum { DEPTH_MAX = 1000 };

struct builder {
    struct arena *arena;
    str text;
    yaml_parser_t *parser;
    size_t index; /* libyaml counts characters: here is the last that was looked for, */
    size_t byte;  /* and where it begins */
    bool ended;
    /* entries of containers that are open, innermost last */
    struct yentry *open;
    uint32_t open_count, open_cap;
};

/* ---- places ---- */

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Marks come nearly in order: each look-up goes a few bytes on, or back. */
static uint32_t byte_of(struct builder *b, size_t index)
{
    while (b->index < index && b->byte < b->text.len) {
        b->byte++;
        while (b->byte < b->text.len && is_continuation(b->text.s[b->byte]))
            b->byte++;
        b->index++;
    }
    while (b->index > index && b->byte) {
        b->byte--;
        while (b->byte && is_continuation(b->text.s[b->byte]))
            b->byte--;
        b->index--;
    }
    return (uint32_t)b->byte;
}

static struct span span_of(struct builder *b, const yaml_event_t *e)
{
    uint32_t begin = byte_of(b, e->start_mark.index);
    uint32_t end = byte_of(b, e->end_mark.index);
    return (struct span){begin, end > begin ? end : begin};
}

/* ---- nodes ---- */

static bool next(struct builder *b, yaml_event_t *e)
{
    if (b->ended || !yaml_parser_parse(b->parser, e)) {
        b->ended = true;
        return false;
    }
    return true;
}

static str copy(struct builder *b, const yaml_char_t *s, size_t len)
{
    return str_dup(b->arena, str_make((const char *)s, len));
}

static struct ynode *scalar(struct builder *b, const yaml_event_t *e)
{
    struct ynode *n = ARENA_NEW(b->arena, struct ynode);
    n->kind = YNODE_SCALAR;
    n->span = span_of(b, e);
    n->text = copy(b, e->data.scalar.value, e->data.scalar.length);
    n->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !e->data.scalar.tag;
    return n;
}

static struct ynode *alias(struct builder *b, const yaml_event_t *e)
{
    struct ynode *n = ARENA_NEW(b->arena, struct ynode);
    n->kind = YNODE_ALIAS;
    n->span = span_of(b, e);
    n->text = copy(b, e->data.alias.anchor, strlen((const char *)e->data.alias.anchor));
    return n;
}

static struct ynode *node(struct builder *b, const yaml_event_t *e, unsigned depth);

static void push(struct builder *b, struct yentry entry)
{
    b->open = arena_room(b->arena, b->open, b->open_count, &b->open_cap, sizeof *b->open);
    b->open[b->open_count++] = entry;
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

static void close_container(struct builder *b, struct ynode *n, uint32_t first)
{
    n->count = b->open_count - first;
    n->entries = ARENA_ARRAY(b->arena, struct yentry, n->count);
    for (uint32_t i = 0; i < n->count; i++)
        n->entries[i] = b->open[first + i];
    b->open_count = first;
    if (n->kind == YNODE_MAP)
        index_keys(b, n);
}

/* Reads the entries up to the end of the container. */
static void entries(struct builder *b, struct ynode *n, unsigned depth)
{
    yaml_event_t e;
    while (next(b, &e)) {
        bool end = e.type == YAML_MAPPING_END_EVENT || e.type == YAML_SEQUENCE_END_EVENT;
        struct yentry entry = {.key_span = {byte_of(b, e.start_mark.index), 0},
                               .column = (uint32_t)e.start_mark.column};
        entry.key_span.end = entry.key_span.begin;
        if (end)
            n->span.end = byte_of(b, e.end_mark.index);
        struct ynode *first = end ? NULL : node(b, &e, depth + 1);
        yaml_event_delete(&e);
        if (end)
            return;
        entry.value = first;
        if (n->kind == YNODE_MAP) {
            if (!first || !next(b, &e))
                return;
            entry.key = first->text;
            entry.key_span = first->span;
            entry.plain_key = first->plain;
            entry.value = node(b, &e, depth + 1);
            yaml_event_delete(&e);
        }
        if (!entry.value)
            return;
        push(b, entry);
    }
}

static struct ynode *container(struct builder *b, const yaml_event_t *e, unsigned depth)
{
    struct ynode *n = ARENA_NEW(b->arena, struct ynode);
    bool map = e->type == YAML_MAPPING_START_EVENT;
    n->kind = map ? YNODE_MAP : YNODE_LIST;
    n->flow = map ? e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                  : e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    n->span = span_of(b, e);
    uint32_t first = b->open_count;
    if (depth > DEPTH_MAX)
        b->ended = true;
    else
        entries(b, n, depth);
    close_container(b, n, first);
    return n;
}

/* NULL for what is no node. */
static struct ynode *node(struct builder *b, const yaml_event_t *e, unsigned depth)
{
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        return scalar(b, e);
    case YAML_ALIAS_EVENT:
        return alias(b, e);
    case YAML_MAPPING_START_EVENT:
    case YAML_SEQUENCE_START_EVENT:
        return container(b, e, depth);
    default:
        return NULL;
    }
}

static const struct ynode *document(struct builder *b)
{
    yaml_event_t e;
    while (next(b, &e)) {
        struct ynode *root = node(b, &e, 0);
        bool end = e.type == YAML_STREAM_END_EVENT || e.type == YAML_DOCUMENT_END_EVENT;
        yaml_event_delete(&e);
        if (root || end)
            return root;
    }
    return NULL;
}

static void delete_parser(void *p)
{
    yaml_parser_delete(p);
}

const struct ynode *yaml_tree(struct arena *a, str text)
{
    struct builder b = {.arena = a, .text = text};
    if (str_has_prefix(text, STR("\xFF\xFE")) || str_has_prefix(text, STR("\xFE\xFF")))
        return NULL; /* UTF-16: whoever reads places knows only UTF-8 */
    if (str_has_prefix(text, STR("\xEF\xBB\xBF")))
        b.byte = 3;
    b.parser = ARENA_NEW(a, yaml_parser_t);
    if (!yaml_parser_initialize(b.parser))
        arena_fail(a);
    arena_defer(a, delete_parser, b.parser);
    yaml_parser_set_input_string(b.parser, (const unsigned char *)text.s, text.len);
    const struct ynode *root = document(&b);
    yaml_parser_delete(b.parser); /* which may be done again */
    return root;
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
