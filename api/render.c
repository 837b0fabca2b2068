/* chelm_render and chelm_evaluate: the steps of `helm template`, in Helm's order of errors. */
#include "api/handles.h"
#include "api/inputs.h"
#include "api/loaded.h"
#include "api/report.h"
#include "api/source_map.h"
#include "api/strict.h"
#include "api/trace.h"
#include "api/value_origins.h"
#include "base/file.h"
#include "base/slog.h"
#include "chart/capabilities.h"
#include "chart/dependencies.h"
#include "eval/lineage.h"
#include "release/convert.h"
#include "release/hooks.h"
#include "release/name.h"
#include "release/print.h"
#include "release/render.h"

struct job {
    const chelm_chart *chart;
    const chelm_render_options *options; /* complete */
    str file;                            /* of chelm_evaluate */
    enum delims to;                      /* of chelm_convert */
};

/* A render in the making: what the steps hand on. */
struct run {
    struct chelm_result *result;
    const chelm_render_options *o;
    struct fn_env env;
    struct render_options options;
    struct lineages lineages; /* with a source map */
    struct loaded *loaded;    /* what `chart` is a copy of, or NULL */
    struct chart *chart;
    struct map *values;
    enum delims delims;
};

static str *strings(struct arena *a, const chelm_text *texts, size_t n)
{
    str *list = ARENA_ARRAY(a, str, n);
    for (size_t i = 0; i < n; i++)
        list[i] = text_str(texts[i]);
    return list;
}

/* Source maps are made, and tell which values they are about. */
static void record(struct run *run)
{
    lineages_init(&run->lineages, &run->result->render);
    run->options.lineages = &run->lineages;
    run->options.map = true;
}

static void set_options(struct run *run)
{
    const chelm_render_options *o = run->o;
    run->options.release = (struct release_info){
        .name = text_str(o->release_name),
        .ns = text_str(o->name_space),
        .revision = 1,
        .is_install = !o->is_upgrade,
        .is_upgrade = o->is_upgrade,
    };
    run->options.skip_schema = o->skip_schema_validation;
    run->options.debug = o->debug;
    if (o->source_map || o->trace)
        record(run);
    run->options.env = &run->env;
    run->env.enable_dns = o->enable_dns;
    run->options.delims = inputs_delims(o, &run->delims);
}

static bool set_capabilities(struct run *run)
{
    struct arena *a = &run->result->render;
    const chelm_render_options *o = run->o;
    return capabilities_init(a, text_str(o->kube_version),
                             strings(a, o->api_versions, o->api_version_count),
                             o->api_version_count, &run->options.capabilities, &run->result->diags);
}

static bool merge_values(struct run *run)
{
    struct arena *a = &run->result->render;
    return values_merge_options(a, inputs_values(a, run->o), run->o->value_count, &run->values,
                                &run->result->diags);
}

static void log_step(struct run *run, const char *msg, const char *key, str value)
{
    if (!run->o->debug)
        return;
    struct diags *diags = &run->result->diags;
    struct buf line;
    buf_init(&line, diags->arena);
    slog_begin(&line, "DEBUG", msg);
    if (key)
        slog_attr(&line, key, value);
    diag_put(diags, DIAG_DEBUG, buf_str(&line));
}

/* What is no path on this machine, Helm takes for something to download. */
static void log_download(struct run *run)
{
    const struct diag *error = diag_last_error(&run->result->diags);
    if (error && !str_has_prefix(error->text, STR("path ")))
        log_step(run, "set up default downloader cache", NULL, (str){0});
}

/* Everything up to the loaded chart and the user's values. As cmd/template.go and runInstall. */
static bool start(struct run *run, struct chelm_result *r, const chelm_context *c,
                  const struct job *job)
{
    *run = (struct run){.result = r,
                        .o = job->options,
                        .env = context_env(c, &r->render),
                        .loaded = job->chart->loaded};
    r->all_errors = r->diags.keep_going = job->options->keep_going;
    set_options(run);
    if (!set_capabilities(run))
        return false;
    str path, template_text = text_str(run->o->name_template);
    if (template_text.len && !name_expand(&r->program, &r->render, &run->env, template_text,
                                          &run->options.release.name, &r->diags))
        return false;
    r->release_name = run->options.release.name;
    if (!inputs_locate(r, job->chart, &path)) {
        log_download(run);
        return false;
    }
    log_step(run, "Chart path", "path", path);
    if (!merge_values(run))
        return false;
    run->chart = inputs_load(r, job->chart, path);
    return run->chart != NULL;
}

static struct render render_of(struct run *run)
{
    struct chelm_result *r = run->result;
    return (struct render){.program = &r->program,
                           .render = &r->render,
                           .diags = &r->diags,
                           .options = &run->options,
                           .programs = run->loaded ? &run->loaded->programs : NULL};
}

/* ---- chelm_render ---- */

static void list_documents(struct chelm_result *r, const struct release *rel,
                           const struct print_options *o)
{
    size_t room = rel->crd_count + rel->manifest_count + rel->hook_count, n = 0;
    chelm_document *list = ARENA_ARRAY(&r->render, chelm_document, room);
    for (size_t i = 0; o->include_crds && i < rel->crd_count; i++)
        list[n++] = (chelm_document){text_of(rel->crds[i].path),
                                     text_of(str_dup(&r->render, rel->crds[i].text)),
                                     .is_crd = true}; /* the chart may go before the result */
    for (size_t i = 0; i < rel->manifest_count; i++)
        list[n++] = (chelm_document){text_of(rel->manifests[i].path),
                                     text_of(rel->manifests[i].text), .is_crd = false};
    for (size_t i = 0; !o->no_hooks && i < rel->hook_count; i++)
        if (!o->skip_tests || !(rel->hooks[i].events & HOOK_TEST))
            list[n++] = (chelm_document){text_of(rel->hooks[i].path), text_of(rel->hooks[i].text),
                                         .is_hook = true};
    r->documents = list;
    r->document_count = n;
}

static struct print_options print_options(struct run *run)
{
    const chelm_render_options *o = run->o;
    return (struct print_options){
        .include_crds = o->include_crds,
        .no_hooks = o->no_hooks,
        .skip_tests = o->skip_tests,
        .show_only = strings(&run->result->render, o->show_only, o->show_only_count),
        .show_only_count = o->show_only_count,
    };
}

/* What is known of the output's origin. */
static void put_origins(struct run *run, const chelm_chart *chart, const struct render *render,
                        const struct print_pieces *pieces)
{
    struct chelm_result *r = run->result;
    struct buf b;
    buf_init(&b, &r->render);
    if (run->o->source_map) {
        source_map_put_json(&b, render, pieces, r->output);
        r->source_map = buf_str(&b);
    }
    buf_init(&b, &r->render);
    if (run->o->trace) {
        struct origins origins;
        bool known = value_origins_trace(r, chart, run->o, NULL, &origins);
        trace_put(&b, render, pieces, known ? &origins : NULL, r->output);
        r->output = buf_str(&b);
    }
}

static bool print(struct run *run, const chelm_chart *chart, const struct render *render,
                  const struct release *rel)
{
    struct chelm_result *r = run->result;
    struct print_options print = print_options(run);
    list_documents(r, rel, &print);
    if (run->o->parts && !print.show_only_count && !run->options.map) {
        print_parts(&r->render, rel, &print, &r->parts);
        return true;
    }
    struct print_pieces pieces = {.n = 0};
    print.pieces = run->options.map ? &pieces : NULL;
    struct buf out;
    buf_init(&out, &r->render);
    if (!print_release(&out, rel, &print, &r->diags))
        return false;
    r->output = buf_str(&out);
    if (run->options.map)
        put_origins(run, chart, render, &pieces);
    return true;
}

/* After an error of rendering, what there is in spite of it. */
static void keep_partial(struct run *run, const struct release *rel)
{
    struct chelm_result *r = run->result;
    const struct diag *error = diag_last_error(&r->diags);
    if (!error || (!error->rendering && !run->o->partial))
        return;
    struct print_options print = print_options(run);
    struct diags unseen; /* what is to be shown may be what failed */
    diags_init(&unseen, &r->render);
    struct buf out;
    buf_init(&out, &r->render);
    if (print_release(&out, rel, &print, &unseen))
        r->partial = buf_str(&out);
}

static struct diag *first_error(const struct diags *diags)
{
    struct diag *d = diags->first;
    while (d && d->severity != DIAG_ERROR)
        d = d->next;
    return d;
}

static struct diag *next_error(const struct diag *d)
{
    struct diag *next = d->next;
    while (next && next->severity != DIAG_ERROR)
        next = next->next;
    return next;
}

static bool lacks_lines(const struct diag *d)
{
    return str_eq(d->code, STR("CH512")) && !d->line_count;
}

/* Takes over what the same error, met again, tells of its place. */
static void take_places(struct diag *d, const struct diag *again)
{
    while (again && (!again->line_count || !str_eq(again->text, d->text)))
        again = next_error(again);
    if (!again)
        return;
    d->frames = again->frames, d->frame_count = again->frame_count;
    d->lines = again->lines, d->line_count = again->line_count;
    d->notes = again->notes, d->note_count = again->note_count;
    d->values = again->values, d->value_count = again->value_count;
}

/* The output of a template is no YAML: only a second render, with source maps, tells where it comes
 * from. What it says is taken over, its errors are not. */
static void locate_outputs(struct chelm_result *r, const chelm_context *c, const struct job *job,
                           struct diag *d)
{
    struct run run;
    struct diags first = r->diags;
    if (value_origins_are_gone(job->options))
        return; /* and what a render without them says would be about something else */
    diags_init(&r->diags, &r->render);
    struct release rel = {.notes = {0}};
    if (start(&run, r, c, job)) {
        record(&run);
        struct render render = render_of(&run);
        render_release(&render, run.chart, run.values, &rel);
    }
    const struct diag *again = first_error(&r->diags);
    for (; d && again; d = r->all_errors ? next_error(d) : NULL)
        if (lacks_lines(d))
            take_places(d, again);
    r->diags = first;
}

/* The folder of a chart that is one. */
static str chart_folder(struct chelm_result *r, const chelm_chart *chart)
{
    struct file_info info;
    str error;
    bool found = chart->path.len && file_stat(&r->render, chart->path, &info, &error);
    return found && info.kind == FILE_DIR ? file_abs(&r->render, chart->path) : STR("");
}

static void put_report(struct chelm_result *r, const struct diag *d, str folder,
                       struct result_report *ret)
{
    static const struct diags no_log = {.first = NULL};
    struct buf b;
    for (int kind = CHELM_REPORT_TEXT; kind <= CHELM_REPORT_LINKED; kind++) {
        buf_init(&b, &r->render);
        if (kind == CHELM_REPORT_JSON)
            report_put_json(&b, r->report_count > 1 ? &no_log : &r->diags, d);
        else
            report_put_text(&b, d,
                            &(struct report_look){kind != CHELM_REPORT_TEXT,
                                                  kind == CHELM_REPORT_LINKED ? folder : STR("")});
        ret->text[kind] = buf_str(&b);
    }
}

static void put_reports(struct chelm_result *r, const chelm_context *c, const struct job *job)
{
    enum { MAX_TRACED = 16 }; /* errors that are worth reading the chart again */
    str folder = chart_folder(r, job->chart);
    struct diag *first = first_error(&r->diags), *bad = NULL;
    size_t n = 0;
    for (struct diag *d = first; d && (n == 0 || r->all_errors); d = next_error(d), n++) {
        report_complete(&r->diags, d);
        bad = bad ? bad : lacks_lines(d) ? d : NULL;
    }
    if (bad)
        locate_outputs(r, c, job, bad);
    r->reports = ARENA_ARRAY(&r->render, struct result_report, n);
    for (struct diag *d = first; r->report_count < n; d = next_error(d)) {
        if (r->report_count < MAX_TRACED)
            value_origins_note(r, job->chart, job->options, d);
        put_report(r, d, folder, &r->reports[r->report_count++]);
    }
}

/* What strict_check wants to know of a run is noted in `log`, from here on. */
static void log_if_strict(struct run *run, struct chelm_result *r, struct missing_log *log)
{
    if (!run->o->strict)
        return;
    missing_log_init(log, &r->render);
    run->options.map = true;
    run->options.missing = log;
}

static bool render_once(struct chelm_result *r, const chelm_context *c, const struct job *job)
{
    struct run run;
    if (!start(&run, r, c, job))
        return false;
    struct render render = render_of(&run);
    struct release rel = {.notes = {0}};
    struct missing_log log;
    log_if_strict(&run, r, &log);
    bool ok = render_release(&render, run.chart, run.values, &rel);
    if (run.o->strict)
        strict_check(r, job->chart, run.o, &render, &log);
    if (ok && !r->diags.errors)
        return print(&run, job->chart, &render, &rel);
    if (run.o->keep_going ? run.o->partial : run.o->debug)
        keep_partial(&run, &rel);
    return false;
}

static bool render_work(struct chelm_result *r, const chelm_context *c, const void *data)
{
    const struct job *job = data;
    r->map_files = c->options.map_files;
    if (render_once(r, c, job))
        return true;
    if (job->options->report)
        put_reports(r, c, job);
    return false;
}

chelm_result *chelm_render(chelm_context *c, const chelm_chart *chart,
                           const chelm_render_options *o)
{
    chelm_render_options full = inputs_complete(o);
    struct job job = {.chart = chart, .options = &full};
    return result_run(c, render_work, &job);
}

static bool check_version_work(struct chelm_result *r, const chelm_context *c, const void *data)
{
    val capabilities;
    (void)c;
    return capabilities_init(&r->render, text_str(*(const chelm_text *)data), NULL, 0,
                             &capabilities, &r->diags);
}

chelm_result *chelm_check_kube_version(chelm_context *c, chelm_text version)
{
    return result_run(c, check_version_work, &version);
}

/* ---- chelm_evaluate ---- */

static bool evaluate(struct chelm_result *r, const chelm_context *c, const struct job *job)
{
    struct run run;
    if (!start(&run, r, c, job) || !chart_process_dependencies(run.chart, run.values, &r->diags))
        return false;
    struct render render = render_of(&run);
    struct missing_log log;
    log_if_strict(&run, r, &log);
    bool ok = render_prepare(&render, run.chart, run.values) && render_run(&render);
    if (run.o->strict)
        strict_check(r, job->chart, run.o, &render, &log);
    if (!ok || r->diags.errors)
        return false;
    str name = chart_name(run.chart);
    str path = str_fmt(&r->render, "%.*s/%.*s", STR_ARG(name), STR_ARG(job->file));
    return render_output(&render, path, &r->output) ||
           diag_error(&r->diags, "%.*s is not a template of the chart", STR_ARG(job->file));
}

static bool evaluate_work(struct chelm_result *r, const chelm_context *c, const void *data)
{
    const struct job *job = data;
    if (evaluate(r, c, job))
        return true;
    if (job->options->report)
        put_reports(r, c, job);
    return false;
}

chelm_result *chelm_evaluate(chelm_context *c, const chelm_chart *chart,
                             const chelm_render_options *o, chelm_text file)
{
    chelm_render_options full = inputs_complete(o);
    struct job job = {.chart = chart, .options = &full, .file = text_str(file)};
    return result_run(c, evaluate_work, &job);
}

/* ---- chelm_convert ---- */

static void note(struct chelm_result *r, size_t n, const char *one, const char *many)
{
    if (n)
        diag_put(&r->diags, DIAG_INFO, str_fmt(&r->render, "note: %zu %s", n, n == 1 ? one : many));
}

static void note_counts(struct chelm_result *r, const struct convert_count *count)
{
    note(r, count->templates, "template was converted", "templates were converted");
    note(r, count->values,
         "string of values.yaml was converted, too: tpl reads it, and reads strings of your own "
         "values files in the new delimiters",
         "strings of values.yaml were converted, too: tpl reads them, and reads strings of your "
         "own values files in the new delimiters");
    note(r, count->files, "other file was converted, too: tpl reads it",
         "other files were converted, too: tpl reads them");
    note(r, count->left,
         "string of values.yaml looks like a template and was left alone: tpl was not seen to "
         "read it",
         "strings of values.yaml look like templates and were left alone: tpl was not seen to "
         "read them");
}

static bool convert_work(struct chelm_result *r, const chelm_context *c, const void *data)
{
    const struct job *job = data;
    struct run run;
    if (!start(&run, r, c, job))
        return false;
    struct convert_job convert = {
        .keep = &r->program,
        .files = run.chart->raw.items,
        .n = run.chart->raw.n,
        .to = job->to,
        .options = &run.options,
        .user_values = run.values,
    };
    struct chart_files files;
    struct convert_count count;
    if (!convert_chart(&convert, &files, &count, &r->diags))
        return false;
    r->documents = ARENA_ARRAY(&r->render, chelm_document, files.n);
    for (size_t i = 0; i < files.n; i++)
        r->documents[r->document_count++] = (chelm_document){
            text_of(files.items[i].name), text_of(files.items[i].data), .is_crd = false};
    note_counts(r, &count);
    return true;
}

chelm_result *chelm_convert(chelm_context *c, const chelm_chart *chart,
                            const chelm_render_options *o, chelm_delims to)
{
    chelm_render_options full = inputs_complete(o);
    struct job job = {.chart = chart,
                      .options = &full,
                      .to = to == CHELM_DELIMS_ANGLES ? DELIMS_CHELM : DELIMS_HELM};
    return result_run(c, convert_work, &job);
}

bool chelm_delims_parse(chelm_text text, chelm_delims *ret)
{
    enum delims d;
    if (!delims_parse(text_str(text), &d))
        return false;
    *ret = d == DELIMS_CHELM ? CHELM_DELIMS_ANGLES : CHELM_DELIMS_HELM;
    return true;
}
