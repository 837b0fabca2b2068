#include "base/slog.h"

#include "base/unicode.h"
#include "base/utf8.h"

#include <string.h>

/* As slog's needsQuoting: a backslash alone does not ask for quotes. */
static bool needs_quotes(str s)
{
    if (s.len == 0)
        return true;
    while (s.len) {
        size_t n;
        uint32_t r = utf8_decode(s, &n);
        if (r == ' ' || r == '=' || r == '"' || r == UTF8_BAD || unicode_is_space(r) ||
            !unicode_is_print(r))
            return true;
        s = str_from(s, n);
    }
    return false;
}

static void put_escape(struct buf *out, uint32_t r)
{
    static const char plain[] = "\a\b\f\n\r\t\v\\\"", names[] = "abfnrtv\\\"";
    const char *name = r && r < 128 ? strchr(plain, (int)r) : NULL;
    if (name)
        buf_put_fmt(out, "\\%c", names[name - plain]);
    else if (r < ' ' || r == 0x7F)
        buf_put_fmt(out, "\\x%02x", (unsigned)r);
    else if (r < 0x10000)
        buf_put_fmt(out, "\\u%04x", (unsigned)r);
    else
        buf_put_fmt(out, "\\U%08x", (unsigned)r);
}

/* As strconv.Quote. */
static void put_quoted(struct buf *out, str s)
{
    buf_put_char(out, '"');
    while (s.len) {
        size_t n;
        uint32_t r = utf8_decode(s, &n);
        if (r == UTF8_BAD && n == 1)
            buf_put_fmt(out, "\\x%02x", (unsigned)(unsigned char)s.s[0]);
        else if (r == '"' || r == '\\' || !unicode_is_print(r))
            put_escape(out, r);
        else
            buf_put(out, s.s, n);
        s = str_from(s, n);
    }
    buf_put_char(out, '"');
}

static void put_value(struct buf *out, str s)
{
    if (needs_quotes(s))
        put_quoted(out, s);
    else
        buf_put_str(out, s);
}

void slog_begin(struct buf *out, const char *level, const char *msg)
{
    buf_put_fmt(out, "level=%s msg=", level);
    put_value(out, str_from_c(msg));
}

void slog_attr(struct buf *out, const char *key, str value)
{
    buf_put_fmt(out, " %s=", key);
    put_value(out, value);
}
