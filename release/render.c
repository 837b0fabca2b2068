#include "release/render.h"

#include "base/arena.h"
#include "base/path.h"
#include "base/slog.h"
#include "chart/capabilities.h"
#include "chart/coalesce.h"
#include "chart/dependencies.h"
#include "chart/schema.h"
#include "chart/values.h"
#include "eval/lineage.h"
#include "release/collect.h"
#include "release/debug_log.h"
#include "release/delims.h"
#include "release/delims_note.h"
#include "release/name.h"
#include "value/map.h"

/* ---- the list of templates ---- */

/* Adds the templates of one chart. Two charts at one path share it: the later one wins, as in the
 * map that Helm's engine keeps. */
static bool add_templates(struct render *r, const struct chart_context *ctx, struct map *places)
{
    const struct chart *c = ctx->chart;
    enum delims delims;
    if (!c->parent && r->options->delims)
        delims = *r->options->delims;
    else if (!delims_of_chart(c, &delims, r->diags))
        return false;
    str path = chart_full_path(r->program, c);
    str base = path_clean(r->program, str_concat(r->program, path, STR("/templates")));
    for (size_t i = 0; i < c->templates.n; i++) {
        const struct chart_file *f = &c->templates.items[i];
        if (!chart_has_template(c, f->name))
            continue;
        str full = str_fmt(r->program, "%.*s/%.*s", STR_ARG(path), STR_ARG(f->name));
        struct template_file t = {.name = path_clean(r->program, full),
                                  .base_path = base,
                                  .text = f->data,
                                  .delims = delims,
                                  .top = ctx->top};
        const val *place = map_get(places, t.name);
        if (!place)
            map_set(places, t.name, val_int((int64_t)r->count));
        r->files[place ? (size_t)place->i : r->count++] = t;
    }
    return true;
}

static bool list_templates(struct render *r, const struct chart_context *contexts, size_t n)
{
    size_t total = 0;
    for (size_t i = 0; i < n; i++)
        total += contexts[i].chart->templates.n;
    r->files = ARENA_ARRAY(r->program, struct template_file, total);
    r->count = 0;
    struct map *places = map_new(r->program, total);
    for (size_t i = 0; i < n; i++)
        if (!add_templates(r, &contexts[i], places))
            return false;
    return true;
}

/* Subcharts have copies of the globals of the chart that they are in. */
static void follow_globals(struct lineages *l, const struct chart *c, struct map *values)
{
    static const str global = STR_INIT("global");
    const struct map *above = values_table(values, global, NULL);
    for (size_t i = 0; i < c->subchart_count; i++) {
        struct map *below = values_table(values, chart_name(c->subcharts[i]), NULL);
        struct map *own = below ? values_table(below, global, NULL) : NULL;
        if (own && above)
            lineages_follow(l, own, above);
        if (below)
            follow_globals(l, c->subcharts[i], below);
    }
}

/* What else a chart's templates print. */
static void tag_objects(struct lineages *l, struct map *top)
{
    static const str names[] = {STR_INIT("Release"), STR_INIT("Chart")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        val *object = map_get(top, names[i]);
        object->map = lineages_tag(l, names[i], object->map);
    }
}

bool render_prepare(struct render *r, struct chart *c, struct map *user_values)
{
    struct map *values;
    struct chart_context *contexts;
    size_t n;
    const struct render_options *o = r->options;
    if (!chart_coalesce_values(r->render, c, user_values, &values, r->diags))
        return false;
    if (o->debug && !o->skip_schema)
        debug_log_schemas(c, values, r->diags);
    if (!o->skip_schema && !schema_check_chart(r->render, c, values, r->diags))
        return false;
    if (o->lineages) {
        values = lineages_tag(o->lineages, STR("Values"), values);
        follow_globals(o->lineages, c, values);
    }
    chart_contexts(r->render, c, values, &o->release, o->capabilities, &contexts, &n);
    for (size_t i = 0; o->lineages && i < n; i++)
        tag_objects(o->lineages, contexts[i].top.map);
    return list_templates(r, contexts, n);
}

/* ---- running ---- */

static void flag_rendering(struct diags *diags)
{
    for (struct diag *d = diags->first; d; d = d->next)
        if (d->severity == DIAG_ERROR)
            d->rendering = true;
}

static void prepare_log(struct render *r)
{
    for (size_t i = 0; r->options->missing && i < r->count; i++) {
        const val *values = map_get(r->files[i].top.map, STR("Values"));
        if (values)
            missing_log_add_values(r->options->missing, *values);
    }
}

static bool run_files(struct render *r)
{
    prepare_log(r);
    const struct eval_program *known =
        r->programs && !r->options->map ? program_cache_get(r->programs, r->files, r->count) : NULL;
    if (known)
        return eval_run(known, r->program, r->render, r->files, r->options->env, r->diags);
    struct eval_options o = {.env = r->options->env,
                             .map = r->options->map,
                             .missing = r->options->missing,
                             .lineages = r->options->lineages};
    return eval_render(r->program, r->render, r->files, r->count, &o, r->diags);
}

bool render_run(struct render *r)
{
    if (run_files(r))
        return true;
    flag_rendering(r->diags);
    return false;
}

bool render_output(const struct render *r, str path, str *ret)
{
    for (size_t i = 0; i < r->count; i++) {
        if (!str_eq(r->files[i].name, path))
            continue;
        *ret = r->files[i].output;
        return true;
    }
    return false;
}

/* ---- a release ---- */

/* Helm logs this error before it reports it. */
static bool dependencies_failed(struct diags *diags)
{
    struct diag *error = diags->last;
    struct buf line;
    buf_init(&line, diags->arena);
    slog_begin(&line, "ERROR", "chart dependencies processing failed");
    slog_attr(&line, "error", error->text);
    error->text =
        str_concat(diags->arena, STR("chart dependencies processing failed: "), error->text);
    diag_put(diags, DIAG_WARN, buf_str(&line));
    return false;
}

static bool check_kube_version(struct render *r, const struct chart *c)
{
    if (capabilities_check(c, r->options->capabilities, r->diags))
        return true;
    flag_rendering(r->diags);
    return false;
}

static bool collect(struct render *r, const struct chart *c, struct release *ret)
{
    struct collector k = {
        .arena = r->render, .scratch = r->program, .diags = r->diags, .chart_name = chart_name(c)};
    bool ok = collect_documents(&k, r->files, r->count, ret);
    if (!ok)
        flag_rendering(r->diags);
    if (ok || r->diags->keep_going)
        collect_crds(&k, c, ret);
    return ok;
}

bool render_release(struct render *r, struct chart *c, struct map *user_values, struct release *ret)
{
    if (!chart_check_installable(c, r->diags) || !chart_check_dependencies(c, r->diags) ||
        !name_check(r->options->release.name, r->diags))
        return false;
    if (!chart_process_dependencies(c, user_values, r->diags))
        return dependencies_failed(r->diags);
    if (render_prepare(r, c, user_values) && check_kube_version(r, c)) {
        bool ran = render_run(r);
        if ((ran || r->diags->keep_going) && collect(r, c, ret) && ran)
            return true;
    }
    delims_note(c, r->options->delims, r->diags);
    return false;
}
