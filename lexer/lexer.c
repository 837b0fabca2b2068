#include "lexer/lexer.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/quote.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

enum {
    MARKER_LEN = 2, /* a trim marker is '-' and the blank beside it */
    NO_RUNE = 0x7FFFFFFF
};

static const char digits_decimal[] = "0123456789_";
static const char digits_hex[] = "0123456789abcdefABCDEF_";
static const char digits_octal[] = "01234567_";
static const char digits_binary[] = "01_";

uint32_t lexer_line(const struct lexer *l, uint32_t pos)
{
    uint32_t line = 1;
    const char *at = l->input.s, *end = at + pos;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        line++;
        at++;
    }
    return line;
}

void lexer_init(struct lexer *l, struct arena *a, str text, enum delims delims)
{
    assert(text.len < UINT32_MAX);
    *l = (struct lexer){
        .arena = a,
        .input = text,
        .left = delims_left(delims),
        .right = delims_right(delims),
        .delims = delims,
    };
}

/* ---- looking at the text ---- */

/* What a byte may be: of a name, a blank, another that ends a word (as a blank does), a digit. */
enum { W = 1, B = 2, T = 4, D = 8, N = W | D };

/* clang-format off */
static const unsigned char classes[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, B, B, 0, 0, B, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    B, 0, 0, 0, 0, 0, 0, 0, T, T, 0, 0, T, 0, T, 0, /* ( ) , . */
    N, N, N, N, N, N, N, N, N, N, T, 0, 0, 0, 0, 0, /* : */
    0, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, 0, 0, 0, 0, W, /* _ */
    0, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, 0, T, 0, 0, 0, /* | */
};
/* clang-format on */

static bool is_a(char c, unsigned what)
{
    return (classes[(unsigned char)c] & what) != 0;
}

static bool is_blank(char c)
{
    return is_a(c, B);
}

static bool is_alnum(uint32_t r)
{
    if (r < 0x80)
        return is_a((char)r, W);
    return r != NO_RUNE && (unicode_is_letter(r) || unicode_is_digit(r));
}

/* The byte at a place; NUL at the end (which no rule below takes for anything else). */
static char byte_at(const struct lexer *l, size_t at)
{
    return at < l->input.len ? l->input.s[at] : '\0';
}

static uint32_t rune_at(const struct lexer *l, size_t at, size_t *ret_len)
{
    *ret_len = 0;
    if (at >= l->input.len)
        return NO_RUNE;
    unsigned char c = (unsigned char)l->input.s[at];
    if (c >= 0x80)
        return utf8_decode(str_from(l->input, at), ret_len);
    *ret_len = 1;
    return c;
}

static bool has_at(const struct lexer *l, size_t at, str what)
{
    return at <= l->input.len && str_has_prefix(str_from(l->input, at), what);
}

static size_t skip_blanks(const struct lexer *l, size_t at)
{
    while (is_blank(byte_at(l, at)))
        at++;
    return at;
}

static size_t skip_alnum(const struct lexer *l, size_t at)
{
    for (;;) {
        while (at < l->input.len && is_a(l->input.s[at], W))
            at++;
        if (at == l->input.len || (unsigned char)l->input.s[at] < 0x80)
            return at;
        size_t len;
        if (!is_alnum(rune_at(l, at, &len)))
            return at;
        at += len;
    }
}

static bool left_marker_at(const struct lexer *l, size_t at)
{
    return byte_at(l, at) == '-' && is_blank(byte_at(l, at + 1));
}

/* Whether a right delimiter, perhaps with a trim marker before it, stands at a place. */
static bool right_delim_at(const struct lexer *l, size_t at, bool *ret_trim)
{
    char c = byte_at(l, at);
    *ret_trim = is_blank(c) && byte_at(l, at + 1) == '-' && has_at(l, at + MARKER_LEN, l->right);
    return *ret_trim || (c == l->right.s[0] && has_at(l, at, l->right));
}

/* Whether a word may end here. Go names these so that $x+2 stays free for arithmetic. */
static bool terminator_at(const struct lexer *l, size_t at)
{
    if (at >= l->input.len)
        return true;
    char c = l->input.s[at];
    return is_a(c, B | T) || (c == l->right.s[0] && has_at(l, at, l->right));
}

/* The next left delimiter, or the end. In a << >> template "<<:" is YAML's merge key. */
static size_t find_left(const struct lexer *l)
{
    size_t at = l->pos;
    for (;;) {
        const char *p =
            at < l->input.len ? memchr(l->input.s + at, l->left.s[0], l->input.len - at) : NULL;
        if (!p)
            return l->input.len;
        at = (size_t)(p - l->input.s);
        if (byte_at(l, at + 1) != l->left.s[1]) {
            at++;
            continue;
        }
        if (l->delims != DELIMS_CHELM || byte_at(l, at + l->left.len) != ':')
            return at;
        at += l->left.len;
    }
}

/* ---- making tokens ---- */

/* The text up to `end` as a token; goes on behind it. */
static struct token take(struct lexer *l, enum token_kind kind, size_t end)
{
    uint32_t begin = l->pos;
    l->pos = (uint32_t)end;
    return (struct token){
        .kind = kind,
        .span = {begin, (uint32_t)end},
        .text = str_slice(l->input, begin, end),
    };
}

/* The token that begins at pos and was read up to `end` is wrong. */
static struct token fail(struct lexer *l, size_t end, str message)
{
    l->failed = true;
    l->quick = 0;
    return (struct token){
        .kind = TOK_ERROR,
        .span = {l->pos, (uint32_t)end},
        .text = message,
    };
}

/* What fmt's %#U prints: U+20AC '€'. */
static str rune_message(struct lexer *l, const char *what, uint32_t r)
{
    struct buf b;
    buf_init(&b, l->arena);
    buf_put_fmt(&b, "%s U+%04X", what, (unsigned)r);
    if (unicode_is_print(r)) {
        char text[UTF8_MAX];
        buf_put_str(&b, STR(" '"));
        buf_put(&b, text, utf8_encode(text, r));
        buf_put_char(&b, '\'');
    }
    return buf_str(&b);
}

static struct token fail_rune(struct lexer *l, size_t at, const char *what)
{
    size_t len;
    uint32_t r = rune_at(l, at, &len);
    return fail(l, at + len, rune_message(l, what, r));
}

static void enter_action(struct lexer *l)
{
    l->in_action = true;
    l->quick = l->input.len ? (uint32_t)l->input.len - 1 : 0;
    l->paren_depth = 0;
}

static void leave_action(struct lexer *l)
{
    l->in_action = false;
    l->quick = 0;
}

/* ---- outside of actions ---- */

/* A comment whose "/ *" stands at pos; false after an error. */
static bool comment(struct lexer *l, struct token *ret_error)
{
    size_t close = str_find(str_from(l->input, l->pos + 2), STR("*/"));
    if (close == STR_NONE) {
        *ret_error = fail(l, l->pos + 2, STR("unclosed comment"));
        return false;
    }
    size_t end = l->pos + 2 + close + 2;
    bool trim;
    if (!right_delim_at(l, end, &trim)) {
        *ret_error = fail(l, end, STR("comment ends before closing delimiter"));
        return false;
    }
    end += l->right.len + (trim ? MARKER_LEN : 0);
    l->pos = (uint32_t)(trim ? skip_blanks(l, end) : end);
    return true;
}

/* The left delimiter at pos, or the comment that begins there (false). */
static bool left_delim(struct lexer *l, struct token *ret)
{
    size_t begin = l->pos + l->left.len;
    size_t marker = left_marker_at(l, begin) ? MARKER_LEN : 0;
    if (byte_at(l, begin + marker) == '/' && byte_at(l, begin + marker + 1) == '*') {
        l->pos = (uint32_t)(begin + marker);
        return !comment(l, ret);
    }
    *ret = take(l, TOK_LEFT_DELIM, begin);
    l->pos = (uint32_t)(begin + marker);
    enter_action(l);
    return true;
}

static struct token next_outside(struct lexer *l)
{
    for (;;) {
        size_t at = find_left(l);
        if (at > l->pos) {
            size_t end = at;
            if (left_marker_at(l, at + l->left.len))
                while (end > l->pos && is_blank(l->input.s[end - 1]))
                    end--;
            bool shown = end > l->pos;
            struct token t = take(l, TOK_TEXT, end);
            l->pos = (uint32_t)at;
            if (shown)
                return t;
        }
        if (at == l->input.len)
            return take(l, TOK_EOF, at);
        struct token t;
        if (left_delim(l, &t))
            return t;
    }
}

/* ---- inside an action ---- */

static struct token right_delim(struct lexer *l, bool trim)
{
    if (l->paren_depth)
        return fail(l, l->pos + l->right.len, STR("unclosed left paren"));
    if (trim)
        l->pos += MARKER_LEN;
    struct token t = take(l, TOK_RIGHT_DELIM, l->pos + l->right.len);
    if (trim)
        l->pos = (uint32_t)skip_blanks(l, l->pos);
    leave_action(l);
    return t;
}

/* A run of blanks, without the one that belongs to a right delimiter's trim marker. */
static struct token spaces(struct lexer *l)
{
    size_t end = skip_blanks(l, l->pos);
    bool trim;
    if (byte_at(l, end) == '-' && right_delim_at(l, end - 1, &trim) && trim)
        end--;
    return take(l, TOK_SPACE, end);
}

static struct token word(struct lexer *l)
{
    size_t end = skip_alnum(l, l->pos);
    if (!terminator_at(l, end))
        return fail_rune(l, end, "bad character");
    return take(l, token_word_kind(str_slice(l->input, l->pos, end)), end);
}

/* .name or $name; the dot and the dollar also stand alone. */
static struct token name(struct lexer *l, enum token_kind kind, enum token_kind alone)
{
    size_t end = l->pos + 1;
    if (terminator_at(l, end))
        return take(l, alone, end);
    end = skip_alnum(l, end);
    if (!terminator_at(l, end))
        return fail_rune(l, end, "bad character");
    return take(l, kind, end);
}

/* A string or rune in quotes, which may not span lines; whether it is right is for the parser. */
static struct token quoted(struct lexer *l, enum token_kind kind, str unterminated)
{
    char quote_mark = l->input.s[l->pos];
    for (size_t at = l->pos + 1; at < l->input.len && l->input.s[at] != '\n'; at++) {
        char c = l->input.s[at];
        if (c == quote_mark)
            return take(l, kind, at + 1);
        if (c == '\\' && ++at < l->input.len && l->input.s[at] == '\n')
            break;
    }
    return fail(l, l->pos + 1, unterminated);
}

static struct token raw_string(struct lexer *l)
{
    size_t len = str_find_char(str_from(l->input, l->pos + 1), '`');
    if (len == STR_NONE)
        return fail(l, l->pos + 1, STR("unterminated raw quoted string"));
    return take(l, TOK_RAW_STRING, l->pos + 1 + len + 1);
}

static bool accept(const struct lexer *l, size_t *at, const char *set)
{
    char c = byte_at(l, *at);
    if (c == '\0' || !strchr(set, c))
        return false;
    ++*at;
    return true;
}

static void accept_run(const struct lexer *l, size_t *at, const char *set)
{
    while (accept(l, at, set))
        ;
}

/* Passes what looks like a number. Go's scanner is lax ("0x0.2", "."): the parser refuses those. */
static bool scan_number(const struct lexer *l, size_t *at)
{
    const char *digits = digits_decimal;
    accept(l, at, "+-");
    if (accept(l, at, "0")) {
        if (accept(l, at, "xX"))
            digits = digits_hex;
        else if (accept(l, at, "oO"))
            digits = digits_octal;
        else if (accept(l, at, "bB"))
            digits = digits_binary;
    }
    accept_run(l, at, digits);
    if (accept(l, at, "."))
        accept_run(l, at, digits);
    if ((digits == digits_decimal && accept(l, at, "eE")) ||
        (digits == digits_hex && accept(l, at, "pP"))) {
        accept(l, at, "+-");
        accept_run(l, at, digits_decimal);
    }
    accept(l, at, "i");
    size_t len;
    if (!is_alnum(rune_at(l, *at, &len)))
        return true;
    *at += len; /* shown as part of the bad number */
    return false;
}

static struct token number(struct lexer *l)
{
    enum token_kind kind = TOK_NUMBER;
    size_t at = l->pos;
    bool ok = scan_number(l, &at);
    if (ok && (byte_at(l, at) == '+' || byte_at(l, at) == '-')) {
        kind = TOK_COMPLEX;
        ok = scan_number(l, &at) && l->input.s[at - 1] == 'i';
    }
    if (ok)
        return take(l, kind, at);
    struct buf b;
    buf_init(&b, l->arena);
    buf_put_str(&b, STR("bad number syntax: "));
    quote_go(&b, str_slice(l->input, l->pos, at));
    return fail(l, at, buf_str(&b));
}

static struct token dot(struct lexer *l)
{
    char c = byte_at(l, l->pos + 1);
    if (l->pos + 1 == l->input.len || (c >= '0' && c <= '9'))
        return number(l);
    return name(l, TOK_FIELD, TOK_DOT);
}

static struct token declare(struct lexer *l)
{
    if (byte_at(l, l->pos + 1) != '=')
        return fail(l, l->pos + 1, STR("expected :="));
    return take(l, TOK_DECLARE, l->pos + 2);
}

static struct token paren(struct lexer *l, char c)
{
    if (c == '(')
        l->paren_depth++;
    else if (l->paren_depth-- == 0)
        return fail(l, l->pos + 1, STR("unexpected right paren"));
    return take(l, c == '(' ? TOK_LEFT_PAREN : TOK_RIGHT_PAREN, l->pos + 1);
}

static struct token next_in_action(struct lexer *l)
{
    if (l->pos == l->input.len)
        return fail(l, l->pos, STR("unclosed action"));
    char c = l->input.s[l->pos];
    bool trim, may_end = c == l->right.s[0] || is_blank(c);
    if (may_end && right_delim_at(l, l->pos, &trim))
        return right_delim(l, trim);
    switch (c) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
        return spaces(l);
    case '=':
        return take(l, TOK_ASSIGN, l->pos + 1);
    case ':':
        return declare(l);
    case '|':
        return take(l, TOK_PIPE, l->pos + 1);
    case '"':
        return quoted(l, TOK_STRING, STR("unterminated quoted string"));
    case '\'':
        return quoted(l, TOK_RUNE, STR("unterminated character constant"));
    case '`':
        return raw_string(l);
    case '$':
        return name(l, TOK_VARIABLE, TOK_VARIABLE);
    case '.':
        return dot(l);
    case '(':
    case ')':
        return paren(l, c);
    default:
        break;
    }
    if (c == '+' || c == '-' || (c >= '0' && c <= '9'))
        return number(l);
    size_t len;
    if (is_alnum(rune_at(l, l->pos, &len)))
        return word(l);
    if (c > ' ' && c < 0x7F)
        return take(l, TOK_CHAR, l->pos + 1);
    return fail_rune(l, l->pos, "unrecognized character in action:");
}

void lexer_read_slowly(struct lexer *l, struct token *ret)
{
    if (l->failed)
        *ret = (struct token){.kind = TOK_EOF, .span = {l->pos, l->pos}};
    else
        *ret = l->in_action ? next_in_action(l) : next_outside(l);
}

/* ---- the short way: tokens that a look at a few bytes tells for certain ---- */

/* Where the name ends whose bytes from `at` on are those of names; 0: not for certain. */
static size_t quick_name_end(const struct lexer *l, size_t at)
{
    const char *s = l->input.s;
    size_t n = l->input.len;
    while (at < n && is_a(s[at], W))
        at++;
    return at < n && is_a(s[at], B | T) ? at : 0;
}

/* Where the string ends that begins at `at` and is plain; 0: not for certain. */
static size_t quick_string_end(const struct lexer *l, size_t at)
{
    const char *end = l->input.s + l->input.len;
    const char *p = lexer_skip_plain(l->input.s + at + 1, end);
    return p < end && *p == '"' ? (size_t)(p + 1 - l->input.s) : 0;
}

/* The same of a right delimiter. */
static size_t quick_right_end(struct lexer *l, enum token_kind *ret)
{
    if (l->input.s[l->pos + 1] != l->right.s[1] || l->paren_depth)
        return 0;
    leave_action(l);
    *ret = TOK_RIGHT_DELIM;
    return l->pos + 2u;
}

/* A left delimiter that stands at pos and begins no comment. */
static bool quick_left(struct lexer *l, struct token *ret)
{
    enum { LOOKS = 5 };
    const char *s = l->input.s + l->pos;
    if (l->failed || l->input.len - l->pos < LOOKS || s[0] != l->left.s[0] ||
        s[1] != l->left.s[1] || (l->delims == DELIMS_CHELM && s[2] == ':'))
        return false;
    unsigned marker = s[2] == '-' && is_blank(s[3]) ? MARKER_LEN : 0;
    if (s[2 + marker] == '/')
        return false;
    *ret = take(l, TOK_LEFT_DELIM, l->pos + 2u);
    l->pos += marker;
    enter_action(l);
    return true;
}

/* A right delimiter with its trim marker, in front of which a blank stands at pos. */
static bool quick_trimmed_end(struct lexer *l, struct token *ret)
{
    const char *s = l->input.s + l->pos;
    if (l->input.len - l->pos < 4 || s[1] != '-' || s[2] != l->right.s[0] || l->paren_depth ||
        s[3] != l->right.s[1])
        return false;
    *ret = right_delim(l, true);
    return true;
}

/* Two bytes are left at least. The end of the token at pos and its kind, or 0. */
static size_t quick_end(struct lexer *l, enum token_kind *ret)
{
    size_t at = l->pos, end;
    const char *s = l->input.s + at;
    switch (s[0]) {
    case ' ':
        *ret = TOK_SPACE;
        return is_a(s[1], B) || s[1] == '-' ? 0 : at + 1;
    case '.':
        *ret = TOK_FIELD;
        return is_a(s[1], W) && !is_a(s[1], D) ? quick_name_end(l, at + 2) : 0;
    case '$':
        *ret = TOK_VARIABLE;
        return quick_name_end(l, at + 1);
    case '"':
        *ret = TOK_STRING;
        return quick_string_end(l, at);
    case '|':
        *ret = TOK_PIPE;
        return at + 1;
    case '(':
        l->paren_depth++;
        *ret = TOK_LEFT_PAREN;
        return at + 1;
    case ')':
        *ret = TOK_RIGHT_PAREN;
        return l->paren_depth && l->paren_depth-- ? at + 1 : 0;
    default:
        if (s[0] == l->right.s[0])
            return quick_right_end(l, ret);
        if (!is_a(s[0], W) || is_a(s[0], D))
            return 0;
        end = quick_name_end(l, at + 1);
        *ret = end ? token_word_kind(str_make(s, end - at)) : TOK_IDENT;
        return end;
    }
}

void lexer_read(struct lexer *l, struct token *ret)
{
    size_t end = 0;
    if (l->pos < l->quick) {
        if (l->input.s[l->pos] == ' ' && quick_trimmed_end(l, ret))
            return;
        end = quick_end(l, &ret->kind);
    } else if (!l->in_action && quick_left(l, ret)) {
        return;
    }
    if (!end) {
        lexer_read_slowly(l, ret);
        return;
    }
    uint32_t begin = l->pos;
    l->pos = (uint32_t)end;
    ret->span = (struct span){begin, (uint32_t)end};
    ret->text = str_make(l->input.s + begin, end - begin);
    ret->plain = true;
}

bool lexer_take_field(struct lexer *l, str *ret)
{
    const char *s = l->input.s + l->pos;
    if (l->pos >= l->quick || s[0] != '.')
        return false;
    size_t end = is_a(s[1], W) && !is_a(s[1], D) ? quick_name_end(l, l->pos + 2u) : 0;
    if (!end)
        return false;
    *ret = str_slice(l->input, l->pos + 1u, end);
    l->pos = (uint32_t)end;
    return true;
}

void lexer_go_to(struct lexer *l, uint32_t pos)
{
    l->pos = pos;
    leave_action(l);
}

/* Behind a token that could not be read only the delimiter itself can be looked for. */
static void skip_failed(struct lexer *l)
{
    size_t at = str_find(str_from(l->input, l->pos), l->right);
    l->pos = (uint32_t)(at == STR_NONE ? l->input.len : l->pos + at + l->right.len);
    l->failed = false;
    leave_action(l);
}

void lexer_skip_action(struct lexer *l)
{
    while (l->in_action && !l->failed)
        lexer_next(l);
    if (l->failed)
        skip_failed(l);
}
