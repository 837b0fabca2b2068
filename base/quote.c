#include "base/quote.h"

#include "base/unicode.h"
#include "base/utf8.h"

static bool is_plain(uint32_t r, bool ascii)
{
    return r < 0x80 ? r >= ' ' && r < 0x7F : !ascii && unicode_is_print(r);
}

static void put_escaped(struct buf *b, uint32_t r, char quote, bool ascii)
{
    static const char letters[] = "abtnvfr"; /* of U+0007 to U+000D */
    if (r == (uint32_t)quote || r == '\\') {
        buf_put_char(b, '\\');
        buf_put_char(b, (char)r);
    } else if (is_plain(r, ascii)) {
        b->len += utf8_encode(buf_reserve(b, UTF8_MAX), r);
    } else if (r >= 7 && r <= 13) {
        buf_put_char(b, '\\');
        buf_put_char(b, letters[r - 7]);
    } else if (r < ' ' || r == 0x7F) {
        buf_put_fmt(b, "\\x%02x", (unsigned)r);
    } else if (r < 0x10000) {
        buf_put_fmt(b, "\\u%04x", (unsigned)r);
    } else {
        buf_put_fmt(b, "\\U%08x", (unsigned)r);
    }
}

static void put_quoted(struct buf *b, str s, bool ascii)
{
    buf_put_char(b, '"');
    for (size_t at = 0, n; at < s.len; at += n) {
        uint32_t r = utf8_decode(str_from(s, at), &n);
        if (r == UTF8_BAD && n == 1)
            buf_put_fmt(b, "\\x%02x", (unsigned)(uint8_t)s.s[at]);
        else
            put_escaped(b, r, '"', ascii);
    }
    buf_put_char(b, '"');
}

void quote_go(struct buf *b, str s)
{
    put_quoted(b, s, false);
}

void quote_go_ascii(struct buf *b, str s)
{
    put_quoted(b, s, true);
}

static void put_rune(struct buf *b, uint32_t r, bool ascii)
{
    if (r > 0x10FFFF || (r >= 0xD800 && r <= 0xDFFF))
        r = UTF8_BAD;
    buf_put_char(b, '\'');
    put_escaped(b, r, '\'', ascii);
    buf_put_char(b, '\'');
}

void quote_go_rune(struct buf *b, uint32_t rune)
{
    put_rune(b, rune, false);
}

void quote_go_rune_ascii(struct buf *b, uint32_t rune)
{
    put_rune(b, rune, true);
}

str quote(struct arena *a, str s)
{
    struct buf b;
    buf_init(&b, a);
    quote_go(&b, s);
    return buf_str(&b);
}

str quote_runes(struct arena *a, str s)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_char(&b, '[');
    for (size_t at = 0, n; at < s.len; at += n) {
        if (at > 0)
            buf_put_char(&b, ' ');
        quote_go_rune(&b, utf8_decode(str_from(s, at), &n));
    }
    buf_put_char(&b, ']');
    return buf_str(&b);
}

bool quote_can_backquote(str s)
{
    for (size_t at = 0, n; at < s.len; at += n) {
        uint32_t r = utf8_decode(str_from(s, at), &n);
        if ((r == UTF8_BAD && n == 1) || r == 0xFEFF || r == '`' || r == 0x7F ||
            (r < ' ' && r != '\t'))
            return false;
    }
    return true;
}
