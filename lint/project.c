#include "lint/project.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include "chart/origins.h"
#include "lint/project_files.h"
#include "lint/project_syntax.h"
#include "release/delims.h"
#include "value/map.h"
#include "value/yaml_docs.h"

#include <stdlib.h>

/* Charts in one tree: those that come in twice under two names count twice. */
enum { CHARTS_MAX = 5000 };

bool lint_wants(const struct lint_project *p, enum rule_id rule)
{
    return !p->options->wanted || p->options->wanted[rule];
}

const struct lint_define *lint_project_define(const struct lint_project *p, str name)
{
    const val *at = map_get(p->defines, name);
    return at ? &p->define[at->i] : NULL;
}

/* Whether the dependencies of a chart are all in its charts/. */
static bool is_vendored(const struct lint_chart *c)
{
    const struct metadata *m = c->chart->meta;
    for (size_t k = 0; m && k < m->dependencies.n; k++) {
        bool there = false;
        for (size_t s = 0; s < c->sub_count && !there; s++)
            there = c->subs[s]->dependency == metadata_dependency(m, k);
        if (!there)
            return false;
    }
    return true;
}

bool lint_lacks_dependency(const struct lint_project *p)
{
    for (size_t i = 0; i < p->chart_count; i++)
        if (!is_vendored(p->charts[i]))
            return true;
    return false;
}

/* ---- files ---- */

static struct lint_file *new_file(struct lint_chart *c, const struct chart_file *f,
                                  enum lint_file_kind kind)
{
    struct arena *a = c->project->arena;
    struct lint_file *file = ARENA_NEW(a, struct lint_file);
    str name = str_fmt(a, "%.*s/%.*s", STR_ARG(c->full_path), STR_ARG(f->name));
    str path = f->name;
    if (c->folder.len)
        path = str_fmt(a, "%.*s/%.*s", STR_ARG(c->folder), STR_ARG(f->name));
    *file = (struct lint_file){.source = {.name = path_clean(a, name), .text = f->data},
                               .path = path,
                               .kind = kind,
                               .vendored = c->parent != NULL,
                               .chart = c};
    return file;
}

static void read_files(struct lint_chart *c)
{
    for (size_t i = 0; i < c->chart->raw.n; i++) {
        const struct chart_file *f = &c->chart->raw.items[i];
        if (str_eq(f->name, STR("Chart.yaml")))
            c->metadata = new_file(c, f, LINT_FILE_CHART);
        else if (str_eq(f->name, STR("values.yaml")))
            c->values = new_file(c, f, LINT_FILE_VALUES);
        else if (str_eq(f->name, STR("values.schema.json")))
            c->schema = new_file(c, f, LINT_FILE_SCHEMA);
    }
}

/* Helm reads templates in the reverse order of their names. */
static int in_reading_order(const void *x, const void *y)
{
    struct lint_file *const *a = x, *const *b = y;
    return str_cmp((*b)->source.name, (*a)->source.name);
}

static void read_templates(struct lint_chart *c)
{
    const struct chart_files *files = &c->chart->templates;
    c->templates = ARENA_ARRAY(c->project->arena, struct lint_file *, files->n);
    for (size_t i = 0; i < files->n; i++)
        if (chart_has_template(c->chart, files->items[i].name))
            c->templates[c->template_count++] = new_file(c, &files->items[i], LINT_FILE_TEMPLATE);
    if (c->template_count)
        qsort(c->templates, c->template_count, sizeof *c->templates, in_reading_order);
}

static void add_template(struct lint_project *p, struct lint_file *f)
{
    project_parse(p, f);
    if (!map_has(p->files, f->source.name))
        map_set(p->files, f->source.name, (val){.tag = V_OPAQUE, .gotype = T_ANY, .p = f});
}

/* ---- the tree of charts ---- */

static struct lint_chart *add_chart(struct lint_project *p, struct lint_chart *parent,
                                    struct chart *chart, const struct dependency *d);

/* The dependencies in Chart.yaml that a chart in charts/ serves: none, one, or several under
 * aliases. */
static bool serves(const struct chart *c, const struct dependency *d)
{
    return str_eq(chart_name(c), d->name) &&
           metadata_version_matches(c->arena, d->version, c->meta->version);
}

static void add_sub(struct lint_chart *c, struct chart *sub, const struct dependency *d)
{
    struct lint_chart *s = add_chart(c->project, c, sub, d);
    if (s)
        c->subs[c->sub_count++] = s;
}

static void add_subs(struct lint_chart *c)
{
    const struct chart *chart = c->chart;
    const struct ptrs *deps = &chart->meta->dependencies;
    size_t room = chart->subchart_count * (deps->n + 1);
    c->subs = ARENA_ARRAY(c->project->arena, struct lint_chart *, room);
    for (size_t i = 0; i < chart->subchart_count; i++) {
        bool named = false;
        for (size_t d = 0; d < deps->n; d++) {
            const struct dependency *dep = metadata_dependency(chart->meta, d);
            if (!serves(chart->subcharts[i], dep))
                continue;
            add_sub(c, chart->subcharts[i], dep);
            named = true;
        }
        if (!named)
            add_sub(c, chart->subcharts[i], NULL);
    }
}

static void name_chart(struct lint_chart *c)
{
    struct arena *a = c->project->arena;
    c->key = STR("");
    c->folder = STR("");
    c->full_path = chart_name(c->chart);
    if (!c->parent)
        return;
    c->key = c->dependency && c->dependency->alias.len ? c->dependency->alias : c->full_path;
    c->folder = origins_chart_folder(a, c->chart);
    if (str_has_suffix(c->folder, STR("/")))
        c->folder.len--;
    c->full_path = str_fmt(a, "%.*s/charts/%.*s", STR_ARG(c->parent->full_path), STR_ARG(c->key));
}

/* A chart that is there under two names has its files once. */
static struct lint_chart *same_chart(const struct lint_project *p, const struct chart *chart)
{
    for (size_t i = 0; i < p->chart_count; i++)
        if (p->charts[i]->chart == chart)
            return p->charts[i];
    return NULL;
}

static struct lint_chart *add_chart(struct lint_project *p, struct lint_chart *parent,
                                    struct chart *chart, const struct dependency *d)
{
    if (p->chart_count == CHARTS_MAX)
        return NULL;
    struct lint_chart *c = ARENA_NEW(p->arena, struct lint_chart), *twin = same_chart(p, chart);
    *c = (struct lint_chart){.project = p, .parent = parent, .chart = chart, .dependency = d};
    p->charts = arena_room(p->arena, p->charts, p->chart_count, &p->chart_cap, sizeof *p->charts);
    p->charts[p->chart_count++] = c;
    name_chart(c);
    struct diags ignored;
    diags_init(&ignored, p->arena);
    if (!delims_of_chart(chart, &c->delims, &ignored))
        c->delims = DELIMS_HELM;
    if (twin) {
        c->metadata = twin->metadata;
        c->values = twin->values;
        c->schema = twin->schema;
        c->templates = twin->templates;
        c->template_count = twin->template_count;
    } else {
        read_files(c);
        read_templates(c);
        for (size_t i = 0; i < c->template_count; i++)
            add_template(p, c->templates[i]);
    }
    add_subs(c);
    return c;
}

/* ---- named templates ---- */

static void add_define(struct lint_project *p, struct lint_chart *c, struct lint_file *f,
                       const struct tree *t)
{
    const val *at = map_get(p->defines, t->name);
    if (at && ast_is_empty(t->root))
        return;
    struct lint_define *d = &p->define[p->define_count];
    *d = (struct lint_define){.tree = t, .file = f, .chart = c};
    if (at)
        d->shadowed = &p->define[at->i];
    map_set(p->defines, t->name, val_int((int64_t)p->define_count++));
}

/* Deepest charts first, the last one read wins; as the engine sorts the files. */
static int depth_of(const struct lint_chart *c)
{
    int depth = 0;
    for (; c->parent; c = c->parent)
        depth++;
    return depth;
}

static int in_define_order(const void *x, const void *y)
{
    const struct lint_chart *a = *(struct lint_chart *const *)x;
    const struct lint_chart *b = *(struct lint_chart *const *)y;
    int by_depth = depth_of(b) - depth_of(a);
    return by_depth ? by_depth : str_cmp(b->full_path, a->full_path);
}

static void collect_defines(struct lint_project *p)
{
    struct lint_chart **order = ARENA_ARRAY(p->arena, struct lint_chart *, p->chart_count);
    size_t count = 0, trees = 0;
    for (size_t i = 0; i < p->chart_count; i++)
        if (same_chart(p, p->charts[i]->chart) == p->charts[i])
            order[count++] = p->charts[i];
    qsort(order, count, sizeof *order, in_define_order);
    for (size_t i = 0; i < count; i++)
        for (size_t f = 0; f < order[i]->template_count; f++)
            trees += order[i]->templates[f]->tree_count;
    p->define = ARENA_ARRAY(p->arena, struct lint_define, trees);
    p->defines = map_new(p->arena, trees);
    for (size_t i = 0; i < count; i++)
        for (size_t f = 0; f < order[i]->template_count; f++) {
            struct lint_file *file = order[i]->templates[f];
            for (size_t t = 0; t < file->tree_count; t++)
                add_define(p, order[i], file, &file->trees[t]);
        }
}

static bool build(struct lint_project *p, struct chart *chart)
{
    if (!chart)
        return false;
    p->root = add_chart(p, NULL, chart, NULL);
    collect_defines(p);
    project_read_sets(p);
    return true;
}

bool lint_project_load(struct arena *a, str path, const struct lint_options *o,
                       struct findings *findings, struct lint_project *ret)
{
    *ret = (struct lint_project){.arena = a,
                                 .findings = findings,
                                 .options = o,
                                 .path = path,
                                 .files = map_new(a, 0),
                                 .defines = map_new(a, 0)};
    return build(ret, project_read_chart(ret));
}

bool lint_project_load_files(struct arena *a, str path, const struct chart_file *files, size_t n,
                             const struct lint_options *o, struct findings *findings,
                             struct lint_project *ret)
{
    *ret = (struct lint_project){.arena = a,
                                 .findings = findings,
                                 .options = o,
                                 .path = path,
                                 .is_archive = true,
                                 .files = map_new(a, 0),
                                 .defines = map_new(a, 0)};
    return build(ret, project_read_files(ret, files, n));
}
