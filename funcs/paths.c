/* base, dir, clean, ext, isAbs; their os twins do the same on Unix and share the bodies. */
#include "funcs/func.h"

#include "base/path.h"

bool fn_base(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    *ret = val_str(path_base(val_text(arg[0])));
    return true;
}

bool fn_dir(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(path_dir(c->arena, val_text(arg[0])));
    return true;
}

bool fn_clean(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(path_clean(c->arena, val_text(arg[0])));
    return true;
}

bool fn_ext(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    *ret = val_str(path_ext(val_text(arg[0])));
    return true;
}

bool fn_is_abs(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    *ret = val_bool(path_is_abs(val_text(arg[0])));
    return true;
}
