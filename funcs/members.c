/* has, without, uniq: lists as sets under reflect.DeepEqual. */
#include "funcs/lists.h"

#include "value/compare.h"

#include <string.h>

bool fn_has(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_bool(false);
    if (val_is_nil(arg[1]))
        return true;
    if (!lists_check(c, arg[1], "Cannot find has on type"))
        return false;
    for (size_t i = 0; i < val_len(arg[1]); i++) {
        if (compare_deep_equal(arg[0], val_at(arg[1], i))) {
            *ret = val_bool(true);
            break;
        }
    }
    return true;
}

static bool is_among(const val *set, uint32_t n, val v)
{
    for (uint32_t i = 0; i < n; i++)
        if (compare_deep_equal(set[i], v))
            return true;
    return false;
}

bool fn_without(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    if (!lists_check(c, arg[0], "Cannot find without on type"))
        return false;
    struct list *l = list_new(c->arena, 0);
    for (size_t i = 0; i < val_len(arg[0]); i++) {
        val item = val_at(arg[0], i);
        if (!is_among(arg + 1, n - 1, item))
            list_push(l, item);
    }
    *ret = val_list(l);
    return true;
}

/* Equal for values that are DeepEqual; cheap, so that containers differ by their length alone. */
static uint32_t shallow_hash(val v)
{
    uint64_t bits;
    switch (v.tag) {
    case V_BOOL:
    case V_INT:
    case V_UINT:
        bits = v.u;
        break;
    case V_FLOAT: {
        double f = v.f == 0 ? 0 : v.f; /* -0 equals 0 */
        memcpy(&bits, &f, sizeof bits);
        break;
    }
    case V_STRING:
        bits = str_hash(val_text(v));
        break;
    default:
        bits = val_len(v);
    }
    bits = (bits ^ (uint64_t)v.tag << 56 ^ v.gotype) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(bits >> 32);
}

/* The items seen so far, found by hash: `uniq` of a long list must not take its length squared. */
struct seen {
    struct list *items;
    uint32_t *slot; /* item number + 1, 0 free */
    size_t mask;
};

static void seen_add(struct seen *s, val v)
{
    size_t i = shallow_hash(v) & s->mask;
    for (; s->slot[i]; i = (i + 1) & s->mask)
        if (compare_deep_equal(s->items->items[s->slot[i] - 1], v))
            return;
    list_push(s->items, v);
    s->slot[i] = s->items->len;
}

bool fn_uniq(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (!lists_check(c, arg[0], "Cannot find uniq on type"))
        return false;
    size_t len = val_len(arg[0]), slots = 4;
    while (slots < len * 2)
        slots *= 2;
    struct seen seen = {.items = list_new(c->arena, 0),
                        .slot = ARENA_ARRAY(c->arena, uint32_t, slots),
                        .mask = slots - 1};
    for (size_t i = 0; i < len; i++)
        seen_add(&seen, val_at(arg[0], i));
    *ret = val_list(seen.items);
    return true;
}
