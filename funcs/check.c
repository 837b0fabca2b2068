#include "funcs/check.h"

bool check_count(struct arena *a, const struct fn *f, size_t written, bool piped, str *ret_error)
{
    size_t passed = written + piped;
    if (f->variadic) {
        size_t least = f->nparam - 1u;
        if (passed >= least)
            return true;
        *ret_error = str_fmt(a, "wrong number of args for %.*s: want at least %zu got %zu",
                             STR_ARG(fn_name(f)), least, written);
        return false;
    }
    if (passed == f->nparam)
        return true;
    *ret_error = str_fmt(a, "wrong number of args for %.*s: want %d got %zu", STR_ARG(fn_name(f)),
                         f->nparam, passed);
    return false;
}

/* The unnamed type that has the same underlying type, which Go assigns to and from. */
static enum gotype unnamed(enum gotype t)
{
    switch (t) {
    case T_VALUES:
        return T_MAP;
    case T_VERSION_SET:
        return T_STRINGS;
    default:
        return t;
    }
}

bool check_assignable(enum gotype have, enum gotype want)
{
    if (have == want || want == T_ANY || want == T_REFLECT)
        return true;
    /* one of the two must be unnamed */
    return unnamed(have) == unnamed(want) && (unnamed(have) == have || unnamed(want) == want);
}

static bool nil_value(struct arena *a, enum gotype want, val *ret, str *ret_error)
{
    switch (gotype_kind(want)) {
    case K_INTERFACE:
    case K_MAP:
    case K_SLICE:
    case K_PTR:
        *ret = val_zero(want);
        return true;
    default:
        *ret_error = str_fmt(a, "invalid value; expected %.*s", STR_ARG(gotype_name(want)));
        return false;
    }
}

bool check_value(struct arena *a, val v, enum gotype want, val *ret, str *ret_error)
{
    if (want == T_REFLECT) {
        *ret = v;
        return true;
    }
    if (v.tag == V_INVALID)
        return nil_value(a, want, ret, ret_error);
    enum gotype have = v.tag == V_NIL ? T_ANY : (enum gotype)v.gotype;
    v.aux &= (uint16_t) ~(VAL_BOXED | VAL_IN_PLACE);
    if (!check_assignable(have, want)) {
        /* One dereference is tried. */
        if (gotype_kind(have) != K_PTR || !check_assignable(gotype_elem(have), want)) {
            *ret_error = str_fmt(a, "wrong type for value; expected %.*s; got %.*s",
                                 STR_ARG(gotype_name(want)), STR_ARG(gotype_name(have)));
            return false;
        }
    }
    if (want != T_ANY)
        v.gotype = (uint8_t)want;
    *ret = v;
    return true;
}
