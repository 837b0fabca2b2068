/* deepCopy: copystructure.Copy. */
#include "funcs/func.h"

/* A map may hold itself: Go then dies of its stack. */
enum { MAX_DEPTH = 5000 };

static bool copy_value(struct fn_call *c, val v, uint32_t depth, val *ret);

static bool copy_list(struct fn_call *c, val v, uint32_t depth, val *ret)
{
    struct list *l = list_new(c->arena, v.list->cap); /* the capacity is copied, too */
    for (size_t i = 0; i < v.list->len; i++) {
        val item;
        if (!copy_value(c, v.list->items[i], depth, &item))
            return false;
        list_push(l, item);
    }
    *ret = val_typed_list((enum gotype)v.gotype, l);
    return true;
}

static bool copy_map(struct fn_call *c, val v, uint32_t depth, val *ret)
{
    struct map *m = map_clone_shallow(c->arena, v.map);
    for (size_t i = 0; i < m->len; i++)
        if (!copy_value(c, v.map->entries[i].value, depth, &m->entries[i].value))
            return false;
    *ret = val_typed_map((enum gotype)v.gotype, m);
    return true;
}

/* Reflection cannot read what is not exported: those fields come out zero. */
static bool copy_record(struct fn_call *c, val v, uint32_t depth, val *ret)
{
    enum gotype type = (enum gotype)v.gotype;
    if (gotype_kind(type) == K_PTR)
        type = gotype_elem(type);
    struct record *r = record_new(c->arena, type);
    for (uint32_t i = 0; i < r->n; i++) {
        struct gofield field = gotype_field(type, i);
        r->field[i] = val_zero(field.type);
        if (field.exported && !copy_value(c, v.record->field[i], depth, &r->field[i]))
            return false;
    }
    *ret = val_record((enum gotype)v.gotype, r);
    return true;
}

static bool copy_value(struct fn_call *c, val v, uint32_t depth, val *ret)
{
    if (depth > MAX_DEPTH)
        return call_fail(c, "deepCopy error: nested too deeply");
    if (v.tag == V_LIST && v.list)
        return copy_list(c, v, depth + 1, ret);
    if (v.tag == V_MAP && v.map)
        return copy_map(c, v, depth + 1, ret);
    if (v.tag == V_RECORD && v.record && v.gotype != T_TIME)
        return copy_record(c, v, depth + 1, ret);
    *ret = v;
    return true;
}

bool fn_deep_copy(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (val_is_nil(arg[0]))
        return call_fail(c, "reflect: call of reflect.Value.Type on zero Value");
    return copy_value(c, arg[0], 0, ret);
}
