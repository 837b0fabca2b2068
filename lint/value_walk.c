#include "lint/value_walk.h"

#include "base/buf.h"
#include "value/map.h"

struct walker {
    value_walk_fn *fn;
    void *context;
    str names[VALUE_WALK_DEPTH];
};

static void walk(struct walker *w, val v, const struct ynode *places, const struct type *t,
                 size_t depth)
{
    if (v.tag != V_MAP || depth == VALUE_WALK_DEPTH || t->any || !(t->kinds & TYPE_MAP))
        return;
    for (uint32_t i = 0; i < map_len(v.map); i++) {
        const struct map_entry *e = &v.map->entries[i];
        const struct yentry *place = ynode_find(places, e->key);
        w->names[depth] = e->key;
        struct value_key key = {w->names, depth + 1, e->value, place, t, type_field(t, e->key)};
        if (w->fn(w->context, &key) && key.field)
            walk(w, e->value, place ? place->value : NULL, key.field->type, depth + 1);
    }
}

void value_walk(val v, const struct ynode *places, const struct type *t, value_walk_fn *fn,
                void *context)
{
    struct walker w = {.fn = fn, .context = context};
    walk(&w, v, places, t, 0);
}

bool value_key_is_declared(const struct value_key *key)
{
    return key->field && key->field->presence != PRESENCE_NEVER;
}

bool value_key_is_unknown(const struct value_key *key)
{
    bool record = key->map->rest == MAP_RECORD && !(key->map->tags & TYPE_PLACEHOLDER);
    return record && !val_is_nil(key->value);
}

str value_key_path(struct arena *a, const struct value_key *key)
{
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < key->depth; i++) {
        if (i)
            buf_put_char(&b, '.');
        buf_put_str(&b, key->names[i]);
    }
    return buf_str(&b);
}
