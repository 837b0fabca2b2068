#include "value/yaml_key.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/number.h"
#include "base/quote.h"
#include "value/list.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* What a float32 cannot hold is infinite for the key. */
static str float_text(struct arena *a, double f)
{
    const double limit = 0x1.FFFFFFp127; /* the middle above the greatest float32 */
    char text[NUMBER_MAX];
    if (isnan(f))
        return STR(".nan");
    if (f >= limit || f <= -limit)
        return f > 0 ? STR(".inf") : STR("-.inf");
    return str_dup(a, str_make(text, number_format_float(text, f, 'g', -1, 32)));
}

bool yaml_key_text(struct arena *a, val key, str *ret)
{
    switch (key.tag) {
    case V_STRING:
        *ret = val_text(key);
        return true;
    case V_INT:
        *ret = str_fmt(a, "%" PRId64, key.i);
        return true;
    case V_BOOL:
        *ret = key.i ? STR("true") : STR("false");
        return true;
    case V_FLOAT:
        *ret = float_text(a, key.f);
        return true;
    default:
        return false;
    }
}

/* ------------------------------------------------------------------------------------------
 * Go's syntax
 */

struct pair {
    val key, value;
    size_t order; /* in which it was set */
};

static void put_value(struct buf *b, val v, bool top);

/* The pairs of a map in `at`, merges resolved, later ones last; returns how many. At most `max`. */
static size_t collect(val map, struct pair *at, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i + 1 < list_len(map.list) && n < max; i += 2) {
        val key = map.list->items[i], value = map.list->items[i + 1];
        if (key.tag != V_INVALID)
            at[n++] = (struct pair){key, value, 0};
        else if (value.gotype == T_MAP)
            n += collect(value, at + n, max - n);
        else
            for (size_t k = list_len(value.list); k-- > 0;)
                if (value.list->items[k].gotype == T_MAP)
                    n += collect(value.list->items[k], at + n, max - n);
    }
    return n;
}

/* Room that collect needs. */
static size_t count_pairs(val map)
{
    size_t n = 0;
    for (size_t i = 0; i + 1 < list_len(map.list); i += 2) {
        val key = map.list->items[i], value = map.list->items[i + 1];
        if (key.tag != V_INVALID)
            n++;
        else if (value.gotype == T_MAP)
            n += count_pairs(value);
        else
            for (size_t k = 0; k < list_len(value.list); k++)
                if (value.list->items[k].gotype == T_MAP)
                    n += count_pairs(value.list->items[k]);
    }
    return n;
}

static int compare_floats(double x, double y)
{
    if (isnan(x) || isnan(y))
        return isnan(y) - isnan(x);
    return (x > y) - (x < y);
}

/* fmt's order of keys: nil first, then by the place of their types in memory (which Go leaves open;
 * this is how they lie in Helm's program), then by value. */
static int compare_keys(val x, val y)
{
    static const uint8_t place[V_OPAQUE + 1] = {
        [V_NIL] = 1,   [V_STRING] = 2, [V_UINT] = 3, [V_INT] = 4,
        [V_FLOAT] = 5, [V_BOOL] = 6,   [V_LIST] = 7,
    };
    if (x.tag != y.tag)
        return place[x.tag] < place[y.tag] ? -1 : 1;
    switch (x.tag) {
    case V_BOOL:
    case V_INT:
        return (x.i > y.i) - (x.i < y.i);
    case V_UINT:
        return (x.u > y.u) - (x.u < y.u);
    case V_FLOAT:
        return compare_floats(x.f, y.f);
    case V_STRING:
        return str_cmp(val_text(x), val_text(y));
    default:
        return 0;
    }
}

/* Equal keys in the order they came, so that the last one counts. */
static int compare_pairs(const void *x, const void *y)
{
    const struct pair *p = x, *q = y;
    int order = compare_keys(p->key, q->key);
    return order ? order : p->order < q->order ? -1 : p->order > q->order;
}

static void put_map(struct buf *b, val map)
{
    size_t max = count_pairs(map);
    struct pair *pairs = ARENA_ARRAY(b->arena, struct pair, max);
    size_t n = collect(map, pairs, max);
    for (size_t i = 0; i < n; i++)
        pairs[i].order = i;
    if (n)
        qsort(pairs, n, sizeof *pairs, compare_pairs);
    const char *sep = "";
    buf_put_str(b, STR("map[interface {}]interface {}{"));
    for (size_t i = 0; i < n; i++) {
        if (i + 1 < n && compare_keys(pairs[i].key, pairs[i + 1].key) == 0)
            continue;
        buf_put_str(b, str_from_c(sep));
        put_value(b, pairs[i].key, false);
        buf_put_char(b, ':');
        put_value(b, pairs[i].value, false);
        sep = ", ";
    }
    buf_put_char(b, '}');
}

static void put_list(struct buf *b, val list)
{
    buf_put_str(b, STR("[]interface {}{"));
    for (size_t i = 0; i < list_len(list.list); i++) {
        if (i)
            buf_put_str(b, STR(", "));
        put_value(b, list.list->items[i], false);
    }
    buf_put_char(b, '}');
}

static void put_value(struct buf *b, val v, bool top)
{
    switch (v.tag) {
    case V_BOOL:
        buf_put_str(b, v.i ? STR("true") : STR("false"));
        break;
    case V_INT:
        buf_put_int(b, v.i);
        break;
    case V_UINT:
        buf_put_fmt(b, "0x%" PRIx64, v.u);
        break;
    case V_FLOAT:
        number_put_go_float(b, v.f);
        break;
    case V_STRING:
        quote_go(b, val_text(v));
        break;
    case V_LIST:
        if (v.gotype == T_MAP)
            put_map(b, v);
        else
            put_list(b, v);
        break;
    default:
        buf_put_str(b, top ? STR("<nil>") : STR("interface {}(nil)"));
        break;
    }
}

str yaml_quote(struct arena *a, val v)
{
    struct buf b;
    buf_init(&b, a);
    put_value(&b, v, true);
    return buf_str(&b);
}

str yaml_key_error(struct arena *a, val key, val value)
{
    const char *type = key.tag == V_UINT ? "uint64" : "%!s(<nil>)";
    str k = yaml_quote(a, key), v = yaml_quote(a, value);
    return str_concat(
        a, str_fmt(a, "unsupported map key of type: %s, key: %.*s, value: ", type, STR_ARG(k)), v);
}
