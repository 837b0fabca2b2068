#include "lint/unittest_values.h"

#include "base/arena.h"
#include "base/file.h"
#include "value/list.h"
#include "value/map.h"
#include "value/yaml_docs.h"
#include "value/yaml_parse.h"

enum { SETS_MAX = 2000, DEPTH_MAX = 20 };

struct collector {
    struct lint_project *p;
    struct unittest_set *items;
    uint32_t count, cap;
};

/* Puts the value at a.b.c, through maps alone. */
static void put(struct arena *a, struct map *into, str path, val v)
{
    size_t dot;
    for (unsigned depth = 0; (dot = str_find_char(path, '.')) != STR_NONE; depth++) {
        str name = str_slice(path, 0, dot);
        const val *next = map_get(into, name);
        if (depth == DEPTH_MAX || !name.len || (next && next->tag != V_MAP))
            return;
        struct map *below = next ? next->map : map_new(a, 0);
        if (!next)
            map_set(into, name, val_map(below));
        into = below;
        path = str_from(path, dot + 1);
    }
    if (path.len)
        map_set(into, path, v);
}

static void take_set(struct collector *l, struct lint_file *f, const val *set)
{
    struct arena *a = l->p->arena;
    if (!set || set->tag != V_MAP || l->count == SETS_MAX)
        return;
    struct map *values = map_new(a, 0);
    for (uint32_t i = 0; i < map_len(set->map); i++) {
        const struct map_entry *e = &set->map->entries[i];
        bool plain =
            str_find_char(e->key, '[') == STR_NONE && str_find_char(e->key, '\\') == STR_NONE;
        if (plain)
            put(a, values, e->key, val_clone(a, e->value));
    }
    l->items = arena_room(a, l->items, l->count, &l->cap, sizeof *l->items);
    l->items[l->count++] = (struct unittest_set){f, values};
}

static void take_suite(struct collector *l, struct lint_file *f, str text)
{
    val suite;
    str error;
    if (!yaml_parse(l->p->arena, text, YAML_ROOT_MAP, &suite, &error) || suite.tag != V_MAP)
        return;
    take_set(l, f, map_get(suite.map, STR("set")));
    const val *tests = map_get(suite.map, STR("tests"));
    for (uint32_t i = 0; tests && tests->tag == V_LIST && i < val_len(*tests); i++) {
        val test = val_at(*tests, i);
        if (test.tag == V_MAP)
            take_set(l, f, map_get(test.map, STR("set")));
    }
}

static void take_file(struct collector *l, str name)
{
    struct arena *a = l->p->arena;
    str text, error, path = str_fmt(a, "%.*s/%.*s", STR_ARG(l->p->path), STR_ARG(name));
    if (!file_read(a, path, 0, &text, &error))
        return;
    struct lint_file *f = ARENA_NEW(a, struct lint_file);
    *f = (struct lint_file){
        .source = {.name = name, .text = text}, .path = name, .kind = LINT_FILE_OTHER};
    struct yaml_docs docs = {.text = text};
    struct buf doc;
    buf_init(&doc, a);
    while (yaml_docs_next(&docs, &doc, &error) && doc.len)
        take_suite(l, f, buf_str(&doc));
}

static void take_folder(struct collector *l, str folder)
{
    struct arena *a = l->p->arena;
    str *names, error, dir = str_fmt(a, "%.*s/%.*s", STR_ARG(l->p->path), STR_ARG(folder));
    size_t n;
    if (!file_list(a, dir, &names, &n, &error))
        return;
    for (size_t i = 0; i < n; i++)
        if (str_has_suffix(names[i], STR("_test.yaml")) ||
            str_has_suffix(names[i], STR("_test.yml")))
            take_file(l, str_fmt(a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(names[i])));
}

const struct unittest_set *unittest_sets(struct lint_project *p, size_t *ret_n)
{
    struct collector l = {.p = p};
    if (!p->is_archive) {
        take_folder(&l, STR("tests"));
        take_folder(&l, STR("unittests"));
    }
    *ret_n = l.count;
    return l.items;
}
