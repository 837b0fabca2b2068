/* Sprig's dicts but for merging. Where Go's order is random, the order here is that of the keys. */
#include "funcs/keep.h"

#include "value/cast.h"
#include "value/compare.h"
#include "value/gofmt.h"

/* What the files in a value take when they are printed, as far as a look at *left values tells. */
static size_t room_for_files(val v, unsigned *left)
{
    enum { OF_BYTE = 4 };
    if (!*left)
        return 0;
    --*left;
    size_t room = v.tag == V_BYTES ? (size_t)v.len * OF_BYTE : 0;
    for (size_t i = 0; v.tag == V_MAP && i < map_len(v.map); i++)
        room += room_for_files(v.map->entries[i].value, left);
    return room;
}

/* Prints a map or list into memory of its own; the text is large, or gone with `own`. */
static str print_apart(struct fn_call *c, val v, struct arena *own)
{
    own->is_for_one = true;
    own->max_block = c->arena->max_block;
    own->block_limit = c->arena->block_limit;
    unsigned left = 10000;
    struct buf b;
    buf_init(&b, own);
    buf_reserve(&b, room_for_files(v, &left)); /* at once, which the system gives in large pages */
    gofmt_value(&b, v);
    return buf_str(&b);
}

/* Whether what the map holds is all older than the call's memory. */
static bool is_old(const struct fn_call *c, val v)
{
    return v.tag == V_MAP && v.map && v.map->arena != c->arena;
}

/* A key that is a map or list, printed. Charts do that to all of `.` by mistake, in one call after
 * the other: megabytes, which stay the same until something is changed in place. */
static str printed_key(struct fn_call *c, val v)
{
    enum { LARGE = 256 << 10 };
    struct printed *last = c->env ? &c->env->printed : NULL;
    if (v.tag != V_MAP && v.tag != V_LIST)
        return cast_strval(c->arena, v);
    if (last && is_old(c, v) && last->of == v.map && last->edits == c->env->edits)
        return last->text;
    struct arena *own = arena_within(c->arena);
    str s = print_apart(c, v, own);
    if (!last || s.len < LARGE) {
        s = str_dup(c->arena, s);
        arena_done(own);
        return s;
    }
    if (str_eq(s, last->text)) {
        arena_done(own);
        s = last->text;
    }
    *last = (struct printed){is_old(c, v) ? v.map : NULL, c->env->edits, s};
    return s;
}

bool fn_dict(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    struct map *m = map_new(c->arena, (n + 1) / 2);
    for (uint32_t i = 0; i < n; i += 2) {
        str key = arg[i].tag == V_STRING ? val_text(arg[i]) : printed_key(c, arg[i]);
        map_set(m, key, i + 1 < n ? arg[i + 1] : val_str(STR("")));
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
