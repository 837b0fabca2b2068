#include "value/toml_lex.h"

#include "base/arena.h"
#include "base/quote.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <string.h>

/* ------------------------------------------------------------------------------------------
 * Errors
 */

static bool fail_at(struct toml_cursor *c, str message, int64_t line)
{
    if (!c->failed) {
        c->failed = true;
        c->message = message;
        c->error_line = line;
    }
    return false;
}

bool toml_fail(struct toml_cursor *c, str message)
{
    bool after_newline = c->at_end && c->pos > 0 && c->text.s[c->pos - 1] == '\n';
    return fail_at(c, message, c->line - after_newline);
}

bool toml_fail_before(struct toml_cursor *c, str message)
{
    return fail_at(c, message, c->line - 1);
}

str toml_quote_rune(struct toml_cursor *c, const char *before, uint32_t rune, const char *after)
{
    struct buf b;
    buf_init(&b, c->arena);
    buf_put_str(&b, str_from_c(before));
    quote_go_rune(&b, rune);
    buf_put_str(&b, str_from_c(after));
    return buf_str(&b);
}

/* ------------------------------------------------------------------------------------------
 * Characters
 */

static bool is_control(const struct toml_cursor *c, uint32_t r)
{
    if (r == '\r')
        return c->pos + 1 == c->text.len || c->text.s[c->pos + 1] != '\n';
    return (r < 0x20 && r != '\t' && r != '\n') || r == 0x7F;
}

uint32_t toml_next(struct toml_cursor *c)
{
    if (c->failed || c->pos >= c->text.len) {
        c->at_end = true;
        return TOML_END;
    }
    size_t len;
    uint32_t r = utf8_decode(str_from(c->text, c->pos), &len);
    if (r == UTF8_BAD && len == 1) {
        unsigned byte = (unsigned char)c->text.s[c->pos];
        fail_at(c, str_fmt(c->arena, "invalid UTF-8 byte: 0x%02x", byte), c->line);
        return TOML_END;
    }
    if (is_control(c, r)) {
        fail_at(c, str_fmt(c->arena, "TOML files cannot contain control characters: '0x%02x'", r),
                c->line);
        return TOML_END;
    }
    memmove(c->width + 1, c->width, sizeof c->width - sizeof *c->width);
    c->width[0] = len;
    c->pos += len;
    c->line += r == '\n';
    return r;
}

void toml_backup(struct toml_cursor *c)
{
    if (c->at_end) {
        c->at_end = c->failed;
        return;
    }
    c->pos -= c->width[0];
    memmove(c->width, c->width + 1, sizeof c->width - sizeof *c->width);
    c->line -= c->text.s[c->pos] == '\n';
}

uint32_t toml_peek(struct toml_cursor *c)
{
    uint32_t r = toml_next(c);
    toml_backup(c);
    return r;
}

bool toml_accept(struct toml_cursor *c, char want)
{
    if (toml_next(c) == (unsigned char)want)
        return true;
    toml_backup(c);
    return false;
}

void toml_ignore(struct toml_cursor *c)
{
    c->start = c->pos;
}

void toml_skip_blanks(struct toml_cursor *c)
{
    while (toml_is_blank(toml_next(c)))
        ;
    toml_backup(c);
    toml_ignore(c);
}

str toml_current(const struct toml_cursor *c)
{
    return str_slice(c->text, c->start, c->pos);
}

bool toml_emit(struct toml_cursor *c, enum toml_kind kind, struct toml_item *ret)
{
    if (c->failed)
        return false;
    *ret = (struct toml_item){kind, toml_current(c), c->line};
    toml_ignore(c);
    return true;
}

/* ------------------------------------------------------------------------------------------
 * Keys, comments
 */

static bool is_bare(uint32_t r)
{
    uint32_t lower = r | 0x20;
    return (lower >= 'a' && lower <= 'z') || (r >= '0' && r <= '9') || r == '_' || r == '-';
}

bool toml_lex_key_part(struct toml_cursor *c, uint32_t r, struct toml_item *ret)
{
    if (r == '"' || r == '\'') {
        toml_next(c);
        toml_ignore(c);
        return r == '"' ? toml_lex_string(c, ret) : toml_lex_raw(c, ret);
    }
    while (is_bare(toml_next(c)))
        ;
    toml_backup(c);
    return toml_emit(c, TOML_BARE, ret);
}

void toml_skip_comment(struct toml_cursor *c)
{
    uint32_t r;
    do {
        r = toml_next(c);
    } while (r != TOML_END && !toml_is_newline(r));
    toml_backup(c);
    toml_ignore(c);
}

/* ------------------------------------------------------------------------------------------
 * Values
 */

static bool lex_bool(struct toml_cursor *c, struct toml_item *ret)
{
    size_t start = c->pos; /* what was taken as the beginning of "inf" is no part of the word */
    while (unicode_is_letter(toml_next(c)))
        ;
    toml_backup(c);
    if (c->failed)
        return false;
    str word = str_slice(c->text, start, c->pos);
    if (str_eq(word, STR("true")) || str_eq(word, STR("false")))
        return toml_emit(c, TOML_BOOL, ret);
    struct buf b;
    buf_init(&b, c->arena);
    buf_put_str(&b, STR("expected value but found "));
    quote_go(&b, word);
    buf_put_str(&b, STR(" instead"));
    return toml_fail(c, buf_str(&b));
}

static bool lex_other(struct toml_cursor *c, uint32_t r, struct toml_item *ret)
{
    if (c->failed)
        return false;
    if (unicode_is_letter(r)) {
        toml_backup(c);
        return lex_bool(c, ret);
    }
    if (r == TOML_END)
        return toml_fail(c, STR("unexpected EOF; expected value"));
    str message = toml_quote_rune(c, "expected value but found ", r, " instead");
    return r == '\n' ? toml_fail_before(c, message) : toml_fail(c, message);
}

static bool lex_opening(struct toml_cursor *c, enum toml_kind kind, struct toml_item *ret)
{
    toml_ignore(c);
    return toml_emit(c, kind, ret);
}

bool toml_lex_value(struct toml_cursor *c, struct toml_item *ret)
{
    uint32_t r;
    do {
        toml_ignore(c);
        r = toml_next(c);
    } while (toml_is_blank(r));
    if (r >= '0' && r <= '9')
        return toml_lex_number(c, r, ret);
    switch (r) {
    case '[':
        return lex_opening(c, TOML_ARRAY_START, ret);
    case '{':
        return lex_opening(c, TOML_TABLE_START, ret);
    case '"':
    case '\'':
        return toml_lex_quoted(c, r, ret);
    case '.':
        return toml_fail(c, STR("floats must start with a digit, not '.'"));
    case 'i':
    case 'n':
        if ((toml_accept(c, 'n') && toml_accept(c, 'f')) ||
            (toml_accept(c, 'a') && toml_accept(c, 'n')))
            return toml_emit(c, TOML_FLOAT, ret);
        break;
    case '-':
    case '+':
        return toml_lex_number(c, r, ret);
    default:
        break;
    }
    return lex_other(c, r, ret);
}
