#include "value/yaml_emit.h"

#include "base/utf8.h"

#include <string.h>

enum { BEST_WIDTH = 80 };

/* ------------------------------------------------------------------------------------------
 * Lines
 */

static void put_newline(struct yaml_emit *e)
{
    buf_put_char(e->out, '\n');
    buf_put_fill(e->out, ' ', e->base);
    e->line = e->out->len;
}

/* A line break of the text's own; the base is for lines that a newline ends. */
static void put_break(struct yaml_emit *e, str s)
{
    buf_put_str(e->out, s);
    if (*s.s == '\n')
        buf_put_fill(e->out, ' ', e->base);
    e->line = e->out->len;
}

void yaml_emit_indent(struct yaml_emit *e, size_t indent)
{
    if (e->in_place) {
        e->in_place = false;
        return;
    }
    bool line = e->out->len > e->line;
    size_t blanks = indent + (line ? e->base : 0);
    static const char many[] = "                ";
    enum { MANY = sizeof many - 1 };
    char *at = buf_reserve(e->out, 1 + blanks + MANY);
    if (line)
        *at++ = '\n';
    for (size_t i = 0; i < blanks; i += MANY)
        memcpy(at + i, many, MANY);
    e->out->len += line + blanks;
    if (line)
        e->line = e->out->len - indent;
}

static size_t column(const struct yaml_emit *e)
{
    return utf8_count(str_make(e->out->s + e->line, e->out->len - e->line));
}

/* Whether a string of n bytes can reach the column where lines are folded. */
static bool may_fold(const struct yaml_emit *e, size_t n, bool foldable)
{
    return foldable && !e->pretty && e->out->len - e->line + n > BEST_WIDTH;
}

static void fold(struct yaml_emit *e, size_t indent)
{
    put_newline(e);
    buf_put_fill(e->out, ' ', indent);
}

/* The end of the line that begins at i. Text that is written in lines has no other breaks than
 * newlines, LS and PS; the bytes of the latter begin with E2. */
static size_t line_end(str s, size_t i)
{
    const char *newline = memchr(s.s + i, '\n', s.len - i);
    size_t end = newline ? (size_t)(newline - s.s) : s.len;
    for (const char *at = s.s + i; (at = memchr(at, 0xE2, (size_t)(s.s + end - at))); at++)
        if (yaml_break_len(str_from(s, (size_t)(at - s.s))))
            return (size_t)(at - s.s);
    return end;
}

/* ------------------------------------------------------------------------------------------
 * Plain and single-quoted
 */

/* The text between two spaces, apostrophes doubled when quoted. Returns its columns. */
static size_t put_word(struct yaml_emit *e, str word, bool quoted)
{
    size_t columns = utf8_count(word);
    for (size_t at; quoted && (at = str_find_char(word, '\'')) != STR_NONE; columns++) {
        buf_put(e->out, word.s, at + 1);
        buf_put_char(e->out, '\'');
        word = str_from(word, at + 1);
    }
    buf_put_str(e->out, word);
    return columns;
}

/* A space at s[i]: a line may end there if it is a single one that doesn't end the text. */
static bool folds_at(str s, size_t i, size_t col)
{
    return col > BEST_WIDTH && i > 0 && i + 1 < s.len && s.s[i - 1] != ' ' && s.s[i + 1] != ' ';
}

static void put_folded(struct yaml_emit *e, str s, size_t indent, bool quoted)
{
    size_t col = column(e);
    for (size_t i = 0; i < s.len;) {
        const char *space = memchr(s.s + i, ' ', s.len - i);
        size_t end = space ? (size_t)(space - s.s) : s.len;
        col += put_word(e, str_slice(s, i, end), quoted);
        i = end;
        if (i == s.len)
            break;
        if (folds_at(s, i, col)) {
            fold(e, indent);
            col = indent;
        } else {
            buf_put_char(e->out, ' ');
            col++;
        }
        i++;
    }
}

/* Quoted text without line breaks of its own. */
static void put_single_line(struct yaml_emit *e, str s, size_t indent, bool foldable)
{
    if (may_fold(e, 2 * s.len, foldable))
        put_folded(e, s, indent, true);
    else
        put_word(e, s, true);
}

/* Quoted text with line breaks (LS and PS only): each line but the first is indented. */
static void put_quoted_lines(struct yaml_emit *e, str s, size_t indent)
{
    for (size_t i = 0; i < s.len;) {
        size_t end = line_end(s, i);
        if (end > i) {
            if (i > 0)
                buf_put_fill(e->out, ' ', indent);
            put_single_line(e, str_slice(s, i, end), indent, true);
        }
        for (i = end; i < s.len;) {
            size_t len = yaml_break_len(str_from(s, i));
            if (!len)
                break;
            put_break(e, str_make(s.s + i, len));
            i += len;
        }
    }
}

static void put_plain(struct yaml_emit *e, str s, size_t indent, bool foldable)
{
    if (may_fold(e, s.len, foldable))
        put_folded(e, s, indent, false);
    else
        buf_put_str(e->out, s);
}

static void put_single(struct yaml_emit *e, str s, bool multiline, size_t indent, bool foldable)
{
    buf_put_char(e->out, '\'');
    if (multiline)
        put_quoted_lines(e, s, indent);
    else
        put_single_line(e, s, indent, foldable);
    buf_put_char(e->out, '\'');
}

/* ------------------------------------------------------------------------------------------
 * Double-quoted
 */

/* The letter of a short escape, 0 if there is none. */
static char short_escape(uint32_t r)
{
    static const struct {
        uint32_t rune;
        char letter;
    } known[] = {{0, '0'},     {7, 'a'},    {8, 'b'},    {9, 't'},      {10, 'n'},
                 {11, 'v'},    {12, 'f'},   {13, 'r'},   {0x1B, 'e'},   {'"', '"'},
                 {'\\', '\\'}, {0x85, 'N'}, {0xA0, '_'}, {0x2028, 'L'}, {0x2029, 'P'}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].rune == r)
            return known[i].letter;
    return 0;
}

/* Returns the columns that it takes. */
static size_t put_escape(struct yaml_emit *e, uint32_t r)
{
    char text[10] = {'\\', short_escape(r)};
    if (text[1]) {
        buf_put(e->out, text, 2);
        return 2;
    }
    size_t digits = r <= 0xFF ? 2 : r <= 0xFFFF ? 4 : 8;
    text[1] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    for (size_t i = 0; i < digits; i++)
        text[2 + i] = "0123456789ABCDEF"[r >> 4 * (digits - 1 - i) & 15];
    buf_put(e->out, text, 2 + digits);
    return 2 + digits;
}

struct double_quoted {
    str s;
    size_t indent, col;
    bool foldable;
    bool after_space;
    bool all; /* text that begins with U+FEFF: go-yaml takes every character for one */
};

static void put_double_space(struct yaml_emit *e, struct double_quoted *d, size_t i)
{
    bool inside = i > 0 && i + 1 < d->s.len;
    if (d->foldable && !d->after_space && d->col > BEST_WIDTH && inside) {
        fold(e, d->indent);
        d->col = d->indent;
        if (d->s.s[i + 1] == ' ') { /* it would be lost at the beginning of a line */
            buf_put_char(e->out, '\\');
            d->col++;
        }
    } else {
        buf_put_char(e->out, ' ');
        d->col++;
    }
    d->after_space = true;
}

static size_t put_double_rune(struct yaml_emit *e, struct double_quoted *d, size_t i)
{
    size_t len;
    str rest = str_from(d->s, i);
    uint32_t r = utf8_decode(rest, &len);
    bool escape = !yaml_is_printable(r) || r == '"' || r == '\\' || yaml_break_len(rest);
    if (escape || d->all) {
        d->col += put_escape(e, r);
        d->after_space = false;
    } else if (r == ' ') {
        put_double_space(e, d, i);
    } else {
        buf_put(e->out, rest.s, len);
        d->col++;
        d->after_space = false;
    }
    return len;
}

static void put_double(struct yaml_emit *e, str s, size_t indent, bool foldable)
{
    buf_put_char(e->out, '"');
    struct double_quoted d = {.s = s, .indent = indent, .foldable = foldable && !e->pretty};
    d.all = str_has_prefix(s, STR("\xEF\xBB\xBF"));
    d.col = column(e);
    for (size_t i = 0; i < s.len;)
        i += put_double_rune(e, &d, i);
    buf_put_char(e->out, '"');
}

/* ------------------------------------------------------------------------------------------
 * Literal
 */

static bool ends_in_break(str s)
{
    size_t len;
    if (!s.len)
        return false;
    utf8_decode_last(s, &len);
    return yaml_break_len(str_from(s, s.len - len)) > 0;
}

/* '+' keeps all line breaks at the end, '-' says that there is none. */
static char chomping(str s)
{
    if (!ends_in_break(s))
        return '-';
    size_t len;
    utf8_decode_last(s, &len);
    return len == s.len || ends_in_break(str_make(s.s, s.len - len)) ? '+' : 0;
}

static void put_literal(struct yaml_emit *e, str s, size_t indent)
{
    buf_put_char(e->out, '|');
    if (s.s[0] == ' ' || yaml_break_len(s))
        buf_put_char(e->out, '2');
    char chomp = chomping(s);
    if (chomp)
        buf_put_char(e->out, chomp);
    put_newline(e);
    for (size_t i = 0; i < s.len;) {
        size_t end = line_end(s, i);
        if (end > i) {
            buf_put_fill(e->out, ' ', indent);
            buf_put(e->out, s.s + i, end - i);
        }
        if (end == s.len)
            break;
        size_t len = yaml_break_len(str_from(s, end));
        put_break(e, str_make(s.s + end, len));
        i = end + len;
    }
}

void yaml_emit_string(struct yaml_emit *e, str s, struct yaml_form form, size_t indent,
                      bool foldable)
{
    switch (form.style) {
    case YAML_PLAIN:
        put_plain(e, s, indent, foldable);
        break;
    case YAML_SINGLE_QUOTED:
        put_single(e, s, form.multiline, indent, foldable);
        break;
    case YAML_DOUBLE_QUOTED:
        put_double(e, s, indent, foldable);
        break;
    case YAML_LITERAL:
        put_literal(e, s, indent);
        break;
    }
}
