#include "value/compare.h"

#include "base/buf.h"
#include "value/gofmt.h"

#include <assert.h>

/* text/template's kinds. */
enum basic { B_OTHER, B_BOOL, B_COMPLEX, B_INT, B_FLOAT, B_STRING, B_UINT };

static enum basic basic_kind(val v)
{
    switch (v.tag) {
    case V_BOOL:
        return B_BOOL;
    case V_INT:
        return B_INT;
    case V_UINT:
        return B_UINT;
    case V_FLOAT:
        return B_FLOAT;
    case V_COMPLEX:
        return B_COMPLEX;
    case V_STRING:
        return B_STRING;
    default:
        return B_OTHER;
    }
}

static str type_name(val v)
{
    return gotype_name((enum gotype)v.gotype);
}

static bool incompatible(struct arena *a, val x, val y, str *ret_error)
{
    *ret_error = str_fmt(a, "incompatible types for comparison: %.*s and %.*s",
                         STR_ARG(type_name(x)), STR_ARG(type_name(y)));
    return false;
}

/* Nothing, or a nil map, slice or pointer. */
static bool is_nil(val v)
{
    switch (v.tag) {
    case V_INVALID:
    case V_NIL:
        return true;
    case V_MAP:
        return !v.map;
    case V_LIST:
        return !v.list;
    case V_BYTES:
        return !v.s;
    default:
        return false;
    }
}

static bool is_comparable(enum gotype t)
{
    enum gokind k = gotype_kind(t);
    if (k != K_STRUCT)
        return k != K_MAP && k != K_SLICE;
    for (size_t i = 0; i < gotype_field_count(t); i++)
        if (!is_comparable(gotype_field(t, i).type))
            return false;
    return true;
}

/* Go's == of two values in interfaces whose types are comparable. */
static bool same(val x, val y)
{
    if (x.gotype != y.gotype || x.tag != y.tag)
        return false;
    switch (x.tag) {
    case V_FLOAT:
        return x.f == y.f;
    case V_COMPLEX:
        return x.c[0] == y.c[0] && x.c[1] == y.c[1];
    case V_STRING:
        return str_eq(val_text(x), val_text(y));
    case V_RECORD:
        if (x.record == y.record)
            return true;
        if (gotype_kind((enum gotype)x.gotype) == K_PTR)
            return false;
        for (uint32_t i = 0; i < x.record->n; i++)
            if (!same(x.record->field[i], y.record->field[i]))
                return false;
        return true;
    case V_OPAQUE:
        return x.p == y.p;
    default:
        return x.u == y.u;
    }
}

/* "non-comparable type X: T" and its variant for two kinds. Go prints the values with %s. */
static bool not_comparable(struct arena *a, val x, val y, str *ret_error)
{
    bool kinds_differ = val_kind(x) != val_kind(y);
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, kinds_differ ? STR("non-comparable types ") : STR("non-comparable type "));
    gofmt_sprintf(&b, STR("%s"), kinds_differ ? &x : &y, 1);
    if (kinds_differ)
        buf_put_fmt(&b, ": %.*s, ", STR_ARG(type_name(x)));
    else
        buf_put_str(&b, STR(": "));
    buf_put_str(&b, type_name(y));
    if (kinds_differ) {
        buf_put_str(&b, STR(": "));
        gofmt_value(&b, y);
    }
    *ret_error = buf_str(&b);
    return false;
}

static bool eq_other(struct arena *a, val x, val y, bool *ret, str *ret_error)
{
    if (!val_is_nil(x) && !val_is_nil(y) && val_kind(x) != val_kind(y))
        return not_comparable(a, x, y, ret_error);
    if (is_nil(x) || is_nil(y)) {
        *ret = is_nil(x) == is_nil(y);
        return true;
    }
    if (!is_comparable((enum gotype)y.gotype))
        return not_comparable(a, x, y, ret_error);
    *ret = same(x, y);
    return true;
}

bool compare_eq(struct arena *a, val x, val y, bool *ret, str *ret_error)
{
    enum basic k1 = basic_kind(x), k2 = basic_kind(y);
    if (k1 == B_INT && k2 == B_UINT) {
        *ret = x.i >= 0 && x.u == y.u;
    } else if (k1 == B_UINT && k2 == B_INT) {
        *ret = y.i >= 0 && x.u == y.u;
    } else if (k1 != k2) {
        if (!val_is_nil(x) && !val_is_nil(y))
            return incompatible(a, x, y, ret_error);
        *ret = false;
    } else if (k1 == B_OTHER) {
        return eq_other(a, x, y, ret, ret_error);
    } else { /* int and int64 are the same kind here */
        y.gotype = x.gotype;
        *ret = same(x, y);
    }
    return true;
}

static bool less(enum basic k, val x, val y)
{
    switch (k) {
    case B_INT:
        return x.i < y.i;
    case B_UINT:
        return x.u < y.u;
    case B_FLOAT:
        return x.f < y.f;
    default:
        assert(k == B_STRING);
        return str_cmp(val_text(x), val_text(y)) < 0;
    }
}

bool compare_lt(struct arena *a, val x, val y, bool *ret, str *ret_error)
{
    enum basic k1 = basic_kind(x), k2 = basic_kind(y);
    bool mixed = k1 != k2, ordered = k1 != B_BOOL && k1 != B_COMPLEX;
    if (k1 == B_OTHER || k2 == B_OTHER || (!mixed && !ordered)) {
        *ret_error = STR("invalid type for comparison");
        return false;
    }
    if (k1 == B_INT && k2 == B_UINT)
        *ret = x.i < 0 || x.u < y.u;
    else if (k1 == B_UINT && k2 == B_INT)
        *ret = y.i >= 0 && x.u < y.u;
    else if (mixed)
        return incompatible(a, x, y, ret_error);
    else
        *ret = less(k1, x, y);
    return true;
}

bool compare_le(struct arena *a, val x, val y, bool *ret, str *ret_error)
{
    bool lt;
    if (!compare_lt(a, x, y, &lt, ret_error))
        return false;
    if (!lt)
        return compare_eq(a, x, y, ret, ret_error);
    *ret = true;
    return true;
}
