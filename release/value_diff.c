#include "release/value_diff.h"

#include "base/arena.h"
#include "base/buf.h"
#include "value/compare.h"
#include "value/json_write.h"
#include "value/list.h"
#include "value/map.h"

#include <string.h>

enum { DEPTH_MAX = 1000 }; /* of what is compared field by field; below it as a whole */

static const str natural_keys[] = {
#define KEY(name) STR_INIT(name),
#include "release/natural_keys.def"
#undef KEY
};

enum { KEYS = sizeof natural_keys / sizeof *natural_keys };

static void compare(struct value_changes *out, str path, val old, val new, int depth);

/* ---- paths ---- */

static bool is_plain(str key)
{
    for (size_t i = 0; i < key.len; i++) {
        char c = key.s[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                    c == '-' || c == '_';
        if (!word)
            return false;
    }
    return key.len > 0;
}

static str path_key(struct arena *a, str path, str key)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, path);
    if (is_plain(key)) {
        buf_put_str(&b, path.len ? STR(".") : STR(""));
        buf_put_str(&b, key);
    } else {
        buf_put_char(&b, '[');
        json_write_string(&b, key, JSON_RAW);
        buf_put_char(&b, ']');
    }
    return buf_str(&b);
}

static str path_index(struct arena *a, str path, size_t i)
{
    return str_fmt(a, "%.*s[%zu]", STR_ARG(path), i);
}

static void put_scalar(struct buf *out, val v)
{
    str error;
    if (v.tag == V_STRING)
        buf_put_str(out, val_text(v));
    else if (!json_write(out, v, JSON_RAW, &error))
        buf_put_char(out, '?');
}

static str path_element(struct arena *a, str path, str key, val v)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_fmt(&b, "%.*s[%.*s=", STR_ARG(path), STR_ARG(key));
    put_scalar(&b, v);
    buf_put_char(&b, ']');
    return buf_str(&b);
}

/* ---- changes ---- */

static void add(struct value_changes *out, enum value_change_kind kind, str path, val old, val new)
{
    out->items = arena_room(out->arena, out->items, out->n, &out->cap, sizeof *out->items);
    out->items[out->n++] =
        (struct value_change){.kind = kind, .path = path, .old = old, .new = new};
}

static bool number(val v, double *ret)
{
    if (v.tag == V_FLOAT)
        *ret = v.f;
    else if (v.tag == V_INT)
        *ret = (double)v.i;
    else
        return false;
    return true;
}

static bool same(val x, val y)
{
    double p, q;
    if (number(x, &p) && number(y, &q))
        return !(p < q) && !(p > q);
    return compare_deep_equal(x, y);
}

/* ---- lists ---- */

static const val *field(val element, str key)
{
    const val *v = element.tag == V_MAP ? map_get(element.map, key) : NULL;
    return v && v->tag != V_MAP && v->tag != V_LIST && v->tag != V_NIL ? v : NULL;
}

/* The text of each element's key → its number; NULL when it tells them not apart. */
static struct map *index_by(struct arena *a, const struct list *l, str key)
{
    struct map *m = map_new(a, list_len(l));
    for (size_t i = 0; i < list_len(l); i++) {
        const val *v = field(l->items[i], key);
        struct buf b;
        buf_init(&b, a);
        if (v)
            put_scalar(&b, *v);
        if (!v || map_has(m, buf_str(&b)))
            return NULL;
        map_set(m, buf_str(&b), val_int((int64_t)i));
    }
    return m;
}

/* Elements that both lists have stand in the same order, when nothing was added or removed. */
static bool is_moved(const struct map *x, const struct map *y)
{
    for (size_t i = 0; map_len(x) == map_len(y) && i < map_len(x); i++)
        if (!str_eq(x->entries[i].key, y->entries[i].key))
            return true;
    return false;
}

static val key_list(struct arena *a, const struct map *m)
{
    struct list *l = list_new(a, map_len(m));
    for (size_t i = 0; i < map_len(m); i++)
        list_push(l, val_str(m->entries[i].key));
    return val_list(l);
}

static void compare_keyed(struct value_changes *out, str path, str key, const struct list *old,
                          const struct map *by_old, const struct list *new,
                          const struct map *by_new, int depth)
{
    bool all = map_len(by_old) == map_len(by_new);
    for (size_t i = 0; i < map_len(by_old); i++) {
        val x = old->items[i];
        const val *there = map_get(by_new, by_old->entries[i].key);
        str at = path_element(out->arena, path, key, *field(x, key));
        if (there)
            compare(out, at, x, new->items[there->i], depth);
        else
            add(out, VALUE_REMOVED, at, x, val_invalid());
        all = all && there;
    }
    for (size_t i = 0; i < map_len(by_new); i++)
        if (!map_has(by_old, by_new->entries[i].key))
            add(out, VALUE_ADDED, path_element(out->arena, path, key, *field(new->items[i], key)),
                val_invalid(), new->items[i]);
    if (all && is_moved(by_old, by_new))
        add(out, VALUE_MOVED, path, key_list(out->arena, by_old), key_list(out->arena, by_new));
}

static void compare_by_position(struct value_changes *out, str path, const struct list *old,
                                const struct list *new, int depth)
{
    size_t n = list_len(old), m = list_len(new), begin = 0;
    while (begin < n && begin < m && same(old->items[begin], new->items[begin]))
        begin++;
    while (n > begin && m > begin && same(old->items[n - 1], new->items[m - 1]))
        n--, m--;
    for (size_t i = begin; i < n || i < m; i++) {
        str at = path_index(out->arena, path, i);
        if (i >= n)
            add(out, VALUE_ADDED, at, val_invalid(), new->items[i]);
        else if (i >= m)
            add(out, VALUE_REMOVED, at, old->items[i], val_invalid());
        else
            compare(out, at, old->items[i], new->items[i], depth);
    }
}

static void compare_lists(struct value_changes *out, str path, const struct list *old,
                          const struct list *new, int depth)
{
    for (size_t i = 0; list_len(old) && list_len(new) && i < KEYS; i++) {
        struct map *by_old = index_by(out->arena, old, natural_keys[i]);
        struct map *by_new = by_old ? index_by(out->arena, new, natural_keys[i]) : NULL;
        if (!by_new)
            continue;
        compare_keyed(out, path, natural_keys[i], old, by_old, new, by_new, depth);
        return;
    }
    compare_by_position(out, path, old, new, depth);
}

/* ---- maps, and everything ---- */

static void compare_maps(struct value_changes *out, str path, struct map *old, struct map *new,
                         int depth)
{
    size_t n = map_len(old), m = map_len(new), i = 0, j = 0;
    while (i < n || j < m) {
        const struct map_entry *x = i < n ? map_sorted_entry(old, i) : NULL;
        const struct map_entry *y = j < m ? map_sorted_entry(new, j) : NULL;
        int order = i == n ? 1 : j == m ? -1 : str_cmp(x->key, y->key);
        str at = path_key(out->arena, path, order <= 0 ? x->key : y->key);
        if (order == 0)
            compare(out, at, x->value, y->value, depth);
        else if (order < 0)
            add(out, VALUE_REMOVED, at, x->value, val_invalid());
        else
            add(out, VALUE_ADDED, at, val_invalid(), y->value);
        i += order <= 0;
        j += order >= 0;
    }
}

static void compare(struct value_changes *out, str path, val old, val new, int depth)
{
    if (same(old, new))
        return;
    if (old.tag == V_MAP && new.tag == V_MAP && depth < DEPTH_MAX)
        compare_maps(out, path, old.map, new.map, depth + 1);
    else if (old.tag == V_LIST && new.tag == V_LIST && depth < DEPTH_MAX)
        compare_lists(out, path, old.list, new.list, depth + 1);
    else
        add(out, VALUE_CHANGED, path, old, new);
}

void value_diff(struct value_changes *out, val old, val new)
{
    compare(out, STR(""), old, new, 0);
}
