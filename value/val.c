#include "value/val.h"

#include "base/arena.h"
#include "value/list.h"
#include "value/map.h"

#include <assert.h>

val val_complex(struct arena *a, double re, double im)
{
    double *c = ARENA_ARRAY(a, double, 2);
    c[0] = re;
    c[1] = im;
    return (val){.tag = V_COMPLEX, .gotype = T_COMPLEX128, .c = c};
}

struct record *record_new(struct arena *a, enum gotype t)
{
    if (gotype_kind(t) == K_PTR)
        t = gotype_elem(t);
    size_t n = gotype_field_count(t);
    struct record *r = arena_zalloc(a, sizeof *r + n * sizeof(val));
    r->n = (uint32_t)n;
    return r;
}

size_t val_len(val v)
{
    switch (v.tag) {
    case V_STRING:
    case V_BYTES:
        return v.len;
    case V_LIST:
        return list_len(v.list);
    case V_MAP:
        return map_len(v.map);
    default:
        return 0;
    }
}

bool val_truth(val v)
{
    switch (v.tag) {
    case V_INVALID:
    case V_NIL:
        return false;
    case V_BOOL:
    case V_INT:
        return v.i != 0;
    case V_UINT:
        return v.u != 0;
    case V_FLOAT:
        return v.f != 0;
    case V_COMPLEX:
        return v.c[0] != 0 || v.c[1] != 0;
    case V_STRING:
    case V_BYTES:
    case V_LIST:
    case V_MAP:
        return val_len(v) > 0;
    default:
        return true;
    }
}

bool val_empty(val v)
{
    return !val_truth(v);
}

val val_at(val v, size_t i)
{
    assert(i < val_len(v));
    if (v.tag == V_BYTES)
        return val_uint(T_UINT8, (uint8_t)v.s[i]);
    return v.list->items[i];
}

val val_zero(enum gotype t)
{
    switch (gotype_kind(t)) {
    case K_BOOL:
        return val_bool(false);
    case K_INT:
    case K_INT32:
    case K_INT64:
        return val_typed_int(t, 0);
    case K_UINT8:
    case K_UINT32:
    case K_UINT64:
        return val_uint(t, 0);
    case K_FLOAT64:
        return val_float(0);
    case K_STRING:
        return val_str((str){"", 0});
    case K_SLICE:
        return t == T_BYTES ? val_bytes((str){NULL, 0}) : val_typed_list(t, NULL);
    case K_MAP:
        return val_typed_map(t, NULL);
    default:
        return val_nil();
    }
}

static val clone_list(struct arena *a, val v)
{
    struct list *l = list_new(a, v.list->cap);
    for (size_t i = 0; i < v.list->len; i++)
        list_push(l, val_clone(a, v.list->items[i]));
    v.list = l;
    return v;
}

static val clone_map(struct arena *a, val v)
{
    struct map *m = map_clone_shallow(a, v.map);
    for (size_t i = 0; i < m->len; i++)
        m->entries[i].value = val_clone(a, m->entries[i].value);
    v.map = m;
    return v;
}

val val_clone(struct arena *a, val v)
{
    if (v.tag == V_LIST && v.list)
        return clone_list(a, v);
    if (v.tag == V_MAP && v.map)
        return clone_map(a, v);
    return v;
}

const char *val_json_kind(val v)
{
    switch ((enum val_tag)v.tag) {
    case V_STRING:
        return "string";
    case V_BOOL:
        return "bool";
    case V_LIST:
        return "array";
    case V_MAP:
        return "object";
    default:
        return "number";
    }
}

val val_json_number(val v)
{
    if (v.tag != V_INT && v.tag != V_UINT)
        return v;
    val f = val_float(v.tag == V_INT ? (double)v.i : (double)v.u);
    f.aux = v.aux; /* a mark stays with its value */
    f.len = v.len;
    return f;
}
