#include "cli/chart_roots.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"

static bool has(struct arena *a, str folder, const char *name)
{
    struct file_info info;
    str error;
    return file_stat(a, str_fmt(a, "%.*s/%s", STR_ARG(folder), name), &info, &error);
}

/* PARENT/charts/X: the chart in PARENT holds it. */
static bool is_subchart_of(struct arena *a, str folder, str *ret_parent)
{
    str charts = path_dir(a, folder);
    *ret_parent = path_dir(a, charts);
    return str_eq(path_base(charts), STR("charts")) && has(a, *ret_parent, "Chart.yaml");
}

static bool outermost(struct arena *a, str file, str *ret)
{
    str folder = path_dir(a, file), parent;
    while (!has(a, folder, "Chart.yaml")) {
        if (has(a, folder, ".git") || str_eq(folder, STR("/")))
            return false;
        folder = path_dir(a, folder);
    }
    while (is_subchart_of(a, folder, &parent))
        folder = parent;
    *ret = folder;
    return true;
}

/* The absolute path as seen from the working directory, where it is below it. */
static str shorten(str path, str here)
{
    if (str_eq(path, here))
        return STR(".");
    bool below = str_has_prefix(path, here) && path.len > here.len && path.s[here.len] == '/';
    return below ? str_from(path, here.len + 1) : path;
}

static bool contains(const struct texts *t, str s)
{
    for (size_t i = 0; i < t->n; i++)
        if (str_eq(t->items[i], s))
            return true;
    return false;
}

void chart_roots(struct arena *a, const struct texts *files, struct texts *ret)
{
    str here = file_abs(a, STR("."));
    for (size_t i = 0; i < files->n; i++) {
        str root;
        if (!outermost(a, file_abs(a, files->items[i]), &root))
            continue;
        root = shorten(root, here);
        if (!contains(ret, root))
            texts_add(a, ret, root);
    }
}
