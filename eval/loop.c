#include "eval/loop.h"

#include "base/arena.h"
#include "base/buf.h"
#include "value/gofmt.h"
#include "value/list.h"

/* Go prints what a pointer points to: a struct without `&`, and UTC with its fields. */
static void put_pointed(struct buf *b, val v)
{
    size_t from = b->len;
    if (v.tag == V_RECORD && gotype_kind((enum gotype)v.gotype) == K_PTR)
        v.gotype = (uint8_t)gotype_elem((enum gotype)v.gotype);
    gofmt_value(b, v);
    if (v.gotype == T_LOCATION && str_eq(str_from(buf_str(b), from), STR("UTC"))) {
        b->len = from;
        buf_put_str(b, STR("{UTC [] []  0 0 <nil>}"));
    }
}

static bool fail(struct arena *a, const char *before, val v, const char *after, str *ret_error)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_fmt(&b, "%s", before);
    put_pointed(&b, v);
    buf_put_fmt(&b, "%s", after);
    *ret_error = buf_str(&b);
    return false;
}

static const struct map_entry *snapshot(struct arena *a, struct map *m)
{
    struct map_entry *copy = arena_alloc(a, m->len * sizeof *copy);
    const uint32_t *order = map_sorted(m);
    for (uint32_t i = 0; i < m->len; i++)
        copy[i] = m->entries[order[i]];
    return copy;
}

bool loop_begin(struct loop_state *l, struct arena *a, val v, unsigned variables, bool *ret_empty,
                str *ret_error)
{
    v.aux &= (uint16_t)~VAL_BOXED;
    *l = (struct loop_state){.dot = l->dot, .over = v};
    switch (v.tag) {
    case V_INVALID:
    case V_NIL:
        break;
    case V_INT:
    case V_UINT:
        if (variables > 1)
            return fail(a, "can't use ", v, " to iterate over more than one variable", ret_error);
        l->n = v.tag == V_UINT ? v.u : v.i > 0 ? (uint64_t)v.i : 0;
        break;
    case V_LIST:
        l->n = list_len(v.list);
        l->items = v.list ? v.list->items : NULL;
        break;
    case V_BYTES:
        l->n = v.len;
        break;
    case V_MAP:
        l->n = map_len(v.map);
        if (l->n)
            l->entries = snapshot(a, v.map);
        break;
    default:
        return fail(a, "range can't iterate over ", v, "", ret_error);
    }
    *ret_empty = l->n == 0;
    return true;
}

/* An element read by reflection: of a container of `any` it is an interface. */
static val element(const struct loop_state *l, val v)
{
    if (gotype_elem((enum gotype)l->over.gotype) == T_ANY)
        v.aux |= VAL_BOXED;
    return v;
}

bool loop_next(struct loop_state *l, val *ret)
{
    if (l->i == l->n)
        return false;
    switch (l->over.tag) {
    case V_LIST:
        *ret = element(l, l->items[l->i]);
        break;
    case V_MAP:
        *ret = element(l, l->entries[l->i].value);
        break;
    case V_BYTES:
        *ret = val_at(l->over, l->i);
        break;
    default: /* an integer: the element is of its type */
        *ret = l->over;
        ret->u = l->i;
        break;
    }
    l->i++;
    return true;
}

val loop_key(const struct loop_state *l)
{
    if (l->over.tag == V_MAP)
        return val_str(l->entries[l->i - 1].key);
    return val_int((int64_t)l->i - 1);
}
