#include "value/gotype.h"

#include <assert.h>

struct type_row {
    str name;
    enum gokind kind;
    enum gotype elem;
};

static const struct type_row types[T_COUNT] = {
#define GOTYPE(id, name, kind, elem) [T_##id] = {STR_INIT(name), K_##kind, T_##elem},
#include "value/gotypes.def"
#undef GOTYPE
};

struct field_row {
    enum gotype owner, type;
    str name, json;
};

static const struct field_row fields[] = {
#define GOFIELD(owner, name, type, json) {T_##owner, T_##type, STR_INIT(name), STR_INIT(json)},
#include "value/gofields.def"
#undef GOFIELD
};

enum { FIELD_ROWS = sizeof fields / sizeof *fields };

static const str kind_names[] = {
    [K_INVALID] = STR_INIT("invalid"),
    [K_BOOL] = STR_INIT("bool"),
    [K_INT] = STR_INIT("int"),
    [K_INT32] = STR_INIT("int32"),
    [K_INT64] = STR_INIT("int64"),
    [K_UINT8] = STR_INIT("uint8"),
    [K_UINT32] = STR_INIT("uint32"),
    [K_UINT64] = STR_INIT("uint64"),
    [K_FLOAT64] = STR_INIT("float64"),
    [K_COMPLEX128] = STR_INIT("complex128"),
    [K_INTERFACE] = STR_INIT("interface"),
    [K_MAP] = STR_INIT("map"),
    [K_PTR] = STR_INIT("ptr"),
    [K_SLICE] = STR_INIT("slice"),
    [K_STRING] = STR_INIT("string"),
    [K_STRUCT] = STR_INIT("struct"),
};

str gotype_name(enum gotype t)
{
    return types[t].name;
}

enum gokind gotype_kind(enum gotype t)
{
    return types[t].kind;
}

enum gotype gotype_elem(enum gotype t)
{
    return types[t].elem;
}

str gokind_name(enum gokind k)
{
    return kind_names[k];
}

static size_t first_field(enum gotype t)
{
    size_t i = 0;
    while (i < FIELD_ROWS && fields[i].owner != t)
        i++;
    return i;
}

size_t gotype_field_count(enum gotype t)
{
    size_t first = first_field(t), i = first;
    while (i < FIELD_ROWS && fields[i].owner == t)
        i++;
    return i - first;
}

struct gofield gotype_field(enum gotype t, size_t i)
{
    size_t at = first_field(t) + i;
    assert(at < FIELD_ROWS && fields[at].owner == t);
    const struct field_row *row = &fields[at];
    struct gofield f = {.name = row->name, .type = row->type, .json = row->json};
    size_t comma = str_find_char(f.json, ',');
    if (comma != STR_NONE) {
        f.omitempty = true;
        f.json = str_slice(f.json, 0, comma);
    }
    f.exported = row->name.s[0] >= 'A' && row->name.s[0] <= 'Z';
    return f;
}

size_t gotype_find_field(enum gotype t, str name)
{
    size_t first = first_field(t);
    for (size_t i = first; i < FIELD_ROWS && fields[i].owner == t; i++)
        if (str_eq(fields[i].name, name))
            return i - first;
    return STR_NONE;
}
