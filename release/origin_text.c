#include "release/origin_text.h"

#include "value/json_write.h"

enum { TEXT_MAX = 60 };

str origin_option_name(enum value_kind kind)
{
    static const str names[] = {
        [VALUES_FILE] = STR_INIT("--values"),
        [VALUES_SET] = STR_INIT("--set"),
        [VALUES_SET_STRING] = STR_INIT("--set-string"),
        [VALUES_SET_FILE] = STR_INIT("--set-file"),
        [VALUES_SET_JSON] = STR_INIT("--set-json"),
        [VALUES_SET_LITERAL] = STR_INIT("--set-literal"),
    };
    return names[kind];
}

bool origin_is_file(const struct origin_source *s)
{
    return s->kind == ORIGIN_CHART || s->option == VALUES_FILE;
}

void origin_put_place(struct buf *out, const struct origin_source *s, uint32_t line,
                      uint32_t column)
{
    if (!origin_is_file(s)) {
        str option = origin_option_name(s->option);
        buf_put_fmt(out, "%.*s ", STR_ARG(option));
    }
    buf_put_str(out, s->name);
    if (line)
        buf_put_fmt(out, ":%u:%u", line, column);
}

void origin_put_json(struct buf *out, val v)
{
    str error;
    if (!json_write(out, v, JSON_RAW, &error))
        buf_put_str(out, STR("null"));
}

void origin_cut(struct buf *out, size_t from, size_t max)
{
    if (out->len - from <= max)
        return;
    out->len = from + max;
    while ((out->s[out->len] & 0xC0) == 0x80)
        out->len--; /* whole characters */
    buf_put_str(out, STR("..."));
}

void origin_put_short(struct buf *out, val v)
{
    size_t from = out->len;
    origin_put_json(out, v);
    origin_cut(out, from, TEXT_MAX);
}
