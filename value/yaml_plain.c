#include "value/yaml_plain.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

enum {
    DEPTH_MAX = 64,
    KEY_MAX = 512, /* bytes; libyaml's limit is 1024 */
    AT_END = -1    /* the column of the end of the text */
};

struct reader {
    struct arena *arena;
    yaml_plain_fn *take;
    void *context;
    const char *at, *end;
    const char *line; /* where the line begins that `at` is in, */
    uint32_t number;  /* and its number */
    long column;      /* of the content that `at` is at the start of */
    unsigned depth;
};

/* A scalar of one line. */
struct scalar {
    str text;
    const char *begin, *end, *line;
    uint32_t number;
    bool plain;
};

/* ---- bytes ---- */

enum { EIGHT = 8 };

/* Whether eight bytes are all from ' ' to '~'. */
static bool are_eight_printable(const char *s)
{
    const uint64_t ones = 0x0101010101010101u, high = ones * 0x80;
    uint64_t w, del;
    memcpy(&w, s, EIGHT);
    del = w ^ (ones * 0x7F);
    return !((((w - ones * ' ') & ~w) | ((del - ones) & ~del) | w) & high);
}

static bool are_plain_runes(str s)
{
    while (s.len) {
        size_t n;
        uint32_t r = utf8_decode(s, &n);
        bool bad = (r == UTF8_BAD && n == 1) || (r >= 0x80 && r < 0xA0) || r == 0x2028 ||
                   r == 0x2029 || r == 0xFEFF || r == 0xFFFE || r == 0xFFFF;
        if (bad)
            return false;
        s = str_from(s, n);
    }
    return true;
}

bool yaml_plain_bytes(str s)
{
    bool ascii = true;
    for (size_t i = 0; i < s.len; i++) {
        while (s.len - i >= EIGHT && are_eight_printable(s.s + i))
            i += EIGHT;
        if (i == s.len)
            break;
        unsigned char c = (unsigned char)s.s[i];
        if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7F)
            return false;
        ascii = ascii && c < 0x80;
    }
    return ascii || are_plain_runes(s);
}

size_t yaml_plain_column(const char *line_begin, const char *at)
{
    size_t n = 0;
    for (; line_begin < at; line_begin++)
        n += ((unsigned char)*line_begin & 0xC0) != 0x80;
    return n;
}

/* What a byte may end or spoil: a plain scalar in a line; or of which words in brackets are. */
enum { STOP = 1, WORD = 2, INDICATOR = 4 };

static const unsigned char classes[256] = {
    ['\n'] = STOP,     ['\t'] = STOP | INDICATOR,
    [':'] = STOP,      ['#'] = STOP | INDICATOR,
    [','] = INDICATOR, ['['] = INDICATOR,
    [']'] = INDICATOR, ['{'] = INDICATOR,
    ['}'] = INDICATOR, ['&'] = INDICATOR,
    ['*'] = INDICATOR, ['!'] = INDICATOR,
    ['|'] = INDICATOR, ['>'] = INDICATOR,
    ['%'] = INDICATOR, ['@'] = INDICATOR,
    ['`'] = INDICATOR, ['?'] = INDICATOR,
    ['-'] = WORD,      ['.'] = WORD,
    ['/'] = WORD,      ['_'] = WORD,
    ['0'] = WORD,      ['1'] = WORD,
    ['2'] = WORD,      ['3'] = WORD,
    ['4'] = WORD,      ['5'] = WORD,
    ['6'] = WORD,      ['7'] = WORD,
    ['8'] = WORD,      ['9'] = WORD,
    ['a'] = WORD,      ['b'] = WORD,
    ['c'] = WORD,      ['d'] = WORD,
    ['e'] = WORD,      ['f'] = WORD,
    ['g'] = WORD,      ['h'] = WORD,
    ['i'] = WORD,      ['j'] = WORD,
    ['k'] = WORD,      ['l'] = WORD,
    ['m'] = WORD,      ['n'] = WORD,
    ['o'] = WORD,      ['p'] = WORD,
    ['q'] = WORD,      ['r'] = WORD,
    ['s'] = WORD,      ['t'] = WORD,
    ['u'] = WORD,      ['v'] = WORD,
    ['w'] = WORD,      ['x'] = WORD,
    ['y'] = WORD,      ['z'] = WORD,
    ['A'] = WORD,      ['B'] = WORD,
    ['C'] = WORD,      ['D'] = WORD,
    ['E'] = WORD,      ['F'] = WORD,
    ['G'] = WORD,      ['H'] = WORD,
    ['I'] = WORD,      ['J'] = WORD,
    ['K'] = WORD,      ['L'] = WORD,
    ['M'] = WORD,      ['N'] = WORD,
    ['O'] = WORD,      ['P'] = WORD,
    ['Q'] = WORD,      ['R'] = WORD,
    ['S'] = WORD,      ['T'] = WORD,
    ['U'] = WORD,      ['V'] = WORD,
    ['W'] = WORD,      ['X'] = WORD,
    ['Y'] = WORD,      ['Z'] = WORD,
};

static bool has_class(char c, unsigned class)
{
    return classes[(unsigned char)c] & class;
}

static const char *skip_spaces(const char *s, const char *end)
{
    while (s < end && *s == ' ')
        s++;
    return s;
}

static const char *line_end(const char *s, const char *end)
{
    const char *found = s < end ? memchr(s, '\n', (size_t)(end - s)) : NULL;
    return found ? found : end;
}

/* Whether a line ends here, or goes on with a blank. */
static bool is_blank_at(const char *s, const char *end)
{
    return s == end || *s == ' ' || *s == '\n';
}

static str between(const char *begin, const char *end)
{
    return str_make(begin, (size_t)(end - begin));
}

/* ---- events ---- */

static bool tell(const struct reader *r, enum yaml_plain_kind kind, bool flow)
{
    const struct yaml_plain_event e = {kind, false, flow, {0}, r->at, r->at, r->line, r->number};
    return r->take(r->context, &e);
}

static bool tell_scalar(const struct reader *r, const struct scalar *s)
{
    const struct yaml_plain_event e = {YAML_PLAIN_SCALAR, s->plain, false,   s->text,
                                       s->begin,          s->end,   s->line, s->number};
    return r->take(r->context, &e);
}

/* A value that is not there: it is where it would begin. */
static bool tell_null(const struct reader *r, const struct scalar *where)
{
    return tell_scalar(r, where);
}

static struct scalar scalar_here(const struct reader *r)
{
    return (struct scalar){STR(""), r->at, r->at, r->line, r->number, true};
}

/* ---- lines ---- */

/* "---", "..." and directives, which begin or end documents. */
static bool is_marker(const struct reader *r)
{
    const char *s = r->at;
    if (*s == '%')
        return true;
    return r->end - s >= 3 && (memcmp(s, "---", 3) == 0 || memcmp(s, "...", 3) == 0);
}

/* From the start of a line to the next content. */
static bool find_content(struct reader *r)
{
    for (;;) {
        const char *s = skip_spaces(r->at, r->end);
        r->line = r->at;
        r->at = s;
        if (s < r->end && *s != '\n' && *s != '#') {
            r->column = s - r->line;
            return r->column > 0 || !is_marker(r);
        }
        s = s < r->end && *s == '#' ? line_end(s, r->end) : s;
        if (s == r->end) {
            r->at = s;
            r->column = AT_END;
            return true;
        }
        r->at = s + 1;
        r->number++;
    }
}

/* From the end of what a line holds to the next content. */
static bool finish_line(struct reader *r)
{
    const char *s = skip_spaces(r->at, r->end);
    if (s < r->end && *s == '#' && s > r->at)
        s = line_end(s, r->end);
    if (s < r->end && *s != '\n')
        return false;
    if (s < r->end) {
        s++;
        r->number++;
        r->at = s;
        return find_content(r);
    }
    r->at = s;
    r->column = AT_END;
    return true;
}

/* Nothing more on the line, or a comment, which needs a blank before it. */
static bool at_line_end(const struct reader *r)
{
    const char *s = skip_spaces(r->at, r->end);
    return s == r->end || *s == '\n' || (*s == '#' && s > r->at);
}

static bool at_dash(const struct reader *r)
{
    return *r->at == '-' && is_blank_at(r->at + 1, r->end);
}

/* ---- scalars of one line ---- */

/* The end of a plain scalar's part that is on this line; NULL for a tab. */
static const char *plain_end(const char *s, const char *end)
{
    const char *begin = s;
    for (;; s++) {
        while (s < end && !has_class(*s, STOP))
            s++;
        if (s == end || *s == '\n')
            break;
        if (*s == '\t')
            return NULL;
        if (*s == ':' ? is_blank_at(s + 1, end) : s > begin && s[-1] == ' ')
            break;
    }
    while (s > begin && s[-1] == ' ')
        s--;
    return s;
}

static bool read_plain(struct reader *r, struct scalar *ret)
{
    const char *s = r->at;
    if (has_class(*s, INDICATOR))
        return false;
    bool sign = *s == '-' || *s == ':';
    if (sign && (is_blank_at(s + 1, r->end) || s[1] == '\t'))
        return false;
    const char *last = plain_end(s, r->end);
    if (!last || last == s)
        return false;
    ret->text = between(s, last);
    ret->end = r->at = last;
    return true;
}

static bool read_single(struct reader *r, struct scalar *ret)
{
    const char *s = r->at + 1;
    bool doubled = false;
    for (;; s++) {
        if (s == r->end || *s == '\n' || *s == '\t')
            return false;
        if (*s != '\'')
            continue;
        if (s + 1 == r->end || s[1] != '\'')
            break;
        doubled = true;
        s++;
    }
    ret->text = between(r->at + 1, s);
    if (doubled)
        ret->text = str_replace_all(r->arena, ret->text, STR("''"), STR("'"));
    ret->end = r->at = s + 1;
    return true;
}

/* What the few usual escapes stand for; '\0' for all others. */
static char unescape(char c)
{
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case '"':
    case '\\':
    case ' ':
        return c;
    default:
        return '\0';
    }
}

static str without_escapes(struct arena *a, str s)
{
    char *out = arena_bytes(a, s.len);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        out[n++] = s.s[i] == '\\' ? unescape(s.s[++i]) : s.s[i];
    return str_make(out, n);
}

static bool read_double(struct reader *r, struct scalar *ret)
{
    const char *s = r->at + 1;
    bool escaped = false;
    for (; s == r->end || *s != '"'; s++) {
        if (s == r->end || *s == '\n' || *s == '\t')
            return false;
        if (*s != '\\')
            continue;
        escaped = true;
        if (++s == r->end || !unescape(*s))
            return false;
    }
    ret->text = between(r->at + 1, s);
    if (escaped)
        ret->text = without_escapes(r->arena, ret->text);
    ret->end = r->at = s + 1;
    return true;
}

/* A scalar, or the first line of a plain one. */
static bool read_scalar(struct reader *r, struct scalar *ret)
{
    *ret = scalar_here(r);
    ret->plain = *r->at != '"' && *r->at != '\'';
    return ret->plain      ? read_plain(r, ret)
           : *r->at == '"' ? read_double(r, ret)
                           : read_single(r, ret);
}

/* Passes the colon that makes a key of what was read. */
static bool take_colon(struct reader *r)
{
    const char *s = skip_spaces(r->at, r->end);
    if (s == r->end || *s != ':' || !is_blank_at(s + 1, r->end))
        return false;
    r->at = s + 1;
    return true;
}

/* ---- plain scalars over several lines ---- */

/* Goes on with a scalar at the next content, which is deeper than its parent. */
static bool fold_plain(struct reader *r, struct scalar *s, long parent)
{
    struct buf b;
    buf_init(&b, r->arena);
    buf_put_str(&b, s->text);
    for (;;) {
        size_t breaks = 0;
        for (const char *c = s->end; c < r->at; c++) {
            breaks += *c == '\n';
            if (*c == '#')
                return false; /* a comment ends the scalar */
        }
        buf_put_fill(&b, breaks > 1 ? '\n' : ' ', breaks > 1 ? breaks - 1 : 1);
        const char *last = plain_end(r->at, r->end);
        if (!last || last == r->at)
            return false;
        buf_put_str(&b, between(r->at, last));
        s->end = r->at = last;
        if (!finish_line(r))
            return false;
        if (r->column <= parent)
            break;
    }
    s->text = buf_str(&b);
    return true;
}

/* The rest of a scalar that is no key: its line ends, and what is deeper goes on with it. */
static bool finish_scalar(struct reader *r, struct scalar *s, long parent)
{
    if (!finish_line(r))
        return false;
    if (r->column > parent && !(s->plain && fold_plain(r, s, parent)))
        return false;
    return tell_scalar(r, s);
}

/* ---- block scalars ---- */

struct block {
    struct reader *r;
    struct buf text;
    long indent;
    size_t breaks; /* empty lines that wait for what follows them */
    const char *end;
};

/* Passes empty lines, and the indentation of the next one. */
static bool block_breaks(struct block *b, long *ret_column)
{
    struct reader *r = b->r;
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
    for (;;) {
        const char *from = s;
        s = skip_spaces(s, b->r->end);
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

static bool block_lines(struct block *b, bool folded, bool *ret_last_break, long column)
{
    struct reader *r = b->r;
    bool was_blank = false, has_break = false;
    while (column == b->indent && r->at + column < r->end) {
        const char *s = r->at + column, *last = line_end(s, r->end);
        bool blank = *s == ' ' || *s == '\t';
        if (has_break && folded && !was_blank && !blank) {
            if (!b->breaks)
                buf_put_char(&b->text, ' ');
        } else if (has_break) {
            buf_put_char(&b->text, '\n');
        }
        buf_put_fill(&b->text, '\n', b->breaks);
        b->breaks = 0;
        was_blank = blank;
        buf_put_str(&b->text, between(s, last));
        has_break = last < r->end;
        r->at = has_break ? last + 1 : last;
        r->number += has_break;
        if (!block_breaks(b, &column))
            return false;
    }
    *ret_last_break = has_break;
    return true;
}

static bool read_block(struct reader *r, long parent)
{
    struct scalar s = scalar_here(r);
    bool folded = *r->at++ == '>', last_break;
    char chomp = r->at < r->end && (*r->at == '-' || *r->at == '+') ? *r->at++ : '\0';
    struct block b = {.r = r};
    long column;
    if (!at_line_end(r))
        return false;
    const char *end = line_end(r->at, r->end);
    if (end == r->end)
        return false;
    r->at = end + 1;
    r->number++;
    buf_init(&b.text, r->arena);
    if (!block_indent(&b, parent, &column) || !block_lines(&b, folded, &last_break, column))
        return false;
    if (chomp != '-' && last_break)
        buf_put_char(&b.text, '\n');
    if (chomp == '+')
        buf_put_fill(&b.text, '\n', b.breaks);
    s.text = buf_str(&b.text);
    s.end = r->at;
    s.plain = false;
    return tell_scalar(r, &s) && find_content(r);
}

/* ---- lists and maps in brackets, on one line ---- */

static bool read_flow(struct reader *r);

static bool read_flow_scalar(struct reader *r, struct scalar *ret)
{
    if (*r->at == '"' || *r->at == '\'')
        return read_scalar(r, ret);
    *ret = scalar_here(r);
    const char *s = r->at;
    while (s < r->end && has_class(*s, WORD))
        s++;
    bool odd = s == r->at || *r->at == '-' || *r->at == '.';
    ret->text = between(r->at, s);
    ret->end = r->at = s;
    return !odd;
}

static bool read_flow_value(struct reader *r)
{
    struct scalar s;
    if (r->at == r->end)
        return false;
    if (*r->at == '[' || *r->at == '{')
        return read_flow(r);
    return read_flow_scalar(r, &s) && tell_scalar(r, &s);
}

static bool read_flow_entry(struct reader *r, bool map)
{
    struct scalar key;
    if (map) {
        if (r->at == r->end || !read_flow_scalar(r, &key) || !tell_scalar(r, &key))
            return false;
        if (r->at == r->end || *r->at != ':' || r->at + 1 == r->end || r->at[1] != ' ')
            return false;
        r->at = skip_spaces(r->at + 1, r->end);
    }
    return read_flow_value(r);
}

static bool read_flow(struct reader *r)
{
    bool map = *r->at == '{';
    char close = map ? '}' : ']';
    if (++r->depth > DEPTH_MAX || !tell(r, map ? YAML_PLAIN_MAP : YAML_PLAIN_LIST, true))
        return false;
    r->at = skip_spaces(r->at + 1, r->end);
    bool empty = r->at < r->end && *r->at == close;
    while (!empty) {
        if (!read_flow_entry(r, map))
            return false;
        r->at = skip_spaces(r->at, r->end);
        if (r->at == r->end || (*r->at != ',' && *r->at != close))
            return false;
        if (*r->at == close)
            break;
        r->at = skip_spaces(r->at + 1, r->end);
    }
    r->depth--;
    r->at++;
    return tell(r, YAML_PLAIN_END, true);
}

/* ---- structure ---- */

static bool read_node(struct reader *r, long parent);

static bool read_list(struct reader *r, long column)
{
    if (++r->depth > DEPTH_MAX || !tell(r, YAML_PLAIN_LIST, false))
        return false;
    do {
        r->at++;
        struct scalar null = scalar_here(r);
        bool alone = at_line_end(r);
        if (alone ? !finish_line(r) : (r->at = skip_spaces(r->at, r->end)) == r->end)
            return false;
        if (alone && r->column <= column ? !tell_null(r, &null) : !read_node(r, column))
            return false;
    } while (r->column == column && at_dash(r));
    r->depth--;
    return r->column <= column && tell(r, YAML_PLAIN_END, false);
}

/* What stands behind a colon, up to the next content. */
static bool read_value(struct reader *r, long column)
{
    struct scalar s = scalar_here(r);
    if (at_line_end(r)) {
        if (!finish_line(r))
            return false;
        if (r->column > column)
            return read_node(r, column);
        return r->column == column && at_dash(r) ? read_list(r, column) : tell_null(r, &s);
    }
    r->at = skip_spaces(r->at, r->end);
    if (*r->at == '|' || *r->at == '>')
        return read_block(r, column);
    if (*r->at == '[' || *r->at == '{')
        return read_flow(r) && finish_line(r) && r->column <= column;
    return read_scalar(r, &s) && !take_colon(r) && finish_scalar(r, &s, column);
}

/* The first key has been read. */
static bool read_map(struct reader *r, struct scalar *key, long column)
{
    const char *after = r->at;
    r->at = key->begin;
    bool ok = ++r->depth <= DEPTH_MAX && tell(r, YAML_PLAIN_MAP, false);
    r->at = after;
    while (ok) {
        bool merge = key->plain && str_eq(key->text, STR("<<"));
        bool too_long = key->end - key->begin > KEY_MAX;
        if (merge || too_long || !tell_scalar(r, key) || !read_value(r, column))
            return false;
        if (r->column != column)
            break;
        ok = !at_dash(r) && read_scalar(r, key) && take_colon(r);
    }
    r->depth--;
    return ok && r->column <= column && tell(r, YAML_PLAIN_END, false);
}

/* What begins here: it is deeper than `parent`, the column of the collection around it. */
static bool read_node(struct reader *r, long parent)
{
    long column = r->at - r->line;
    struct scalar s;
    if (at_dash(r))
        return read_list(r, column);
    if (*r->at == '|' || *r->at == '>')
        return parent >= 0 && read_block(r, parent);
    if (*r->at == '[' || *r->at == '{')
        return read_flow(r) && finish_line(r) && r->column <= parent;
    if (!read_scalar(r, &s))
        return false;
    if (take_colon(r))
        return read_map(r, &s, column);
    return parent >= 0 && finish_scalar(r, &s, parent);
}

/* "---" on a line of its own in front of all but comments. */
static bool skip_marker(struct reader *r)
{
    if (r->column == AT_END || *r->at != '-')
        return false;
    r->at += 3;
    return finish_line(r) && r->column != AT_END; /* else there is a document, and it is empty */
}

bool yaml_plain_read(struct arena *a, str text, yaml_plain_fn *take, void *context)
{
    struct reader r = {a, take, context, text.s, text.s + text.len, text.s, 0, 0, 0};
    if (!text.len)
        return true;
    if (!yaml_plain_bytes(text))
        return false;
    if (!find_content(&r) && !skip_marker(&r))
        return false;
    return r.column == AT_END || (read_node(&r, -1) && r.column == AT_END);
}
