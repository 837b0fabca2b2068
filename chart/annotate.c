#include "chart/annotate.h"

#include "base/arena.h"
#include "base/buf.h"

/* Lines keep their ends. */
struct lines {
    str *items;
    size_t n;
};

static struct lines split(struct arena *a, str text)
{
    struct lines l = {.items = ARENA_ARRAY(a, str, str_count(text, STR("\n")) + 1)};
    while (text.len) {
        size_t end = str_find_char(text, '\n');
        size_t len = end == STR_NONE ? text.len : end + 1;
        l.items[l.n++] = str_slice(text, 0, len);
        text = str_from(text, len);
    }
    return l;
}

static size_t indent_of(str line)
{
    size_t n = 0;
    while (n < line.len && line.s[n] == ' ')
        n++;
    return n;
}

/* A line that says something: neither blank nor a comment. */
static bool is_entry(str line)
{
    line = str_trim_blanks(line);
    return line.len && line.s[0] != '#';
}

/* What follows "key:" on a line that begins with it, perhaps in quotes, behind its indent. */
static bool after_key(str line, str key, str *ret)
{
    str s = str_from(line, indent_of(line));
    char mark = s.len && (s.s[0] == '"' || s.s[0] == '\'') ? s.s[0] : '\0';
    if (mark)
        s = str_from(s, 1);
    if (!str_has_prefix(s, key))
        return false;
    s = str_from(s, key.len);
    if (mark && (!s.len || s.s[0] != mark))
        return false;
    if (mark)
        s = str_from(s, 1);
    if (!s.len || s.s[0] != ':')
        return false;
    *ret = str_from(s, 1);
    return true;
}

static str line_end(str text)
{
    return str_has(text, STR("\r\n")) ? STR("\r\n") : STR("\n");
}

static void put_entry(struct buf *out, size_t indent, str key, str value, str end)
{
    buf_put_fill(out, ' ', indent);
    buf_put_str(out, key);
    buf_put_str(out, STR(": "));
    buf_put_str(out, value);
    buf_put_str(out, end);
}

/* The line that ends with a new value instead of `rest`, its comment kept. */
static void put_changed(struct buf *out, str line, str rest, str value)
{
    buf_put_str(out, str_slice(line, 0, line.len - rest.len));
    buf_put_char(out, ' ');
    buf_put_str(out, value);
    size_t comment = str_find(rest, STR(" #"));
    str plain = str_trim_blanks(rest);
    size_t tail = comment != STR_NONE ? comment
                  : plain.len         ? (size_t)(plain.s + plain.len - rest.s)
                                      : 0;
    while (comment != STR_NONE && tail && rest.s[tail - 1] == ' ')
        tail--;
    buf_put_str(out, str_from(rest, tail));
}

/* The entries below `annotations:`: lines (first, end). */
struct section {
    size_t head, end; /* head: of `annotations:` itself; l.n when there is none */
    size_t entries;
    size_t indent;   /* of its entries */
    size_t found;    /* the annotation's line; 0: it is not there */
    str rest;        /* behind its colon */
    str inline_text; /* behind "annotations:", without comment */
};

static struct section find_section(const struct lines *l, str key)
{
    struct section s = {.head = 0, .indent = 2};
    str rest = {0};
    while (s.head < l->n && (indent_of(l->items[s.head]) != 0 ||
                             !after_key(l->items[s.head], STR("annotations"), &rest)))
        s.head++;
    s.end = s.head;
    if (s.head == l->n)
        return s;
    s.inline_text = str_trim_blanks(rest);
    if (str_has_prefix(s.inline_text, STR("#")))
        s.inline_text.len = 0;
    for (s.end = s.head + 1; s.end < l->n; s.end++) {
        str line = l->items[s.end];
        if (!is_entry(line))
            continue;
        if (indent_of(line) == 0)
            break;
        if (s.entries++ == 0)
            s.indent = indent_of(line);
        if (!s.found && indent_of(line) == s.indent && after_key(line, key, &rest)) {
            s.found = s.end;
            s.rest = rest;
        }
    }
    return s;
}

static void put_lines(struct buf *out, const struct lines *l, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        buf_put_str(out, l->items[i]);
}

/* `annotations: {…}` on one line. */
static bool edit_inline(struct buf *out, const struct lines *l, const struct section *s, str key,
                        str value, str end)
{
    str line = l->items[s->head];
    bool nothing = str_eq(s->inline_text, STR("{}")) || str_eq(s->inline_text, STR("null")) ||
                   str_eq(s->inline_text, STR("~"));
    if (!nothing && (s->inline_text.s[0] != '{' || str_has(s->inline_text, key)))
        return false;
    if (!value.len) {
        put_lines(out, l, s->head, l->n);
        return true;
    }
    if (nothing) {
        buf_put_str(out, STR("annotations:"));
        buf_put_str(out, end);
        put_entry(out, 2, key, value, end);
    } else {
        size_t brace = str_find_char(line, '{') + 1;
        buf_put_str(out, str_slice(line, 0, brace));
        put_entry(out, 0, key, value, STR(", "));
        buf_put_str(out, str_from(line, brace));
    }
    put_lines(out, l, s->head + 1, l->n);
    return true;
}

static void edit_block(struct buf *out, const struct lines *l, const struct section *s, str key,
                       str value, str end)
{
    bool last = s->found && s->entries == 1;
    if (s->found && !value.len) {
        if (!last)
            put_lines(out, l, s->head, s->found);
        else
            put_lines(out, l, s->head + 1, s->found);
        put_lines(out, l, s->found + 1, l->n);
        return;
    }
    if (s->found) {
        put_lines(out, l, s->head, s->found);
        put_changed(out, l->items[s->found], s->rest, value);
        put_lines(out, l, s->found + 1, l->n);
        return;
    }
    str head = l->items[s->head];
    buf_put_str(out, head);
    if (!str_has_suffix(head, STR("\n")) && value.len)
        buf_put_str(out, end);
    if (value.len)
        put_entry(out, s->indent, key, value, end);
    put_lines(out, l, s->head + 1, l->n);
}

bool annotate(struct arena *a, str text, str key, str value, str *ret)
{
    struct lines l = split(a, text);
    struct section s = find_section(&l, key);
    str end = line_end(text);
    struct buf out;
    buf_init(&out, a);
    put_lines(&out, &l, 0, s.head);
    if (s.head == l.n) {
        if (value.len) {
            if (text.len && !str_has_suffix(text, STR("\n")))
                buf_put_str(&out, end);
            buf_put_str(&out, STR("annotations:"));
            buf_put_str(&out, end);
            put_entry(&out, 2, key, value, end);
        }
    } else if (s.inline_text.len) {
        if (!edit_inline(&out, &l, &s, key, value, end))
            return false;
    } else {
        edit_block(&out, &l, &s, key, value, end);
    }
    *ret = buf_str(&out);
    return true;
}
