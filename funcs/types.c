/* Types and conversions: kindOf kindIs typeOf typeIs typeIsLike int int64 float64 toDecimal atoi.
 */
#include "funcs/func.h"

#include "base/number.h"
#include "value/cast.h"
#include "value/gofmt.h"

static str type_of(val v)
{
    return gotype_name(v.tag == V_NIL ? T_INVALID : (enum gotype)v.gotype);
}

static str kind_of(val v)
{
    return gokind_name(val_kind(v));
}

bool fn_kind_of(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = val_str(kind_of(arg[0]));
    return true;
}

bool fn_kind_is(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = val_bool(str_eq(val_text(arg[0]), kind_of(arg[1])));
    return true;
}

bool fn_type_of(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = val_str(type_of(arg[0]));
    return true;
}

bool fn_type_is(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = val_bool(str_eq(val_text(arg[0]), type_of(arg[1])));
    return true;
}

/* The type or a pointer to it. */
bool fn_type_is_like(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    str want = val_text(arg[0]), type = type_of(arg[1]);
    bool points = str_has_prefix(type, STR("*")) && str_eq(want, str_from(type, 1));
    *ret = val_bool(points || str_eq(want, type));
    return true;
}

bool fn_int(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = val_int(cast_to_int64(arg[0]));
    return true;
}

bool fn_int64(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = val_int64(cast_to_int64(arg[0]));
    return true;
}

bool fn_float64(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = val_float(cast_to_float64(arg[0]));
    return true;
}

/* What the value prints as, read in base 8; 0 when that is no number. */
bool fn_to_decimal(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    int64_t i = 0;
    number_parse_int(gofmt_str(c->arena, arg[0]), 8, &i);
    *ret = val_int64(i);
    return true;
}

/* strconv.Atoi without its error: out of range gives the nearest int. */
bool fn_atoi(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    int64_t i = 0;
    (void)number_read_int(val_text(arg[0]), 10, &i);
    *ret = val_int(i);
    return true;
}
