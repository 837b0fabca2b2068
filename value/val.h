/* The 16-byte value: what a template computes with.
 *
 * A `val` is passed by value and owns nothing: strings are views, maps and lists are references to
 * objects of an arena (the render arena, for whatever a template makes), changed in place as Go's
 * are. `tag` says which member of the union is live; `gotype` is the row of the Go type table
 * that typeOf, printf, comparisons and argument checks see.
 *
 * Three kinds of nothing (language.md section 0 of Go's own rules):
 *   V_INVALID  reflect's zero Value: what a pipeline gives for nil. Never stored in containers.
 *   V_NIL      the nil interface: an element of a map or list of `any`, or a nil argument.
 *   typed nil  V_LIST with list == NULL, V_MAP with map == NULL: empty, but JSON's null.
 *
 * VAL_BOXED in `aux`: the value was read directly from a container whose elements are `any`
 * (reflect kind Interface). Only the VM sets and clears it, and only error texts show it.
 * Functions never see it and never set it.
 *
 * VAL_IN_PLACE: a struct read from a field of a struct behind a pointer, which Go can take the
 * address of; methods with a pointer receiver then count when it is printed. It goes the same way.
 */
#ifndef CHELM_VALUE_VAL_H
#define CHELM_VALUE_VAL_H

#include "base/str.h"
#include "value/gotype.h"

enum val_tag {
    V_INVALID,
    V_NIL,
    V_BOOL,    /* i */
    V_INT,     /* i: every signed kind, also time.Duration, time.Month, time.Weekday */
    V_UINT,    /* u: every unsigned kind */
    V_FLOAT,   /* f */
    V_COMPLEX, /* c: real and imaginary part */
    V_STRING,  /* s, len */
    V_BYTES,   /* s, len: []uint8; s == NULL is the nil slice */
    V_LIST,    /* list */
    V_MAP,     /* map */
    V_RECORD,  /* record: a Go struct, or a pointer to one */
    V_OPAQUE   /* p: what only the functions of its gotype look into (*time.Location) */
};

enum { VAL_BOXED = 1, VAL_IN_PLACE = 4 };

struct map;
struct list;

typedef struct val {
    uint8_t tag, gotype;
    uint16_t aux;
    uint32_t len;
    union {
        int64_t i;
        uint64_t u;
        double f;
        const double *c;
        const char *s;
        struct map *map;
        struct list *list;
        const struct record *record;
        const void *p;
    };
} val;

/* A Go struct: its fields in the order of gofields.def. Immutable. */
struct record {
    uint32_t n;
    val field[];
};

_Static_assert(sizeof(val) == 16, "a value is two words");

static inline val val_invalid(void)
{
    return (val){.tag = V_INVALID, .gotype = T_INVALID};
}
static inline val val_nil(void)
{
    return (val){.tag = V_NIL, .gotype = T_ANY};
}
static inline val val_bool(bool b)
{
    return (val){.tag = V_BOOL, .gotype = T_BOOL, .i = b};
}
static inline val val_int(int64_t i)
{
    return (val){.tag = V_INT, .gotype = T_INT, .i = i};
}
static inline val val_int64(int64_t i)
{
    return (val){.tag = V_INT, .gotype = T_INT64, .i = i};
}
static inline val val_uint(enum gotype t, uint64_t u)
{
    return (val){.tag = V_UINT, .gotype = (uint8_t)t, .u = u};
}
static inline val val_float(double f)
{
    return (val){.tag = V_FLOAT, .gotype = T_FLOAT64, .f = f};
}
static inline val val_typed_int(enum gotype t, int64_t i)
{
    return (val){.tag = V_INT, .gotype = (uint8_t)t, .i = i};
}
/* The string must be shorter than 4 GiB; the arenas' limits see to that. */
static inline val val_str(str s)
{
    return (val){.tag = V_STRING, .gotype = T_STRING, .len = (uint32_t)s.len, .s = s.s};
}
static inline val val_bytes(str s)
{
    return (val){.tag = V_BYTES, .gotype = T_BYTES, .len = (uint32_t)s.len, .s = s.s};
}
static inline val val_list(struct list *l)
{
    return (val){.tag = V_LIST, .gotype = T_LIST, .list = l};
}
static inline val val_typed_list(enum gotype t, struct list *l)
{
    return (val){.tag = V_LIST, .gotype = (uint8_t)t, .list = l};
}
static inline val val_map(struct map *m)
{
    return (val){.tag = V_MAP, .gotype = T_MAP, .map = m};
}
static inline val val_typed_map(enum gotype t, struct map *m)
{
    return (val){.tag = V_MAP, .gotype = (uint8_t)t, .map = m};
}
static inline val val_record(enum gotype t, const struct record *r)
{
    return (val){.tag = V_RECORD, .gotype = (uint8_t)t, .record = r};
}
val val_complex(struct arena *a, double re, double im);

/* A record of type t with all fields INVALID, to be filled before anyone sees it. */
struct record *record_new(struct arena *a, enum gotype t);

/* The bytes of a V_STRING or V_BYTES. */
static inline str val_text(val v)
{
    return (str){v.s, v.len};
}
static inline bool val_is_nil(val v)
{
    return v.tag <= V_NIL;
}
static inline enum gokind val_kind(val v)
{
    return v.tag == V_NIL ? K_INVALID : gotype_kind((enum gotype)v.gotype);
}
/* Elements of a list, map, string (bytes) or []uint8; 0 for anything else. */
size_t val_len(val v);
/* Go's template truth: false for nothing, zero, "" and empty containers; structs are true.
 * As text/template's IsTrue. */
bool val_truth(val v);
/* Sprig's `empty`, which also takes a nil pointer for empty; as dfault's empty(). */
bool val_empty(val v);
/* What encoding/json calls a value in its errors: "bool", "string", "array", "object"; anything
 * else is a "number". */
const char *val_json_kind(val v);
/* An integer as the float64 that a JSON decoder makes of it, with its mark; others as they are. */
val val_json_number(val v);
/* What reflection gives for element i of a V_LIST, V_BYTES; i < val_len. Not boxed. */
val val_at(val list, size_t i);
/* The zero value of a Go type: V_NIL for `any`, "" for string, a nil slice, … */
val val_zero(enum gotype t);
/* A deep copy: maps and lists anew, strings and records shared. Go types are kept. */
val val_clone(struct arena *a, val v);

#endif
