#include "chart/values.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/shared_library.h"
#include "base/unicode.h"
#include "base/url.h"
#include "chart/set.h"
#include "value/json_parse.h"
#include "value/map.h"
#include "value/yaml_docs.h"

void values_merge(struct map *into, const struct map *from)
{
    for (size_t i = 0; i < map_len(from); i++) {
        const struct map_entry *e = &from->entries[i];
        val *had = map_get_hashed(into, e->key, e->hash);
        if (had && had->tag == V_MAP && had->map && e->value.tag == V_MAP)
            values_merge(had->map, e->value.map);
        else
            map_set_hashed(into, e->key, e->hash, e->value);
    }
}

/* A file, standard input for "-"; Helm fetches URLs, which is not done here. */
static bool read_source(struct arena *a, str path, str *ret, str *ret_error)
{
    if (str_eq(unicode_trim_space(path), STR("-"))) {
        shared_library_prepare(a);
        return file_read_stdin(a, ret, ret_error);
    }
    struct url u;
    if (!url_parse(a, path, &u, ret_error))
        return false;
    if (str_eq(u.scheme, STR("http")) || str_eq(u.scheme, STR("https")) ||
        str_eq(u.scheme, STR("oci"))) {
        *ret_error =
            str_fmt(a, "cannot fetch %.*s: values are read from files only", STR_ARG(path));
        return false;
    }
    shared_library_prepare_to_read(a, path);
    return file_read(a, path, 0, ret, ret_error);
}

static bool merge_file(struct arena *a, str path, struct marks *marks, struct map *into,
                       struct diags *diags)
{
    str text, error;
    struct map *values;
    if (!read_source(a, path, &text, &error))
        return diag_error(diags, "%.*s", STR_ARG(error));
    if (!yaml_parse_values_marked(a, text, marks, &values, &error))
        return diag_error(diags, "failed to parse %.*s: %.*s", STR_ARG(path), STR_ARG(error));
    values_merge(into, values);
    return true;
}

static bool set_json(struct arena *a, str text, struct map *into, struct diags *diags)
{
    str error, object = unicode_trim_space(text);
    val v;
    if (!object.len || object.s[0] != '{') {
        if (set_parse(a, text, SET_JSON, NULL, into, &error))
            return true;
        return diag_error(diags, "failed parsing --set-json data %.*s", STR_ARG(text));
    }
    if (!json_parse(a, object, JSON_ROOT_MAP, &v, &error))
        return diag_error(diags, "failed parsing --set-json data JSON: %.*s", STR_ARG(text));
    values_merge(into, v.map);
    return true;
}

static bool apply(struct arena *a, const struct value_option *o, struct marks *marks,
                  struct map *into, struct diags *diags)
{
    static const struct {
        const char *flag;
        enum set_kind kind;
    } sets[] = {
        [VALUES_SET] = {"--set", SET_TYPED},
        [VALUES_SET_STRING] = {"--set-string", SET_STRING},
        [VALUES_SET_FILE] = {"--set-file", SET_FILE},
        [VALUES_SET_LITERAL] = {"--set-literal", SET_LITERAL},
    };
    str error;
    if (o->kind == VALUES_FILE)
        return merge_file(a, o->text, marks, into, diags);
    if (o->kind == VALUES_SET_JSON)
        return set_json(a, o->text, into, diags);
    if (set_parse(a, o->text, sets[o->kind].kind, read_source, into, &error))
        return true;
    return diag_error(diags, "failed parsing %s data: %.*s", sets[o->kind].flag, STR_ARG(error));
}

bool values_apply_option(struct arena *a, const struct value_option *o, struct marks *marks,
                         struct map *into, struct diags *diags)
{
    if (!apply(a, o, marks, into, diags))
        return false;
    val all = val_map(into);
    if (marks)
        mark_rest(marks, &all);
    return true;
}

int values_option_rank(enum value_kind kind)
{
    static const int ranks[] = {
        [VALUES_FILE] = 0,       [VALUES_SET_JSON] = 1, [VALUES_SET] = 2,
        [VALUES_SET_STRING] = 3, [VALUES_SET_FILE] = 4, [VALUES_SET_LITERAL] = 5};
    return ranks[kind];
}

enum { RANKS = VALUES_SET_LITERAL + 1 };

bool values_merge_options(struct arena *a, const struct value_option *o, size_t n, struct map **ret,
                          struct diags *diags)
{
    struct map *values = map_new(a, 0);
    for (int rank = 0; rank < RANKS; rank++)
        for (size_t i = 0; i < n; i++)
            if (values_option_rank(o[i].kind) == rank && !apply(a, &o[i], NULL, values, diags))
                return false;
    *ret = values;
    return true;
}

/* Cuts the first name off a dotted path; false when there was no further one. */
static bool next_name(str *path, str *ret)
{
    if (!path->s)
        return false;
    size_t dot = str_find_char(*path, '.');
    *ret = dot == STR_NONE ? *path : str_slice(*path, 0, dot);
    *path = dot == STR_NONE ? (str){NULL, 0} : str_from(*path, dot + 1);
    return true;
}

struct map *values_table(const struct map *values, str path, str *ret_missing)
{
    struct map *table = NULL;
    str name;
    if (!path.s)
        path = STR("");
    while (next_name(&path, &name)) {
        const val *v = map_get(table ? table : values, name);
        if (!v || v->tag != V_MAP) {
            if (ret_missing)
                *ret_missing = name;
            return NULL;
        }
        table = v->map;
    }
    return table;
}

const val *values_path(const struct map *values, str path)
{
    size_t dot = str_find_last(path, STR("."));
    if (dot != STR_NONE) {
        values = values_table(values, str_slice(path, 0, dot), NULL);
        path = str_from(path, dot + 1);
    }
    const val *v = map_get(values, path);
    return v && v->tag != V_MAP ? v : NULL;
}
