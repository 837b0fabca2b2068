#include "release/object_set.h"

#include "base/arena.h"
#include "base/buf.h"
#include "value/compare.h"
#include "value/list.h"
#include "value/map.h"
#include "value/yaml_parse.h"

enum { DEPTH_MAX = 1000 };

static str text_at(const struct map *m, str key)
{
    const val *v = map_get(m, key);
    return v && v->tag == V_STRING ? val_text(*v) : STR("");
}

static void name_object(struct object *o)
{
    if (o->root.tag != V_MAP)
        return;
    const val *meta = map_get(o->root.map, STR("metadata"));
    const struct map *m = meta && meta->tag == V_MAP ? meta->map : NULL;
    o->api_version = text_at(o->root.map, STR("apiVersion"));
    o->kind = text_at(o->root.map, STR("kind"));
    o->ns = text_at(m, STR("namespace"));
    o->name = text_at(m, STR("name"));
}

static void add(struct object_set *s, str path, val root)
{
    s->items = arena_room(s->arena, s->items, s->n, &s->cap, sizeof *s->items);
    struct object *o = &s->items[s->n++];
    *o = (struct object){.path = str_dup(s->arena, path), .root = root};
    name_object(o);
}

static const struct list *items_of(val root)
{
    if (root.tag != V_MAP || !str_has_suffix(text_at(root.map, STR("kind")), STR("List")))
        return NULL;
    const val *items = map_get(root.map, STR("items"));
    return items && items->tag == V_LIST ? items->list : NULL;
}

void object_set_add(struct object_set *s, str path, str text)
{
    val root;
    str error;
    if (!yaml_parse(s->arena, text, YAML_ROOT_ANY, &root, &error))
        root = val_str(str_dup(s->arena, text));
    if (root.tag == V_NIL)
        return; /* comments alone */
    const struct list *items = items_of(root);
    if (!items)
        add(s, path, root);
    for (size_t i = 0; i < list_len(items); i++)
        add(s, path, items->items[i]);
}

/* ---- what is random ---- */

static size_t count_lines(str s)
{
    size_t n = 1;
    for (size_t i = 0; i < s.len; i++)
        n += s.s[i] == '\n';
    return n;
}

static str next_line(str *rest)
{
    size_t end = str_find_char(*rest, '\n');
    str line = str_slice(*rest, 0, end == STR_NONE ? rest->len : end);
    *rest = str_from(*rest, end == STR_NONE ? rest->len : end + 1);
    return line;
}

static str mask_text(struct arena *a, str x, str y)
{
    size_t n = count_lines(x);
    if (n == 1 || n != count_lines(y))
        return STR(OBJECT_RANDOM);
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < n; i++) {
        str p = next_line(&x), q = next_line(&y);
        buf_put_str(&b, i ? STR("\n") : STR(""));
        buf_put_str(&b, str_eq(p, q) ? p : STR(OBJECT_RANDOM));
    }
    return buf_str(&b);
}

static val mask(struct arena *a, val x, val y, int depth);

static val mask_map(struct arena *a, val x, val y, int depth)
{
    struct map *m = map_new(a, map_len(x.map));
    for (size_t i = 0; i < map_len(x.map); i++) {
        const struct map_entry *e = &x.map->entries[i];
        const val *other = map_get(y.map, e->key);
        map_set(m, e->key, other ? mask(a, e->value, *other, depth) : val_str(STR(OBJECT_RANDOM)));
    }
    return val_map(m);
}

static val mask_list(struct arena *a, val x, val y, int depth)
{
    struct list *l = list_new(a, list_len(x.list));
    for (size_t i = 0; i < list_len(x.list); i++)
        list_push(l, mask(a, x.list->items[i], y.list->items[i], depth));
    return val_list(l);
}

static val mask(struct arena *a, val x, val y, int depth)
{
    if (depth >= DEPTH_MAX || compare_deep_equal(x, y))
        return x;
    if (x.tag == V_MAP && y.tag == V_MAP)
        return mask_map(a, x, y, depth + 1);
    if (x.tag == V_LIST && y.tag == V_LIST && list_len(x.list) == list_len(y.list))
        return mask_list(a, x, y, depth + 1);
    if (x.tag == V_STRING && y.tag == V_STRING)
        return val_str(mask_text(a, val_text(x), val_text(y)));
    return val_str(STR(OBJECT_RANDOM));
}

void object_set_mask(struct object_set *s, const struct object_set *again)
{
    for (uint32_t i = 0; s->n == again->n && i < s->n; i++) {
        s->items[i].root = mask(s->arena, s->items[i].root, again->items[i].root, 0);
        name_object(&s->items[i]);
    }
}
