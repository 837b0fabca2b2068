#include "chart/load.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include "base/shared_library.h"
#include "base/slog.h"
#include "chart/archive.h"
#include "chart/folder.h"
#include "value/map.h"
#include "value/yaml_docs.h"

/* What Helm lets run away: archives in archives, folders in folders. */
enum { DEPTH_MAX = 100, CHARTS_MAX = 10000 };

struct loader {
    struct arena *a;
    struct diags *diags;
    unsigned flags; /* load_flags */
    size_t charts, depth;
    str error;
};

static struct chart *load_files(struct loader *l, const struct chart_file *files, size_t n);

static struct chart *fail(struct loader *l, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
static struct chart *fail(struct loader *l, const char *fmt, ...)
{
    struct buf b;
    buf_init(&b, l->a);
    va_list ap;
    va_start(ap, fmt);
    buf_put_vfmt(&b, fmt, ap);
    va_end(ap);
    l->error = buf_str(&b);
    return NULL;
}

static bool fail_reading(struct loader *l, str file, str why)
{
    str what = str_fmt(l->a, "cannot load %.*s: ", STR_ARG(file));
    l->error = str_concat(l->a, what, why); /* it may quote a NUL */
    return false;
}

static void advise(struct loader *l, const char *what)
{
    struct buf b;
    buf_init(&b, l->diags->arena);
    slog_begin(&b, "INFO", what);
    diag_put(l->diags, DIAG_INFO, buf_str(&b));
}

static struct metadata *metadata_of(struct chart *c)
{
    if (!c->meta)
        c->meta = ARENA_NEW(c->arena, struct metadata);
    return c->meta;
}

static bool read_metadata(struct loader *l, struct chart *c, const struct chart_file *f)
{
    str why;
    struct metadata *m = metadata_of(c);
    if (!metadata_read(l->a, f->data, m, &why))
        return fail_reading(l, f->name, why);
    if (m->api_version.len == 0)
        m->api_version = STR("v1");
    return true;
}

static bool is_v1(struct chart *c)
{
    return str_eq(metadata_of(c)->api_version, STR("v1"));
}

/* Dependencies of a chart of Helm 2. */
static bool read_requirements(struct loader *l, struct chart *c, const struct chart_file *f)
{
    str why;
    if (!is_v1(c))
        advise(l, "Warning: Dependencies are handled in Chart.yaml since apiVersion \"v2\". We "
                  "recommend migrating dependencies to Chart.yaml.");
    if (!metadata_read(l->a, f->data, metadata_of(c), &why))
        return fail_reading(l, f->name, why);
    if (is_v1(c))
        chart_files_add(l->a, &c->files, *f);
    return true;
}

static bool read_lock(struct loader *l, const struct chart_file *f)
{
    str why;
    return metadata_check_lock(l->a, f->data, &why) || fail_reading(l, f->name, why);
}

static bool read_requirements_lock(struct loader *l, struct chart *c, const struct chart_file *f)
{
    if (!read_lock(l, f))
        return false;
    if (is_v1(c))
        chart_files_add(l->a, &c->files, *f);
    else
        advise(l, "Warning: Dependency locking is handled in Chart.lock since apiVersion \"v2\". "
                  "We recommend migrating to Chart.lock.");
    return true;
}

static bool read_values(struct loader *l, struct chart *c, const struct chart_file *f)
{
    str why;
    return yaml_parse_values(l->a, f->data, &c->values, &why) || fail_reading(l, f->name, why);
}

/* The files of charts/, by the first element of their path there. */
struct group {
    str name;
    struct chart_files files; /* names relative to charts/ */
};

struct groups {
    struct group *items;
    size_t n, cap;
    struct map *index; /* name to place in items */
};

static void add_to_group(struct loader *l, struct groups *g, struct chart_file f)
{
    f.name = str_from(f.name, sizeof "charts/" - 1);
    size_t slash = str_find_char(f.name, '/');
    str name = slash == STR_NONE ? f.name : str_slice(f.name, 0, slash);
    const val *at = map_get(g->index, name);
    if (!at) {
        if (g->n == g->cap) {
            size_t cap = g->cap ? g->cap * 2 : 8;
            g->items =
                arena_grow(l->a, g->items, g->cap * sizeof *g->items, cap * sizeof *g->items);
            g->cap = cap;
        }
        g->items[g->n] = (struct group){.name = name};
        map_set(g->index, name, val_int((int64_t)g->n++));
        at = map_get(g->index, name);
    }
    chart_files_add(l->a, &g->items[at->i].files, f);
}

/* Puts one file where it belongs; as the switch in LoadFiles. */
static bool sort_file(struct loader *l, struct chart *c, struct groups *g,
                      const struct chart_file *f)
{
    if (str_eq(f->name, STR("Chart.yaml")))
        return true;
    if (str_eq(f->name, STR("Chart.lock")))
        return read_lock(l, f);
    if (str_eq(f->name, STR("values.yaml")))
        return read_values(l, c, f);
    if (str_eq(f->name, STR("requirements.yaml")))
        return read_requirements(l, c, f);
    if (str_eq(f->name, STR("requirements.lock")))
        return read_requirements_lock(l, c, f);
    if (str_eq(f->name, STR("values.schema.json")))
        c->schema = f->data;
    else if (str_has_prefix(f->name, STR("templates/")))
        chart_files_add(l->a, &c->templates, *f);
    else if (str_has_prefix(f->name, STR("charts/")) && !str_eq(path_ext(f->name), STR(".prov")))
        add_to_group(l, g, *f);
    else
        chart_files_add(l->a, &c->files, *f);
    return true;
}

static struct chart *load_archived(struct loader *l, str gz)
{
    struct chart_files files;
    if (!archive_read(l->a, gz, &files, &l->error))
        return NULL;
    return load_files(l, files.items, files.n);
}

/* A subchart's folder: files directly in charts/ belong to no chart. */
static struct chart *load_group(struct loader *l, const struct group *g)
{
    struct chart_files files = {0};
    for (size_t i = 0; i < g->files.n; i++) {
        struct chart_file f = g->files.items[i];
        size_t slash = str_find_char(f.name, '/');
        if (slash == STR_NONE)
            continue;
        f.name = str_from(f.name, slash + 1);
        chart_files_add(l->a, &files, f);
    }
    return load_files(l, files.items, files.n);
}

static bool load_subchart(struct loader *l, struct chart *c, const struct group *g)
{
    if (g->name.len && (g->name.s[0] == '_' || g->name.s[0] == '.'))
        return true;
    bool packed = str_eq(path_ext(g->name), STR(".tgz"));
    str first = g->files.items[0].name;
    if (packed && !str_eq(first, g->name)) {
        fail(l, "error unpacking subchart tar in %.*s: expected %.*s, got %.*s",
             STR_ARG(c->meta->name), STR_ARG(g->name), STR_ARG(first));
        return false;
    }
    struct chart *sub = packed ? load_archived(l, g->files.items[0].data) : load_group(l, g);
    if (!sub) {
        str why = l->error;
        fail(l, "error unpacking subchart %.*s in %.*s: %.*s", STR_ARG(g->name),
             STR_ARG(c->meta->name), STR_ARG(why));
        return false;
    }
    chart_add_subchart(c, sub);
    return true;
}

static bool fill_chart(struct loader *l, struct chart *c, const struct chart_file *files, size_t n)
{
    struct groups groups = {.index = map_new(l->a, 0)};
    c->raw = (struct chart_files){ARENA_ARRAY(l->a, struct chart_file, n), n, n};
    for (size_t i = 0; i < n; i++)
        c->raw.items[i] = files[i];
    for (size_t i = 0; i < n; i++)
        if (str_eq(files[i].name, STR("Chart.yaml")) && !read_metadata(l, c, &files[i]))
            return false;
    for (size_t i = 0; i < n; i++)
        if (!sort_file(l, c, &groups, &files[i]))
            return false;
    if (!c->meta) {
        l->error = STR("Chart.yaml file is missing");
        return false;
    }
    if (!metadata_validate(l->a, c->meta, &l->error))
        return false;
    for (size_t i = 0; i < groups.n; i++)
        if (!load_subchart(l, c, &groups.items[i]))
            return false;
    return true;
}

static struct chart *load_files(struct loader *l, const struct chart_file *files, size_t n)
{
    if (l->depth == DEPTH_MAX)
        return fail(l, "charts are nested deeper than %d levels", DEPTH_MAX);
    if (l->charts++ == CHARTS_MAX)
        return fail(l, "there are more than %d subcharts", CHARTS_MAX);
    struct chart *c = ARENA_NEW(l->a, struct chart);
    c->arena = l->a;
    l->depth++;
    bool ok = fill_chart(l, c, files, n);
    l->depth--;
    return ok ? c : NULL;
}

/* Which kind of chart this is, asked before anything else. */
static bool check_api_version(struct loader *l, str chart_yaml)
{
    str version = STR(""), why;
    if (!metadata_read_api_version(l->a, chart_yaml, &version, &why))
        return fail_reading(l, STR("Chart.yaml"), why);
    if (version.len == 0 || str_eq(version, STR("v1")) || str_eq(version, STR("v2")) ||
        str_eq(version, STR("v3")))
        return true;
    l->error = STR("unsupported chart version");
    return false;
}

static struct chart *load_folder(struct loader *l, str path)
{
    struct chart_files files = {0};
    bool slash = str_has_suffix(path, STR("/")), found;
    str name = str_fmt(l->a, "%.*s%sChart.yaml", STR_ARG(path), slash ? "" : "/"), text, why;
    if (!folder_read_file(l->a, path, STR("Chart.yaml"), l->flags & LOAD_CONFINED, &found, &text,
                          &why) ||
        (!found && !file_read(l->a, name, 0, &text, &why)))
        return fail(l, "unable to detect chart at %.*s: %.*s", STR_ARG(name), STR_ARG(why));
    bool ok = check_api_version(l, text) &&
              folder_read_as(l->a, path, l->flags, &files, l->diags, &l->error);
    return ok ? load_files(l, files.items, files.n) : NULL;
}

static struct chart *load_archive(struct loader *l, str path)
{
    struct chart_files files;
    str bytes, why;
    shared_library_prepare_to_read(l->a, path);
    if (!file_read(l->a, path, 0, &bytes, &l->error) ||
        !archive_is_gzip(l->a, path, bytes, &l->error))
        return NULL;
    if (!archive_read(l->a, bytes, &files, &why)) {
        if (str_eq(why, STR("gzip: invalid header")))
            return fail(l, "file '%.*s' does not appear to be a valid chart file (details: %.*s)",
                        STR_ARG(path), STR_ARG(why));
        return fail(l, "unable to load chart archive");
    }
    for (size_t i = 0; i < files.n; i++) {
        if (!str_eq(files.items[i].name, STR("Chart.yaml")))
            continue;
        if (!check_api_version(l, files.items[i].data))
            return NULL;
        return load_files(l, files.items, files.n);
    }
    return fail(l, "unable to detect chart version, no Chart.yaml found");
}

static struct chart *load(struct loader *l, str path)
{
    struct file_info info;
    if (!file_stat(l->a, path, &info, &l->error))
        return NULL;
    path = file_abs(l->a, path);
    return info.kind == FILE_DIR ? load_folder(l, path) : load_archive(l, path);
}

static struct chart *finish(struct loader *l, struct chart *c)
{
    if (!c)
        diag_error(l->diags, "%.*s", STR_ARG(l->error));
    return c;
}

struct chart *chart_load(struct arena *a, str path, struct diags *diags)
{
    struct loader l = {.a = a, .diags = diags};
    return finish(&l, load(&l, path));
}

struct chart *chart_load_as(struct arena *a, str path, unsigned flags, struct diags *diags)
{
    struct loader l = {.a = a, .diags = diags, .flags = flags};
    return finish(&l, load(&l, path));
}

struct chart *chart_load_files(struct arena *a, const struct chart_file *files, size_t n,
                               struct diags *diags)
{
    struct loader l = {.a = a, .diags = diags};
    return finish(&l, load_files(&l, files, n));
}
