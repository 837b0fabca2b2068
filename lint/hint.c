#include "lint/hint.h"

#include "base/arena.h"
#include "value/map.h"

enum { DEPTH_MAX = 64 };

struct hint *hint_child(struct arena *a, struct hint *h, str name)
{
    if (!h->children)
        h->children = map_new(a, 0);
    const val *at = map_get(h->children, name);
    if (at)
        return h->child[at->i];
    struct hint *child = ARENA_NEW(a, struct hint);
    h->child = arena_room(a, h->child, h->count, &h->cap, sizeof(struct hint *));
    map_set(h->children, name, val_int(h->count));
    h->child[h->count++] = child;
    return child;
}

/* "b[0][1]": the child b, then items. */
static struct hint *step(struct arena *a, struct hint *h, str text)
{
    size_t bracket = str_find_char(text, '[');
    str name = bracket == STR_NONE ? text : str_slice(text, 0, bracket);
    if (!name.len)
        return NULL;
    h = hint_child(a, h, name);
    for (str rest = str_from(text, name.len); rest.len;) {
        size_t end = str_find_char(rest, ']');
        if (rest.s[0] != '[' || end == STR_NONE)
            return NULL;
        h = hint_child(a, h, STR("[]"));
        rest = str_from(rest, end + 1);
    }
    return h;
}

struct hint *hint_path(struct arena *a, struct hint *h, str path)
{
    for (unsigned depth = 0; h && depth < DEPTH_MAX; depth++) {
        size_t dot = str_find_char(path, '.');
        if (dot == STR_NONE)
            return step(a, h, path);
        h = step(a, h, str_slice(path, 0, dot));
        path = str_from(path, dot + 1);
    }
    return NULL;
}

/* ---- laying hints over a type ---- */

static const struct type *apply(struct arena *a, const struct type *t, const struct hint *h,
                                unsigned depth);

/* Whether the hint, or one below it, says anything: the others are steps on the way to keys that
 * are in the file. */
static bool says(const struct hint *h, unsigned depth)
{
    if (h->decl || h->type || h->more || h->set || h->open)
        return true;
    for (uint32_t i = 0; i < h->count && depth < DEPTH_MAX; i++)
        if (says(h->child[i], depth + 1))
            return true;
    return false;
}

/* What a key is of which only the hint tells. */
static const struct type *alone(struct arena *a, const struct hint *h, unsigned depth)
{
    const struct type *t = h->set ? h->set : h->type ? h->type : h->more;
    if (!t)
        t = h->count && !map_has(h->children, STR("[]")) ? type_map(a, MAP_OPEN) : &type_any;
    if (h->decl && !t->decl)
        t = type_declared(a, t, h->decl);
    return apply(a, t, h, depth);
}

static const struct type *apply_items(struct arena *a, const struct type *t, const struct hint *h,
                                      unsigned depth)
{
    const struct type *item = apply(a, t->item, h, depth + 1);
    if (item == t->item)
        return t;
    struct type *r = ARENA_NEW(a, struct type);
    *r = *t;
    r->item = item;
    return r;
}

static const struct type *apply_children(struct arena *a, const struct type *t,
                                         const struct hint *h, unsigned depth)
{
    struct type_field *changed = ARENA_ARRAY(a, struct type_field, h->count);
    size_t n = 0;
    for (uint32_t i = 0; i < map_len(h->children); i++) {
        str name = h->children->entries[i].key;
        const struct hint *child = h->child[i];
        const struct type_field *f = type_field(t, name);
        struct type_field r = {name, NULL, PRESENCE_MAYBE, child->decl};
        if (str_eq(name, STR("[]")) || (!f && !says(child, depth)))
            continue;
        if (f)
            r = *f;
        r.type = f ? apply(a, f->type, child, depth + 1) : alone(a, child, depth + 1);
        if (!f || r.type != f->type)
            changed[n++] = r;
    }
    if (!n)
        return t;
    struct type *r = ARENA_NEW(a, struct type);
    *r = *type_with_fields(a, t, changed, n);
    r->known = t->known;
    return r;
}

static const struct type *apply_open(struct arena *a, const struct type *t)
{
    struct type *r = ARENA_NEW(a, struct type);
    *r = *t;
    r->rest = MAP_OPEN;
    return r;
}

static const struct type *apply(struct arena *a, const struct type *t, const struct hint *h,
                                unsigned depth)
{
    if (depth > DEPTH_MAX)
        return t;
    if (h->set)
        t = h->set;
    if (h->more)
        t = type_overlay(a, h->more, t);
    const val *items = h->count ? map_get(h->children, STR("[]")) : NULL;
    bool named = h->count > (items ? 1u : 0u);
    if (named && t->kinds == TYPE_NULL) /* `affinity:` with keys commented out below it */
        t = type_overlay(a, type_map(a, MAP_OPEN), t);
    if (t->any)
        return t;
    if (items && t->kinds & TYPE_LIST && t->item)
        t = apply_items(a, t, h->child[items->i], depth);
    if (named && t->kinds & TYPE_MAP)
        t = apply_children(a, t, h, depth);
    return h->open && t->kinds & TYPE_MAP && t->rest != MAP_OPEN ? apply_open(a, t) : t;
}

const struct type *hint_apply(struct arena *a, const struct type *t, const struct hint *h)
{
    return apply(a, t, h, 0);
}
