#include "cli/diff.h"

#include "base/arena.h"
#include "base/file.h"
#include "cli/api_texts.h"
#include "cli/checks.h"
#include "cli/output.h"

#include <stdlib.h>

static bool is_values_file(struct arena *a, str arg)
{
    struct file_info info;
    str error;
    if (!str_has_suffix(arg, STR(".yaml")) && !str_has_suffix(arg, STR(".yml")) &&
        !str_has_suffix(arg, STR(".json")))
        return false;
    return !file_stat(a, arg, &info, &error) || info.kind != FILE_DIR;
}

static bool usage(void)
{
    return output_error(STR("--diff takes [NAME] CHART CHART, or [NAME] CHART and one or two "
                            "values files"));
}

bool diff_arguments(struct arena *a, const struct options *o, struct diff *ret)
{
    struct texts names = {.n = 0};
    size_t files = 0;
    ret->values[0] = ret->values[1] = (str){0};
    for (size_t i = 0; i < o->args.n; i++) {
        str arg = o->args.items[i];
        bool is_file = is_values_file(a, arg);
        if (is_file && files < 2)
            ret->values[files] = arg;
        files += is_file;
        if (!is_file)
            texts_add(a, &names, arg);
    }
    bool two_charts = names.n == 3 || (names.n == 2 && !files);
    if (names.n < 1 || names.n > 3 || files > 2 || (!two_charts && !files))
        return usage();
    if (files == 1) { /* without and with it */
        ret->values[1] = ret->values[0];
        ret->values[0] = (str){0};
    }
    struct options rest = *o;
    rest.args = names;
    rest.args.n -= two_charts;
    if (!checks_usage(&rest) || !checks_pass(a, &rest, &ret->name, &ret->charts[0]))
        return false;
    ret->charts[1] = two_charts ? names.items[names.n - 1] : ret->charts[0];
    return true;
}

/* The common options, and the side's own file behind the files that they have. */
static chelm_render_options side_options(struct arena *a, const chelm_render_options *common,
                                         str file)
{
    chelm_render_options o = *common;
    if (!file.len)
        return o;
    chelm_value *list = ARENA_ARRAY(a, chelm_value, o.value_count + 1);
    size_t n = 0, i = 0;
    for (; i < o.value_count && o.values[i].kind == CHELM_VALUES_FILE; i++)
        list[n++] = o.values[i];
    list[n++] = (chelm_value){CHELM_VALUES_FILE, {file.s, file.len}};
    for (; i < o.value_count; i++)
        list[n++] = o.values[i];
    o.values = list;
    o.value_count = n;
    return o;
}

static int print(struct arena *a, const struct options *o, const struct diff *d,
                 const chelm_result *r)
{
    errors_print(a, o, d->form, r);
    chelm_text out = chelm_result_output(r);
    if (!chelm_result_ok(r) || !output_text(api_str(out)))
        return o->exit_code ? DIFF_TROUBLE : EXIT_FAILURE;
    return o->exit_code && chelm_result_differs(r) ? DIFF_DIFFERENT : EXIT_SUCCESS;
}

int diff_run(struct arena *a, chelm_context *c, const struct options *o, const struct diff *d,
             const chelm_render_options *common, chelm_format format)
{
    chelm_render_options options[2];
    chelm_chart *charts[2];
    for (int i = 0; i < 2; i++) {
        options[i] = side_options(a, common, d->values[i]);
        charts[i] = chelm_chart_open(c, api_text(d->charts[i]));
    }
    chelm_result *r = NULL;
    if (charts[0] && charts[1])
        r = chelm_diff(c, charts[0], &options[0], charts[1], &options[1], format);
    int status = print(a, o, d, r);
    chelm_result_free(r);
    chelm_chart_free(charts[0]);
    chelm_chart_free(charts[1]);
    return status;
}
