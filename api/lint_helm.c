/* chelm_lint_helm: `helm lint`, with nothing of our own. */
#include "api/handles.h"
#include "api/inputs.h"
#include "lint/helm_lint.h"

#include <string.h>

struct job {
    const chelm_text *charts;
    size_t n;
    chelm_lint_options options;
    bool quiet;
};

static bool helm_work(struct chelm_result *r, const chelm_context *c, const void *data)
{
    const struct job *job = data;
    struct arena *a = &r->render;
    const chelm_render_options given = {.values = job->options.values,
                                        .value_count = job->options.value_count};
    struct fn_env env = context_env(c, a);
    struct map *values;
    if (!values_merge_options(a, inputs_values(a, &given), given.value_count, &values, &r->diags))
        return false;
    str *paths = ARENA_ARRAY(a, str, job->n);
    for (size_t i = 0; i < job->n; i++)
        paths[i] = text_str(job->charts[i]);
    const struct helm_lint_command command = {
        .paths = paths,
        .path_count = job->n,
        .options = {.values = values,
                    .name_space = text_str(job->options.name_space),
                    .kube_version = text_str(job->options.kube_version),
                    .skip_schema = job->options.skip_schema_validation,
                    .env = &env},
        .strict = job->options.strict,
        .quiet = job->quiet,
        .with_subcharts = job->options.with_subcharts,
    };
    struct buf out;
    buf_init(&out, a);
    bool ok = helm_lint_write(a, &command, &out, &r->diags);
    *(ok ? &r->output : &r->partial) = buf_str(&out);
    return ok;
}

chelm_result *chelm_lint_helm(chelm_context *c, const chelm_text *charts, size_t n,
                              const chelm_lint_options *o, bool quiet)
{
    struct job job = {.charts = charts, .n = n, .quiet = quiet};
    if (o)
        memcpy(&job.options, o, o->size < sizeof job.options ? o->size : sizeof job.options);
    return result_run(c, helm_work, &job);
}
