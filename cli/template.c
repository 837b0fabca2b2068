/* chelm-template: what `helm template` does. */
#include "base/arena.h"
#include "base/file.h"
#include "base/quote.h"
#include "base/shared_library.h"
#include "base/slog.h"
#include "cli/api_texts.h"
#include "cli/atomic_file.h"
#include "cli/batch.h"
#include "cli/checks.h"
#include "cli/completion.h"
#include "cli/convert.h"
#include "cli/cut_file.h"
#include "cli/diff.h"
#include "cli/errors.h"
#include "cli/filter.h"
#include "cli/jsonl.h"
#include "cli/kubeconfig.h"
#include "cli/limits.h"
#include "cli/manual.h"
#include "cli/memory.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/seed.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool print_help(struct arena *a)
{
    struct buf b;
    buf_init(&b, a);
    manual_put_help(&b);
    return output_text(buf_str(&b));
}

static bool print_generated(struct arena *a, str what)
{
    struct buf b;
    buf_init(&b, a);
    if (str_eq(what, STR("man")))
        manual_put_page(&b);
    else if (!completion_put(&b, &template_options, what))
        return output_error(STR("--generate must be man, bash, zsh or fish"));
    return output_text(buf_str(&b));
}

static bool print_version(struct arena *a)
{
    return output_text(str_fmt(a, "chelm-template %s\n", chelm_version()));
}

/* ---- options to the library's ---- */

static chelm_value *values_of(struct arena *a, const struct options *o, size_t *ret_n)
{
    const struct value_texts given = {&o->values,     &o->set_json, &o->set,
                                      &o->set_string, &o->set_file, &o->set_literal};
    return api_values(a, &given, ret_n);
}

static str first_of(str a, const char *b)
{
    return a.len ? a : str_from_c(b);
}

/* Empty: the library's default. */
static str name_space(struct arena *a, const struct options *o)
{
    str given = first_of(o->name_space, getenv("HELM_NAMESPACE"));
    return given.len ? given
                     : kubeconfig_namespace(a, o->kubeconfig,
                                            first_of(o->kube_context, getenv("HELM_KUBECONTEXT")));
}

static bool parse_delims(const struct options *o, chelm_delims *ret)
{
    *ret = CHELM_DELIMS_AUTO;
    if (!o->delims.len || chelm_delims_parse(api_text(o->delims), ret))
        return true;
    return output_error(STR("--delims must be '<< >>' or '{{ }}'"));
}

/* --api-versions: "@FILE" stands for the lines of the file. */
static bool read_api_versions(struct arena *a, const struct texts *given, struct texts *ret)
{
    for (size_t i = 0; i < given->n; i++) {
        str item = given->items[i], text, error;
        if (!str_has_prefix(item, STR("@"))) {
            texts_add(a, ret, item);
            continue;
        }
        shared_library_prepare_to_read(a, str_from(item, 1));
        if (!file_read(a, str_from(item, 1), 0, &text, &error))
            return output_error(error);
        while (text.len) {
            size_t end = str_find_char(text, '\n');
            str line = str_trim_blanks(str_slice(text, 0, end == STR_NONE ? text.len : end));
            if (line.len)
                texts_add(a, ret, line);
            text = str_from(text, end == STR_NONE ? text.len : end + 1);
        }
    }
    return true;
}

/* All but the release's name. */
static bool render_options(struct arena *a, const struct options *o, chelm_render_options *ret)
{
    chelm_delims delims;
    struct texts apis = {.n = 0};
    if (!parse_delims(o, &delims) || !read_api_versions(a, &o->api_versions, &apis))
        return false;
    *ret = (chelm_render_options){
        CHELM_SIZE(chelm_render_options),
        .name_template = api_text(o->name_template),
        .name_space = api_text(name_space(a, o)),
        .kube_version = api_text(o->kube_version),
        .api_versions = api_texts(a, &apis),
        .api_version_count = apis.n,
        .show_only = api_texts(a, &o->show_only),
        .show_only_count = o->output_dir.len ? 0 : o->show_only.n,
        .delims = delims,
        .is_upgrade = o->is_upgrade,
        .include_crds = o->include_crds,
        .no_hooks = o->no_hooks,
        .skip_tests = o->skip_tests,
        .skip_schema_validation = o->skip_schema,
        .enable_dns = o->enable_dns,
        .debug = o->debug,
        .keep_going = o->keep_going,
        .strict = o->strict,
        .partial = o->partial,
    };
    ret->values = values_of(a, o, &ret->value_count);
    return true;
}

/* ---- the four things it can do ---- */

static bool check_kube_version(chelm_context *c, str version)
{
    chelm_result *r = chelm_check_kube_version(c, api_text(version));
    bool ok = chelm_result_ok(r);
    if (!ok)
        output_messages(r, true);
    chelm_result_free(r);
    return ok;
}

/* With --debug and --partial, what there is in spite of the error. Always false. */
static bool print_partial(const chelm_result *r)
{
    chelm_text text = chelm_result_partial(r);
    output_text(api_str(text));
    return false;
}

/* --show-only comes too late for files: Helm writes them all and then finds nothing to show. */
static bool write_documents(struct arena *a, const struct options *o, const chelm_result *r)
{
    chelm_text name = chelm_result_release_name(r);
    str release = o->release_name ? api_str(name) : (str){0};
    if (!output_documents(a, r, o->output_dir, release, o->debug))
        return false;
    if (o->show_only.n == 0)
        return output_text(STR("\n"));
    return output_error(
        str_fmt(a, "could not find template %.*s in chart", STR_ARG(o->show_only.items[0])));
}

static bool write_source_map(struct arena *a, const struct options *o, const chelm_result *r)
{
    if (!o->source_map.len)
        return true;
    chelm_text map = chelm_result_source_map(r);
    str error;
    return atomic_file_write(a, o->source_map, api_str(map), &error) || output_error(error);
}

static bool print_result(struct arena *a, const struct options *o, enum error_form form,
                         const chelm_result *r)
{
    if (checks_has_system_label(o) && (chelm_result_ok(r) || chelm_result_failed_rendering(r)))
        return output_error(STR("user supplied labels contains system reserved label name. System "
                                "labels: [name owner status version createdAt modifiedAt]"));
    errors_print(a, o, form, r);
    if (!chelm_result_ok(r))
        return print_partial(r);
    if (!write_source_map(a, o, r))
        return false;
    if (o->output_dir.len)
        return write_documents(a, o, r);
    if (!o->post_renderer.len)
        return output_result(a, r);
    str text = api_str(chelm_result_output(r));
    return filter_run(a, o->post_renderer, &o->post_renderer_args, text, &text) &&
           output_text(text);
}

static bool run_template(struct arena *a, chelm_context *c, const struct options *o)
{
    str name, path;
    chelm_render_options render;
    enum error_form form;
    if (!errors_form(o, &form) || !checks_usage(o) || !check_kube_version(c, o->kube_version) ||
        !checks_pass(a, o, &name, &path) || !render_options(a, o, &render))
        return false;
    if (o->post_renderer.len && o->output_dir.len)
        return output_error(STR("--post-renderer cannot be used with --output-dir"));
    if (o->partial && (o->post_renderer.len || o->output_dir.len))
        return output_error(STR("--partial prints on standard output: it cannot be used with "
                                "--output-dir and --post-renderer"));
    render.release_name = api_text(name);
    render.report = form != ERRORS_HELM;
    render.source_map = o->source_map.len > 0;
    render.trace = o->trace;
    render.parts = !o->post_renderer.len;
    chelm_chart *chart = chelm_chart_open(c, api_text(path));
    if (!chart)
        return output_error(STR("out of memory"));
    chelm_result *r = chelm_render(c, chart, &render);
    bool ok = print_result(a, o, form, r);
    chelm_result_free(r);
    chelm_chart_free(chart);
    return ok;
}

/* --jobs: 0 when it is not given. */
static bool parse_threads(struct arena *a, str text, size_t *ret)
{
    char *end;
    unsigned long n = text.len ? strtoul(str_c(a, text), &end, 10) : 0;
    if (text.len && (*end || text.s[0] == '-' || n == 0))
        return output_error(STR("--jobs must be a positive number"));
    *ret = n;
    return true;
}

static bool run_jsonl(chelm_context *c, const struct options *o)
{
    struct jsonl_options j = {o->keep_going, o->strict, ERRORS_HELM};
    return (!o->errors.len || errors_form(o, &j.errors)) && jsonl_run(c, stdin, &j);
}

static bool run_batch(struct arena *a, chelm_context *c, const struct options *o)
{
    struct batch_options b = {.jobs = o->batch, .errors = ERRORS_HELM};
    if (o->errors.len && !errors_form(o, &b.errors))
        return false;
    if (o->args.n)
        return output_error(STR("--batch takes no NAME and CHART: each job says its own"));
    if (o->output_dir.len || o->post_renderer.len)
        return output_error(STR("--batch prints what jobs give, or writes it to their \"output\""));
    if (!parse_threads(a, o->jobs, &b.threads) || !render_options(a, o, &b.defaults))
        return false;
    b.defaults.report = b.errors != ERRORS_HELM;
    return batch_run(c, &b);
}

/* The folder to write is looked at first: --convert-delims never touches one that exists. */
static bool run_convert(struct arena *a, chelm_context *c, const struct options *o)
{
    str name, path;
    chelm_delims to;
    chelm_render_options render;
    if (!chelm_delims_parse(api_text(o->convert_delims), &to))
        return output_error(STR("--convert-delims must be '<< >>' or '{{ }}'"));
    if (!o->output.len)
        return output_error(STR("--convert-delims needs --output DIR, the folder to write"));
    if (!checks_pass(a, o, &name, &path) || !render_options(a, o, &render) ||
        !convert_check(a, path, o->output))
        return false;
    render.release_name = api_text(name);
    chelm_chart *chart = chelm_chart_open(c, api_text(path));
    if (!chart)
        return output_error(STR("out of memory"));
    chelm_result *r = chelm_convert(c, chart, &render, to);
    output_messages(r, true);
    bool ok = chelm_result_ok(r) && convert_write(a, r, path, o->output);
    chelm_result_free(r);
    chelm_chart_free(chart);
    return ok;
}

/* -o: the forms that --show-values and --explain have. */
static bool parse_format(str text, str plain, chelm_format as_plain, chelm_format *ret)
{
    bool json = str_eq(text, STR("json"));
    *ret = json ? CHELM_JSON : as_plain;
    return json || text.len == 0 || str_eq(text, plain);
}

/* --show-values and --explain. */
static bool run_values(struct arena *a, chelm_context *c, const struct options *o)
{
    str name, path;
    chelm_format format;
    chelm_render_options render;
    if (!parse_format(o->output, o->show_values ? STR("yaml") : STR("text"),
                      o->show_values ? CHELM_YAML : CHELM_TEXT, &format))
        return output_error(o->show_values ? STR("--output must be yaml or json")
                                           : STR("--output must be text or json"));
    if (!checks_usage(o) || !checks_pass(a, o, &name, &path) || !render_options(a, o, &render))
        return false;
    chelm_chart *chart = chelm_chart_open(c, api_text(path));
    if (!chart)
        return output_error(STR("out of memory"));
    render.source_map = true; /* --explain tells what the value shows up in */
    chelm_result *r = o->show_values
                          ? chelm_values(c, chart, &render, format)
                          : chelm_explain(c, chart, &render, api_text(o->explain), format);
    output_messages(r, o->debug);
    chelm_text out = chelm_result_output(r);
    bool ok = chelm_result_ok(r) && output_text(api_str(out));
    chelm_result_free(r);
    chelm_chart_free(chart);
    return ok;
}

static bool run_explain_code(chelm_context *c, const struct options *o)
{
    chelm_format format;
    if (!parse_format(o->output, STR("text"), CHELM_TEXT, &format))
        return output_error(STR("--output must be text or json"));
    chelm_result *r = chelm_explain_code(c, api_text(o->explain_code), format);
    output_messages(r, o->debug);
    chelm_text out = chelm_result_output(r);
    bool ok = chelm_result_ok(r) && output_text(api_str(out));
    chelm_result_free(r);
    return ok;
}

/* The exit status. */
static int run_diff(struct arena *a, chelm_context *c, const struct options *o)
{
    struct diff diff;
    chelm_format format;
    chelm_render_options render;
    int trouble = o->exit_code ? DIFF_TROUBLE : EXIT_FAILURE;
    if (!parse_format(o->output, STR("text"), CHELM_TEXT, &format)) {
        output_error(STR("--output must be text or json"));
        return trouble;
    }
    if (!errors_form(o, &diff.form) || !diff_arguments(a, o, &diff) ||
        !check_kube_version(c, o->kube_version) || !render_options(a, o, &render))
        return trouble;
    if (format == CHELM_TEXT && errors_is_colored(o, STDOUT_FILENO))
        format = CHELM_COLORED;
    render.release_name = api_text(diff.name);
    render.report = diff.form != ERRORS_HELM;
    return diff_run(a, c, o, &diff, &render, format);
}

static bool run_dump(struct arena *a, chelm_context *c, const struct options *o)
{
    static const str kinds[] = {[CHELM_DUMP_TOKENS] = STR_INIT("tokens"),
                                [CHELM_DUMP_AST] = STR_INIT("ast"),
                                [CHELM_DUMP_CODE] = STR_INIT("code")};
    size_t kind = 0, count = sizeof kinds / sizeof *kinds;
    while (kind < count && !str_eq(kinds[kind], o->dump))
        kind++;
    if (kind == count)
        return output_error(STR("--dump must be tokens, ast or code"));
    str name, path;
    chelm_delims delims;
    if (!checks_usage(o) || !checks_pass(a, o, &name, &path) || !parse_delims(o, &delims))
        return false;
    chelm_result *r = chelm_dump(c, api_text(path), delims, (chelm_dump_kind)kind);
    output_messages(r, o->debug);
    chelm_text out = chelm_result_output(r);
    bool ok = chelm_result_ok(r) && output_text(api_str(out));
    chelm_result_free(r);
    return ok;
}

/* Helm has no -o here: whoever gives it means one of its other commands, or --output-dir. */
static bool has_output(const struct options *o)
{
    return o->explain_code.len || o->show_values || o->explain.len || o->convert_delims.len;
}

static bool run_other(struct arena *a, chelm_context *c, const struct options *o)
{
    if (o->exit_code)
        return output_error(STR("--exit-code goes with --diff"));
    if (o->output.len && !has_output(o))
        return output_error(STR("--output goes with --show-values, --explain, --explain-code, "
                                "--diff and --convert-delims; manifests go to --output-dir"));
    if (o->jsonl || o->batch.len) /* they write as they go */
        shared_library_prepare(a);
    return o->explain_code.len                ? run_explain_code(c, o)
           : o->jsonl                         ? run_jsonl(c, o)
           : o->batch.len                     ? run_batch(a, c, o)
           : o->dump.len                      ? run_dump(a, c, o)
           : o->show_values || o->explain.len ? run_values(a, c, o)
           : o->convert_delims.len            ? run_convert(a, c, o)
                                              : run_template(a, c, o);
}

static int status_of(bool ok)
{
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* The exit status. */
static int run(struct arena *a, const struct options *o)
{
    int trouble = o->diff && o->exit_code ? DIFF_TROUBLE : EXIT_FAILURE;
    if (o->help)
        return status_of(print_help(a));
    if (o->print_version)
        return status_of(print_version(a));
    if (o->generate.len)
        return status_of(print_generated(a, o->generate));
    chelm_context_options world = {CHELM_SIZE(chelm_context_options)};
    int64_t epoch;
    world.confine = o->confine;
    world.map_files = true;
    if (!limits_take(a, &o->limit, o->memory_limit, &world) || !seed_take(o->seed, &world, &epoch))
        return trouble;
    chelm_context *c = chelm_context_new(&world);
    if (!c) {
        output_error(STR("out of memory"));
        return trouble;
    }
    int status = o->diff ? run_diff(a, c, o) : status_of(run_other(a, c, o));
    chelm_context_free(c);
    return status;
}

/* Helm looks at this option before all others, and words it otherwise. */
static bool bad_color(struct arena *a, str mode)
{
    struct buf line;
    buf_init(&line, a);
    slog_begin(&line, "WARN", "command failed");
    slog_attr(&line, "error",
              str_fmt(a, "invalid color mode %.*s: must be one of: never, auto, always",
                      STR_ARG(quote(a, mode))));
    fprintf(stderr, "%.*s\n", STR_ARG(buf_str(&line)));
    return false;
}

/* What parsing the options gave to say; false when that was an error. */
static bool tell(struct arena *a, const struct options *o, const char *const *argv,
                 struct diags *diags)
{
    for (const struct diag *d = diags->first; d; d = d->next)
        if (d->severity != DIAG_ERROR) {
            shared_library_prepare(a); /* not to tell it twice */
            fprintf(stderr, "%.*s\n", STR_ARG(d->text));
        }
    return !diag_last_error(diags) || errors_print_usage(a, o, argv, diags);
}

int main(int argc, char **argv)
{
    memory_begin();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is then an error of write, which is reported */
    cut_file_guard();
    struct arena a;
    struct budget budget;
    memory_arena(&a, &budget);
    struct diags diags;
    diags_init(&diags, &a);
    struct options o = {.help = false};
    options_parse(&a, argc, (const char *const *)argv, &o, &diags);
    int status = o.diff && o.exit_code ? DIFF_TROUBLE : EXIT_FAILURE;
    str color;
    if (checks_bad_color(&o, &color))
        bad_color(&a, color);
    else if (tell(&a, &o, (const char *const *)argv + (argc > 0), &diags))
        status = run(&a, &o);
    arena_done(&a);
    return status;
}
