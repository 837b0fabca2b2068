#include "value/yaml_scalars.h"

#include "base/arena.h"

#include <yaml.h>

enum { DEPTH_MAX = 1000 };

/* A container that is open. */
struct level {
    bool is_map, at_value; /* the next node of a map is the value of `key` */
    str key;
    str path; /* of the container itself */
};

struct reader {
    struct arena *arena;
    yaml_parser_t parser;
    str text;
    size_t chars, bytes; /* a place in the text, counted in libyaml's way and in ours */
    struct level levels[DEPTH_MAX];
    size_t depth;
    struct yaml_scalar *items;
    size_t n, cap;
};

static void close_reader(void *p)
{
    struct reader *r = p;
    yaml_parser_delete(&r->parser);
}

/* libyaml counts characters. */
static size_t byte_of(struct reader *r, size_t chars)
{
    if (chars < r->chars)
        r->chars = r->bytes = 0;
    while (r->chars < chars && r->bytes < r->text.len) {
        r->bytes++;
        while (r->bytes < r->text.len && ((unsigned char)r->text.s[r->bytes] & 0xC0) == 0x80)
            r->bytes++;
        r->chars++;
    }
    return r->bytes;
}

/* The path of the node that comes now. */
static str path_here(struct reader *r)
{
    if (!r->depth)
        return STR("");
    const struct level *l = &r->levels[r->depth - 1];
    if (!l->is_map || !l->at_value)
        return l->path;
    if (!l->path.len)
        return l->key;
    return str_fmt(r->arena, "%.*s.%.*s", STR_ARG(l->path), STR_ARG(l->key));
}

/* A node was read: in a map, keys and values take turns. */
static void pass_node(struct reader *r)
{
    if (r->depth && r->levels[r->depth - 1].is_map)
        r->levels[r->depth - 1].at_value = !r->levels[r->depth - 1].at_value;
}

static void take_scalar(struct reader *r, const yaml_event_t *e)
{
    static const enum yaml_scalar_style styles[] = {
        [YAML_ANY_SCALAR_STYLE] = YAML_SCALAR_PLAIN,
        [YAML_PLAIN_SCALAR_STYLE] = YAML_SCALAR_PLAIN,
        [YAML_SINGLE_QUOTED_SCALAR_STYLE] = YAML_SCALAR_SINGLE,
        [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = YAML_SCALAR_DOUBLE,
        [YAML_LITERAL_SCALAR_STYLE] = YAML_SCALAR_BLOCK,
        [YAML_FOLDED_SCALAR_STYLE] = YAML_SCALAR_BLOCK,
    };
    if (r->n == r->cap) {
        size_t cap = r->cap ? r->cap * 2 : 64;
        r->items =
            arena_grow(r->arena, r->items, r->cap * sizeof *r->items, cap * sizeof *r->items);
        r->cap = cap;
    }
    struct level *l = r->depth ? &r->levels[r->depth - 1] : NULL;
    struct yaml_scalar *s = &r->items[r->n++];
    str value = {(const char *)e->data.scalar.value, e->data.scalar.length};
    *s = (struct yaml_scalar){.value = str_dup(r->arena, value),
                              .path = path_here(r),
                              .style = styles[e->data.scalar.style],
                              .is_key = l && l->is_map && !l->at_value};
    s->begin = byte_of(r, e->start_mark.index);
    s->end = byte_of(r, e->end_mark.index);
    if (l && s->is_key)
        l->key = s->value;
    pass_node(r);
}

static bool open_level(struct reader *r, bool is_map)
{
    if (r->depth == DEPTH_MAX)
        return false;
    str path = path_here(r);
    r->levels[r->depth++] = (struct level){.is_map = is_map, .path = path};
    return true;
}

static bool take_event(struct reader *r, const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        take_scalar(r, e);
        return true;
    case YAML_ALIAS_EVENT:
        pass_node(r);
        return true;
    case YAML_MAPPING_START_EVENT:
        return open_level(r, true);
    case YAML_SEQUENCE_START_EVENT:
        return open_level(r, false);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        r->depth--;
        pass_node(r);
        return true;
    default:
        return true;
    }
}

bool yaml_scalars(struct arena *a, str text, struct yaml_scalar **ret, size_t *ret_n)
{
    struct reader *r = ARENA_NEW(a, struct reader);
    r->arena = a;
    r->text = text;
    if (!yaml_parser_initialize(&r->parser))
        arena_fail(a);
    arena_defer(a, close_reader, r);
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)text.s, text.len);
    for (bool done = false; !done;) {
        yaml_event_t e;
        if (!yaml_parser_parse(&r->parser, &e))
            return false;
        done = e.type == YAML_STREAM_END_EVENT;
        bool ok = take_event(r, &e);
        yaml_event_delete(&e);
        if (!ok)
            return false;
    }
    *ret = r->items;
    *ret_n = r->n;
    return true;
}
