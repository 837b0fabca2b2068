/* Sprig's lists. Whatever slice comes in, []interface {} comes out, a copy; only `slice` aliases.
 * The must twins share the bodies: their errors read the same.
 */
#include "funcs/keep.h"
#include "funcs/lists.h"

#include "funcs/stringify.h"
#include "value/cast.h"

#include <math.h>
#include <stdlib.h>

bool lists_check(struct fn_call *c, val v, const char *complaint)
{
    if (val_kind(v) == K_SLICE)
        return true;
    if (val_is_nil(v))
        return call_fail_nil(c);
    return call_fail(c, "%s %.*s", complaint, STR_ARG(gokind_name(val_kind(v))));
}

/* Items [from, to) of any slice, with room for exactly as many as `cap`. */
static struct list *copy_items(struct arena *a, val v, size_t from, size_t to, size_t cap)
{
    struct list *l = list_new(a, cap);
    for (size_t i = from; i < to; i++)
        list_push(l, val_at(v, i));
    return l;
}

bool fn_list(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    struct list *l = list_new(c->arena, n);
    for (uint32_t i = 0; i < n; i++)
        list_push(l, arg[i]);
    *ret = val_list(l);
    return true;
}

bool fn_first(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (!lists_check(c, arg[0], "Cannot find first on type"))
        return false;
    *ret = val_len(arg[0]) ? val_at(arg[0], 0) : val_nil();
    return true;
}

bool fn_last(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (!lists_check(c, arg[0], "Cannot find last on type"))
        return false;
    size_t len = val_len(arg[0]);
    *ret = len ? val_at(arg[0], len - 1) : val_nil();
    return true;
}

bool fn_rest(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (!lists_check(c, arg[0], "Cannot find rest on type"))
        return false;
    size_t len = val_len(arg[0]);
    *ret = val_list(len ? copy_items(c->arena, arg[0], 1, len, len - 1) : NULL);
    return true;
}

bool fn_initial(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (!lists_check(c, arg[0], "Cannot find initial on type"))
        return false;
    size_t len = val_len(arg[0]);
    *ret = val_list(len ? copy_items(c->arena, arg[0], 0, len - 1, len - 1) : NULL);
    return true;
}

bool fn_append(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (!lists_check(c, arg[0], "Cannot push on type"))
        return false;
    size_t len = val_len(arg[0]);
    const struct list *l = arg[0].list;
    if (arg[0].tag != V_LIST || arg[0].gotype != T_LIST)
        l = copy_items(c->arena, arg[0], 0, len, len);
    *ret = val_list(list_appended(c->arena, l, arg[1]));
    return true;
}

bool fn_prepend(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (!lists_check(c, arg[0], "Cannot prepend on type"))
        return false;
    size_t len = val_len(arg[0]);
    struct list *l = list_new(c->arena, len + 1);
    list_push(l, arg[1]);
    for (size_t i = 0; i < len; i++)
        list_push(l, val_at(arg[0], i));
    *ret = val_list(l);
    return true;
}

bool fn_concat(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    struct list *l = NULL;
    for (uint32_t k = 0; k < n; k++) {
        if (val_kind(arg[k]) != K_SLICE && !val_is_nil(arg[k]))
            return call_fail(c, "Cannot concat type %.*s as list",
                             STR_ARG(gokind_name(val_kind(arg[k]))));
        if (val_is_nil(arg[k]))
            return call_fail_nil(c);
        for (size_t i = 0; i < val_len(arg[k]); i++) {
            l = l ? l : list_new(c->arena, 0);
            list_push(l, val_at(arg[k], i));
        }
    }
    *ret = val_list(l);
    return true;
}

bool fn_reverse(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (!lists_check(c, arg[0], "Cannot find reverse on type"))
        return false;
    size_t len = val_len(arg[0]);
    struct list *l = list_new(c->arena, len);
    for (size_t i = len; i-- > 0;)
        list_push(l, val_at(arg[0], i));
    *ret = val_list(l);
    return true;
}

bool fn_compact(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (!lists_check(c, arg[0], "Cannot compact on type"))
        return false;
    struct list *l = list_new(c->arena, 0);
    for (size_t i = 0; i < val_len(arg[0]); i++) {
        val item = val_at(arg[0], i);
        if (!val_empty(item))
            list_push(l, item);
    }
    *ret = val_list(l);
    return true;
}

/* Slots between a list's length and its capacity hold Go's zero values once they are shown. */
static void show_spare(val v, int64_t end)
{
    struct list *l = v.list;
    for (size_t i = l->len; i < (size_t)end; i++)
        if (l->items[i].tag == V_INVALID)
            l->items[i] = val_zero(gotype_elem((enum gotype)v.gotype));
}

bool fn_slice(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    val v = arg[0];
    if (!lists_check(c, v, "list should be type of slice or array but"))
        return false;
    if (val_len(v) == 0) {
        *ret = val_nil();
        return true;
    }
    int64_t cap = v.tag == V_LIST ? v.list->cap : v.len;
    int64_t start = n > 1 ? cast_to_int64(arg[1]) : 0;
    int64_t end = n > 2 ? cast_to_int64(arg[2]) : (int64_t)val_len(v);
    if (start < 0 || end < start || end > cap)
        return call_fail(c, "reflect.Value.Slice: slice index out of bounds");
    if (v.tag == V_BYTES) {
        *ret = val_bytes(str_slice(val_text(v), (size_t)start, (size_t)end));
        return true;
    }
    show_spare(v, end);
    *ret = val_typed_list((enum gotype)v.gotype,
                          list_window(c->arena, v.list, (size_t)start, (size_t)end));
    return true;
}

/* What Go's conversion gives on amd64, also for what does not fit. */
static int64_t to_int(double f)
{
    return f >= -0x1p63 && f < 0x1p63 ? (int64_t)f : INT64_MIN;
}

/* The number of chunks is reckoned in floating point, as Sprig does it; sizes that make no sense
 * then end where Go's make ends (a size of 0 always does). The last one's length is Go's math.Mod,
 * which for a length, less than 2^53, is the integers' remainder. */
bool fn_chunk(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (!lists_check(c, arg[1], "Cannot chunk type"))
        return false;
    int64_t size = arg[0].i, len = (int64_t)val_len(arg[1]);
    int64_t chunks = to_int(floor((double)(len - 1) / (double)size) + 1);
    int64_t odd = size ? len % size : 0;
    int64_t last = odd ? odd : size;
    if (chunks < 0 || (chunks > 0 && last < 0))
        return call_fail(c, "runtime error: makeslice: len out of range");
    struct list *l = list_new(c->arena, (size_t)chunks);
    for (int64_t i = 0; i < chunks; i++) {
        size_t from = (size_t)(i * size), count = (size_t)(i + 1 < chunks ? size : last);
        list_push(l, val_list(copy_items(c->arena, arg[1], from, from + count, count)));
    }
    *ret = val_typed_list(T_LISTS, l);
    return true;
}

static int by_text(const void *x, const void *y)
{
    return str_cmp(val_text(*(const val *)x), val_text(*(const val *)y));
}

/* A []string is sorted in place, as in Sprig. */
bool fn_sort_alpha(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct list *l;
    if (val_kind(arg[0]) == K_SLICE) {
        l = stringify_items(c->arena, arg[0]);
        if (l)
            keep_edit(c, l->arena);
        if (list_len(l) > 1)
            qsort(l->items, l->len, sizeof *l->items, by_text);
    } else {
        l = list_new(c->arena, 1);
        list_push(l, val_str(cast_strval(c->arena, arg[0])));
    }
    *ret = val_typed_list(T_STRINGS, l);
    return true;
}
