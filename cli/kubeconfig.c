#include "cli/kubeconfig.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/shared_library.h"
#include "value/list.h"
#include "value/map.h"
#include "value/yaml_parse.h"

#include <stdlib.h>

enum { FILES_MAX = 16, SIZE_MAX_BYTES = 8 << 20 };

struct files {
    struct map *roots[FILES_MAX];
    size_t n;
};

static void add_file(struct arena *a, struct files *f, str path)
{
    str text, error;
    val v;
    if (!path.len || f->n >= FILES_MAX)
        return;
    shared_library_prepare_to_read(a, path);
    if (file_read(a, path, SIZE_MAX_BYTES, &text, &error) &&
        yaml_parse(a, text, YAML_ROOT_MAP, &v, &error) && v.tag == V_MAP)
        f->roots[f->n++] = v.map;
}

static void add_files(struct arena *a, struct files *f, str path)
{
    str list = str_from_c(getenv("KUBECONFIG")), home = str_from_c(getenv("HOME"));
    if (path.len) {
        add_file(a, f, path);
    } else if (list.len) {
        for (size_t colon; (colon = str_find_char(list, ':')) != STR_NONE;) {
            add_file(a, f, (str){list.s, colon});
            list = str_from(list, colon + 1);
        }
        add_file(a, f, list);
    } else {
        add_file(a, f, str_concat(a, home, STR("/.kube/config")));
    }
}

static str text_member(const struct map *m, const char *key)
{
    const val *v = map_get(m, str_from_c(key));
    return v && v->tag == V_STRING ? val_text(*v) : (str){0};
}

/* The context of that name in one file, or NULL. */
static const struct map *find_context(const struct map *root, str name)
{
    const val *list = map_get(root, STR("contexts"));
    for (size_t i = 0; list && list->tag == V_LIST && i < list_len(list->list); i++) {
        val item = list->list->items[i];
        if (item.tag != V_MAP || !str_eq(text_member(item.map, "name"), name))
            continue;
        const val *context = map_get(item.map, STR("context"));
        return context && context->tag == V_MAP ? context->map : NULL;
    }
    return NULL;
}

str kubeconfig_namespace(struct arena *a, str path, str context)
{
    struct files f = {.n = 0};
    add_files(a, &f, path);
    for (size_t i = 0; i < f.n && !context.len; i++)
        context = text_member(f.roots[i], "current-context");
    for (size_t i = 0; i < f.n; i++) {
        const struct map *c = find_context(f.roots[i], context);
        if (c)
            return text_member(c, "namespace");
    }
    return (str){0};
}
