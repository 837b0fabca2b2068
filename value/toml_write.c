#include "value/toml_write.h"

#include "base/arena.h"
#include "base/duration.h"
#include "base/number.h"
#include "value/list.h"
#include "value/map.h"
#include "value/native.h"
#include "value/toml_key.h"

#include <math.h>

/* Go's encoder recurses without an end; a value that contains itself ends the process there. */
enum { DEPTH_MAX = 1000, INDENT = 2 };

struct writer {
    struct buf *out;
    struct arena *arena;
    size_t start;
    unsigned depth;
    str error;
};

/* What TOML calls the value's type, as far as it matters here. Nothing: nil. */
enum toml_type { TOML_NIL, TOML_PLAIN, TOML_TABLE, TOML_TABLES };

static bool fail(struct writer *w, str error)
{
    w->error = error;
    return false;
}

static bool enter(struct writer *w)
{
    arena_spend(w->arena, 1);
    return ++w->depth <= DEPTH_MAX || fail(w, STR("toml: nested too deeply"));
}

static bool leave(struct writer *w, bool ok)
{
    w->depth--;
    return ok;
}

/* ------------------------------------------------------------------------------------------
 * Types
 */

static enum gotype struct_of(val v)
{
    enum gotype t = (enum gotype)v.gotype;
    return gotype_kind(t) == K_PTR ? gotype_elem(t) : t;
}

static bool is_nil(val v)
{
    switch (v.tag) {
    case V_INVALID:
    case V_NIL:
        return true;
    case V_LIST:
        return !v.list;
    case V_MAP:
        return !v.map;
    case V_BYTES:
        return !v.s;
    case V_RECORD:
        return !v.record;
    default:
        return false;
    }
}

static bool type_of(struct writer *w, val v, enum toml_type *ret);

/* As isTableArray: an array that holds nil, however deep, is an error. */
static bool type_of_list(struct writer *w, val v, enum toml_type *ret)
{
    bool tables = list_len(v.list) > 0, ok = enter(w);
    for (uint32_t i = 0; ok && i < v.list->len; i++) {
        enum toml_type t;
        ok = type_of(w, v.list->items[i], &t);
        if (ok && t == TOML_NIL)
            ok = fail(w, STR("toml: cannot encode array with nil element"));
        tables = tables && t == TOML_TABLE;
    }
    *ret = tables ? TOML_TABLES : TOML_PLAIN;
    return leave(w, ok);
}

/* As tomlTypeOfGo. */
static bool type_of(struct writer *w, val v, enum toml_type *ret)
{
    *ret = TOML_PLAIN;
    if (is_nil(v)) {
        *ret = TOML_NIL;
        return true;
    }
    switch (v.tag) {
    case V_LIST:
        return type_of_list(w, v, ret);
    case V_MAP:
    case V_OPAQUE:
        *ret = TOML_TABLE;
        return true;
    case V_RECORD:
        if (struct_of(v) != T_TIME && struct_of(v) != T_SEMVER)
            *ret = TOML_TABLE;
        return true;
    case V_COMPLEX:
        return fail(w, STR("unsupported type: complex128"));
    default:
        return true;
    }
}

/* ------------------------------------------------------------------------------------------
 * Elements: what stands behind "key = " and in arrays
 */

static void put_float(struct buf *out, double f)
{
    if (isnan(f) || isinf(f)) {
        if (signbit(f))
            buf_put_char(out, '-');
        buf_put_str(out, isnan(f) ? STR("nan") : STR("inf"));
        return;
    }
    char text[NUMBER_MAX];
    str s = str_make(text, number_format_float(text, f, 'g', -1, 64));
    buf_put_str(out, s);
    if (str_find_char(s, '.') == STR_NONE && str_find_char(s, 'e') == STR_NONE)
        buf_put_str(out, STR(".0"));
}

static void put_uint(struct buf *out, uint64_t u)
{
    char text[NUMBER_INT_MAX];
    buf_put(out, text, number_format_uint(text, u, 10));
}

/* Local dates and times are told by the names of the zones in which toml_parse reads them. */
static void put_time(struct buf *out, val v)
{
    static const struct {
        str zone, layout;
    } local[] = {{STR_INIT("datetime-local"), STR_INIT("2006-01-02T15:04:05.999999999")},
                 {STR_INIT("date-local"), STR_INIT("2006-01-02")},
                 {STR_INIT("time-local"), STR_INIT("15:04:05.999999999")}};
    struct gotime t = native_get_time(v);
    str layout = STR("2006-01-02T15:04:05.999999999Z07:00"), name = zone_name(t.zone);
    for (size_t i = 0; i < sizeof local / sizeof *local; i++) {
        if (str_eq(local[i].zone, name)) {
            layout = local[i].layout;
            t.zone = NULL;
        }
    }
    gotime_format(out, t, layout);
}

static void put_as_string(struct writer *w, val v)
{
    struct buf text;
    buf_init(&text, w->arena);
    native_put_string(&text, v);
    toml_put_quoted(w->out, buf_str(&text));
}

static bool put_inline_map(struct writer *w, struct map *m);
static bool put_inline_record(struct writer *w, val v);
static bool put_element(struct writer *w, val v);

static bool put_array(struct writer *w, val v)
{
    bool ok = enter(w);
    buf_put_char(w->out, '[');
    for (size_t i = 0, n = val_len(v); ok && i < n; i++) {
        if (i)
            buf_put_str(w->out, STR(", "));
        ok = put_element(w, val_at(v, i));
    }
    buf_put_char(w->out, ']');
    return leave(w, ok);
}

static bool put_record_element(struct writer *w, val v)
{
    enum gotype t = struct_of(v);
    if (t == T_TIME)
        put_time(w->out, v);
    else if (t == T_SEMVER)
        put_as_string(w, v);
    else
        return put_inline_record(w, v);
    return true;
}

/* As eElement. */
static bool put_element(struct writer *w, val v)
{
    struct buf *out = w->out;
    switch ((enum val_tag)v.tag) {
    case V_BOOL:
        buf_put_str(out, v.i ? STR("true") : STR("false"));
        return true;
    case V_INT:
        if (v.gotype == T_DURATION)
            put_as_string(w, v);
        else
            buf_put_int(out, v.i);
        return true;
    case V_UINT:
        put_uint(out, v.u);
        return true;
    case V_FLOAT:
        put_float(out, v.f);
        return true;
    case V_STRING:
        toml_put_quoted(out, val_text(v));
        return true;
    case V_LIST:
    case V_BYTES:
        return put_array(w, v);
    case V_MAP:
        return put_inline_map(w, v.map);
    case V_RECORD:
        return put_record_element(w, v);
    case V_OPAQUE:
        buf_put_str(out, STR("{}"));
        return true;
    case V_COMPLEX:
        return fail(w, STR("unexpected type: complex128"));
    case V_INVALID:
    case V_NIL:
        break;
    }
    return fail(w, STR("toml: cannot encode array with nil element"));
}

/* ------------------------------------------------------------------------------------------
 * Tables
 */

/* The entries of a table: those that become no tables of their own come first. */
struct entries {
    const struct map_entry **e;
    size_t n, direct; /* the first `direct` ones are no tables */
};

static bool sort_entries(struct writer *w, struct map *m, struct entries *ret)
{
    size_t n = map_len(m), tables = 0;
    const struct map_entry **e = ARENA_ARRAY(w->arena, const struct map_entry *, n + 1);
    const struct map_entry **sub = ARENA_ARRAY(w->arena, const struct map_entry *, n + 1);
    ret->direct = 0;
    for (size_t i = 0; i < n; i++) {
        enum toml_type t;
        const struct map_entry *entry = map_sorted_entry(m, i);
        if (!type_of(w, entry->value, &t))
            return false;
        if (t == TOML_TABLE || t == TOML_TABLES)
            sub[tables++] = entry;
        else
            e[ret->direct++] = entry;
    }
    for (size_t i = 0; i < tables; i++)
        e[ret->direct + i] = sub[i];
    ret->e = e;
    ret->n = n;
    return true;
}

static bool put_inline_entry(struct writer *w, str key, val v)
{
    toml_key_put_part(w->out, key);
    buf_put_str(w->out, STR(" = "));
    return put_element(w, v);
}

/* A nil entry is left out, the comma before it stays: so does Go's encoder. */
static bool put_inline_map(struct writer *w, struct map *m)
{
    struct entries list = {0};
    bool ok = enter(w) && sort_entries(w, m, &list);
    buf_put_char(w->out, '{');
    for (size_t i = 0; ok && i < list.n; i++) {
        if (is_nil(list.e[i]->value))
            continue;
        ok = put_inline_entry(w, list.e[i]->key, list.e[i]->value);
        if (i + 1 < list.n)
            buf_put_str(w->out, STR(", "));
    }
    buf_put_char(w->out, '}');
    return leave(w, ok);
}

/* A struct's exported fields as a map in Go's order. */
static struct map *fields_of(struct writer *w, val v)
{
    struct map *m = map_new(w->arena, 0);
    if (v.tag != V_RECORD)
        return m;
    for (uint32_t i = 0; i < v.record->n; i++) {
        struct gofield f = gotype_field(struct_of(v), i);
        if (f.exported)
            map_set(m, f.name, v.record->field[i]);
    }
    return m;
}

/* The fields that are tables (`tables`), or the others. Go's encoder counts all fields in one place
 * and the exported ones in the other, so that its commas are out of step. */
static bool put_inline_fields(struct writer *w, val v, bool tables, size_t exported)
{
    for (uint32_t i = 0; i < v.record->n; i++) {
        struct gofield f = gotype_field(struct_of(v), i);
        enum toml_type t;
        if (!f.exported)
            continue;
        if (!type_of(w, v.record->field[i], &t))
            return false;
        if ((t == TOML_TABLE || t == TOML_TABLES) != tables || t == TOML_NIL)
            continue;
        if (!put_inline_entry(w, f.name, v.record->field[i]))
            return false;
        if (i != exported - 1)
            buf_put_str(w->out, STR(", "));
    }
    return true;
}

static bool put_inline_record(struct writer *w, val v)
{
    size_t exported = fields_of(w, v)->len;
    bool ok = enter(w);
    buf_put_char(w->out, '{');
    ok = ok && put_inline_fields(w, v, false, exported) && put_inline_fields(w, v, true, exported);
    buf_put_char(w->out, '}');
    return leave(w, ok);
}

static void newline(struct writer *w)
{
    if (w->out->len > w->start)
        buf_put_char(w->out, '\n');
}

static void put_indent(struct writer *w, const struct toml_key *key)
{
    buf_put_fill(w->out, ' ', INDENT * (key->len - 1));
}

static bool put_keyed(struct writer *w, const struct toml_key *key, val v);

static bool put_map_entries(struct writer *w, const struct toml_key *key, struct map *m)
{
    struct entries list = {0};
    bool ok = sort_entries(w, m, &list);
    for (size_t i = 0; ok && i < list.n; i++)
        if (!is_nil(list.e[i]->value))
            ok = put_keyed(w, toml_key_add(w->arena, key, list.e[i]->key), list.e[i]->value);
    return ok;
}

static bool put_record_fields(struct writer *w, const struct toml_key *key, val v, bool tables)
{
    struct map *m = fields_of(w, v);
    for (uint32_t i = 0; i < m->len; i++) {
        const struct map_entry *e = &m->entries[i];
        enum toml_type t;
        if (!type_of(w, e->value, &t))
            return false;
        if ((t == TOML_TABLE || t == TOML_TABLES) != tables || t == TOML_NIL)
            continue;
        if (!put_keyed(w, toml_key_add(w->arena, key, e->key), e->value))
            return false;
    }
    return true;
}

static bool put_entries(struct writer *w, const struct toml_key *key, val v)
{
    if (v.tag == V_MAP)
        return put_map_entries(w, key, v.map);
    return put_record_fields(w, key, v, false) && put_record_fields(w, key, v, true);
}

static void put_header(struct writer *w, const struct toml_key *key, str open, str close)
{
    put_indent(w, key);
    buf_put_str(w->out, open);
    toml_key_put(w->out, key);
    buf_put_str(w->out, close);
    newline(w);
}

static bool put_table(struct writer *w, const struct toml_key *key, val v)
{
    if (toml_key_len(key) == 1)
        newline(w);
    if (key)
        put_header(w, key, STR("["), STR("]"));
    return put_entries(w, key, v);
}

static bool put_tables(struct writer *w, const struct toml_key *key, const struct list *l)
{
    if (!key)
        return fail(w, STR("toml: top-level values must be Go maps or structs"));
    for (uint32_t i = 0; i < l->len; i++) {
        newline(w);
        put_header(w, key, STR("[["), STR("]]"));
        if (!put_entries(w, key, l->items[i]))
            return false;
    }
    return true;
}

static bool put_line(struct writer *w, const struct toml_key *key, val v)
{
    if (!key)
        return put_element(w, v);
    put_indent(w, key);
    toml_key_put_part(w->out, key->part);
    buf_put_str(w->out, STR(" = "));
    if (!put_element(w, v))
        return false;
    newline(w);
    return true;
}

static bool fail_complex(struct writer *w, const struct toml_key *key)
{
    struct buf text;
    buf_init(&text, w->arena);
    buf_put_str(&text, STR("unsupported type for key '"));
    toml_key_put(&text, key);
    buf_put_str(&text, STR("': complex128"));
    return fail(w, buf_str(&text));
}

/* As Encoder.encode. */
static bool put_keyed(struct writer *w, const struct toml_key *key, val v)
{
    enum toml_type t;
    if (v.tag == V_COMPLEX)
        return fail_complex(w, key);
    if (!type_of(w, v, &t))
        return false;
    if (t == TOML_NIL && v.tag == V_MAP)
        return true;
    if (t != TOML_TABLE && t != TOML_TABLES)
        return put_line(w, key, v);
    bool ok = enter(w) && (t == TOML_TABLE ? put_table(w, key, v) : put_tables(w, key, v.list));
    return leave(w, ok);
}

bool toml_write(struct buf *out, val v, str *ret_error)
{
    struct writer w = {.out = out, .arena = out->arena, .start = out->len};
    if (put_keyed(&w, NULL, v))
        return true;
    out->len = w.start;
    *ret_error = w.error;
    return false;
}
