#include "value/marshal.h"

#include "base/arena.h"
#include "base/base64.h"
#include "value/list.h"
#include "value/map.h"
#include "value/native.h"

static enum gotype struct_of(val v)
{
    enum gotype t = (enum gotype)v.gotype;
    return gotype_kind(t) == K_PTR ? gotype_elem(t) : t;
}

static val string_of(struct arena *a, val v)
{
    struct buf b;
    buf_init(&b, a);
    native_put_string(&b, v);
    return val_str(buf_str(&b));
}

/* ------------------------------------------------------------------------------------------
 * encoding/json
 */

static bool is_empty_field(val v)
{
    return v.tag == V_STRING ? v.len == 0 : val_empty(v);
}

static val json_fields(struct arena *a, val v)
{
    enum gotype t = struct_of(v);
    struct map *m = map_new(a, v.record->n);
    for (uint32_t i = 0; i < v.record->n; i++) {
        struct gofield f = gotype_field(t, i);
        if (f.json.len && f.exported && !(f.omitempty && is_empty_field(v.record->field[i])))
            map_set(m, f.json, v.record->field[i]);
    }
    return val_map(m);
}

static bool json_time(struct arena *a, val v, val *ret, str *ret_error)
{
    struct buf b;
    str error;
    buf_init(&b, a);
    if (!gotime_put_rfc3339_strict(&b, native_get_time(v), &error)) {
        *ret_error = str_fmt(a,
                             "json: error calling MarshalJSON for type time.Time: "
                             "Time.MarshalJSON: %.*s",
                             STR_ARG(error));
        return false;
    }
    *ret = val_str(buf_str(&b));
    return true;
}

static bool json_record(struct arena *a, val v, val *ret, str *ret_error)
{
    if (!v.record) {
        *ret = val_nil();
        return true;
    }
    if (v.gotype == T_TIME)
        return json_time(a, v, ret, ret_error);
    *ret = struct_of(v) == T_SEMVER ? string_of(a, v) : json_fields(a, v);
    return true;
}

bool marshal_json(struct arena *a, val v, val *ret, str *ret_error)
{
    switch (v.tag) {
    case V_RECORD:
        return json_record(a, v, ret, ret_error);
    case V_OPAQUE: /* a struct without exported fields */
        *ret = val_map(map_new(a, 0));
        return true;
    case V_BYTES:
        *ret = v.s ? val_str(base64_encode(a, val_text(v))) : val_nil();
        return true;
    default:
        *ret = v;
        return true;
    }
}

/* ------------------------------------------------------------------------------------------
 * go-yaml v3
 */

static str lower_ascii(struct arena *a, str s)
{
    char *lower = arena_bytes(a, s.len);
    for (size_t i = 0; i < s.len; i++)
        lower[i] = (char)(s.s[i] >= 'A' && s.s[i] <= 'Z' ? s.s[i] + ('a' - 'A') : s.s[i]);
    return str_make(lower, s.len);
}

static val yaml_fields(struct arena *a, val v)
{
    enum gotype t = struct_of(v);
    struct map *m = map_new(a, v.record->n);
    for (uint32_t i = 0; i < v.record->n; i++) {
        struct gofield f = gotype_field(t, i);
        if (f.exported)
            map_set(m, lower_ascii(a, f.name), v.record->field[i]);
    }
    return val_map(m);
}

static val byte_list(struct arena *a, val v)
{
    struct list *l = list_new(a, v.len);
    for (uint32_t i = 0; i < v.len; i++)
        list_push(l, val_uint(T_UINT8, (uint8_t)v.s[i]));
    return val_list(l);
}

val marshal_yaml(struct arena *a, val v)
{
    if (v.tag == V_BYTES)
        return byte_list(a, v);
    if (v.tag == V_OPAQUE)
        return val_map(map_new(a, 0));
    if (v.tag != V_RECORD || v.gotype == T_TIME)
        return v;
    if (!v.record)
        return val_nil();
    return struct_of(v) == T_SEMVER ? string_of(a, v) : yaml_fields(a, v);
}
