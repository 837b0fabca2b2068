/* Sprig's dicts but for merging. Where Go's order is random, the order here is that of the keys. */
#include "funcs/keep.h"
#include "funcs/late_key.h"
#include "funcs/printed_key.h"

#include "value/cast.h"
#include "value/compare.h"
#include "value/gofmt.h"

bool fn_dict(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    struct map *m = map_new(c->arena, (n + 1) / 2);
    bool may_wait = late_key_may_wait(c, arg, n);
    for (uint32_t i = 0; i < n; i += 2) {
        val v = i + 1 < n ? arg[i + 1] : val_str(STR(""));
        if (arg[i].tag == V_STRING)
            map_set(m, val_text(arg[i]), v);
        else if (may_wait)
            late_key_add(c, m, arg[i], v);
        else
            map_set(m, printed_key(c, arg[i]), v);
    }
    *ret = val_map(m);
    return true;
}

bool fn_get(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    const val *v = map_get(arg[0].map, val_text(arg[1]));
    *ret = v ? *v : val_str(STR(""));
    return true;
}

bool fn_set(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (!arg[0].map)
        return call_fail(c, "assignment to entry in nil map");
    str key = val_text(arg[1]);
    keep_set(c, arg[0].map, key, str_hash(key), arg[2]);
    *ret = val_map(arg[0].map);
    return true;
}

bool fn_unset(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (arg[0].map)
        keep_edit(c, arg[0].map->arena);
    map_remove(arg[0].map, val_text(arg[1]));
    *ret = val_map(arg[0].map);
    return true;
}

bool fn_has_key(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    *ret = val_bool(map_has(arg[0].map, val_text(arg[1])));
    return true;
}

bool fn_keys(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    struct list *l = list_new(c->arena, 0);
    for (uint32_t k = 0; k < n; k++)
        for (size_t i = 0; i < map_len(arg[k].map); i++)
            list_push(l, val_str(map_sorted_entry(arg[k].map, i)->key));
    *ret = val_typed_list(T_STRINGS, l);
    return true;
}

bool fn_values(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct list *l = list_new(c->arena, 0);
    for (size_t i = 0; i < map_len(arg[0].map); i++)
        list_push(l, map_sorted_entry(arg[0].map, i)->value);
    *ret = val_list(l);
    return true;
}

bool fn_pluck(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    struct list *l = list_new(c->arena, 0);
    for (uint32_t k = 1; k < n; k++) {
        const val *v = map_get(arg[k].map, val_text(arg[0]));
        if (v)
            list_push(l, *v);
    }
    *ret = val_list(l);
    return true;
}

bool fn_pick(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    struct map *m = map_new(c->arena, n - 1);
    for (uint32_t k = 1; k < n; k++) {
        const val *v = map_get(arg[0].map, val_text(arg[k]));
        if (v)
            map_set(m, val_text(arg[k]), *v);
    }
    *ret = val_map(m);
    return true;
}

bool fn_omit(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    struct map *m = map_clone_shallow(c->arena, arg[0].map);
    for (uint32_t k = 1; k < n; k++)
        map_remove(m, val_text(arg[k]));
    *ret = val_map(m);
    return true;
}

/* Go's panic at v.(want). */
static bool fail_assertion(struct fn_call *c, val v, const char *want)
{
    str have = val_is_nil(v) ? STR("nil") : gotype_name((enum gotype)v.gotype);
    return call_fail(c, "interface conversion: interface {} is %.*s, not %s", STR_ARG(have), want);
}

static bool assert_map(struct fn_call *c, val v)
{
    return (v.tag == V_MAP && v.gotype == T_MAP) || fail_assertion(c, v, "map[string]interface {}");
}

/* dig KEY... DEFAULT MAP */
bool fn_dig(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    if (n < 3)
        return call_fail(c, "dig needs at least three arguments");
    uint32_t keys = n - 2;
    val at = arg[n - 1];
    if (!assert_map(c, at))
        return false;
    for (uint32_t i = 0; i < keys; i++)
        if (arg[i].tag != V_STRING)
            return fail_assertion(c, arg[i], "string");
    for (uint32_t i = 0; i < keys; i++) {
        if (i && !assert_map(c, at))
            return false;
        const val *v = map_get(at.map, val_text(arg[i]));
        if (!v) {
            *ret = arg[n - 2];
            return true;
        }
        at = *v;
    }
    *ret = at;
    return true;
}

bool fn_deep_equal(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    *ret = val_bool(compare_deep_equal(arg[0], arg[1]));
    return true;
}
