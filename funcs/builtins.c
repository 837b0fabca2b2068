/* and or not len index call: text/template's builtins that look into raw values. */
#include "funcs/func.h"

/* The VM evaluates later arguments only when they are needed; here all of them are. */
static bool decide(const val *arg, uint32_t n, bool stop_at, val *ret)
{
    uint32_t i = 0;
    while (i + 1 < n && val_truth(arg[i]) != stop_at)
        i++;
    *ret = arg[i];
    return true;
}

bool fn_and(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    return decide(arg, n, false, ret);
}

bool fn_or(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    return decide(arg, n, true, ret);
}

bool fn_not(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = val_bool(!val_truth(arg[0]));
    return true;
}

/* The type behind a pointer. */
static str target_type(val v)
{
    str name = gotype_name((enum gotype)v.gotype);
    return str_has_prefix(name, STR("*")) ? str_from(name, 1) : name;
}

static bool has_len(val v)
{
    return v.tag == V_STRING || v.tag == V_BYTES || v.tag == V_LIST || v.tag == V_MAP;
}

bool fn_len(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (arg[0].tag == V_INVALID)
        return call_fail(c, "reflect: call of reflect.Value.Type on zero Value");
    if (arg[0].tag == V_NIL)
        return call_fail(c, "len of nil pointer");
    if (!has_len(arg[0]))
        return call_fail(c, "len of type %.*s", STR_ARG(target_type(arg[0])));
    *ret = val_int((int64_t)val_len(arg[0]));
    return true;
}

static bool index_map(struct fn_call *c, val map, val key, val *ret)
{
    if (val_is_nil(key))
        return call_fail(c, "value is nil; should be of type string");
    if (key.tag != V_STRING)
        return call_fail(c, "value has type %.*s; should be string",
                         STR_ARG(gotype_name((enum gotype)key.gotype)));
    const val *v = map_get(map.map, val_text(key));
    *ret = v ? *v : val_zero(gotype_elem((enum gotype)map.gotype));
    return true;
}

static bool index_list(struct fn_call *c, val list, val at, val *ret)
{
    if (val_is_nil(at))
        return call_fail(c, "cannot index slice/array with nil");
    if (at.tag != V_INT && at.tag != V_UINT)
        return call_fail(c, "cannot index slice/array with type %.*s",
                         STR_ARG(gotype_name((enum gotype)at.gotype)));
    size_t len = val_len(list);
    if (at.i < 0 || (uint64_t)at.i > len)
        return call_fail(c, "index out of range: %lld", (long long)at.i);
    size_t i = (size_t)at.i;
    if (i == len) /* Go lets the index just past the end through to reflect */
        return call_fail(c, list.tag == V_STRING ? "reflect: string index out of range"
                                                 : "reflect: slice index out of range");
    *ret = list.tag == V_STRING ? val_uint(T_UINT8, (uint8_t)list.s[i]) : val_at(list, i);
    return true;
}

bool fn_index(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    val item = arg[0];
    if (val_is_nil(item))
        return call_fail(c, "index of untyped nil");
    for (uint32_t i = 1; i < n; i++) {
        if (val_is_nil(item))
            return call_fail(c, "index of nil pointer");
        if (!has_len(item))
            return call_fail(c, "can't index item of type %.*s", STR_ARG(target_type(item)));
        bool ok = item.tag == V_MAP ? index_map(c, item, arg[i], &item)
                                    : index_list(c, item, arg[i], &item);
        if (!ok)
            return false;
    }
    item.aux &= (uint16_t)~VAL_BOXED;
    *ret = item;
    return true;
}

/* No value of a template is a function. */
bool fn_call_function(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    (void)ret;
    if (val_is_nil(arg[0]))
        return call_fail(c, "call of nil");
    return call_fail(c, "non-function %.*s of type %.*s", STR_ARG(c->callee),
                     STR_ARG(gotype_name((enum gotype)arg[0].gotype)));
}
