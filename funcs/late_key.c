#include "funcs/late_key.h"

#include "funcs/printed_key.h"
#include "value/native.h"

struct late_key {
    struct map *map;
    val key, value;
    struct late_key *next;
};

static bool can_wait(const struct fn_call *c, val v)
{
    return printed_key_is_old(c, v) && !native_has_string((enum gotype)v.gotype);
}

bool late_key_may_wait(const struct fn_call *c, const val *arg, uint32_t n)
{
    if (!c->env || !c->env->keys_may_wait || n < 3)
        return false;
    bool has_name = false;
    for (uint32_t i = 0; i < n; i += 2) {
        bool is_name = arg[i].tag == V_STRING && late_key_is_name(val_text(arg[i]));
        if (!is_name && !can_wait(c, arg[i]))
            return false;
        has_name = has_name || is_name;
    }
    return has_name;
}

void late_key_add(struct fn_call *c, struct map *m, val key, val v)
{
    struct late_key *k = ARENA_NEW(c->arena, struct late_key);
    *k = (struct late_key){m, key, v, c->env->late_keys};
    c->env->late_keys = k;
    m->is_incomplete = true;
}

void late_key_complete(struct fn_env *env, struct arena *a)
{
    struct fn_call c = {.arena = a, .env = env};
    while (env->late_keys) {
        struct late_key *k = env->late_keys;
        env->late_keys = k->next;
        str key = printed_key(&c, k->key);
        if (!map_has(k->map, key)) /* the last one comes first */
            map_set(k->map, key, k->value);
        k->map->is_incomplete = false;
    }
}

void late_key_complete_for(struct fn_env *env, struct arena *a, const val *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (v[i].tag == V_MAP && v[i].map && v[i].map->is_incomplete) {
            late_key_complete(env, a);
            return;
        }
}
