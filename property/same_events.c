#include "property/same_events.h"

#include "base/buf.h"
#include "value/yaml_plain.h"
#include "value/yaml_reader.h"

#include <string.h>

/* Where libyaml's count of characters is in the bytes: marks come nearly in order. */
struct place {
    str text;
    size_t index, byte;
};

static size_t byte_of(struct place *p, size_t index)
{
    if (index < p->index)
        p->index = p->byte = 0;
    for (; p->index < index && p->byte < p->text.len; p->index++) {
        p->byte++;
        while (p->byte < p->text.len && ((unsigned char)p->text.s[p->byte] & 0xC0) == 0x80)
            p->byte++;
    }
    return p->byte;
}

static void put(struct buf *b, char kind, bool mode, size_t begin, size_t end, str text)
{
    buf_put_fmt(b, "%c %d %zu-%zu ", kind, mode, begin, end);
    buf_put_str(b, text);
    buf_put_char(b, '\n');
}

static void put_line(struct buf *b, size_t line, size_t column)
{
    buf_put_fmt(b, "%zu:%zu ", line, column);
}

struct told {
    struct buf out;
    const char *base;
};

static bool take(void *context, const struct yaml_plain_event *e)
{
    struct told *t = context;
    size_t begin = (size_t)(e->begin - t->base), end = (size_t)(e->end - t->base);
    if (e->kind != YAML_PLAIN_END)
        put_line(&t->out, e->line, yaml_plain_column(e->line_begin, e->begin));
    switch (e->kind) {
    case YAML_PLAIN_SCALAR:
        put(&t->out, '.', e->plain, begin, end, e->text);
        break;
    case YAML_PLAIN_MAP:
        put(&t->out, '{', e->flow, begin, begin, STR(""));
        break;
    case YAML_PLAIN_LIST:
        put(&t->out, '[', e->flow, begin, begin, STR(""));
        break;
    case YAML_PLAIN_END:
        put(&t->out, ']', false, begin, begin, STR(""));
    }
    return true;
}

static void put_event(struct buf *b, struct place *p, const yaml_event_t *e)
{
    size_t begin = byte_of(p, e->start_mark.index), end = byte_of(p, e->end_mark.index);
    const yaml_char_t *text = e->data.scalar.value;
    if (e->type != YAML_MAPPING_END_EVENT && e->type != YAML_SEQUENCE_END_EVENT)
        put_line(b, e->start_mark.line, e->start_mark.column);
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        put(b, '.', e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE, begin, end,
            str_make((const char *)text, e->data.scalar.length));
        break;
    case YAML_MAPPING_START_EVENT:
        put(b, '{', e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE, begin, begin, STR(""));
        break;
    case YAML_SEQUENCE_START_EVENT:
        put(b, '[', e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE, begin, begin,
            STR(""));
        break;
    default:
        put(b, ']', false, end, end, STR(""));
    }
}

static bool is_node(const yaml_event_t *e)
{
    return e->type == YAML_SCALAR_EVENT || e->type == YAML_MAPPING_START_EVENT ||
           e->type == YAML_SEQUENCE_START_EVENT || e->type == YAML_MAPPING_END_EVENT ||
           e->type == YAML_SEQUENCE_END_EVENT || e->type == YAML_ALIAS_EVENT;
}

/* False: libyaml refuses the text. */
static bool read_libyaml(struct arena *a, str text, struct buf *ret)
{
    struct yaml_input in;
    yaml_input_init(&in, a, text);
    struct yaml_reader *r = yaml_reader_open(&in);
    struct place p = {.text = text};
    const yaml_event_t *e;
    bool ok, end = false;
    while ((ok = yaml_reader_next(r, &e) == YAML_STEP_OK) && !end) {
        if (is_node(e))
            put_event(ret, &p, e);
        end = e->type == YAML_STREAM_END_EVENT;
    }
    yaml_reader_close(r);
    return ok;
}

enum same_events same_events(struct arena *a, str text, str *ret_plain, str *ret_libyaml)
{
    struct told t = {.base = text.s};
    struct buf b;
    buf_init(&t.out, a);
    buf_init(&b, a);
    if (!yaml_plain_read(a, text, take, &t))
        return EVENTS_NOT_PLAIN;
    bool ok = read_libyaml(a, text, &b);
    *ret_plain = buf_str(&t.out);
    *ret_libyaml = ok ? buf_str(&b) : STR("");
    return ok && str_eq(*ret_plain, *ret_libyaml) ? EVENTS_SAME : EVENTS_DIFFER;
}
