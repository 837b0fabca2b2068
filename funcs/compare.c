/* eq ne lt le gt ge: text/template's comparisons. */
#include "funcs/func.h"

#include "value/compare.h"

bool fn_eq(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    if (n < 2)
        return call_fail(c, "missing argument for comparison");
    bool equal = false;
    for (uint32_t i = 1; i < n && !equal; i++)
        if (!compare_eq(c->arena, arg[0], arg[i], &equal, &c->error))
            return false;
    *ret = val_bool(equal);
    return true;
}

bool fn_ne(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    if (!fn_eq(c, arg, n, ret))
        return false;
    *ret = val_bool(!ret->i);
    return true;
}

bool fn_lt(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    bool r;
    if (!compare_lt(c->arena, arg[0], arg[1], &r, &c->error))
        return false;
    *ret = val_bool(r);
    return true;
}

bool fn_le(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    bool r;
    if (!compare_le(c->arena, arg[0], arg[1], &r, &c->error))
        return false;
    *ret = val_bool(r);
    return true;
}

/* Greater is "not less or equal", so that it holds for NaN. */
bool fn_gt(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    if (!fn_le(c, arg, n, ret))
        return false;
    *ret = val_bool(!ret->i);
    return true;
}

bool fn_ge(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    if (!fn_lt(c, arg, n, ret))
        return false;
    *ret = val_bool(!ret->i);
    return true;
}
