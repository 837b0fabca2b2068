#include "value/yaml_plain_scalar.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

enum { STOP = PLAIN_STOP, INDICATOR = PLAIN_INDICATOR, SOFT = PLAIN_SOFT };

const unsigned char plain_classes[256] = {
    ['\n'] = STOP | SOFT, ['\t'] = STOP | INDICATOR | SOFT,
    [' '] = SOFT,         ['"'] = SOFT,
    ['\''] = SOFT,        ['\\'] = SOFT,
    [':'] = STOP,         ['#'] = STOP | INDICATOR,
    [','] = INDICATOR,    ['['] = INDICATOR,
    [']'] = INDICATOR,    ['{'] = INDICATOR,
    ['}'] = INDICATOR,    ['&'] = INDICATOR,
    ['*'] = INDICATOR,    ['!'] = INDICATOR,
    ['|'] = INDICATOR,    ['>'] = INDICATOR,
    ['%'] = INDICATOR,    ['@'] = INDICATOR,
    ['`'] = INDICATOR,    ['?'] = INDICATOR,
};

static const char *line_end(const char *s, const char *end)
{
    const char *found = s < end ? memchr(s, '\n', (size_t)(end - s)) : NULL;
    return found ? found : end;
}

static str between(const char *begin, const char *end)
{
    return str_make(begin, (size_t)(end - begin));
}

/* ---- lines ---- */

/* "---", "..." and directives, which begin or end documents. */
static bool is_marker(const struct plain_reader *r)
{
    const char *s = r->at;
    if (*s == '%')
        return true;
    return r->end - s >= 3 && (memcmp(s, "---", 3) == 0 || memcmp(s, "...", 3) == 0);
}

bool plain_look_for_content(struct plain_reader *r)
{
    for (;;) {
        const char *s = plain_skip_spaces(r->at, r->end);
        r->line = r->at;
        r->at = s;
        if (s < r->end && *s != '\n' && *s != '#') {
            r->column = s - r->line;
            return r->column > 0 || !is_marker(r);
        }
        s = s < r->end && *s == '#' ? line_end(s, r->end) : s;
        if (s == r->end) {
            r->at = s;
            r->column = PLAIN_AT_END;
            return true;
        }
        r->at = s + 1;
        r->number++;
    }
}

bool plain_look_for_line_end(struct plain_reader *r)
{
    const char *s = plain_skip_spaces(r->at, r->end);
    if (s < r->end && *s == '#' && s > r->at)
        s = line_end(s, r->end);
    if (s < r->end && *s != '\n')
        return false;
    if (s < r->end) {
        s++;
        r->number++;
        r->at = s;
        return plain_find_content(r, s);
    }
    r->at = s;
    r->column = PLAIN_AT_END;
    return true;
}

/* Nothing more on the line, or a comment, which needs a blank before it. */
bool plain_at_line_end(const struct plain_reader *r)
{
    const char *s = plain_skip_spaces(r->at, r->end);
    return s == r->end || *s == '\n' || (*s == '#' && s > r->at);
}

/* Texts are put together only where there is an arena for them. */
static void put(const struct plain_reader *r, struct buf *b, str s)
{
    if (r->arena)
        buf_put_str(b, s);
}

static void put_fill(const struct plain_reader *r, struct buf *b, char c, size_t n)
{
    if (r->arena)
        buf_put_fill(b, c, n);
}

/* Folding: one line break becomes a space, of several there is one less. */
static void put_breaks(const struct plain_reader *r, struct buf *b, size_t breaks)
{
    if (breaks > 1)
        put_fill(r, b, '\n', breaks - 1);
    else
        put_fill(r, b, ' ', 1);
}

/* ---- scalars of one line ---- */

/* The closing quote of a scalar that is a view of its line; NULL when it is none. */
static const char *find_quote(const char *s, const char *end, char quote)
{
    while (s < end && *s != quote && *s != '\n' && (*s != '\\' || quote == '\''))
        s++;
    if (s == end || *s != quote || (quote == '\'' && s + 1 < end && s[1] == quote))
        return NULL;
    return s;
}

/* A quoted scalar that is put together. */
struct quoted {
    struct plain_reader *r;
    struct buf text;
    size_t solid; /* its bytes up to the last that is no blank of the document */
};

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool put_code(struct quoted *q, unsigned digits)
{
    struct plain_reader *r = q->r;
    uint32_t code = 0;
    for (unsigned i = 0; i < digits; i++) {
        int digit = r->at < r->end ? hex_digit(*r->at++) : -1;
        if (digit < 0)
            return false;
        code = code << 4 | (uint32_t)digit;
    }
    char bytes[UTF8_MAX];
    if ((code >= 0xD800 && code < 0xE000) || code > 0x10FFFF)
        return false;
    put(r, &q->text, str_make(bytes, utf8_encode(bytes, code)));
    return true;
}

/* The few usual escapes; others are left to libyaml. */
static bool put_escape(struct quoted *q)
{
    static const char from[] = "nt\"\\r 0abvfe", to[] = "\n\t\"\\\r \0\a\b\v\f\x1B";
    struct plain_reader *r = q->r;
    if (++r->at == r->end)
        return false;
    char c = *r->at++;
    const char *known = memchr(from, c, sizeof from - 1);
    if (known)
        put_fill(r, &q->text, to[known - from], 1);
    return known || (c == 'x' && put_code(q, 2)) || (c == 'u' && put_code(q, 4));
}

/* Over the end of a line: blanks around it go; only those behind it where it is escaped, as it goes
 * itself. */
static bool fold_quoted(struct quoted *q, bool escaped)
{
    struct plain_reader *r = q->r;
    size_t breaks = 0;
    if (!escaped)
        q->text.len = q->solid;
    for (; r->at < r->end && *r->at == '\n'; r->at = plain_skip_spaces(r->at, r->end)) {
        r->line = ++r->at;
        r->number++;
        breaks++;
    }
    if (r->at == r->end || *r->at == '\t' || (r->at == r->line && is_marker(r)))
        return false;
    if (escaped)
        put_fill(r, &q->text, '\n', breaks - 1);
    else
        put_breaks(r, &q->text, breaks);
    q->solid = q->text.len;
    return true;
}

/* Whether the byte stands for itself, as it would not before other blanks or a line's end. */
static bool is_single_space(const char *s, const char *end)
{
    return *s == ' ' && s + 1 < end && !plain_has_class(s[1], SOFT);
}

/* Up to the closing quote, which is passed. */
static bool read_pieces(struct quoted *q, char quote)
{
    struct plain_reader *r = q->r;
    for (;;) {
        const char *s = r->at;
        while (s < r->end && (!plain_has_class(*s, SOFT) || is_single_space(s, r->end)))
            s++;
        put(r, &q->text, between(r->at, s));
        if (s > r->at)
            q->solid = q->text.len;
        r->at = s;
        if (s == r->end)
            return false;
        bool escaped = *s == '\\' && quote == '"' && s + 1 < r->end && s[1] == '\n';
        if (*s == '\n' || escaped) {
            r->at += escaped;
            if (!fold_quoted(q, escaped))
                return false;
            continue;
        }
        if (*s == ' ' || *s == '\t') {
            put_fill(r, &q->text, *r->at++, 1);
            continue;
        }
        bool doubled = *s == '\'' && quote == '\'' && s + 1 < r->end && s[1] == '\'';
        if (*s == '\\' && quote == '"') {
            if (!put_escape(q))
                return false;
        } else if (*s != quote || doubled) {
            put_fill(r, &q->text, *s, 1);
            r->at += doubled ? 2 : 1;
        } else {
            r->at++;
            return true;
        }
        q->solid = q->text.len;
    }
}

bool plain_read_quoted(struct plain_reader *r, struct yaml_plain_event *ret)
{
    char quote = *r->at++;
    const char *last = find_quote(r->at, r->end, quote);
    if (last) {
        ret->text = between(r->at, last);
        r->at = last + 1;
    } else {
        struct quoted q = {.r = r};
        buf_init(&q.text, r->arena);
        if (!read_pieces(&q, quote))
            return false;
        ret->text = buf_str(&q.text);
        ret->kept = true;
    }
    ret->end = r->at;
    return true;
}

/* ---- plain scalars over several lines ---- */

/* Goes on with a scalar at the next content, which is deeper than its parent. */
bool plain_fold(struct plain_reader *r, struct yaml_plain_event *s, long parent)
{
    struct buf b;
    buf_init(&b, r->arena);
    put(r, &b, s->text);
    for (;;) {
        size_t breaks = 0;
        for (const char *c = s->end; c < r->at; c++) {
            breaks += *c == '\n';
            if (*c == '#')
                return false; /* a comment ends the scalar */
        }
        put_breaks(r, &b, breaks);
        const char *last = plain_line_part(r->at, r->end);
        if (!last || last == r->at)
            return false;
        put(r, &b, between(r->at, last));
        s->end = r->at = last;
        if (!plain_finish_line(r, r->at))
            return false;
        if (r->column <= parent)
            break;
    }
    s->text = buf_str(&b);
    s->kept = true;
    return true;
}

/* ---- block scalars ---- */

struct block {
    struct plain_reader *r;
    struct buf text;
    long indent;
    size_t breaks;  /* empty lines that wait for what follows them */
    bool folded;    /* '>' */
    char chomp;     /* '-', '+' or none */
    bool was_blank; /* the last line of text begins with a blank */
    bool open;      /* its break is not written */
};

/* Passes empty lines, and the indentation of the next one. */
static bool block_breaks(struct block *b, long *ret_column)
{
    struct plain_reader *r = b->r;
    for (;;) {
        const char *s = r->at;
        while (s < r->end && *s == ' ' && (!b->indent || s - r->at < b->indent))
            s++;
        *ret_column = s - r->at;
        if (s == r->end)
            return s == r->at;
        if (*s == '\t' && (!b->indent || *ret_column < b->indent))
            return false;
        if (*s != '\n')
            return true;
        r->at = s + 1;
        r->number++;
        b->breaks++;
    }
}

/* The columns of the first line of text; false when empty lines before it are longer. */
static bool block_indent(struct block *b, long parent, long *ret_column)
{
    long longest = 0;
    const char *s = b->r->at;
    if (b->indent) /* it was written down */
        return block_breaks(b, ret_column);
    for (;;) {
        const char *from = s;
        s = plain_skip_spaces(s, b->r->end);
        if (s - from > longest)
            longest = s - from;
        if (s == b->r->end || *s != '\n')
            break;
        s++;
    }
    if (s < b->r->end && *s == '\t')
        return false;
    b->indent = longest > parent + 1 ? longest : parent + 1;
    return block_breaks(b, ret_column);
}

/* A line of text joins those before it. */
static void block_line(struct block *b, const char *s, const char *last)
{
    bool blank = *s == ' ' || *s == '\t';
    if (b->open && b->folded && !b->was_blank && !blank) {
        if (!b->breaks)
            put_fill(b->r, &b->text, ' ', 1);
    } else if (b->open) {
        put_fill(b->r, &b->text, '\n', 1);
    }
    put_fill(b->r, &b->text, '\n', b->breaks);
    put(b->r, &b->text, between(s, last));
    b->breaks = 0;
    b->was_blank = blank;
}

static bool block_lines(struct block *b, long column)
{
    struct plain_reader *r = b->r;
    while (column == b->indent && r->at + column < r->end) {
        const char *s = r->at + column, *last = line_end(s, r->end);
        block_line(b, s, last);
        b->open = last < r->end;
        r->at = b->open ? last + 1 : last;
        r->number += b->open;
        if (!block_breaks(b, &column))
            return false;
    }
    return true;
}

/* The line of the indicator; its end is passed. */
static bool block_header(struct block *b, long parent)
{
    struct plain_reader *r = b->r;
    b->folded = *r->at++ == '>';
    for (; r->at < r->end && !plain_is_blank_at(r->at, r->end); r->at++) {
        if ((*r->at == '-' || *r->at == '+') && !b->chomp)
            b->chomp = *r->at;
        else if (*r->at >= '1' && *r->at <= '9' && !b->indent)
            b->indent = parent + (*r->at - '0');
        else
            return false;
    }
    if (!plain_at_line_end(r))
        return false;
    const char *end = line_end(r->at, r->end);
    if (end == r->end)
        return false;
    r->at = end + 1;
    r->number++;
    return true;
}

bool plain_read_block(struct plain_reader *r, long parent, struct yaml_plain_event *ret)
{
    struct block b = {.r = r};
    long column;
    plain_begin_scalar(r, r->at, ret);
    if (!block_header(&b, parent))
        return false;
    buf_init(&b.text, r->arena);
    if (!block_indent(&b, parent, &column) || !block_lines(&b, column))
        return false;
    if (b.chomp != '-' && b.open)
        put_fill(r, &b.text, '\n', 1);
    if (b.chomp == '+')
        put_fill(r, &b.text, '\n', b.breaks);
    ret->text = buf_str(&b.text);
    ret->end = r->at;
    ret->plain = false;
    ret->kept = true;
    return true;
}

/* ---- scalars in brackets ---- */

/* The end of a plain scalar in brackets, which is on one line; NULL when it needs care. */
static const char *flow_plain_line_part(const char *s, const char *end)
{
    const char *begin = s;
    for (; s < end && *s != '\n' && *s != ','; s++) {
        if (!plain_has_class(*s, STOP | INDICATOR))
            continue;
        if (strchr("[]{}", *s))
            break;
        if (*s == '\t' || *s == '?')
            return NULL;
        if (*s == '#' && s[-1] == ' ')
            break;
        if (*s != ':')
            continue;
        if (plain_is_blank_at(s + 1, end))
            break;
        if (strchr("\t,?[]{}", s[1]))
            return NULL;
    }
    while (s > begin && s[-1] == ' ')
        s--;
    return s;
}

bool plain_read_flow_scalar(struct plain_reader *r, struct yaml_plain_event *ret)
{
    if (*r->at == '"' || *r->at == '\'')
        return plain_read_scalar(r, r->at, ret);
    plain_begin_scalar(r, r->at, ret);
    bool odd = plain_has_class(*r->at, INDICATOR) || *r->at == ':';
    if (*r->at == '-')
        odd = plain_is_blank_at(r->at + 1, r->end) || plain_has_class(r->at[1], INDICATOR);
    const char *last = odd ? NULL : flow_plain_line_part(r->at, r->end);
    if (!last)
        return false;
    ret->text = between(r->at, last);
    ret->end = r->at = last;
    return true;
}
