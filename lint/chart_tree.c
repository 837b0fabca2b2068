#include "lint/chart_tree.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include "chart/archive.h"
#include "chart/folder.h"
#include "chart/ignore.h"
#include "chart/load.h"

#include <stdlib.h>

/* ---- archives ---- */

static bool is_packed(str path)
{
    return str_has_suffix(path, STR(".tgz")) || str_has_suffix(path, STR(".tar.gz"));
}

/* The order of a walk: names of each folder bytewise, so that '/' sorts before all else. */
static int by_walk(const void *x, const void *y)
{
    str a = ((const struct chart_file *)x)->name, b = ((const struct chart_file *)y)->name;
    for (size_t i = 0; i < a.len && i < b.len; i++) {
        if (a.s[i] == b.s[i])
            continue;
        unsigned char p = (unsigned char)a.s[i], q = (unsigned char)b.s[i];
        return p == '/' ? -1 : q == '/' ? 1 : (int)p - (int)q;
    }
    return a.len < b.len ? -1 : a.len > b.len;
}

static const struct chart_file *find_file(const struct chart_tree *t, str name)
{
    for (size_t i = 0; i < t->files.n; i++)
        if (str_eq(t->files.items[i].name, name))
            return &t->files.items[i];
    return NULL;
}

static bool fail(struct arena *a, str *ret_error, const char *what, str why)
{
    *ret_error = str_fmt(a, "unable to %s: %.*s", what, STR_ARG(why));
    return false;
}

/* As chartutil.Expand into a folder for the time being. */
static bool open_archive(struct chart_tree *t, str path, str *ret_error)
{
    struct arena *a = t->arena;
    str bytes, why;
    if (!file_read(a, path, 0, &bytes, &why))
        return fail(a, ret_error, "open tarball", why);
    if (!archive_read(a, bytes, &t->files, &why))
        return fail(a, ret_error, "extract tarball", why);
    const struct chart_file *f = find_file(t, STR("Chart.yaml"));
    struct metadata m = {0};
    if (f && !metadata_read(a, f->data, &m, &why))
        return fail(a, ret_error, "extract tarball",
                    str_concat(a, STR("cannot load Chart.yaml: "), why));
    if (!m.name.len)
        return fail(a, ret_error, "extract tarball", STR("chart name not specified"));
    if (t->files.n)
        qsort(t->files.items, t->files.n, sizeof *t->files.items, by_walk);
    t->folder = path_clean(a, str_concat(a, STR("/tmp/helm-lint/"), m.name));
    return true;
}

/* What .helmignore takes out, folders included. */
static bool is_ignored(const struct ignore *ignore, str name)
{
    for (size_t i = 1; i < name.len; i++)
        if (name.s[i] == '/' && ignore_matches(ignore, str_slice(name, 0, i), true))
            return true;
    return ignore_matches(ignore, name, false);
}

static bool unpack(const struct chart_tree *t, struct chart_files *ret, str *ret_error)
{
    struct ignore ignore = {0};
    const struct chart_file *rules = find_file(t, STR(".helmignore"));
    if (!ignore_parse(t->arena, rules ? rules->data : STR(""), &ignore, ret_error))
        return false;
    for (size_t i = 0; i < t->files.n; i++)
        if (!is_ignored(&ignore, t->files.items[i].name))
            chart_files_add(t->arena, ret, t->files.items[i]);
    return true;
}

/* ---- either ---- */

static str full_path(const struct chart_tree *t, str name)
{
    return path_clean(t->arena, str_fmt(t->arena, "%.*s/%.*s", STR_ARG(t->folder), STR_ARG(name)));
}

bool chart_tree_open(struct arena *a, str path, struct chart_tree *ret, str *ret_error)
{
    *ret = (struct chart_tree){.arena = a, .packed = is_packed(path)};
    if (ret->packed)
        return open_archive(ret, path, ret_error);
    struct file_info info;
    str why, name = path_clean(a, str_concat(a, path, STR("/Chart.yaml")));
    if (!path.len)
        name = STR("Chart.yaml");
    ret->folder = file_abs(a, path);
    if (file_stat(a, name, &info, &why))
        return true;
    return fail(a, ret_error, "check Chart.yaml file in chart", why);
}

static enum chart_entry stat_packed(const struct chart_tree *t, str name, str *ret_error)
{
    str folder = str_concat(t->arena, name, STR("/"));
    for (size_t i = 0; i < t->files.n; i++) {
        if (str_eq(t->files.items[i].name, name))
            return CHART_FILE;
        if (str_has_prefix(t->files.items[i].name, folder))
            return CHART_FOLDER;
    }
    if (ret_error)
        *ret_error =
            str_fmt(t->arena, "stat %.*s: no such file or directory", STR_ARG(full_path(t, name)));
    return CHART_NOTHING;
}

enum chart_entry chart_tree_stat(const struct chart_tree *t, str name, str *ret_error)
{
    struct file_info info;
    str why;
    if (t->packed)
        return stat_packed(t, name, ret_error);
    if (file_stat(t->arena, full_path(t, name), &info, ret_error ? ret_error : &why))
        return info.kind == FILE_DIR ? CHART_FOLDER : CHART_FILE;
    return CHART_NOTHING;
}

bool chart_tree_read(const struct chart_tree *t, str name, str *ret, str *ret_error)
{
    if (!t->packed)
        return file_read(t->arena, full_path(t, name), 0, ret, ret_error);
    const struct chart_file *f = find_file(t, name);
    if (f)
        *ret = f->data;
    else
        *ret_error =
            str_fmt(t->arena, "open %.*s: no such file or directory", STR_ARG(full_path(t, name)));
    return f != NULL;
}

struct chart *chart_tree_load(const struct chart_tree *t, struct diags *diags, str *ret_error)
{
    struct chart_files files = {0};
    struct diags own;
    diags_init(&own, diags->arena);
    if (t->packed ? !unpack(t, &files, ret_error)
                  : !folder_read(t->arena, t->folder, &files, diags, ret_error))
        return NULL;
    struct chart *c = chart_load_files(t->arena, files.items, files.n, &own);
    for (const struct diag *d = own.first; d; d = d->next) {
        if (d->severity == DIAG_ERROR)
            *ret_error = d->text;
        else
            diag_put(diags, d->severity, d->text);
    }
    return c;
}
