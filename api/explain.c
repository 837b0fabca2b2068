/* chelm_values and chelm_explain: a chart's values, and where they come from. Both go as far as a
 * render does before its templates run, without the checks of releases and schemas. */
#include "api/inputs.h"
#include "api/shown.h"
#include "api/value_origins.h"
#include "base/arena.h"
#include "base/buf.h"
#include "chart/coalesce.h"
#include "chart/dependencies.h"
#include "release/explain.h"
#include "value/json_write.h"
#include "value/yaml_write.h"

struct job {
    const chelm_chart *chart;
    const chelm_render_options *options; /* complete */
    str path;
    chelm_format format;
    const chelm_result *rendered; /* with a source map; NULL: nobody asks for it */
};

static struct chart *load(struct chelm_result *r, const struct job *job, str path)
{
    struct chart *c = inputs_load(r, job->chart, path);
    return c && chart_check_dependencies(c, &r->diags) ? c : NULL;
}

/* ---- chelm_values ---- */

static bool put_values(struct chelm_result *r, struct map *values, chelm_format format)
{
    struct buf out;
    str error;
    buf_init(&out, &r->render);
    bool ok = format == CHELM_JSON ? json_write(&out, val_map(values), JSON_PRETTY, &error)
                                   : yaml_write(&out, val_map(values), &error);
    if (!ok)
        return diag_error(&r->diags, "%.*s", STR_ARG(error));
    if (format == CHELM_JSON)
        buf_put_char(&out, '\n');
    r->output = buf_str(&out);
    return true;
}

static bool values_work(struct chelm_result *r, const chelm_context *context, const void *data)
{
    (void)context;
    const struct job *job = data;
    str path;
    struct map *user, *values;
    if (!inputs_locate(r, job->chart, &path) ||
        !values_merge_options(&r->render, inputs_values(&r->render, job->options),
                              job->options->value_count, &user, &r->diags))
        return false;
    struct chart *c = load(r, job, path);
    return c && chart_process_dependencies(c, user, &r->diags) &&
           chart_coalesce_values(&r->render, c, user, &values, &r->diags) &&
           put_values(r, values, job->format);
}

chelm_result *chelm_values(chelm_context *c, const chelm_chart *chart,
                           const chelm_render_options *o, chelm_format format)
{
    chelm_render_options full = inputs_complete(o);
    struct job job = {.chart = chart, .options = &full, .format = format};
    return result_run(c, values_work, &job);
}

/* ---- chelm_explain ---- */

static str first_line(str text)
{
    size_t end = str_find_char(text, '\n');
    return end == STR_NONE ? text : str_slice(text, 0, end);
}

/* What the render showed; NULL when there is none. */
static const struct explain_render *render_of(struct chelm_result *r, const struct job *job)
{
    struct explain_render *e = ARENA_NEW(&r->render, struct explain_render);
    if (!job->rendered)
        return NULL;
    if (!chelm_result_ok(job->rendered))
        e->error = first_line(text_str(chelm_result_error(job->rendered)));
    else
        shown_find(&r->render, job->rendered, explain_name(job->path), &e->lines, &e->count);
    return e;
}

static bool explain_work(struct chelm_result *r, const chelm_context *context, const void *data)
{
    (void)context;
    const struct job *job = data;
    enum delims given;
    struct explain e = {.arena = &r->render,
                        .diags = &r->diags,
                        .root_delims = inputs_delims(job->options, &given),
                        .json = job->format == CHELM_JSON,
                        .render = render_of(r, job)};
    str path;
    struct chart *c = inputs_locate(r, job->chart, &path) ? load(r, job, path) : NULL;
    struct buf out;
    buf_init(&out, &r->render);
    if (!c || !explain_path(&e, c, inputs_values(&r->render, job->options),
                            job->options->value_count, job->path, &out))
        return false;
    r->output = buf_str(&out);
    return true;
}

chelm_result *chelm_explain(chelm_context *c, const chelm_chart *chart,
                            const chelm_render_options *o, chelm_text path, chelm_format format)
{
    chelm_render_options full = inputs_complete(o);
    struct job job = {.chart = chart, .options = &full, .path = text_str(path), .format = format};
    chelm_result *rendered = NULL;
    if (full.source_map && !value_origins_are_gone(&full)) {
        chelm_render_options plain = full;
        plain.trace = plain.strict = plain.report = plain.keep_going = plain.parts = false;
        job.rendered = rendered = chelm_render(c, chart, &plain);
    }
    chelm_result *r = result_run(c, explain_work, &job);
    chelm_result_free(rendered);
    return r;
}
