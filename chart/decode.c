#include "chart/decode.h"

#include "base/arena.h"
#include "base/gotime.h"
#include "base/number.h"
#include "value/list.h"
#include "value/map.h"
#include "value/yaml_parse.h"

#include <string.h>

/* Where in the tree we are, for errors: "Go struct field Metadata.maintainers.name". */
struct place {
    const struct place *up;
    const struct decode_type *type;
    str key;
};

struct decoder {
    struct arena *a;
    str *error;
};

static bool decode_struct(struct decoder *d, val v, const struct decode_type *type,
                          const struct place *up, void *out);

static str type_name(struct arena *a, const struct decode_type *t)
{
    return t->literal.len ? t->literal
                          : str_fmt(a, "%.*s.%.*s", STR_ARG(t->package), STR_ARG(t->name));
}

static void put_path(struct buf *b, const struct place *p)
{
    if (p->up) {
        put_path(b, p->up);
        buf_put_char(b, '.');
    }
    buf_put_str(b, p->key);
}

/* As UnmarshalTypeError: the struct is the innermost one, the path starts at the root. */
static bool mismatch(struct decoder *d, val v, const struct place *p, str type)
{
    struct buf b;
    buf_init(&b, d->a);
    buf_put_fmt(&b,
                "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal %s into Go ",
                val_json_kind(v));
    if (p) {
        buf_put_fmt(&b, "struct field %.*s.", STR_ARG(p->type->name));
        put_path(&b, p);
    } else {
        buf_put_fmt(&b, "value");
    }
    buf_put_fmt(&b, " of type %.*s", STR_ARG(type));
    *d->error = buf_str(&b);
    return false;
}

/* Text of a scalar where a string is wanted, as convertToJSONableObject. */
static str coerce(struct decoder *d, val v)
{
    struct buf b;
    buf_init(&b, d->a);
    if (v.tag == V_STRING)
        return val_text(v);
    if (v.tag == V_BOOL)
        return v.i ? STR("true") : STR("false");
    if (v.tag == V_INT)
        buf_put_int(&b, v.i);
    else if (v.tag == V_UINT)
        buf_put_fmt(&b, "%llu", (unsigned long long)v.u);
    else
        number_put_float(&b, v.f, 'g', -1, 32);
    return buf_str(&b);
}

static bool decode_string(struct decoder *d, val v, const struct place *p, str *out)
{
    if (val_is_nil(v))
        return true;
    if (v.tag == V_LIST || v.tag == V_MAP)
        return mismatch(d, v, p, STR("string"));
    *out = coerce(d, v);
    return true;
}

static bool decode_bool(struct decoder *d, val v, const struct place *p, bool *out)
{
    if (val_is_nil(v))
        return true;
    if (v.tag != V_BOOL)
        return mismatch(d, v, p, STR("bool"));
    *out = v.i != 0;
    return true;
}

static bool decode_strings(struct decoder *d, val v, const struct place *p, struct strs *out)
{
    struct strs s = {0};
    if (!val_is_nil(v) && v.tag != V_LIST)
        return mismatch(d, v, p, STR("[]string"));
    s.n = val_len(v);
    s.items = ARENA_ARRAY(d->a, str, s.n);
    for (size_t i = 0; i < s.n; i++) {
        s.items[i] = STR("");
        if (!decode_string(d, val_at(v, i), p, &s.items[i]))
            return false;
    }
    *out = s;
    return true;
}

static bool decode_string_map(struct decoder *d, val v, const struct place *p, struct map **out)
{
    if (val_is_nil(v)) {
        *out = NULL;
        return true;
    }
    if (v.tag != V_MAP)
        return mismatch(d, v, p, STR("map[string]string"));
    struct map *m = *out ? *out : map_new(d->a, map_len(v.map));
    for (size_t i = 0; i < map_len(v.map); i++) {
        const struct map_entry *e = map_sorted_entry(v.map, i);
        str text = STR("");
        if (!decode_string(d, e->value, p, &text))
            return false;
        map_set(m, e->key, val_str(text));
    }
    *out = m;
    return true;
}

/* Numbers as JSON gives them to an `any`: float64. */
static val with_floats(struct arena *a, val v)
{
    if (v.tag == V_INT)
        return val_float((double)v.i);
    if (v.tag == V_UINT)
        return val_float((double)v.u);
    if (v.tag == V_LIST) {
        struct list *l = list_new(a, val_len(v));
        for (size_t i = 0; i < val_len(v); i++)
            list_push(l, with_floats(a, val_at(v, i)));
        return val_list(l);
    }
    if (v.tag == V_MAP) {
        struct map *m = map_new(a, map_len(v.map));
        for (size_t i = 0; i < map_len(v.map); i++)
            map_set(m, v.map->entries[i].key, with_floats(a, v.map->entries[i].value));
        return val_map(m);
    }
    return v;
}

static bool decode_anys(struct decoder *d, val v, const struct place *p, struct list **out)
{
    if (val_is_nil(v)) {
        *out = NULL;
        return true;
    }
    if (v.tag != V_LIST)
        return mismatch(d, v, p, STR("[]interface {}"));
    *out = with_floats(d->a, v).list;
    return true;
}

static bool decode_structs(struct decoder *d, val v, const struct decode_type *elem,
                           const struct place *p, struct ptrs *out)
{
    struct ptrs list = {.set = !val_is_nil(v)};
    str name = elem->literal.len ? str_concat(d->a, STR("[]"), elem->literal)
                                 : str_concat(d->a, STR("[]*"), type_name(d->a, elem));
    if (list.set && v.tag != V_LIST)
        return mismatch(d, v, p, name);
    list.n = val_len(v);
    list.items = ARENA_ARRAY(d->a, void *, list.n);
    for (size_t i = 0; i < list.n; i++) {
        val item = val_at(v, i);
        if (val_is_nil(item))
            continue;
        list.items[i] = arena_zalloc(d->a, elem->size);
        if (!decode_struct(d, item, elem, p, list.items[i]))
            return false;
    }
    *out = list;
    return true;
}

/* As Time.UnmarshalJSON. */
static bool check_time(struct decoder *d, val v)
{
    if (val_is_nil(v))
        return true;
    str text = STR("Time.UnmarshalJSON: input is not a JSON string");
    struct gotime t;
    if (v.tag == V_STRING &&
        gotime_parse(d->a, STR("2006-01-02T15:04:05Z07:00"), val_text(v), NULL, &t, &text))
        return true;
    *d->error = str_fmt(d->a, "error unmarshaling JSON: while decoding JSON: %.*s", STR_ARG(text));
    return false;
}

static bool decode_field(struct decoder *d, val v, const struct decode_field *f,
                         const struct place *p, void *at)
{
    switch (f->kind) {
    case DECODE_STRING:
        return decode_string(d, v, p, at);
    case DECODE_BOOL:
        return decode_bool(d, v, p, at);
    case DECODE_STRINGS:
        return decode_strings(d, v, p, at);
    case DECODE_STRING_MAP:
        return decode_string_map(d, v, p, at);
    case DECODE_ANYS:
        return decode_anys(d, v, p, at);
    case DECODE_STRUCTS:
        return decode_structs(d, v, f->elem, p, at);
    case DECODE_STRUCT:
        return val_is_nil(v) || decode_struct(d, v, f->elem, p, at);
    case DECODE_TIME:
        return check_time(d, v);
    }
    return true;
}

static const struct decode_field *find_field(const struct decode_type *type, str key)
{
    for (size_t i = 0; i < type->n; i++)
        if (str_eq_fold(type->fields[i].key, key))
            return &type->fields[i];
    return NULL;
}

/* Keys come in bytewise order, as JSON text has them: of `NAME` and `name` the latter wins. */
static bool decode_struct(struct decoder *d, val v, const struct decode_type *type,
                          const struct place *up, void *out)
{
    str name = type_name(d->a, type);
    if (v.tag != V_MAP)
        return mismatch(d, v, up, name);
    for (size_t i = 0; i < map_len(v.map); i++) {
        const struct map_entry *e = map_sorted_entry(v.map, i);
        const struct decode_field *f = find_field(type, e->key);
        if (!f)
            continue;
        struct place p = {up, type, f->key};
        if (!decode_field(d, e->value, f, &p, (char *)out + f->offset))
            return false;
    }
    return true;
}

bool decode_val(struct arena *a, val v, const struct decode_type *type, void *out, str *ret_error)
{
    struct decoder d = {a, ret_error};
    return val_is_nil(v) || decode_struct(&d, v, type, NULL, out);
}

bool decode_yaml(struct arena *a, str text, const struct decode_type *type, void *out,
                 str *ret_error)
{
    val v;
    return yaml_parse_exact(a, text, &v, ret_error) && decode_val(a, v, type, out, ret_error);
}

static bool find_unknown_in(val v, const struct decode_field *f, str *ret)
{
    if (f->kind == DECODE_STRUCT)
        return decode_find_unknown(v, f->elem, ret);
    if (f->kind == DECODE_STRUCTS)
        for (size_t i = 0; v.tag == V_LIST && i < val_len(v); i++)
            if (decode_find_unknown(val_at(v, i), f->elem, ret))
                return true;
    return false;
}

bool decode_find_unknown(val v, const struct decode_type *type, str *ret)
{
    for (size_t i = 0; v.tag == V_MAP && i < map_len(v.map); i++) {
        const struct map_entry *e = map_sorted_entry(v.map, i);
        const struct decode_field *f = find_field(type, e->key);
        if (f && find_unknown_in(e->value, f, ret))
            return true;
        if (!f) {
            *ret = e->key;
            return true;
        }
    }
    return false;
}
