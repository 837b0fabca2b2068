#include "value/yaml_write.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/duration.h"
#include "base/number.h"
#include "base/utf8.h"
#include "value/marshal.h"
#include "value/native.h"
#include "value/walk.h"
#include "value/yaml_detour.h"
#include "value/yaml_emit.h"
#include "value/yaml_key_order.h"
#include "value/yaml_scalar.h"

#include <math.h>

enum {
    INDENT = 2,
    SIMPLE_KEY_MAX = 128,
    DEPTH_MAX = 10000, /* of go-yaml's scanner, in the JSON text */
    BASE64_LINE = 70,
    BINARY_TAG_LEN = 8,
};
#define BINARY_TAG "!!binary "
/* Integral numbers below are integers in JSON text whose digits are exact. */
#define EXACT_MAX 1e15

struct writer {
    struct yaml_emit emit;
    struct walk walk;
    struct arena *arena;
    str error; /* "" when only the detour can tell */
};

/* Where a node stands; it decides what comes before it. */
enum place {
    AT_ROOT,
    AFTER_INDICATOR, /* "-", "?" and the ":" of a key that is not simple */
    AFTER_KEY        /* the ":" of a simple key */
};

static bool is_pretty(const struct writer *w)
{
    return w->emit.pretty;
}

/* ------------------------------------------------------------------------------------------
 * Numbers
 */

static void put_uint(struct buf *out, uint64_t u)
{
    char *at = buf_reserve(out, NUMBER_INT_MAX);
    out->len += number_format_decimal(at, u);
}

static void put_int(struct buf *out, int64_t i)
{
    if (i < 0)
        buf_put_char(out, '-');
    put_uint(out, i < 0 ? 0 - (uint64_t)i : (uint64_t)i);
}

static void put_general(struct buf *out, double f)
{
    char *at = buf_reserve(out, NUMBER_MAX);
    out->len += number_format_float(at, f, 'g', -1, 64);
}

/* The number that JSON's text for f is to YAML 1.1: an integer where it looks like one and fits. */
static bool put_float(struct buf *out, double f)
{
    if (!isfinite(f))
        return false;
    if (fabs(f) >= 1e21 || trunc(f) < f || trunc(f) > f) {
        put_general(out, f);
    } else if (fabs(f) < EXACT_MAX) {
        put_int(out, (int64_t)f);
    } else {
        char text[NUMBER_MAX];
        str digits = str_make(text, number_format_float(text, f, 'f', -1, 64));
        enum yaml_scalar_kind kind = yaml_scalar_resolve(digits, NULL);
        if (kind == YAML_INT || kind == YAML_UINT)
            buf_put_str(out, digits);
        else
            put_general(out, f);
    }
    return true;
}

static void put_float_pretty(struct buf *out, double f)
{
    if (isnan(f))
        buf_put_str(out, STR(".nan"));
    else if (isinf(f))
        buf_put_str(out, f > 0 ? STR(".inf") : STR("-.inf"));
    else
        put_general(out, f);
}

/* ------------------------------------------------------------------------------------------
 * Strings
 */

/* go-yaml's encodeBase64: lines of 70 characters when there is more than one. */
static str base64_lines(struct arena *a, str s)
{
    str text = base64_encode(a, s);
    if (text.len < BASE64_LINE)
        return text;
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < text.len; i += BASE64_LINE) {
        size_t n = text.len - i < BASE64_LINE ? text.len - i : BASE64_LINE;
        buf_put(&b, text.s + i, n);
        buf_put_char(&b, '\n');
    }
    return buf_str(&b);
}

/* A string as it will be written. */
struct scalar {
    str text;
    struct yaml_form form;
    bool binary;
};

/* False when the detour fails. */
static bool prepare(struct writer *w, str s, struct scalar *ret)
{
    unsigned bytes = yaml_bytes_of(s);
    bool binary = false;
    if (bytes & YAML_HAS_SPECIAL) {
        if (!is_pretty(w) && !yaml_detour_string(w->arena, s, &s))
            return false;
        if (is_pretty(w) && !utf8_valid(s)) {
            s = base64_lines(w->arena, s);
            binary = true;
        }
        bytes = yaml_bytes_of(s);
    }
    *ret = (struct scalar){s, yaml_form_of(s, bytes, is_pretty(w), binary), binary};
    return true;
}

static void put_scalar(struct writer *w, const struct scalar *s, size_t indent, bool foldable)
{
    if (s->binary)
        buf_put_str(w->emit.out, STR(BINARY_TAG));
    yaml_emit_string(&w->emit, s->text, s->form, indent, foldable);
}

static bool put_string(struct writer *w, str text, size_t indent)
{
    struct scalar s;
    if (yaml_is_simple(text)) {
        buf_put_str(w->emit.out, text);
        return true;
    }
    if (!prepare(w, text, &s))
        return false;
    put_scalar(w, &s, indent, true);
    return true;
}

/* ------------------------------------------------------------------------------------------
 * Containers
 */

/* Whether a container, even an empty one, would be nested too deeply here. */
static bool is_too_deep(const struct writer *w)
{
    return !is_pretty(w) && w->walk.depth >= DEPTH_MAX;
}

/* `indent` is that of the container around the new one; `less` as for walk_push. */
static bool open_container(struct writer *w, val v, enum place place, size_t indent,
                           walk_less *less)
{
    struct walk_level *l = is_too_deep(w) ? NULL : walk_push(&w->walk, v, less);
    if (!l)
        return false;
    bool compact = v.tag == V_LIST && place == AFTER_KEY && !is_pretty(w);
    l->indent = place == AT_ROOT ? 0 : compact ? indent : indent + INDENT;
    w->emit.in_place = place != AFTER_KEY;
    if (place == AFTER_INDICATOR)
        buf_put_char(w->emit.out, ' ');
    return true;
}

static void put_word(struct writer *w, enum place place, str word)
{
    if (place != AT_ROOT)
        buf_put_char(w->emit.out, ' ');
    buf_put_str(w->emit.out, word);
}

static bool put_map(struct writer *w, val v, enum place place, size_t indent)
{
    if (map_len(v.map) == 0) {
        put_word(w, place, v.map || is_pretty(w) ? STR("{}") : STR("null"));
        return !is_too_deep(w);
    }
    if (is_pretty(w))
        return open_container(w, v, place, indent, yaml_key_less_pretty);
    v.map = yaml_detour_map(w->arena, v.map);
    return open_container(w, v, place, indent, yaml_key_less);
}

static bool put_list(struct writer *w, val v, enum place place, size_t indent)
{
    if (list_len(v.list) == 0) {
        put_word(w, place, v.list || is_pretty(w) ? STR("[]") : STR("null"));
        return !is_too_deep(w);
    }
    return open_container(w, v, place, indent, NULL);
}

static bool put_node(struct writer *w, val v, enum place place, size_t indent);

/* Go's structs, and what go-yaml v3 writes by methods. */
static bool put_marshaled(struct writer *w, val v, enum place place, size_t indent)
{
    str unused;
    if (!is_pretty(w))
        return marshal_json(w->arena, v, &v, &unused) && put_node(w, v, place, indent);
    if (v.gotype == T_TIME) {
        put_word(w, place, STR(""));
        gotime_format(w->emit.out, native_get_time(v), STR("2006-01-02T15:04:05.999999999Z07:00"));
        return true;
    }
    v = marshal_yaml(w->arena, v);
    if (v.tag == V_MAP && map_len(v.map)) /* a struct's fields keep their order */
        return open_container(w, v, place, indent, NULL);
    return put_node(w, v, place, indent);
}

static bool put_duration(struct writer *w, val v, size_t indent)
{
    struct buf text;
    buf_init(&text, w->arena);
    duration_put(&text, v.i);
    return put_string(w, buf_str(&text), indent);
}

static bool put_number(struct writer *w, val v)
{
    struct buf *out = w->emit.out;
    if (v.tag == V_INT)
        put_int(out, v.i);
    else if (v.tag == V_UINT)
        put_uint(out, v.u);
    else if (is_pretty(w))
        put_float_pretty(out, v.f);
    else
        return put_float(out, v.f);
    return true;
}

static bool put_node(struct writer *w, val v, enum place place, size_t indent)
{
    size_t inner = indent + INDENT; /* of a scalar's further lines */
    switch ((enum val_tag)v.tag) {
    case V_INVALID:
    case V_NIL:
        put_word(w, place, STR("null"));
        return true;
    case V_BOOL:
        put_word(w, place, v.i ? STR("true") : STR("false"));
        return true;
    case V_INT:
    case V_UINT:
    case V_FLOAT:
        put_word(w, place, STR(""));
        if (v.gotype == T_DURATION && is_pretty(w))
            return put_duration(w, v, inner);
        return put_number(w, v);
    case V_STRING:
        put_word(w, place, STR(""));
        return put_string(w, val_text(v), inner);
    case V_LIST:
        return put_list(w, v, place, indent);
    case V_MAP:
        return put_map(w, v, place, indent);
    case V_COMPLEX:
        w->error = STR("cannot marshal type: complex128");
        return false;
    case V_BYTES:
    case V_RECORD:
    case V_OPAQUE:
        return put_marshaled(w, v, place, indent);
    }
    return true;
}

/* ------------------------------------------------------------------------------------------
 * Entries
 */

static bool put_key(struct writer *w, str key, size_t indent, enum place *ret_place)
{
    struct buf *out = w->emit.out;
    struct scalar s;
    if (key.len <= SIMPLE_KEY_MAX && yaml_is_simple(key)) {
        buf_put_str(out, key);
        buf_put_char(out, ':');
        *ret_place = AFTER_KEY;
        return true;
    }
    if (!is_pretty(w) && !yaml_detour_key(key))
        return false;
    if (!prepare(w, key, &s))
        return false;
    size_t len = s.text.len + (s.binary ? BINARY_TAG_LEN : 0);
    if (!s.form.multiline && len <= SIMPLE_KEY_MAX) {
        put_scalar(w, &s, indent + INDENT, false);
        *ret_place = AFTER_KEY;
    } else {
        buf_put(out, "? ", 2);
        put_scalar(w, &s, indent + INDENT, true);
        yaml_emit_indent(&w->emit, indent);
        *ret_place = AFTER_INDICATOR;
    }
    buf_put_char(out, ':');
    return true;
}

static bool put_entry(struct writer *w, struct walk_level *l)
{
    size_t indent = l->indent;
    enum place place = AFTER_INDICATOR;
    val v;
    yaml_emit_indent(&w->emit, indent);
    if (l->v.tag == V_MAP) {
        const struct map_entry *e = walk_entry(&w->walk, l);
        if (!put_key(w, e->key, indent, &place))
            return false;
        v = e->value;
    } else {
        buf_put_char(w->emit.out, '-');
        v = l->v.list->items[l->i];
    }
    l->i++;
    return put_node(w, v, place, indent);
}

static bool write_value(struct writer *w, val v)
{
    struct buf *out = w->emit.out;
    size_t start = out->len;
    w->emit.line = start;
    w->error = STR("");
    walk_init(&w->walk, w->arena);
    bool ok = put_node(w, v, AT_ROOT, 0);
    for (struct walk_level *l; ok && (l = walk_top(&w->walk)) != NULL;)
        ok = put_entry(w, l);
    if (!ok) {
        out->len = start;
        return false;
    }
    w->emit.in_place = false;
    yaml_emit_indent(&w->emit, 0);
    return true;
}

bool yaml_write(struct buf *out, val v, str *ret_error)
{
    struct writer w = {.emit = {.out = out}, .arena = out->arena};
    if (write_value(&w, v))
        return true;
    *ret_error = yaml_detour_error(out->arena, v);
    return false;
}

void yaml_write_indented(struct buf *out, struct arena *scratch, val v, size_t blanks)
{
    struct writer w = {.emit = {.out = out, .base = blanks}, .arena = scratch};
    if (write_value(&w, v))
        out->len -= 1 + blanks; /* the last newline and what follows it */
}

bool yaml_write_pretty(struct buf *out, val v, str *ret_error)
{
    struct writer w = {.emit = {.out = out, .pretty = true}, .arena = out->arena};
    if (write_value(&w, v))
        return true;
    if (w.walk.cycle) /* go-yaml goes on until the process ends */
        w.error = str_fmt(out->arena, "encountered a cycle via %.*s",
                          STR_ARG(walk_cycle_type(&w.walk, 0)));
    *ret_error = w.error;
    return false;
}

void yaml_trim_newline(struct buf *out, size_t start)
{
    if (out->len > start && out->s[out->len - 1] == '\n')
        out->len--;
}
