#include "value/json_write.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/utf8.h"
#include "value/marshal.h"
#include "value/walk.h"

#include <math.h>

/* encoding/json looks for cycles beyond this depth, and goes around until it is reached. */
enum { CYCLE_DEPTH = 1000 };

/* ------------------------------------------------------------------------------------------
 * Strings
 */

static bool is_plain(unsigned char c, enum json_style style)
{
    if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\')
        return false;
    return style == JSON_RAW || (c != '<' && c != '>' && c != '&');
}

static void put_hex_escape(struct buf *out, uint32_t rune)
{
    static const char digits[] = "0123456789abcdef";
    char text[6] = {'\\',
                    'u',
                    digits[rune >> 12 & 15],
                    digits[rune >> 8 & 15],
                    digits[rune >> 4 & 15],
                    digits[rune & 15]};
    buf_put(out, text, sizeof text);
}

static void put_ascii_escape(struct buf *out, char c)
{
    static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
    for (size_t i = 0; i < sizeof from - 1; i++) {
        if (from[i] == c) {
            buf_put_char(out, '\\');
            buf_put_char(out, to[i]);
            return;
        }
    }
    put_hex_escape(out, (unsigned char)c);
}

/* What is not plain at the start of s; returns its length. */
static size_t put_special(struct buf *out, str s)
{
    if ((unsigned char)s.s[0] < 0x80) {
        put_ascii_escape(out, s.s[0]);
        return 1;
    }
    size_t len;
    uint32_t rune = utf8_decode(s, &len);
    if ((rune == UTF8_BAD && len == 1) || rune == 0x2028 || rune == 0x2029)
        put_hex_escape(out, rune);
    else
        buf_put(out, s.s, len);
    return len;
}

void json_write_string(struct buf *out, str s, enum json_style style)
{
    buf_put_char(out, '"');
    for (size_t i = 0; i < s.len;) {
        size_t start = i;
        while (i < s.len && is_plain((unsigned char)s.s[i], style))
            i++;
        buf_put(out, s.s + start, i - start);
        if (i < s.len)
            i += put_special(out, str_from(s, i));
    }
    buf_put_char(out, '"');
}

/* ------------------------------------------------------------------------------------------
 * Numbers
 */

void json_write_float(struct buf *out, double f)
{
    char text[NUMBER_MAX];
    double size = fabs(f);
    bool exponent = size > 0 && (size < 1e-6 || size >= 1e21);
    size_t n = number_format_float(text, f, exponent ? 'e' : 'f', -1, 64);
    if (exponent && text[n - 4] == 'e' && text[n - 3] == '-' && text[n - 2] == '0') {
        text[n - 2] = text[n - 1]; /* e-09 is e-9 */
        n--;
    }
    buf_put(out, text, n);
}

static bool put_float(struct buf *out, double f, str *ret_error)
{
    if (isfinite(f)) {
        json_write_float(out, f);
        return true;
    }
    *ret_error = isnan(f) ? STR("json: unsupported value: NaN")
                 : f > 0  ? STR("json: unsupported value: +Inf")
                          : STR("json: unsupported value: -Inf");
    return false;
}

/* ------------------------------------------------------------------------------------------
 * Values
 */

struct writer {
    struct buf *out;
    enum json_style style;
    struct walk walk;
    str error;
};

static void put_line(struct writer *w)
{
    if (w->style != JSON_PRETTY)
        return;
    buf_put_char(w->out, '\n');
    buf_put_fill(w->out, ' ', 2 * w->walk.depth);
}

static bool open_container(struct writer *w, val v, walk_less *less)
{
    if (!walk_push(&w->walk, v, less)) {
        size_t depth = CYCLE_DEPTH - (w->style == JSON_RAW); /* Sprig encodes a pointer to it */
        w->error = str_fmt(w->out->arena, "json: unsupported value: encountered a cycle via %.*s",
                           STR_ARG(walk_cycle_type(&w->walk, depth)));
        return false;
    }
    buf_put_char(w->out, v.tag == V_MAP ? '{' : '[');
    put_line(w);
    return true;
}

static bool put_value(struct writer *w, val v, walk_less *less);

static bool put_marshaled(struct writer *w, val v)
{
    val plain;
    if (!marshal_json(w->out->arena, v, &plain, &w->error))
        return false;
    return put_value(w, plain, NULL); /* a struct's fields keep their order */
}

static bool put_value(struct writer *w, val v, walk_less *less)
{
    struct buf *out = w->out;
    switch ((enum val_tag)v.tag) {
    case V_INVALID:
    case V_NIL:
        buf_put_str(out, STR("null"));
        return true;
    case V_BOOL:
        buf_put_str(out, v.i ? STR("true") : STR("false"));
        return true;
    case V_INT:
        buf_put_int(out, v.i);
        return true;
    case V_UINT:
        buf_reserve(out, NUMBER_INT_MAX);
        out->len += number_format_uint(out->s + out->len, v.u, 10);
        return true;
    case V_FLOAT:
        return put_float(out, v.f, &w->error);
    case V_STRING:
        json_write_string(out, val_text(v), w->style);
        return true;
    case V_LIST:
        if (list_len(v.list))
            return open_container(w, v, NULL);
        buf_put_str(out, v.list ? STR("[]") : STR("null"));
        return true;
    case V_MAP:
        if (map_len(v.map))
            return open_container(w, v, less);
        buf_put_str(out, v.map ? STR("{}") : STR("null"));
        return true;
    case V_COMPLEX:
        w->error = STR("json: unsupported type: complex128");
        return false;
    case V_BYTES:
    case V_RECORD:
    case V_OPAQUE:
        return put_marshaled(w, v);
    }
    return true;
}

static bool put_element(struct writer *w, struct walk_level *l)
{
    if (l->i) {
        buf_put_char(w->out, ',');
        put_line(w);
    }
    val v;
    if (l->v.tag == V_MAP) {
        const struct map_entry *e = walk_entry(&w->walk, l);
        json_write_string(w->out, e->key, w->style);
        buf_put_str(w->out, w->style == JSON_PRETTY ? STR(": ") : STR(":"));
        v = e->value;
    } else {
        v = l->v.list->items[l->i];
    }
    l->i++;
    return put_value(w, v, walk_bytewise);
}

/* Closes the containers that are complete. */
static void close_containers(struct writer *w)
{
    while (w->walk.depth) {
        struct walk_level l = w->walk.level[w->walk.depth - 1];
        if (l.i < l.n)
            return;
        walk_pop(&w->walk);
        put_line(w);
        buf_put_char(w->out, l.v.tag == V_MAP ? '}' : ']');
    }
}

bool json_write(struct buf *out, val v, enum json_style style, str *ret_error)
{
    struct writer w = {.out = out, .style = style};
    size_t start = out->len;
    walk_init(&w.walk, out->arena);
    bool ok = put_value(&w, v, walk_bytewise);
    while (ok && w.walk.depth) {
        ok = put_element(&w, &w.walk.level[w.walk.depth - 1]);
        if (ok)
            close_containers(&w);
    }
    if (!ok) {
        out->len = start;
        *ret_error = w.error;
    }
    return ok;
}
