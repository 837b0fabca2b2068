/* Methods of Helm's objects: .Files, .Values (common.Values), .Capabilities; the object is arg[0].
 */
#include "base/arena.h"
#include "base/base64.h"
#include "base/glob.h"
#include "base/path.h"
#include "base/quote.h"
#include "funcs/func.h"
#include "value/yaml_write.h"

/* ---- .Files: engine.files, a map of names to bytes ---- */

bool fn_files_get(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    const val *file = map_get(arg[0].map, val_text(arg[1]));
    *ret = val_str(file ? val_text(*file) : STR(""));
    return true;
}

bool fn_files_get_bytes(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    const val *file = map_get(arg[0].map, val_text(arg[1]));
    *ret = file ? *file : val_bytes(STR(""));
    return true;
}

bool fn_files_glob(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct map *all = arg[0].map, *found = map_new(c->arena, 0);
    struct glob *g = glob_compile(c->arena, val_text(arg[1]), '/');
    for (size_t i = 0; i < map_len(all); i++)
        if (!g || glob_match(g, all->entries[i].key)) /* a bad pattern is "**" */
            map_set(found, all->entries[i].key, all->entries[i].value);
    if (g && glob_panic(g).len)
        return call_fail(c, "%.*s", STR_ARG(glob_panic(g)));
    *ret = val_typed_map(T_FILES, found);
    return true;
}

bool fn_files_lines(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    const val *file = map_get(arg[0].map, val_text(arg[1]));
    struct list *lines = list_new(c->arena, 0);
    *ret = val_typed_list(T_STRINGS, lines);
    if (!file)
        return true;
    str text = val_text(*file);
    if (text.len == 0) /* Helm v4.2.4 looks at the last byte without asking */
        return call_fail(c, "runtime error: index out of range [-1]");
    if (text.s[text.len - 1] == '\n')
        text.len--;
    *lines = *list_new(c->arena, str_count(text, STR("\n")) + 1);
    for (size_t end; (end = str_find_char(text, '\n')) != STR_NONE; text = str_from(text, end + 1))
        list_push(lines, val_str(str_slice(text, 0, end)));
    list_push(lines, val_str(text));
    return true;
}

/* The value as YAML; "" when it cannot be written, as Helm's toYAML. */
static str yaml_or_nothing(struct fn_call *c, val v)
{
    struct buf b;
    str error;
    buf_init(&b, c->arena);
    if (!yaml_write(&b, v, &error))
        return STR("");
    str text = buf_str(&b);
    return str_has_suffix(text, STR("\n")) ? str_slice(text, 0, text.len - 1) : text;
}

/* Base names to contents. Of equal base names Helm takes one at random; here the last path wins. */
static bool files_as_yaml(struct fn_call *c, val files, bool base64, val *ret)
{
    if (!files.map) {
        *ret = val_str(STR(""));
        return true;
    }
    struct map *m = map_new(c->arena, map_len(files.map));
    for (size_t i = 0; i < map_len(files.map); i++) {
        const struct map_entry *e = map_sorted_entry(files.map, i);
        str text = val_text(e->value);
        map_set(m, path_base(e->key), val_str(base64 ? base64_encode(c->arena, text) : text));
    }
    *ret = val_str(yaml_or_nothing(c, val_typed_map(T_STRING_MAP, m)));
    return true;
}

bool fn_files_as_config(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return files_as_yaml(c, arg[0], false, ret);
}

bool fn_files_as_secrets(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return files_as_yaml(c, arg[0], true, ret);
}

/* ---- common.Values ---- */

bool fn_values_yaml(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct buf b;
    str error;
    buf_init(&b, c->arena);
    if (!yaml_write(&b, arg[0], &error))
        return call_fail(c, "%.*s", STR_ARG(error));
    *ret = val_str(buf_str(&b));
    return true;
}

bool fn_values_as_map(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_map(map_len(arg[0].map) ? arg[0].map : map_new(c->arena, 0));
    return true;
}

/* No template has an io.Writer: what gets here is nil. */
bool fn_values_encode(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return fn_values_yaml(c, arg, 1, ret) && call_fail_nil(c);
}

/* `"name" is not a table` */
static bool fail_no(struct fn_call *c, str name, const char *what)
{
    struct buf b;
    buf_init(&b, c->arena);
    quote_go(&b, name);
    return call_fail(c, "%.*s is not a %s", STR_ARG(buf_str(&b)), what);
}

/* The table at the path `a.b.c`; on false, *ret_missing is the name that leads nowhere. */
static bool find_table(struct map *m, str path, struct map **ret, str *ret_missing)
{
    for (bool more = true; more;) {
        size_t dot = str_find_char(path, '.');
        more = dot != STR_NONE;
        str name = more ? str_slice(path, 0, dot) : path;
        const val *v = map_get(m, name);
        if (!v || v->tag != V_MAP || (v->gotype != T_MAP && v->gotype != T_VALUES)) {
            *ret_missing = name;
            return false;
        }
        m = v->map;
        if (more)
            path = str_from(path, dot + 1);
    }
    *ret = m;
    return true;
}

bool fn_values_table(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct map *table;
    str missing;
    if (!find_table(arg[0].map, val_text(arg[1]), &table, &missing))
        return fail_no(c, missing, "table");
    *ret = val_typed_map(T_VALUES, table);
    return true;
}

bool fn_values_path_value(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str path = val_text(arg[1]), missing;
    if (path.len == 0)
        return call_fail(c, "YAML path cannot be empty");
    struct map *table = arg[0].map;
    size_t dot = path.len;
    while (dot > 0 && path.s[dot - 1] != '.')
        dot--;
    str key = str_from(path, dot);
    if (dot > 0 && !find_table(table, str_slice(path, 0, dot - 1), &table, &missing))
        return fail_no(c, key, "value");
    const val *v = map_get(table, key);
    if (!v || (v->tag == V_MAP && v->gotype == T_MAP))
        return fail_no(c, key, "value");
    *ret = *v;
    return true;
}

/* ---- .Capabilities ---- */

bool fn_version_set_has(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    bool found = false;
    for (size_t i = 0; i < list_len(arg[0].list) && !found; i++)
        found = str_eq(val_text(arg[0].list->items[i]), val_text(arg[1]));
    *ret = val_bool(found);
    return true;
}

enum { KUBE_VERSION, KUBE_NORMALIZED }; /* fields of common.KubeVersion */

bool fn_kube_version_git_version(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    *ret = arg[0].record->field[KUBE_VERSION];
    return true;
}

bool fn_kube_version_string(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    val normalized = arg[0].record->field[KUBE_NORMALIZED];
    *ret = normalized.len ? normalized : arg[0].record->field[KUBE_VERSION];
    return true;
}

bool fn_capabilities_copy(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    *ret = arg[0]; /* records do not change */
    return true;
}
