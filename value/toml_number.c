/* TOML's numbers and dates, as far as the lexer looks: which characters belong to them. */
#include "value/toml_lex.h"

#include "base/unicode.h"
#include "base/utf8.h"

#include <string.h>

static bool is_digit(uint32_t r)
{
    return r >= '0' && r <= '9';
}

static bool is_one_of(uint32_t r, const char *set)
{
    return r != TOML_END && r < 0x80 && strchr(set, (int)r);
}

/* Reads on while the characters are digits or of the set. */
static uint32_t next_past(struct toml_cursor *c, const char *set)
{
    uint32_t r;
    do {
        r = toml_next(c);
    } while (is_digit(r) || is_one_of(r, set));
    return r;
}

static bool end_token(struct toml_cursor *c, enum toml_kind kind, struct toml_item *ret)
{
    toml_backup(c);
    return toml_emit(c, kind, ret);
}

static bool lex_float(struct toml_cursor *c, struct toml_item *ret)
{
    next_past(c, "_.-+eE");
    return end_token(c, TOML_FLOAT, ret);
}

static bool lex_datetime(struct toml_cursor *c, struct toml_item *ret)
{
    next_past(c, "-:Tt .Zz+");
    if (!end_token(c, TOML_DATETIME, ret))
        return false;
    ret->text = unicode_trim_space(ret->text);
    return true;
}

static bool lex_decimal(struct toml_cursor *c, struct toml_item *ret)
{
    if (is_one_of(next_past(c, "_"), ".eE"))
        return lex_float(c, ret);
    return end_token(c, TOML_INTEGER, ret);
}

static bool lex_number_or_date(struct toml_cursor *c, struct toml_item *ret)
{
    uint32_t r = next_past(c, "");
    if (r == '-' || r == ':')
        return lex_datetime(c, ret);
    if (r == '_')
        return lex_decimal(c, ret);
    if (is_one_of(r, ".eE"))
        return lex_float(c, ret);
    return end_token(c, TOML_INTEGER, ret);
}

/* ------------------------------------------------------------------------------------------
 * After '0'
 */

static bool fail_base(struct toml_cursor *c, const char *what, uint32_t r)
{
    char rune[UTF8_MAX];
    struct buf b;
    buf_init(&b, c->arena);
    buf_put_fmt(&b, "%s number: '", what);
    buf_put_str(&b, toml_current(c));
    buf_put(&b, rune, utf8_encode(rune, r));
    buf_put_char(&b, '\'');
    return toml_fail(c, buf_str(&b));
}

static bool lex_base(struct toml_cursor *c, const char *what, const char *digits,
                     struct toml_item *ret)
{
    uint32_t r = toml_peek(c);
    if (!is_one_of(r, digits))
        return fail_base(c, what, r);
    do {
        r = toml_next(c);
    } while (r == '_' || is_one_of(r, digits));
    return end_token(c, TOML_INTEGER, ret);
}

static bool lex_zero(struct toml_cursor *c, struct toml_item *ret)
{
    uint32_t r = toml_next(c);
    if (is_digit(r))
        return lex_number_or_date(c, ret);
    switch (r) {
    case '_':
        return lex_decimal(c, ret);
    case '.':
    case 'e':
    case 'E':
        return lex_float(c, ret);
    case 'b':
        return lex_base(c, "not a binary", "01", ret);
    case 'o':
        return lex_base(c, "not an octal", "01234567", ret);
    case 'x':
        return lex_base(c, "not a hexadecimal", "0123456789abcdefABCDEF", ret);
    default:
        return end_token(c, TOML_INTEGER, ret);
    }
}

/* ------------------------------------------------------------------------------------------
 * After a sign
 */

static bool lex_signed_word(struct toml_cursor *c, char second, char third, struct toml_item *ret)
{
    if (toml_accept(c, second) && toml_accept(c, third))
        return toml_emit(c, TOML_FLOAT, ret);
    struct buf b;
    buf_init(&b, c->arena);
    buf_put_str(&b, STR("invalid float: '"));
    buf_put_str(&b, toml_current(c));
    buf_put_char(&b, '\'');
    return toml_fail(c, buf_str(&b));
}

static bool fail_signed_base(struct toml_cursor *c, uint32_t letter)
{
    struct buf b;
    buf_init(&b, c->arena);
    buf_put_str(&b, STR("cannot use sign with non-decimal numbers: '"));
    buf_put_str(&b, toml_current(c));
    buf_put_fmt(&b, "%c'", (int)letter);
    return toml_fail(c, buf_str(&b));
}

static bool lex_signed(struct toml_cursor *c, struct toml_item *ret)
{
    uint32_t r = toml_next(c);
    if (r == 'i')
        return lex_signed_word(c, 'n', 'f', ret);
    if (r == 'n')
        return lex_signed_word(c, 'a', 'n', ret);
    if (r == '.')
        return toml_fail(c, STR("floats must start with a digit, not '.'"));
    if (!is_digit(r))
        return toml_fail(c, toml_quote_rune(c, "expected a digit but got ", r, ""));
    uint32_t letter = r == '0' ? toml_peek(c) : TOML_END;
    return is_one_of(letter, "box") ? fail_signed_base(c, letter) : lex_decimal(c, ret);
}

bool toml_lex_number(struct toml_cursor *c, uint32_t r, struct toml_item *ret)
{
    if (r == '-' || r == '+')
        return lex_signed(c, ret);
    return r == '0' ? lex_zero(c, ret) : lex_number_or_date(c, ret);
}
