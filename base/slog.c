#include "base/slog.h"

#include "base/quote.h"
#include "base/unicode.h"
#include "base/utf8.h"

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

static void put_value(struct buf *out, str s)
{
    if (needs_quotes(s))
        quote_go(out, s);
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
