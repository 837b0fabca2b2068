/* The Go type table: what reflect would say of a value.
 *
 * Rows are in gotypes.def and gofields.def; everything here is constant.
 */
#ifndef CHELM_VALUE_GOTYPE_H
#define CHELM_VALUE_GOTYPE_H

#include "base/str.h"

enum gotype {
#define GOTYPE(id, name, kind, elem) T_##id,
#include "value/gotypes.def"
#undef GOTYPE
    T_COUNT
};

/* reflect.Kind, as far as it occurs. */
enum gokind {
    K_INVALID,
    K_BOOL,
    K_INT,
    K_INT32,
    K_INT64,
    K_UINT8,
    K_UINT32,
    K_UINT64,
    K_FLOAT64,
    K_COMPLEX128,
    K_INTERFACE,
    K_MAP,
    K_PTR,
    K_SLICE,
    K_STRING,
    K_STRUCT
};

struct gofield {
    str name;
    enum gotype type;
    str json; /* key, "" when not encoded */
    bool omitempty;
    bool exported;
};

str gotype_name(enum gotype t); /* "map[string]interface {}" */
enum gokind gotype_kind(enum gotype t);
enum gotype gotype_elem(enum gotype t);
str gokind_name(enum gokind k); /* "map": what kindOf prints */

size_t gotype_field_count(enum gotype struct_type);
struct gofield gotype_field(enum gotype struct_type, size_t i);
/* The index of the field called `name`, STR_NONE when there is none. */
size_t gotype_find_field(enum gotype struct_type, str name);

#endif
