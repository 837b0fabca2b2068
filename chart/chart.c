#include "chart/chart.h"

#include "base/arena.h"
#include "base/path.h"
#include "base/slog.h"
#include "value/list.h"

static void own_imports(struct arena *a, struct metadata *m)
{
    for (size_t i = 0; i < m->dependencies.n; i++) {
        struct dependency *d = metadata_dependency(m, i);
        d->import_values = val_clone(a, val_list(d->import_values)).list;
    }
}

struct chart *chart_copy(struct arena *a, const struct chart *c)
{
    struct chart *copy = ARENA_NEW(a, struct chart);
    *copy = *c;
    copy->arena = a;
    copy->meta = metadata_copy(a, c->meta);
    own_imports(a, copy->meta);
    copy->values = val_clone(a, val_map(c->values)).map;
    copy->subcharts = NULL;
    copy->subchart_count = copy->subchart_cap = 0;
    for (size_t i = 0; i < c->subchart_count; i++)
        chart_add_subchart(copy, chart_copy(a, c->subcharts[i]));
    return copy;
}

void chart_files_add(struct arena *a, struct chart_files *files, struct chart_file file)
{
    if (files->n == files->cap) {
        size_t cap = files->cap ? files->cap * 2 : 8;
        files->items = arena_grow(a, files->items, files->cap * sizeof *files->items,
                                  cap * sizeof *files->items);
        files->cap = cap;
    }
    files->items[files->n++] = file;
}

void chart_add_subchart(struct chart *c, struct chart *sub)
{
    if (c->subchart_count == c->subchart_cap) {
        size_t cap = c->subchart_cap ? c->subchart_cap * 2 : 4;
        c->subcharts = arena_grow(c->arena, c->subcharts, c->subchart_cap * sizeof *c->subcharts,
                                  cap * sizeof *c->subcharts);
        c->subchart_cap = cap;
    }
    sub->parent = c;
    c->subcharts[c->subchart_count++] = sub;
}

str chart_full_path(struct arena *a, const struct chart *c)
{
    if (!c->parent)
        return chart_name(c);
    str up = chart_full_path(a, c->parent), name = chart_name(c);
    return str_fmt(a, "%.*s/charts/%.*s", STR_ARG(up), STR_ARG(name));
}

bool chart_is_library(const struct chart *c)
{
    return c->meta && str_eq_fold(c->meta->type, STR("library"));
}

bool chart_has_template(const struct chart *c, str name)
{
    return !chart_is_library(c) || path_base(name).s[0] == '_';
}

static bool is_manifest(str name)
{
    str ext = path_ext(name);
    return str_has_prefix(name, STR("crds/")) &&
           (str_eq_fold(ext, STR(".yaml")) || str_eq_fold(ext, STR(".yml")) ||
            str_eq_fold(ext, STR(".json")));
}

static size_t count_crds(const struct chart *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->files.n; i++)
        n += is_manifest(c->files.items[i].name);
    for (size_t i = 0; i < c->subchart_count; i++)
        n += count_crds(c->subcharts[i]);
    return n;
}

static struct chart_crd *put_crds(struct arena *a, const struct chart *c, struct chart_crd *at)
{
    str path = chart_full_path(a, c);
    for (size_t i = 0; i < c->files.n; i++) {
        const struct chart_file *f = &c->files.items[i];
        if (!is_manifest(f->name))
            continue;
        str full = str_fmt(a, "%.*s/%.*s", STR_ARG(path), STR_ARG(f->name));
        *at++ = (struct chart_crd){path_clean(a, full), f};
    }
    for (size_t i = 0; i < c->subchart_count; i++)
        at = put_crds(a, c->subcharts[i], at);
    return at;
}

void chart_crds(struct arena *a, const struct chart *c, struct chart_crd **ret, size_t *ret_n)
{
    *ret_n = count_crds(c);
    *ret = ARENA_ARRAY(a, struct chart_crd, *ret_n);
    if (*ret_n)
        put_crds(a, c, *ret);
}

bool chart_check_installable(const struct chart *c, struct diags *diags)
{
    str type = c->meta->type;
    if (type.len && !str_eq(type, STR("application")))
        return diag_error(diags, "%.*s charts are not installable", STR_ARG(type));
    if (c->meta->deprecated) {
        struct buf b;
        buf_init(&b, diags->arena);
        slog_begin(&b, "WARN", "this chart is deprecated");
        diag_put(diags, DIAG_WARN, buf_str(&b));
    }
    return true;
}
