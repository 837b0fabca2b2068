#include "value/yaml_plain_scalar.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <string.h>

enum {
    DEPTH_MAX = 64,
    KEY_MAX = 512 /* bytes; libyaml's limit is 1024 */
};

/* ---- bytes ---- */

/* What the bytes are, all together: `high` has the eighth bit of any. */
struct kinds {
    unsigned char control, high;
};

/* Without branches, and with masks of whole bytes, so that a compiler takes many at a time. */
static inline void add_kinds(struct kinds *k, const unsigned char *s, size_t n)
{
    unsigned char control = 0, high = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = s[i];
        unsigned char low = (unsigned char)-(c < ' '), del = (unsigned char)-(c == 0x7F);
        unsigned char newline = (unsigned char)-(c == '\n'), tab = (unsigned char)-(c == '\t');
        control |= (unsigned char)((low & ~(newline | tab)) | del);
        high |= c;
    }
    k->control |= control;
    k->high |= high;
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
    enum { LARGE = 256, BLOCK = 32 };
    const unsigned char *bytes = (const unsigned char *)s.s;
    struct kinds k = {0, 0};
    size_t i = 0;
    for (; s.len - i >= LARGE; i += LARGE)
        add_kinds(&k, bytes + i, LARGE);
    for (; s.len - i >= BLOCK; i += BLOCK)
        add_kinds(&k, bytes + i, BLOCK);
    if (i < s.len && i)
        add_kinds(&k, bytes + s.len - BLOCK, BLOCK); /* some of them for the second time */
    else if (i < s.len)
        add_kinds(&k, bytes, s.len);
    return !k.control && (!(k.high & 0x80) || are_plain_runes(s));
}

size_t yaml_plain_column(const char *line_begin, const char *at)
{
    size_t n = 0;
    for (; line_begin < at; line_begin++)
        n += ((unsigned char)*line_begin & 0xC0) != 0x80;
    return n;
}

/* ---- events ---- */

static bool tell(const struct plain_reader *r, enum yaml_plain_kind kind, bool flow)
{
    const struct yaml_plain_event e = {.kind = kind,
                                       .flow = flow,
                                       .begin = r->at,
                                       .end = r->at,
                                       .line_begin = r->line,
                                       .line = r->number};
    return r->take(r->context, &e);
}

static inline bool tell_scalar(const struct plain_reader *r, const struct yaml_plain_event *s)
{
    return r->take(r->context, s);
}

/* Passes the colon that makes a key of what was read: a short text on one line. */
static bool take_colon(struct plain_reader *r, const struct yaml_plain_event *key)
{
    const char *s = plain_skip_spaces(key->end, r->end);
    if (s == r->end || *s != ':' || !plain_is_blank_at(s + 1, r->end))
        return false;
    if (s - key->begin > KEY_MAX || key->line != r->number)
        return false;
    r->at = s + 1;
    return true;
}

/* The rest of a scalar that is no key: its line ends, and what is deeper goes on with it. */
static bool finish_scalar(struct plain_reader *r, struct yaml_plain_event *s, long parent)
{
    if (!plain_finish_line(r, s->end))
        return false;
    if (r->column > parent && !(s->plain && plain_fold(r, s, parent)))
        return false;
    return tell_scalar(r, s);
}

static bool read_block(struct plain_reader *r, long parent)
{
    struct yaml_plain_event s;
    return plain_read_block(r, parent, &s) && tell_scalar(r, &s) && plain_find_content(r, r->at);
}

/* ---- lists and maps in brackets ---- */

static bool read_flow(struct plain_reader *r);

/* To the next token in brackets, perhaps on another line. */
static bool find_token(struct plain_reader *r)
{
    const char *s = plain_skip_spaces(r->at, r->end);
    if (s < r->end && *s != '\n' && *s != '#') {
        r->at = s;
        return true;
    }
    return plain_finish_line(r, r->at) && r->column != PLAIN_AT_END;
}

static bool read_flow_value(struct plain_reader *r)
{
    struct yaml_plain_event s;
    if (*r->at == '[' || *r->at == '{')
        return read_flow(r);
    return plain_read_flow_scalar(r, &s) && tell_scalar(r, &s);
}

/* A key in braces with its colon, which touches the value only behind quotes. */
static bool read_flow_key(struct plain_reader *r)
{
    struct yaml_plain_event key;
    if (!plain_read_flow_scalar(r, &key) || !tell_scalar(r, &key))
        return false;
    const char *s = plain_skip_spaces(r->at, r->end);
    if (s == r->end || *s != ':' || (key.plain && !plain_is_blank_at(s + 1, r->end)))
        return false;
    bool merge = key.plain && str_eq(key.text, STR("<<"));
    if (merge || key.line != r->number || s - key.begin > KEY_MAX)
        return false;
    r->at = s + 1;
    return find_token(r);
}

static bool read_flow_entries(struct plain_reader *r, bool map)
{
    const char close = map ? '}' : ']';
    while (*r->at != close) {
        if ((map && !read_flow_key(r)) || !read_flow_value(r) || !find_token(r))
            return false;
        if (*r->at == close)
            break;
        if (*r->at++ != ',' || !find_token(r))
            return false;
    }
    return true;
}

static bool read_flow(struct plain_reader *r)
{
    bool map = *r->at == '{';
    if (++r->depth > DEPTH_MAX || !tell(r, map ? YAML_PLAIN_MAP : YAML_PLAIN_LIST, true))
        return false;
    r->at++;
    if (!find_token(r) || !read_flow_entries(r, map))
        return false;
    r->depth--;
    r->at++;
    return tell(r, YAML_PLAIN_END, true);
}

/* ---- structure ---- */

static bool at_dash(const struct plain_reader *r)
{
    return *r->at == '-' && plain_is_blank_at(r->at + 1, r->end);
}

static bool read_node(struct plain_reader *r, long parent);

static bool read_list(struct plain_reader *r, long column)
{
    if (++r->depth > DEPTH_MAX || !tell(r, YAML_PLAIN_LIST, false))
        return false;
    do {
        r->at++;
        struct yaml_plain_event null;
        plain_begin_scalar(r, r->at, &null);
        bool alone = plain_at_line_end(r);
        if (alone ? !plain_finish_line(r, r->at)
                  : (r->at = plain_skip_spaces(r->at, r->end)) == r->end)
            return false;
        if (alone && r->column <= column ? !tell_scalar(r, &null) : !read_node(r, column))
            return false;
    } while (r->column == column && at_dash(r));
    r->depth--;
    return r->column <= column && tell(r, YAML_PLAIN_END, false);
}

/* What stands behind a colon, up to the next content. */
static bool read_value(struct plain_reader *r, long column)
{
    struct yaml_plain_event s;
    const char *at = plain_skip_spaces(r->at, r->end);
    if (at == r->end || *at == '\n' || (*at == '#' && at > r->at)) {
        plain_begin_scalar(r, r->at, &s);
        if (!plain_finish_line(r, r->at))
            return false;
        if (r->column > column)
            return read_node(r, column);
        return r->column == column && at_dash(r) ? read_list(r, column) : tell_scalar(r, &s);
    }
    r->at = at;
    if (*at == '|' || *at == '>')
        return read_block(r, column);
    if (*at == '[' || *at == '{')
        return read_flow(r) && plain_finish_line(r, r->at) && r->column <= column;
    return plain_read_scalar(r, at, &s) && finish_scalar(r, &s, column);
}

/* The first key has been read. */
static bool read_map(struct plain_reader *r, struct yaml_plain_event *key, long column)
{
    const char *after = r->at;
    r->at = key->begin;
    bool ok = ++r->depth <= DEPTH_MAX && tell(r, YAML_PLAIN_MAP, false);
    r->at = after;
    while (ok) {
        bool merge = key->plain && str_eq(key->text, STR("<<"));
        if (merge || !tell_scalar(r, key) || !read_value(r, column))
            return false;
        if (r->column != column)
            break;
        ok = !at_dash(r) && plain_read_scalar(r, r->at, key) && take_colon(r, key);
    }
    r->depth--;
    return ok && r->column <= column && tell(r, YAML_PLAIN_END, false);
}

/* What begins here: it is deeper than `parent`, the column of the collection around it. */
static bool read_node(struct plain_reader *r, long parent)
{
    long column = r->at - r->line;
    struct yaml_plain_event s;
    if (at_dash(r))
        return read_list(r, column);
    if (*r->at == '|' || *r->at == '>')
        return parent >= 0 && read_block(r, parent);
    if (*r->at == '[' || *r->at == '{')
        return read_flow(r) && plain_finish_line(r, r->at) && r->column <= parent;
    if (!plain_read_scalar(r, r->at, &s))
        return false;
    if (take_colon(r, &s))
        return read_map(r, &s, column);
    return finish_scalar(r, &s, parent);
}

/* "---" on a line of its own in front of all but comments. */
static bool skip_marker(struct plain_reader *r)
{
    if (r->column == PLAIN_AT_END || *r->at != '-')
        return false;
    r->at += 3;
    return plain_finish_line(r, r->at) &&
           r->column != PLAIN_AT_END; /* else there is a document, and it is empty */
}

bool yaml_plain_read(struct arena *a, str text, yaml_plain_fn *take, void *context)
{
    struct plain_reader r = {a, take, context, text.s, text.s + text.len, text.s, 0, 0, 0};
    if (!text.len)
        return true;
    if (!yaml_plain_bytes(text))
        return false;
    if (!plain_find_content(&r, r.at) && !skip_marker(&r))
        return false;
    return r.column == PLAIN_AT_END || (read_node(&r, -1) && r.column == PLAIN_AT_END);
}
