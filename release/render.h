/* From a loaded chart and the user's values to the documents of a release.
 *
 *     dependencies → values merged → contexts → template files → outputs → documents in order
 *
 * The chart is edited on the way (its dependencies are settled), so a chart is rendered once.
 * `program` holds what is compiled, `render` what is computed; the results live in both and in the
 * chart's arena. Functions that return false have put one error, in Helm's words, last.
 *
 * When the diagnostics say keep_going, templates and documents that fail do not stop the others:
 * there are then several errors, and a release of what is good in spite of them.
 */
#ifndef CHELM_RELEASE_RENDER_H
#define CHELM_RELEASE_RENDER_H

#include "base/diag.h"
#include "chart/context.h"
#include "eval/program_cache.h"
#include "release/release.h"

struct render_options {
    struct release_info release;
    val capabilities;
    struct fn_env *env;          /* clock, randomness, network */
    const enum delims *delims;   /* of the root chart; NULL: what the chart says */
    bool skip_schema;            /* values are not checked against values.schema.json */
    bool debug;                  /* steps are logged */
    bool map;                    /* source maps are made */
    struct missing_log *missing; /* with map: gets reads of values that are not there, or NULL */
    struct lineages *lineages;   /* with map: gets the values, which outputs are traced back to */
};

/* One render in the making. */
struct render {
    struct arena *program, *render;
    struct diags *diags;
    const struct render_options *options;
    struct program_cache *programs; /* of a chart that is rendered often; NULL: compile here */
    struct template_file *files;    /* each path once; `output` is there after render_run */
    size_t count;
};

/* Settles dependencies, merges values, and lists the templates. As ProcessDependencies,
 * ToRenderValues and the engine's allTemplates. */
bool render_prepare(struct render *r, struct chart *c, struct map *user_values);
/* Runs all templates; their errors are flagged as errors of rendering. As engine.Render. */
bool render_run(struct render *r);
/* What a file of the chart printed, by its whole path (chart/templates/x.yaml). False, without an
 * error, when no such template exists. */
bool render_output(const struct render *r, str path, str *ret);

/* All of it, for a release: the checks of `helm template` too (dependencies present, the release's
 * name, kubeVersion), then the documents, sorted. As Install.RunWithContext. */
bool render_release(struct render *r, struct chart *c, struct map *user_values,
                    struct release *ret);

#endif
