#include "base/quote.h"

#include "base/unicode.h"
#include "base/utf8.h"

#include <string.h>

/* One rune between quotes of kind `q`, as strconv.appendEscapedRune. */
static void put_rune(struct buf *out, uint32_t r, char q)
{
    static const char plain[] = "\a\b\f\n\r\t\v", names[] = "abfnrtv";
    const char *name = r && r < 128 ? strchr(plain, (int)r) : NULL;
    if (r == (unsigned char)q || r == '\\') {
        buf_put_fmt(out, "\\%c", (char)r);
    } else if (unicode_is_print(r)) {
        out->len += utf8_encode(buf_reserve(out, UTF8_MAX), r);
    } else if (name) {
        buf_put_fmt(out, "\\%c", names[name - plain]);
    } else if (r < ' ' || r == 0x7F) {
        buf_put_fmt(out, "\\x%02x", (unsigned)r);
    } else if (r < 0x10000) {
        buf_put_fmt(out, "\\u%04x", (unsigned)r);
    } else {
        buf_put_fmt(out, "\\U%08x", (unsigned)r);
    }
}

void quote_put(struct buf *out, str s)
{
    buf_put_char(out, '"');
    while (s.len) {
        size_t n;
        uint32_t r = utf8_decode(s, &n);
        if (r == UTF8_BAD && n == 1)
            buf_put_fmt(out, "\\x%02x", (unsigned)(unsigned char)s.s[0]);
        else
            put_rune(out, r, '"');
        s = str_from(s, n);
    }
    buf_put_char(out, '"');
}

void quote_put_rune(struct buf *out, uint32_t rune)
{
    bool surrogate = rune >= 0xD800 && rune <= 0xDFFF;
    buf_put_char(out, '\'');
    put_rune(out, surrogate || rune > 0x10FFFF ? UTF8_BAD : rune, '\'');
    buf_put_char(out, '\'');
}

str quote(struct arena *a, str s)
{
    struct buf b;
    buf_init(&b, a);
    quote_put(&b, s);
    return buf_str(&b);
}

str quote_runes(struct arena *a, str s)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_char(&b, '[');
    for (bool first = true; s.len; first = false) {
        size_t n;
        uint32_t r = utf8_decode(s, &n);
        if (!first)
            buf_put_char(&b, ' ');
        quote_put_rune(&b, r);
        s = str_from(s, n);
    }
    buf_put_char(&b, ']');
    return buf_str(&b);
}
