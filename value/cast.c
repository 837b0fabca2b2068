#include "value/cast.h"

#include "base/number.h"
#include "value/gofmt.h"

/* A float's int64 as amd64 converts it. */
static int64_t from_float(double f)
{
    return f >= -0x1p63 && f < 0x1p63 ? (int64_t)f : INT64_MIN;
}

/* "1.00" without ".00"; anything else as it is. Points behind the zeros don't disturb ("1.0."). */
static str trim_zero_fraction(str s)
{
    bool zero = false;
    for (size_t i = s.len; i-- > 0;) {
        if (s.s[i] == '.' && zero)
            return str_slice(s, 0, i);
        if (s.s[i] != '.' && s.s[i] != '0')
            break;
        zero = zero || s.s[i] == '0';
    }
    return s;
}

int64_t cast_to_int64(val v)
{
    int64_t i = 0;
    switch (v.tag) {
    case V_BOOL:
        return v.i;
    case V_INT:
        return v.gotype == T_DURATION ? 0 : v.i;
    case V_UINT:
        return (int64_t)v.u;
    case V_FLOAT:
        return from_float(v.f);
    case V_STRING:
        number_parse_int(trim_zero_fraction(val_text(v)), 0, &i);
        return i;
    default:
        return 0;
    }
}

double cast_to_float64(val v)
{
    double f = 0;
    switch (v.tag) {
    case V_BOOL:
        return v.i ? 1 : 0;
    case V_INT:
        return v.gotype == T_DURATION ? 0 : (double)v.i;
    case V_UINT:
        return (double)v.u;
    case V_FLOAT:
        return v.f;
    case V_STRING:
        number_parse_float(val_text(v), &f);
        return f;
    default:
        return 0;
    }
}

str cast_strval(struct arena *a, val v)
{
    if (v.tag == V_STRING || v.tag == V_BYTES)
        return val_text(v);
    return gofmt_str(a, v);
}
