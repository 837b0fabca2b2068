#include "funcs/keep.h"

#include "funcs/late_key.h"

void keep_all(struct fn_call *c)
{
    if (c->env)
        c->env->kept = true;
    keep_edit(c, NULL);
}

void keep_edit(struct fn_call *c, const struct arena *a)
{
    if (!c->env || (a == c->arena && !c->env->kept))
        return;
    if (c->env->late_keys)
        late_key_complete(c->env, c->arena);
    c->env->edits++;
}

static val kept(struct fn_call *c, struct arena *a, val v)
{
    switch (v.tag) {
    case V_STRING:
    case V_BYTES:
        if (v.len)
            v.s = str_dup(a, val_text(v)).s;
        break;
    case V_MAP:
        if (v.map && v.map->arena == c->arena)
            keep_all(c);
        break;
    case V_LIST:
        if (v.list && v.list->arena == c->arena)
            keep_all(c);
        break;
    case V_COMPLEX:
    case V_RECORD:
    case V_OPAQUE:
        keep_all(c);
        break;
    default:
        break;
    }
    return v;
}

void keep_set(struct fn_call *c, struct map *m, str key, uint32_t hash, val v)
{
    keep_edit(c, m->arena);
    if (m->arena != c->arena) {
        v = kept(c, m->arena, v);
        if (!map_get_hashed(m, key, hash))
            key = str_dup(m->arena, key);
    }
    map_set_hashed(m, key, hash, v);
}
