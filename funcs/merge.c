/* merge and mergeOverwrite: dario.cat/mergo's rules for maps.
 *
 * The destination is changed in place, and so are maps inside of it; what comes from a source is
 * put by reference. Without overwriting, a destination's value is kept unless it is empty (nil,
 * zero, "", false, no elements). Lists are replaced, never joined.
 */
#include "funcs/keep.h"

/* Maps that hold themselves make Go's stack overflow; shared ones its time explode. */
enum { MAX_DEPTH = 5000, MAX_STEPS = 1 << 28 };

struct merge {
    struct fn_call *call;
    bool overwrite;
    bool refused; /* mergo returned an error (and did not panic) */
    uint32_t steps;
};

static bool is_empty(val v)
{
    return v.tag != V_COMPLEX && val_empty(v);
}

/* An element of a map as reflection meets it: of Go's static type, or the interface in it. */
static enum gotype static_elem(val map)
{
    return gotype_elem((enum gotype)map.gotype);
}

/* dst[key] = v, which has the static type `type`. As reflect's SetMapIndex. */
static bool put(struct merge *m, val dst, const struct map_entry *e, val v, enum gotype type)
{
    enum gotype elem = static_elem(dst);
    if (elem != T_ANY && elem != type)
        return call_fail(m->call,
                         "reflect.Value.SetMapIndex: value of type %.*s is not assignable to "
                         "type %.*s",
                         STR_ARG(gotype_name(type)), STR_ARG(gotype_name(elem)));
    keep_set(m->call, dst.map, e->key, e->hash, v);
    return true;
}

static bool fail_reflect(struct merge *m, const char *method, enum gokind kind)
{
    return call_fail(m->call, "reflect: call of reflect.Value.%s on %.*s Value", method,
                     STR_ARG(gokind_name(kind)));
}

/* A struct in the destination: reflection cannot set its fields, but it does ask for them. */
static bool merge_struct(struct merge *m, val dst, val src)
{
    size_t fields = gotype_field_count((enum gotype)dst.gotype);
    for (size_t i = 0; i < fields; i++) {
        if (!gotype_field((enum gotype)dst.gotype, i).exported)
            continue;
        if (val_kind(src) != K_STRUCT)
            return fail_reflect(m, "Field", val_kind(src));
        if (gotype_field_count((enum gotype)src.gotype) < fields)
            return call_fail(m->call, "reflect: Field index out of range");
        return true;
    }
    return true;
}

static bool merge_pointer(struct merge *m, val dst, val src)
{
    bool same = gotype_elem((enum gotype)dst.gotype) == src.gotype;
    if (m->overwrite || same || val_kind(src) == K_PTR)
        return true;
    m->refused = true;
    return call_fail(m->call, "src and dst must be of same type");
}

static bool merge_maps(struct merge *m, val dst, val src, uint32_t depth);

/* mergo's deepMerge of a map, struct or pointer into the value of the same key. Only maps can
 * change: nothing else inside of a map can be set. */
static bool merge_into(struct merge *m, val dst, val src, uint32_t depth)
{
    switch (val_kind(dst)) {
    case K_STRUCT:
        return merge_struct(m, dst, src);
    case K_PTR:
        return merge_pointer(m, dst, src);
    case K_MAP:
        if (!dst.map && val_kind(src) == K_STRUCT)
            return fail_reflect(m, "IsNil", K_STRUCT);
        return !dst.map || src.tag != V_MAP || merge_maps(m, dst, src, depth + 1);
    default:
        return true;
    }
}

/* A list takes the place of what the destination has, at once when overwriting. */
static bool merge_list(struct merge *m, val dst, const struct map_entry *e, const val *old)
{
    if (old && static_elem(dst) == T_STRING)
        return fail_reflect(m, "IsNil", K_STRING);
    val v = e->value;
    if (!m->overwrite && map_len(dst.map) > 0)
        v = old && !val_is_nil(*old) ? *old : e->value;
    return put(m, dst, e, v, (enum gotype)v.gotype);
}

static bool merge_entry(struct merge *m, val dst, const struct map_entry *e, enum gotype type,
                        uint32_t depth)
{
    const val *found = map_get_hashed(dst.map, e->key, e->hash);
    val old = found ? *found : val_nil();
    enum gokind kind = val_kind(e->value);
    if (val_is_nil(e->value) || (type == T_BYTES && !e->value.s))
        return !m->overwrite || put(m, dst, e, e->value, type);
    if (kind == K_MAP || kind == K_STRUCT || kind == K_PTR) {
        if (!merge_into(m, old, e->value, depth))
            return false;
    } else if (kind == K_SLICE) {
        if (!merge_list(m, dst, e, found ? &old : NULL))
            return false;
    }
    if (!is_empty(old) && (kind == K_SLICE || (kind == K_MAP && val_kind(old) == K_MAP)))
        return true;
    if (m->overwrite || !found || is_empty(old))
        return put(m, dst, e, e->value, type);
    return true;
}

static bool merge_maps(struct merge *m, val dst, val src, uint32_t depth)
{
    if (depth > MAX_DEPTH || m->steps > MAX_STEPS)
        return call_fail(m->call, "maps nested too deeply to merge");
    size_t n = map_len(src.map); /* dst may be the same map, and grow */
    for (size_t i = 0; i < n; i++) {
        struct map_entry e = src.map->entries[i];
        m->steps++;
        arena_spend(m->call->arena, 1);
        if (!merge_entry(m, dst, &e, static_elem(src), depth))
            return false;
    }
    return true;
}

static bool merge_all(struct merge *m, const val *arg, uint32_t n, val *ret)
{
    val dst = val_map(arg[0].map);
    for (uint32_t i = 1; i < n; i++) {
        if (!dst.map && arg[i].map)
            dst.map = map_new(m->call->arena, 0);
        if (!merge_maps(m, dst, val_map(arg[i].map), 0))
            return false;
    }
    *ret = dst;
    return true;
}

/* mergo's errors (not its panics) give "". */
static bool merge_quietly(struct merge m, const val *arg, uint32_t n, val *ret)
{
    if (merge_all(&m, arg, n, ret))
        return true;
    if (!m.refused)
        return false;
    *ret = val_str(STR(""));
    return true;
}

bool fn_merge(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    return merge_quietly((struct merge){.call = c}, arg, n, ret);
}

bool fn_merge_overwrite(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    return merge_quietly((struct merge){.call = c, .overwrite = true}, arg, n, ret);
}

bool fn_must_merge(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    return merge_all(&(struct merge){.call = c}, arg, n, ret);
}

bool fn_must_merge_overwrite(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    return merge_all(&(struct merge){.call = c, .overwrite = true}, arg, n, ret);
}
