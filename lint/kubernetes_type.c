#include "lint/kubernetes_type.h"

#include "base/nearest.h"

#include <stddef.h>
#include <string.h>

/* ---- names: one block of bytes, so that tables hold offsets and need no relocation ---- */

static const struct names {
#define NAME(n) char n_##n[sizeof #n];
#define KIND(api, kind, t)
#define TYPE(t)
#define FIELD(t, n, s, k)
#define OBJECT(t, n, s, o)
#include "lint/kubernetes_types.def"
#undef NAME
} names = {
#define NAME(n) #n,
#include "lint/kubernetes_types.def"
#undef NAME
};

/* ---- types and fields, known by their numbers ---- */

#define NAME(n)
#undef TYPE
#define TYPE(t) TYPE_##t,
enum type_id {
#include "lint/kubernetes_types.def"
    TYPE_COUNT
};
#undef TYPE

/* The number of a type's first field has the value of FIRST_: LAST_ goes back by one. */
enum field_id {
#define TYPE(t) FIRST_##t, BEFORE_##t = FIRST_##t - 1,
#undef FIELD
#define FIELD(t, n, s, k) AT_##t##_##n,
#undef OBJECT
#define OBJECT(t, n, s, o) AT_##t##_##n,
#include "lint/kubernetes_types.def"
    FIELD_COUNT
};
#undef TYPE
#undef FIELD
#undef OBJECT

struct field {
    uint16_t name;
    uint16_t type; /* OBJECT */
    uint8_t shape, scalar;
};

static const struct field fields[] = {
#define TYPE(t)
#define FIELD(t, n, s, k) {offsetof(struct names, n_##n), 0, KUBERNETES_##s, KUBERNETES_##k},
#define OBJECT(t, n, s, o)                                                                         \
    {offsetof(struct names, n_##n), TYPE_##o, KUBERNETES_##s, KUBERNETES_OBJECT},
#include "lint/kubernetes_types.def"
};
#undef TYPE
#undef FIELD
#undef OBJECT
#define FIELD(t, n, s, k)
#define OBJECT(t, n, s, o)

struct kubernetes_type {
    uint16_t first; /* its fields go up to the next type's first */
};

static const struct kubernetes_type types[] = {
#define TYPE(t) {FIRST_##t},
#include "lint/kubernetes_types.def"
    {FIELD_COUNT},
};
#undef TYPE
#define TYPE(t)

_Static_assert(sizeof(struct names) <= UINT16_MAX && FIELD_COUNT <= UINT16_MAX, "offsets fit");

/* ---- kinds ---- */

struct kind {
    str api_version, kind;
    uint16_t type;
};

static const struct kind kinds[] = {
#undef KIND
#define KIND(api, kind, t) {STR_INIT(api), STR_INIT(kind), TYPE_##t},
#include "lint/kubernetes_types.def"
};

const struct kubernetes_type *kubernetes_kind(str api_version, str kind)
{
    size_t lo = 0, hi = sizeof kinds / sizeof *kinds;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = str_cmp(kinds[mid].api_version, api_version);
        if (order == 0)
            order = str_cmp(kinds[mid].kind, kind);
        if (order == 0)
            return &types[kinds[mid].type];
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

static bool is_preliminary(str api_version)
{
    return str_find(api_version, STR("alpha")) != STR_NONE ||
           str_find(api_version, STR("beta")) != STR_NONE;
}

bool kubernetes_no_kind(str api_version, str kind, str *ret_near, str *ret_api_version)
{
    struct nearest n;
    bool known = false;
    nearest_init(&n, kind);
    *ret_api_version = STR("");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct kind *k = &kinds[i];
        if (str_eq(k->api_version, api_version)) {
            nearest_offer(&n, k->kind);
            known = true;
        } else if (str_eq(k->kind, kind) &&
                   (!ret_api_version->len || is_preliminary(*ret_api_version))) {
            *ret_api_version = k->api_version;
        }
    }
    *ret_near = n.best;
    return known;
}

const struct kubernetes_type *kubernetes_metadata(void)
{
    return &types[TYPE_meta_v1_ObjectMeta];
}

/* ---- look-ups ---- */

static str name_of(const struct field *f)
{
    return str_from_c((const char *)&names + f->name);
}

bool kubernetes_field(const struct kubernetes_type *t, str name, struct kubernetes_slot *ret)
{
    size_t lo = t->first, hi = t[1].first;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const struct field *f = &fields[mid];
        int order = str_cmp(name_of(f), name);
        if (order == 0) {
            *ret = (struct kubernetes_slot){.shape = (enum kubernetes_shape)f->shape,
                                            .scalar = (enum kubernetes_scalar)f->scalar,
                                            .type = f->scalar == KUBERNETES_OBJECT ? &types[f->type]
                                                                                   : NULL};
            return true;
        }
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return false;
}

str kubernetes_nearest_field(const struct kubernetes_type *t, str name)
{
    struct nearest n;
    nearest_init(&n, name);
    for (size_t i = t->first; i < t[1].first; i++)
        nearest_offer(&n, name_of(&fields[i]));
    return n.best;
}

str kubernetes_required(const struct kubernetes_type *t, size_t i)
{
    static const struct {
        uint16_t type, field;
    } required[] = {
#define REQUIRED(t, n) {TYPE_##t, AT_##t##_##n},
#include "lint/kubernetes_required.def"
#undef REQUIRED
    };
    size_t type = (size_t)(t - types);
    for (size_t k = 0; k < sizeof required / sizeof *required; k++)
        if (required[k].type == type && i-- == 0)
            return name_of(&fields[required[k].field]);
    return STR("");
}
