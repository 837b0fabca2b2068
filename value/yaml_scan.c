#include "value/yaml_scan.h"

#include "base/arena.h"
#include "base/buf.h"
#include "value/map.h"
#include "value/yaml_reader.h"

#include <assert.h>
#include <string.h>

struct level {
    struct level *outer;
    str path;
    struct map *keys; /* of a mapping: key → line; NULL: a sequence */
    size_t index;     /* of the next item */
    bool is_key;      /* it is a key of the mapping around it */
    bool has_key;     /* a mapping's key was read, its value was not */
    str key;
    size_t line, column; /* of the key */
};

struct scanner {
    struct arena *arena;
    struct level *top;
    size_t line_above; /* lines in front of the document */
    struct yaml_finding *found;
    uint32_t n, cap;
};

static str below(struct scanner *s)
{
    const struct level *l = s->top;
    if (!l)
        return STR("");
    struct buf b;
    buf_init(&b, s->arena);
    buf_put_str(&b, l->path);
    if (!l->keys)
        buf_put_fmt(&b, "[%zu]", l->index);
    else
        buf_put_fmt(&b, "%s%.*s", l->path.len ? "." : "", STR_ARG(l->key));
    return buf_str(&b);
}

static void note(struct scanner *s, enum yaml_finding_kind kind, size_t before)
{
    if (s->n == YAML_FINDINGS_MAX)
        return;
    s->found = arena_room(s->arena, s->found, s->n, &s->cap, sizeof *s->found);
    s->found[s->n++] = (struct yaml_finding){.kind = kind,
                                             .path = below(s),
                                             .line = s->top->line,
                                             .column = s->top->column,
                                             .before = before};
}

/* A node in a mapping that waits for a key. What is no scalar is a key without a name. */
static void take_key(struct scanner *s, const yaml_event_t *e)
{
    struct level *l = s->top;
    bool scalar = e->type == YAML_SCALAR_EVENT;
    l->has_key = true;
    l->key = scalar ? str_dup(s->arena,
                              str_make((const char *)e->data.scalar.value, e->data.scalar.length))
                    : STR("?");
    l->line = s->line_above + e->start_mark.line + 1;
    l->column = e->start_mark.column + 1;
    if (!scalar || str_eq(l->key, STR("<<")))
        return;
    const val *before = map_get(l->keys, l->key);
    if (before)
        note(s, YAML_DUPLICATE_KEY, (size_t)before->i);
    map_set(l->keys, l->key, val_int((int64_t)l->line));
}

static bool is_null(const yaml_event_t *e)
{
    static const str words[] = {STR_INIT(""), STR_INIT("~"), STR_INIT("null"), STR_INIT("Null"),
                                STR_INIT("NULL")};
    if (e->type != YAML_SCALAR_EVENT || e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE ||
        e->data.scalar.tag)
        return false;
    str s = str_make((const char *)e->data.scalar.value, e->data.scalar.length);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(s, words[i]))
            return true;
    return false;
}

/* A node is complete: the level waits for the next one. */
static void node_done(struct scanner *s)
{
    if (!s->top)
        return;
    s->top->has_key = false;
    s->top->index++;
}

static void push(struct scanner *s, bool mapping, bool is_key)
{
    struct level *l = ARENA_NEW(s->arena, struct level);
    l->outer = s->top;
    l->path = below(s);
    l->is_key = is_key;
    l->keys = mapping ? map_new(s->arena, 0) : NULL;
    s->top = l;
}

static void take(struct scanner *s, const yaml_event_t *e)
{
    bool starts = e->type == YAML_MAPPING_START_EVENT || e->type == YAML_SEQUENCE_START_EVENT;
    bool node = starts || e->type == YAML_SCALAR_EVENT || e->type == YAML_ALIAS_EVENT;
    bool is_key = node && s->top && s->top->keys && !s->top->has_key;
    if (is_key) {
        take_key(s, e);
        if (!starts)
            return;
    } else if (node && s->top && s->top->keys && is_null(e)) {
        note(s, YAML_NULL_VALUE, 0);
    }
    if (starts) {
        push(s, e->type == YAML_MAPPING_START_EVENT, is_key);
    } else if (e->type == YAML_MAPPING_END_EVENT || e->type == YAML_SEQUENCE_END_EVENT) {
        assert(s->top); /* events come in pairs */
        is_key = s->top->is_key;
        s->top = s->top->outer;
        if (!is_key)
            node_done(s);
    } else if (node) {
        node_done(s);
    }
}

/* One attempt; false: once more. */
static bool try_document(struct scanner *s, struct yaml_input *in)
{
    struct yaml_reader *r = yaml_reader_open(in);
    const yaml_event_t *e;
    enum yaml_step step;
    s->top = NULL;
    while ((step = yaml_reader_next(r, &e)) == YAML_STEP_OK) {
        bool end = e->type == YAML_DOCUMENT_END_EVENT || e->type == YAML_STREAM_END_EVENT;
        if (end)
            break;
        take(s, e);
    }
    yaml_reader_close(r);
    return step != YAML_STEP_RETRY;
}

static void scan_document(struct scanner *s, str text)
{
    struct yaml_input in;
    uint32_t n = s->n;
    yaml_input_init(&in, s->arena, text);
    while (!try_document(s, &in))
        s->n = n;
}

/* Documents end where a line begins with "---". */
static size_t end_of_document(str text)
{
    for (size_t at = 0; at < text.len;) {
        const char *end = memchr(text.s + at, '\n', text.len - at);
        if (!end)
            break;
        at = (size_t)(end - text.s) + 1;
        if (str_has_prefix(str_from(text, at), STR("---")))
            return at;
    }
    return text.len;
}

struct yaml_finding *yaml_scan(struct arena *a, str text, size_t *ret_n)
{
    struct scanner s = {.arena = a};
    while (text.len) {
        size_t end = end_of_document(text);
        scan_document(&s, str_slice(text, 0, end));
        s.line_above += str_count(str_slice(text, 0, end), STR("\n"));
        text = str_from(text, end);
    }
    *ret_n = s.n;
    return s.found;
}
