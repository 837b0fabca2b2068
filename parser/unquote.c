#include "parser/unquote.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
}

/* `count` digits of base 8 or 16 at the start of s. */
static bool read_digits(str s, size_t count, uint32_t base, uint32_t *ret)
{
    if (s.len < count)
        return false;
    uint32_t v = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t digit = (uint32_t)digit_value(s.s[i]);
        if (digit >= base)
            return false;
        v = v * base + digit; /* eight hex digits at most: no overflow */
    }
    *ret = v;
    return true;
}

static bool is_rune(uint32_t r)
{
    return r < 0xD800 || (r > 0xDFFF && r <= 0x10FFFF);
}

/* \x, \u, \U with their number of digits; `s` begins behind the letter. */
static bool hex_escape(str s, char letter, uint32_t *ret, size_t *ret_len)
{
    size_t count = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
    *ret_len = 2 + count;
    return read_digits(s, count, 16, ret) && (letter == 'x' || is_rune(*ret));
}

static bool escape(str s, char quote, uint32_t *ret, size_t *ret_len, bool *ret_byte)
{
    static const char letters[] = "abfnrtv\\", meanings[] = "\a\b\f\n\r\t\v\\";
    if (s.len < 2)
        return false;
    char c = s.s[1];
    *ret_len = 2;
    if (c == 'x' || c == 'u' || c == 'U') {
        *ret_byte = c == 'x';
        return hex_escape(str_from(s, 2), c, ret, ret_len);
    }
    if (c >= '0' && c <= '7') {
        *ret_byte = true;
        *ret_len = 4;
        return read_digits(str_from(s, 1), 3, 8, ret) && *ret <= 0xFF;
    }
    const char *known = c ? strchr(letters, c) : NULL;
    if (!known && c != quote)
        return false;
    *ret = (unsigned char)(known ? meanings[known - letters] : c);
    return true;
}

bool unquote_rune(str s, char quote, uint32_t *ret, size_t *ret_len, bool *ret_byte)
{
    *ret_byte = false;
    if (s.len == 0 || s.s[0] == quote)
        return false;
    if (s.s[0] == '\\')
        return escape(s, quote, ret, ret_len, ret_byte);
    *ret = utf8_decode(s, ret_len);
    return true;
}

static str unquote_raw(struct arena *a, str body)
{
    return str_replace_all(a, body, STR("\r"), STR(""));
}

static bool unquote_escaped(struct arena *a, str body, str *ret)
{
    /* No escape is shorter than what it means; a bad byte of one becomes three. */
    struct buf b;
    buf_init(&b, a);
    while (body.len) {
        uint32_t r;
        size_t len;
        bool is_byte;
        if (body.s[0] == '\n' || !unquote_rune(body, '"', &r, &len, &is_byte))
            return false;
        if (is_byte) {
            buf_put_char(&b, (char)r);
        } else {
            char text[UTF8_MAX];
            buf_put(&b, text, utf8_encode(text, r));
        }
        body = str_from(body, len);
    }
    *ret = buf_str(&b);
    return true;
}

/* Whether each byte of what stands between quotes stands for itself: most strings are such. */
static bool is_plain(str body)
{
    for (size_t i = 0; i < body.len; i++)
        if (body.s[i] < ' ' || body.s[i] == '"' || body.s[i] == '\\')
            return false;
    return true;
}

bool unquote_string(struct arena *a, str literal, str *ret)
{
    size_t n = literal.len;
    if (n < 2 || literal.s[0] != literal.s[n - 1])
        return false;
    str body = str_slice(literal, 1, n - 1);
    if (literal.s[0] == '`') {
        *ret = unquote_raw(a, body);
        return str_find_char(body, '`') == STR_NONE;
    }
    if (literal.s[0] != '"')
        return false;
    if (is_plain(body)) {
        *ret = body;
        return true;
    }
    if (str_find_char(body, '\\') != STR_NONE || str_find_char(body, '"') != STR_NONE ||
        str_find_char(body, '\n') != STR_NONE || !utf8_valid(body))
        return unquote_escaped(a, body, ret);
    *ret = body;
    return true;
}
