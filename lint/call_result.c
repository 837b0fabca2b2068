#include "lint/call_result.h"

#include "base/arena.h"

#include <stdlib.h>

typedef const struct type *result_fn(const struct call_site *s);

static const struct type *arg_type(const struct call_site *s, uint32_t i)
{
    return i < s->count ? s->args[i].type : &type_any;
}

static const struct type *result_first(const struct call_site *s)
{
    return arg_type(s, 0);
}

static const struct type *result_output(const struct call_site *s)
{
    (void)s;
    return &type_output;
}

static const struct type *result_open_map(const struct call_site *s)
{
    return type_map(s->arena, MAP_OPEN);
}

static const struct type *result_any_list(const struct call_site *s)
{
    return type_list(s->arena, NULL);
}

static const struct type *result_string_list(const struct call_site *s)
{
    return type_list(s->arena, &type_string);
}

static const struct type *result_int_list(const struct call_site *s)
{
    return type_list(s->arena, &type_int);
}

static const struct type *result_string_map(const struct call_site *s)
{
    return type_map(s->arena, MAP_OPEN);
}

/* ---- choices ---- */

static const struct type *result_default(const struct call_site *s)
{
    if (s->count != 2)
        return &type_any;
    const struct type *value = arg_type(s, 1);
    if (type_always_true(value))
        return value;
    if (type_always_false(value))
        return arg_type(s, 0);
    return type_join(s->arena, type_truthy(s->arena, value), arg_type(s, 0));
}

static const struct type *result_coalesce(const struct call_site *s)
{
    const struct type *all = &type_never;
    for (uint32_t i = 0; i < s->count; i++) {
        const struct type *t = arg_type(s, i);
        all = type_join(s->arena, all, type_truthy(s->arena, t));
        if (type_always_true(t))
            return all;
    }
    return type_join(s->arena, all, &type_null);
}

static const struct type *result_ternary(const struct call_site *s)
{
    const struct type *test = arg_type(s, 2);
    if (type_always_true(test))
        return arg_type(s, 0);
    if (type_always_false(test))
        return arg_type(s, 1);
    return type_join(s->arena, arg_type(s, 0), arg_type(s, 1));
}

/* It stops at null and "". */
static const struct type *result_required(const struct call_site *s)
{
    const struct type *t = type_without(s->arena, arg_type(s, 1), TYPE_NULL);
    return t->kinds ? t : &type_any;
}

/* ---- lists ---- */

static const struct type *item_of(const struct type *t)
{
    return t->any || !(t->kinds & TYPE_LIST) || !t->item ? &type_any : t->item;
}

static const struct type *result_same_list(const struct call_site *s)
{
    const struct type *t = arg_type(s, 0);
    if (t->any || t->kinds != TYPE_LIST)
        return type_list(s->arena, NULL);
    return type_list(s->arena, t->item);
}

static const struct type *result_item(const struct call_site *s)
{
    const struct type *t = arg_type(s, 0);
    if (t->any || t->kinds != TYPE_LIST || !t->item)
        return &type_any;
    return type_join(s->arena, t->item, &type_null);
}

static const struct type *result_list(const struct call_site *s)
{
    const struct type *item = &type_never;
    for (uint32_t i = 0; i < s->count; i++)
        item = type_join(s->arena, item, arg_type(s, i));
    return type_list(s->arena, s->count ? item : NULL);
}

static const struct type *result_append(const struct call_site *s)
{
    const struct type *list = arg_type(s, 0);
    if (list->any || list->kinds != TYPE_LIST || !list->item)
        return type_list(s->arena, NULL);
    return type_list(s->arena, type_join(s->arena, list->item, arg_type(s, 1)));
}

static const struct type *result_concat(const struct call_site *s)
{
    const struct type *item = &type_never;
    for (uint32_t i = 0; i < s->count; i++)
        item = type_join(s->arena, item, item_of(arg_type(s, i)));
    return type_list(s->arena, item->kinds ? item : NULL);
}

static const struct type *result_chunk(const struct call_site *s)
{
    return type_list(s->arena, type_list(s->arena, item_of(arg_type(s, 1))));
}

static const struct type *result_values(const struct call_site *s)
{
    const struct type *t = arg_type(s, 0);
    return type_list(s->arena, t->any ? NULL : t->value);
}

/* ---- maps ---- */

static const struct type *result_dict(const struct call_site *s)
{
    struct type_field *fields = ARENA_ARRAY(s->arena, struct type_field, s->count / 2 + 1);
    size_t n = 0;
    enum map_rest rest = MAP_CLOSED;
    for (uint32_t i = 0; i < s->count; i += 2) {
        struct type_field f = {.presence = PRESENCE_ALWAYS};
        f.type = i + 1 < s->count ? arg_type(s, i + 1) : &type_string;
        if (type_one_text(arg_type(s, i), &f.name))
            fields[n++] = f;
        else
            rest = MAP_OPEN;
    }
    return type_with_fields(s->arena, type_map(s->arena, rest), fields, n);
}

static const struct type *read_key(const struct call_site *s, const struct type *map,
                                   const struct type *key)
{
    str name;
    if (map->any || map->kinds != TYPE_MAP)
        return &type_any;
    if (type_one_text(key, &name))
        return type_read(s->arena, map, name);
    return &type_any;
}

static const struct type *result_get(const struct call_site *s)
{
    return read_key(s, arg_type(s, 0), arg_type(s, 1));
}

static const struct type *result_index(const struct call_site *s)
{
    const struct type *t = arg_type(s, 0);
    for (uint32_t i = 1; i < s->count; i++) {
        if (!t->any && t->kinds == TYPE_LIST)
            t = item_of(t);
        else
            t = read_key(s, t, arg_type(s, i));
    }
    return t;
}

/* dig KEY … DEFAULT MAP */
static const struct type *result_dig(const struct call_site *s)
{
    if (s->count < 3)
        return &type_any;
    const struct type *t = arg_type(s, s->count - 1), *fallback = arg_type(s, s->count - 2);
    for (uint32_t i = 0; i + 2 < s->count; i++) {
        t = read_key(s, type_only(s->arena, t, TYPE_MAP), arg_type(s, i));
        if (t->any)
            return t;
    }
    return t->tags & TYPE_MISSING ? fallback : type_join(s->arena, t, fallback);
}

static bool is_map(const struct type *t)
{
    return !t->any && t->kinds == TYPE_MAP;
}

static const struct type *result_merge(const struct call_site *s)
{
    const struct type *t = arg_type(s, 0);
    for (uint32_t i = 1; i < s->count; i++) {
        if (!is_map(t) || !is_map(arg_type(s, i)))
            return result_open_map(s);
        t = type_overlay(s->arena, arg_type(s, i), t);
    }
    return t;
}

static const struct type *result_merge_overwrite(const struct call_site *s)
{
    const struct type *t = arg_type(s, 0);
    for (uint32_t i = 1; i < s->count; i++) {
        if (!is_map(t) || !is_map(arg_type(s, i)))
            return result_open_map(s);
        t = type_overlay(s->arena, t, arg_type(s, i));
    }
    return t;
}

static const struct type *result_omit(const struct call_site *s)
{
    const struct type *t = arg_type(s, 0);
    if (!is_map(t))
        return result_open_map(s);
    for (uint32_t i = 1; i < s->count; i++) {
        str name;
        if (!type_one_text(arg_type(s, i), &name))
            return result_open_map(s);
        t = type_without_field(s->arena, t, name);
    }
    return t;
}

static const struct type *result_pick(const struct call_site *s)
{
    const struct type *t = arg_type(s, 0);
    if (!is_map(t))
        return result_open_map(s);
    struct type_field *fields = ARENA_ARRAY(s->arena, struct type_field, s->count);
    size_t n = 0;
    for (uint32_t i = 1; i < s->count; i++) {
        str name;
        if (!type_one_text(arg_type(s, i), &name))
            return result_open_map(s);
        const struct type_field *f = type_field(t, name);
        if (f)
            fields[n++] = *f;
    }
    enum map_rest rest = t->rest == MAP_CLOSED ? MAP_CLOSED : MAP_OPEN;
    return type_with_fields(s->arena, type_map(s->arena, rest), fields, n);
}

static const struct type *result_set(const struct call_site *s)
{
    const struct type *t = arg_type(s, 0);
    str name;
    if (!is_map(t))
        return result_open_map(s);
    if (type_one_text(arg_type(s, 1), &name))
        return type_with_field(s->arena, t, name, arg_type(s, 2), PRESENCE_ALWAYS, NULL);
    return result_open_map(s);
}

static const struct type *result_unset(const struct call_site *s)
{
    const struct type *t = arg_type(s, 0);
    str name;
    if (!is_map(t) || !type_one_text(arg_type(s, 1), &name))
        return result_open_map(s);
    return type_without_field(s->arena, t, name);
}

/* ---- the table ---- */

struct result {
    str name;
    result_fn *fn;
};

static const struct result results[] = {
#define RESULT(name, rule) {STR_INIT(name), result_##rule},
#include "lint/call_results.def"
#undef RESULT
};

static int by_name(const void *key, const void *row)
{
    return str_cmp(*(const str *)key, ((const struct result *)row)->name);
}

const struct type *call_result(const struct call_site *s)
{
    str name = fn_name(s->fn);
    const struct result *r =
        bsearch(&name, results, sizeof results / sizeof *results, sizeof *results, by_name);
    if (r)
        return r->fn(s);
    return s->fn->result == T_ANY ? &type_any
                                  : type_of_gotype(s->arena, (enum gotype)s->fn->result);
}
