#include "base/visible.h"

#include "base/utf8.h"

static bool is_direction_mark(uint32_t r)
{
    return r == 0x200E || r == 0x200F || r == 0x61C || (r >= 0x202A && r <= 0x202E) ||
           (r >= 0x2066 && r <= 0x2069);
}

static bool is_control(uint32_t r)
{
    return (r < 0x20 && r != '\n' && r != '\t') || (r >= 0x7F && r < 0xA0);
}

void visible_put_json(struct buf *out, str json)
{
    while (json.len) {
        size_t n;
        uint32_t r = utf8_decode(json, &n);
        if (is_direction_mark(r) || is_control(r))
            buf_put_fmt(out, "\\u%04x", r);
        else
            buf_put(out, json.s, n);
        json = str_from(json, n);
    }
}

void visible_put(struct buf *out, str s)
{
    while (s.len) {
        size_t n;
        uint32_t r = utf8_decode(s, &n);
        if (is_direction_mark(r))
            buf_put_fmt(out, "\\u%04x", r);
        else if (is_control(r))
            buf_put_fmt(out, "\\x%02x", r);
        else if (r == UTF8_BAD && n == 1)
            buf_put_fmt(out, "\\x%02x", (unsigned char)*s.s);
        else
            buf_put(out, s.s, n);
        s = str_from(s, n);
    }
}

void visible_put_margin(struct buf *out, str s)
{
    struct buf shown;
    buf_init(&shown, out->arena);
    visible_put(&shown, s);
    for (size_t i = 0; i < shown.len; i++)
        if (shown.s[i] == '\t')
            buf_put_char(out, '\t');
        else if (((unsigned char)shown.s[i] & 0xC0) != 0x80)
            buf_put_char(out, ' ');
}
