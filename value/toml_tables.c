#include "value/toml_tables.h"

#include "base/arena.h"
#include "value/list.h"

enum { TABLES_CAP = 4 };

void toml_tables_init(struct toml_tables *t, struct arena *a)
{
    *t = (struct toml_tables){.arena = a};
    t->root = map_new(a, 0);
    t->implicit = map_new(a, 0);
    t->arrays = map_new(a, 0);
}

static str name_of(const struct toml_tables *t, const struct toml_key *key)
{
    struct buf b;
    buf_init(&b, t->arena);
    toml_key_put(&b, key);
    return buf_str(&b);
}

str toml_tables_current(const struct toml_tables *t)
{
    str table = name_of(t, t->context);
    if (!t->key.len)
        return table;
    if (!t->context)
        return t->key;
    return str_fmt(t->arena, "%.*s.%.*s", STR_ARG(table), STR_ARG(t->key));
}

static bool fail(struct toml_tables *t, const struct toml_key *key, const char *problem)
{
    t->message = str_fmt(t->arena, "Key '%.*s' %s", STR_ARG(name_of(t, key)), problem);
    return false;
}

static bool is_tables(val v)
{
    return v.tag == V_LIST && v.gotype == T_MAPS;
}

/* The table at a place: of an array of tables the last one. NULL when it is none. */
static struct map *table_of(val v)
{
    if (is_tables(v))
        return v.list->items[v.list->len - 1].map;
    return v.tag == V_MAP ? v.map : NULL;
}

void toml_tables_add_implicit(struct toml_tables *t, const struct toml_key *key)
{
    map_set(t->implicit, name_of(t, key), val_bool(true));
}

/* The table that a key names. With `make`, tables that do not exist are implied. */
static struct map *find_table(struct toml_tables *t, const struct toml_key *key, bool make,
                              const char *problem)
{
    if (!key)
        return t->root;
    struct map *parent = find_table(t, key->parent, make, problem);
    if (!parent)
        return NULL;
    val *at = map_get(parent, key->part);
    if (!at && make) {
        toml_tables_add_implicit(t, key);
        map_set(parent, key->part, val_map(map_new(t->arena, 0)));
        at = map_get(parent, key->part);
    }
    struct map *m = at ? table_of(*at) : NULL;
    if (!m)
        fail(t, key, problem);
    return m;
}

static bool add_element(struct toml_tables *t, struct map *parent, const struct toml_key *key)
{
    if (!map_has(parent, key->part))
        map_set(parent, key->part, val_typed_list(T_MAPS, list_new(t->arena, TABLES_CAP)));
    val *at = map_get(parent, key->part);
    if (!is_tables(*at))
        return fail(t, key, "was already created and cannot be used as an array.");
    list_push(at->list, val_map(map_new(t->arena, 0)));
    return true;
}

bool toml_tables_enter(struct toml_tables *t, const struct toml_key *key, bool array)
{
    struct map *parent = find_table(t, key->parent, true, "was already created as a hash.");
    if (!parent)
        return false;
    t->context = key->parent;
    bool ok = array ? add_element(t, parent, key)
                    : toml_tables_set(t, key->part, val_map(map_new(t->arena, 0)));
    if (ok)
        t->context = key;
    return ok;
}

bool toml_tables_enter_implicit(struct toml_tables *t, const struct toml_key *key)
{
    toml_tables_add_implicit(t, key);
    return toml_tables_enter(t, key, false);
}

/* A key that exists may be given again when it was only implied. */
static bool set_again(struct toml_tables *t, struct map *m, const struct toml_key *key, val v)
{
    str name = name_of(t, key);
    const val *array = map_get(t->arrays, name);
    if (!map_remove(t->implicit, name))
        return fail(t, key, "has already been defined.");
    if (array && array->i)
        map_set(m, key->part, v);
    return true;
}

bool toml_tables_set(struct toml_tables *t, str key, val v)
{
    struct map *m = find_table(t, t->context, false, "has already been defined.");
    if (!m)
        return false;
    const struct toml_key *full = toml_key_add(t->arena, t->context, key);
    if (map_has(m, key))
        return set_again(t, m, full, v);
    map_set(m, key, v);
    return true;
}

void toml_tables_set_array(struct toml_tables *t, str key, bool array)
{
    const struct toml_key *full =
        key.len || !t->context ? toml_key_add(t->arena, t->context, key) : t->context;
    map_set(t->arrays, name_of(t, full), val_bool(array));
}
