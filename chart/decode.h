/* YAML into C structs, as sigs.k8s.io/yaml and encoding/json fill Go's.
 *
 * Keys match fields without regard to case; unknown keys are ignored; null leaves a field as it is.
 * Where a string is wanted, numbers and booleans become text first (floats with the precision of
 * 32 bits, so that `version: 1.10` reads "1.1"). What does not fit is an error in the words of
 * encoding/json. The tables describe the structs; the results live in the arena.
 */
#ifndef CHELM_CHART_DECODE_H
#define CHELM_CHART_DECODE_H

#include "value/val.h"

enum decode_kind {
    DECODE_STRING,     /* str */
    DECODE_BOOL,       /* bool */
    DECODE_STRINGS,    /* struct strs */
    DECODE_STRING_MAP, /* struct map *, of strings; NULL is Go's nil */
    DECODE_ANYS,       /* struct list *: []any; numbers become float64 */
    DECODE_STRUCTS,    /* struct ptrs, to structs of `elem` */
    DECODE_STRUCT,     /* the struct `elem` itself; null leaves it alone */
    DECODE_TIME        /* nothing is stored, but the text must be a time of RFC 3339 */
};

struct strs {
    str *items;
    size_t n;
};

/* Pointers to structs; an item is NULL where the text has null. */
struct ptrs {
    void **items;
    size_t n;
    bool set; /* not Go's nil slice */
};

struct decode_field {
    str key;
    enum decode_kind kind;
    size_t offset;
    const struct decode_type *elem;
};

struct decode_type {
    str name;    /* Metadata */
    str package; /* v2 */
    str literal; /* of a struct without a name: struct { Name string }; else empty */
    size_t size;
    const struct decode_field *fields;
    size_t n;
};

/* Parses the first document of `text` and fills the struct at `out`, whose fields keep what they
 * hold where the text says nothing. As yaml.Unmarshal. */
bool decode_yaml(struct arena *a, str text, const struct decode_type *type, void *out,
                 str *ret_error);
/* The second half of it, for a tree read by yaml_parse_exact. */
bool decode_val(struct arena *a, val v, const struct decode_type *type, void *out, str *ret_error);

/* The first key, in the order of JSON text, that the struct has no field for: what
 * DisallowUnknownFields complains of. False when there is none. */
bool decode_find_unknown(val v, const struct decode_type *type, str *ret);

#endif
