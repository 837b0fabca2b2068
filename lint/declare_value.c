#include "lint/declare_parts.h"

#include "base/arena.h"
#include "value/list.h"
#include "value/map.h"

enum { DEPTH_MAX = 64 };

struct reading {
    struct arena *arena;
    const struct lint_file *file;
    enum decl_kind kind;
    enum presence presence;
};

static const struct type *of(const struct reading *r, val v, const struct ynode *n,
                             const struct decl *d, unsigned depth);

static const struct decl *decl_at(const struct reading *r, struct span span)
{
    struct decl *d = ARENA_NEW(r->arena, struct decl);
    *d = (struct decl){.kind = r->kind, .file = r->file, .span = span};
    return d;
}

/* A key that a merge (<<) brings stands where the map does. */
static struct type_field field_of(const struct reading *r, const struct map_entry *e,
                                  const struct ynode *n, const struct decl *d, unsigned depth)
{
    const struct yentry *place = ynode_find(n, e->key);
    if (place)
        d = decl_at(r, place->key_span);
    const struct ynode *inner = place ? place->value : NULL;
    return (struct type_field){e->key, of(r, e->value, inner, d, depth + 1), r->presence, d};
}

static const struct type *of_map(const struct reading *r, val v, const struct ynode *n,
                                 const struct decl *d, unsigned depth)
{
    size_t count = map_len(v.map);
    struct type_field *f = ARENA_ARRAY(r->arena, struct type_field, count);
    for (size_t i = 0; i < count; i++)
        f[i] = field_of(r, map_sorted_entry(v.map, i), n, d, depth);
    struct type *t = ARENA_NEW(r->arena, struct type);
    *t = *type_map(r->arena, MAP_RECORD);
    t->fields = f;
    t->field_count = (uint32_t)count;
    t->known = v;
    return t;
}

static const struct type *of_list(const struct reading *r, val v, const struct ynode *n,
                                  const struct decl *d, unsigned depth)
{
    const struct type *item = &type_never;
    bool places = n && n->kind == YNODE_LIST && n->count == list_len(v.list);
    for (uint32_t i = 0; i < list_len(v.list); i++) {
        const struct ynode *inner = places ? n->entries[i].value : NULL;
        const struct decl *at = places ? decl_at(r, n->entries[i].key_span) : d;
        item = type_join(r->arena, item, of(r, v.list->items[i], inner, at, depth + 1));
    }
    struct type *t = ARENA_NEW(r->arena, struct type);
    *t = *type_list(r->arena, item);
    t->known = v;
    return t;
}

static const struct type *of(const struct reading *r, val v, const struct ynode *n,
                             const struct decl *d, unsigned depth)
{
    const struct type *t;
    if (depth > DEPTH_MAX)
        t = &type_any;
    else if (v.tag == V_MAP && map_len(v.map))
        t = of_map(r, v, n, d, depth);
    else if (v.tag == V_LIST && list_len(v.list))
        t = of_list(r, v, n, d, depth);
    else
        t = type_of_value(r->arena, v);
    return type_declared(r->arena, t, d);
}

const struct type *declare_of_value(struct arena *a, val v, const struct lint_file *file,
                                    const struct ynode *places, enum decl_kind kind,
                                    enum presence presence)
{
    struct reading r = {a, file, kind, presence};
    return of(&r, v, places, decl_at(&r, (struct span){0, 0}), 0);
}
