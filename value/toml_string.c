/* TOML's four kinds of strings. */
#include "value/toml_lex.h"

#include "base/quote.h"
#include "base/utf8.h"

static bool is_hex(uint32_t r)
{
    uint32_t lower = r | 0x20;
    return (r >= '0' && r <= '9') || (lower >= 'a' && lower <= 'f');
}

static bool fail_digits(struct toml_cursor *c, const char *number, char letter)
{
    struct buf b;
    buf_init(&b, c->arena);
    buf_put_fmt(&b, "expected %s hexadecimal digits after '\\%c', but got ", number, letter);
    quote_go(&b, toml_current(c));
    buf_put_str(&b, STR(" instead"));
    return toml_fail(c, buf_str(&b));
}

static bool lex_hex(struct toml_cursor *c, int n, const char *number, char letter)
{
    for (int i = 0; i < n; i++)
        if (!is_hex(toml_next(c)))
            return fail_digits(c, number, letter);
    return true;
}

/* After the backslash. */
static bool lex_escape(struct toml_cursor *c)
{
    uint32_t r = toml_next(c);
    switch (r) {
    case 'e':
    case 'b':
    case 't':
    case 'n':
    case 'f':
    case 'r':
    case '"':
    case '\\':
    case ' ':
    case '\t': /* a line may end behind blanks */
        return true;
    case 'x':
        return lex_hex(c, 2, "two", 'x');
    case 'u':
        return lex_hex(c, 4, "four", 'u');
    case 'U':
        return lex_hex(c, 8, "eight", 'U');
    default:
        break;
    }
    char rune[UTF8_MAX];
    struct buf b;
    buf_init(&b, c->arena);
    buf_put_str(&b, STR("invalid escape in string '\\"));
    buf_put(&b, rune, utf8_encode(rune, r));
    buf_put_char(&b, '\'');
    return c->at_end ? toml_fail_before(c, buf_str(&b)) : toml_fail(c, buf_str(&b));
}

/* The text without the closing quote, which was read. */
static bool close_string(struct toml_cursor *c, enum toml_kind kind, struct toml_item *ret)
{
    toml_backup(c);
    bool ok = toml_emit(c, kind, ret);
    toml_next(c);
    toml_ignore(c);
    return ok;
}

bool toml_lex_string(struct toml_cursor *c, struct toml_item *ret)
{
    for (;;) {
        uint32_t r = toml_next(c);
        if (r == TOML_END)
            return toml_fail(c, STR("unexpected EOF; expected '\"'"));
        if (toml_is_newline(r))
            return toml_fail_before(c, STR("strings cannot contain newlines"));
        if (r == '\\' && !lex_escape(c))
            return false;
        if (r == '"')
            return close_string(c, TOML_STRING, ret);
    }
}

bool toml_lex_raw(struct toml_cursor *c, struct toml_item *ret)
{
    for (;;) {
        uint32_t r = toml_next(c);
        if (r == TOML_END)
            return toml_fail(c, STR("unexpected EOF; expected \"'\""));
        if (toml_is_newline(r))
            return toml_fail_before(c, STR("strings cannot contain newlines"));
        if (r == '\'')
            return close_string(c, TOML_RAW, ret);
    }
}

/* ------------------------------------------------------------------------------------------
 * Several lines
 */

/* Six quotes in a row are too many, unless the first of them is escaped. */
static bool has_six(const struct toml_cursor *c, uint32_t quote)
{
    str s = toml_current(c);
    if (quote == '\'')
        return str_has_suffix(s, STR("'''''"));
    return str_has_suffix(s, STR("\"\"\"\"\"")) && !str_has_suffix(s, STR("\\\"\"\"\"\""));
}

/* What stands behind a quote: two more of them end the string, if no other follows. */
static bool is_closing(struct toml_cursor *c, uint32_t quote)
{
    if (!toml_accept(c, (char)quote))
        return false;
    if (!toml_accept(c, (char)quote)) {
        toml_backup(c);
        return false;
    }
    if (toml_peek(c) != quote)
        return true;
    if (has_six(c, quote))
        return toml_fail(c, quote == '"' ? STR("unexpected '\"\"\"\"\"\"'")
                                         : STR("unexpected \"''''''\""));
    toml_backup(c);
    toml_backup(c);
    return false;
}

static bool close_multiline(struct toml_cursor *c, enum toml_kind kind, struct toml_item *ret)
{
    for (int i = 0; i < 3; i++)
        toml_backup(c);
    bool ok = toml_emit(c, kind, ret);
    for (int i = 0; i < 3; i++)
        toml_next(c);
    toml_ignore(c);
    return ok;
}

static bool lex_multiline_escape(struct toml_cursor *c)
{
    if (toml_is_newline(toml_next(c)))
        return true;
    toml_backup(c);
    return lex_escape(c);
}

static bool lex_multiline(struct toml_cursor *c, uint32_t quote, struct toml_item *ret)
{
    for (;;) {
        uint32_t r = toml_next(c);
        if (r == TOML_END)
            return toml_fail(c, quote == '"' ? STR("unexpected EOF; expected '\"\"\"'")
                                             : STR("unexpected EOF; expected \"'''\""));
        if (quote == '"' && r == '\\' && !lex_multiline_escape(c))
            return false;
        if (r == quote && is_closing(c, quote))
            return close_multiline(c, quote == '"' ? TOML_MULTILINE : TOML_RAW_MULTILINE, ret);
        if (c->failed)
            return false;
    }
}

bool toml_lex_quoted(struct toml_cursor *c, uint32_t quote, struct toml_item *ret)
{
    if (toml_accept(c, (char)quote)) {
        if (toml_accept(c, (char)quote)) {
            toml_ignore(c);
            return lex_multiline(c, quote, ret);
        }
        toml_backup(c);
    }
    toml_ignore(c);
    return quote == '"' ? toml_lex_string(c, ret) : toml_lex_raw(c, ret);
}
