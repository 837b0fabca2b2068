#include "eval/missing.h"

#include "base/arena.h"
#include "eval/frame.h"
#include "eval/map_recorder.h"
#include "value/list.h"
#include "value/map.h"

enum { DEPTH_MAX = 1000 };

struct rule {
    str function;
    enum missing_use use;
};

static const struct rule rules[] = {
#define GUARD(name)   {STR_INIT(name), MISSING_GUARDED},
#define CARRIER(name) {STR_INIT(name), MISSING_CARRIED},
#include "eval/missing.def"
#undef GUARD
#undef CARRIER
};

enum missing_use missing_argument_use(enum missing_use use, str function)
{
    if (use == MISSING_GUARDED)
        return use;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (str_eq(rules[i].function, function))
            return rules[i].use;
    return MISSING_USED;
}

/* ---- the log ---- */

void missing_log_init(struct missing_log *l, struct arena *a)
{
    *l = (struct missing_log){.arena = a, .tables = map_new(a, 0), .places = map_new(a, 0)};
}

/* False when it was there. */
static bool add_address(struct arena *a, struct map *set, const void *p)
{
    uintptr_t address = (uintptr_t)p;
    str key = str_make((const char *)&address, sizeof address);
    if (map_has(set, key))
        return false;
    map_set(set, str_dup(a, key), val_bool(true));
    return true;
}

static bool has_address(const struct map *set, const void *p)
{
    uintptr_t address = (uintptr_t)p;
    return map_has(set, str_make((const char *)&address, sizeof address));
}

static void add_values(struct missing_log *l, val v, int depth)
{
    if (depth == DEPTH_MAX)
        return;
    if (v.tag == V_MAP && v.map && add_address(l->arena, l->tables, v.map))
        for (size_t i = 0; i < v.map->len; i++)
            add_values(l, v.map->entries[i].value, depth + 1);
    if (v.tag == V_LIST)
        for (size_t i = 0; i < list_len(v.list); i++)
            add_values(l, v.list->items[i], depth + 1);
}

void missing_log_add_values(struct missing_log *l, val values)
{
    add_values(l, values, 0);
}

/* ---- reads ---- */

/* Which name of the chain is not there; false when all are, or the chain does not lead through
 * maps. */
static bool find_missing(const struct node *n, val v, uint32_t first, uint32_t *ret_at,
                         const struct map **ret_above)
{
    for (uint32_t i = first; i < n->path.len; i++) {
        if (v.tag != V_MAP)
            return false;
        const val *next = map_get(v.map, n->path.names[i]);
        if (!next) {
            *ret_at = i;
            *ret_above = v.map;
            return true;
        }
        v = *next;
    }
    return false;
}

void missing_check(struct vm *vm, const struct node *n, uint32_t slot, val v)
{
    struct missing_log *l = vm->missing;
    const struct frame *f = frame_top(vm);
    if (!l || !(v.tag == V_INVALID || val_is_nil(v)))
        return;
    struct missing_read read = {.tree = f->code->tree, .node = n};
    bool variable = n->kind == NODE_VARIABLE;
    val start = variable ? vm->stack[f->slots + slot] : f->dot;
    if (!find_missing(n, start, variable, &read.at, &read.above) ||
        !has_address(l->tables, read.above) || !add_address(l->arena, l->places, n))
        return;
    read.via = map_recorder_calls(vm);
    l->reads = arena_room(l->arena, l->reads, l->n, &l->cap, sizeof *l->reads);
    l->reads[l->n++] = read;
}
