#include "value/yaml_parse.h"

#include "base/arena.h"
#include "value/json_parse.h"
#include "value/list.h"
#include "value/map.h"
#include "value/yaml_build.h"
#include "value/yaml_quick.h"

#include <math.h>

/* Builds the document of a text, in as many attempts as the reader asks for. */
static void build(struct arena *a, struct yaml_input *in, enum yaml_build_mode mode,
                  struct marks *marks, struct yaml_document *ret)
{
    enum yaml_step step;
    do {
        struct yaml_reader *r = yaml_reader_open(in);
        step = yaml_build(r, a, mode, marks, ret);
        yaml_reader_close(r);
    } while (step == YAML_STEP_RETRY);
}

/* The first number in json.Marshal's order that is none in JSON, NULL if all are. */
static const char *find_not_finite(val v)
{
    const char *found = NULL;
    if (v.tag == V_FLOAT && !isfinite(v.f))
        return isnan(v.f) ? "NaN" : v.f > 0 ? "+Inf" : "-Inf";
    if (v.tag == V_LIST)
        for (size_t i = 0; i < list_len(v.list) && !found; i++)
            found = find_not_finite(v.list->items[i]);
    if (v.tag == V_MAP)
        for (size_t i = 0; i < map_len(v.map) && !found; i++)
            found = find_not_finite(map_sorted_entry(v.map, i)->value);
    return found;
}

static bool keeps_bad_key(val v)
{
    bool found = false;
    if (v.tag == V_LIST)
        for (size_t i = 0; i < list_len(v.list) && !found; i++)
            found = keeps_bad_key(v.list->items[i]);
    if (v.tag == V_MAP)
        for (size_t i = 0; i < map_len(v.map) && !found; i++)
            found =
                yaml_is_bad_key(v.map->entries[i].key) || keeps_bad_key(v.map->entries[i].value);
    return found;
}

static enum json_root json_root(enum yaml_root root)
{
    return root == YAML_ROOT_MAP    ? JSON_ROOT_MAP
           : root == YAML_ROOT_LIST ? JSON_ROOT_LIST
                                    : JSON_ROOT_ANY;
}

/* As the parser of all of YAML reads it. */
static void read_document(struct arena *a, str text, enum yaml_build_mode mode, struct marks *marks,
                          struct yaml_document *ret)
{
    struct yaml_input in;
    yaml_input_init(&in, a, text);
    build(a, &in, mode, marks, ret);
    if (!ret->error.len && ret->has_bad_key)
        ret->wants_quote = keeps_bad_key(ret->root);
    if (ret->wants_quote)
        build(a, &in, YAML_BUILD_QUOTING, NULL, ret);
}

static bool parse(struct arena *a, str text, enum yaml_build_mode mode, enum yaml_root root,
                  struct marks *marks, val *ret, str *ret_error)
{
    struct yaml_document doc = {.error = STR("")};
    if (!yaml_quick(a, text, mode == YAML_BUILD_EXACT, marks, &doc.root))
        read_document(a, text, mode, marks, &doc);
    const char *number = doc.error.len || !doc.not_finite ? NULL : find_not_finite(doc.root);
    if (number)
        doc.error = str_fmt(a, "json: unsupported value: %s", number);
    if (doc.error.len) {
        *ret_error = str_concat(a, STR("error converting YAML to JSON: "), doc.error);
        return false;
    }
    str error;
    if (doc.too_deep || !json_check_root(a, doc.root, json_root(root), &error)) {
        if (doc.too_deep)
            error = str_fmt(a, "invalid character '%c' exceeded max depth", doc.deepest);
        *ret_error = str_concat(a, STR("error unmarshaling JSON: while decoding JSON: "), error);
        return false;
    }
    *ret = doc.root;
    return true;
}

bool yaml_parse(struct arena *a, str text, enum yaml_root root, val *ret, str *ret_error)
{
    return parse(a, text, YAML_BUILD_JSON, root, NULL, ret, ret_error);
}

bool yaml_parse_marked(struct arena *a, str text, enum yaml_root root, struct marks *marks,
                       val *ret, str *ret_error)
{
    return parse(a, text, YAML_BUILD_JSON, root, marks, ret, ret_error);
}

bool yaml_parse_exact(struct arena *a, str text, val *ret, str *ret_error)
{
    return parse(a, text, YAML_BUILD_EXACT, YAML_ROOT_ANY, NULL, ret, ret_error);
}
