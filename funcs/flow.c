/* Defaults, choices and user errors: default coalesce empty all any ternary fail required, and
 * include, tpl, lookup, getHostByName. */
#include "funcs/func.h"

bool fn_default(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    *ret = n < 2 || val_empty(arg[1]) ? arg[0] : arg[1];
    return true;
}

bool fn_coalesce(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    uint32_t i = 0;
    while (i < n && val_empty(arg[i]))
        i++;
    *ret = i < n ? arg[i] : val_nil();
    return true;
}

bool fn_empty(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = val_bool(val_empty(arg[0]));
    return true;
}

bool fn_all(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    bool all = true;
    for (uint32_t i = 0; i < n; i++)
        all = all && !val_empty(arg[i]);
    *ret = val_bool(all);
    return true;
}

bool fn_any(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    bool any = false;
    for (uint32_t i = 0; i < n; i++)
        any = any || !val_empty(arg[i]);
    *ret = val_bool(any);
    return true;
}

bool fn_ternary(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = arg[2].i ? arg[0] : arg[1];
    return true;
}

static bool user_error(struct fn_call *c, enum fn_forgiven what, val message, val *ret)
{
    if (c->env && c->env->forgive) {
        c->env->forgive(c->env->forgive_data, what, val_text(message));
        *ret = val_str(STR(""));
        return true;
    }
    c->failure = FN_USER_ERROR;
    c->error = val_text(message);
    return false;
}

bool fn_fail(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return user_error(c, FN_FAIL_CALLED, arg[0], ret);
}

/* Only nil and "" are missing: false, 0 and empty lists will do. */
bool fn_required(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    bool missing = val_is_nil(arg[1]) || (arg[1].tag == V_STRING && arg[1].len == 0);
    if (missing)
        return user_error(c, arg[1].tag == V_STRING ? FN_REQUIRED_EMPTY : FN_REQUIRED_NIL, arg[0],
                          ret);
    *ret = arg[1];
    return true;
}

/* include and tpl are the VM's: it runs them itself (FN_RENDERS), without these bodies. */
static bool only_in_a_render(struct fn_call *c)
{
    return call_fail(c, "templates can only be run by a render");
}

bool fn_include(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)arg;
    (void)n;
    (void)ret;
    return only_in_a_render(c);
}

bool fn_tpl(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)arg;
    (void)n;
    (void)ret;
    return only_in_a_render(c);
}

/* Without a cluster Helm finds nothing. */
bool fn_lookup(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)arg;
    (void)n;
    *ret = val_map(map_new(c->arena, 0));
    return true;
}
