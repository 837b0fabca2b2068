/* chelm-lint: finds mistakes in Helm charts. */
#include "base/arena.h"
#include "base/file.h"
#include "cli/api_texts.h"
#include "cli/atomic_file.h"
#include "cli/chart_roots.h"
#include "cli/completion.h"
#include "cli/git.h"
#include "cli/limits.h"
#include "cli/lint_manual.h"
#include "cli/lint_options.h"
#include "cli/memory.h"
#include "cli/output.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Exit status. */
enum { CLEAN, FOUND, WRONG_USE, UNREADABLE };

static int wrong_use(str text)
{
    output_error(text);
    return WRONG_USE;
}

/* ---- options ---- */

static chelm_value *values_of(struct arena *a, const struct lint_command *o, size_t *ret_n)
{
    const struct value_texts given = {&o->values,     &o->set_json, &o->set,
                                      &o->set_string, &o->set_file, &o->set_literal};
    return api_values(a, &given, ret_n);
}

static bool take_baseline(struct arena *a, const struct lint_command *o, chelm_lint_options *ret)
{
    str text, error;
    if (!o->baseline.len)
        return true;
    if (!file_read(a, o->baseline, 0, &text, &error))
        return output_error(error);
    ret->baseline = (chelm_text){text.s ? text.s : "", text.len};
    return true;
}

static str folder_of(struct arena *a, str chart)
{
    struct file_info info;
    str error, absolute = file_abs(a, chart);
    if (file_stat(a, absolute, &info, &error) && info.kind == FILE_DIR)
        return absolute;
    return file_abs(a, STR("."));
}

static bool take_changes(struct arena *a, const struct lint_command *o, const struct texts *charts,
                         chelm_lint_options *ret)
{
    str diff, root, error;
    if (!o->since.len || !charts->n)
        return true;
    if (!git_changes(a, folder_of(a, charts->items[0]), o->since, &diff, &root, &error))
        return output_error(error);
    ret->diff = (chelm_text){diff.s ? diff.s : "", diff.len};
    ret->diff_root = api_text(root);
    return true;
}

static bool lint_options_of(struct arena *a, const struct lint_command *o,
                            const struct texts *charts, chelm_lint_options *ret)
{
    *ret = (chelm_lint_options){
        CHELM_SIZE(chelm_lint_options),
        .name_space = api_text(o->name_space),
        .kube_version = api_text(o->kube_version),
        .api_versions = api_texts(a, &o->api_versions),
        .api_version_count = o->api_versions.n,
        .config = api_text(o->config),
        .select = api_texts(a, &o->select),
        .select_count = o->select.n,
        .extend_select = api_texts(a, &o->extend_select),
        .extend_select_count = o->extend_select.n,
        .ignore = api_texts(a, &o->ignore),
        .ignore_count = o->ignore.n,
        .fail_on = api_text(o->fail_on),
        .fix_only = api_texts(a, &o->fix_only),
        .fix_only_count = o->fix_only.n,
        .no_config = o->no_config,
        .skip_schema_validation = o->skip_schema,
        .with_subcharts = o->with_subcharts,
        .no_render = o->no_render,
        .strict = o->strict,
        .verbose = o->verbose,
        .fix = o->fix || o->diff,
        .unsafe_fixes = o->unsafe_fixes,
    };
    ret->values = values_of(a, o, &ret->value_count);
    return take_baseline(a, o, ret) && take_changes(a, o, charts, ret);
}

/* ---- output ---- */

static bool is_format(str name)
{
    for (size_t i = 0; chelm_findings_format(i); i++)
        if (str_eq(name, str_from_c(chelm_findings_format(i))))
            return true;
    return false;
}

static bool colored(const struct lint_command *o)
{
    const char *no_color = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE");
    if (str_eq(o->color, STR("always")))
        return true;
    if (str_eq(o->color, STR("never")) || (no_color && *no_color))
        return false;
    if (force && *force && *force != '0')
        return true;
    const char *clicolor = getenv("CLICOLOR"), *term = getenv("TERM");
    bool dumb = term && str_eq(str_from_c(term), STR("dumb"));
    return isatty(STDOUT_FILENO) && !dumb && !(clicolor && *clicolor == '0');
}

static chelm_findings_style style_of(const struct lint_command *o, bool terminal)
{
    return (chelm_findings_style){CHELM_SIZE(chelm_findings_style),
                                  .color = terminal && colored(o),
                                  .links = terminal && colored(o) && isatty(STDOUT_FILENO),
                                  .link_format = api_text(o->hyperlink_format),
                                  .quiet = o->quiet,
                                  .all = o->all,
                                  .timing = true};
}

static bool print_report(const struct lint_command *o, chelm_findings *f)
{
    chelm_findings_style style = style_of(o, true);
    chelm_text text;
    str format = o->format.len ? o->format : STR("human");
    chelm_findings_text(f, api_text(format), &style, &text);
    return output_text(api_str(text));
}

/* --output FORMAT:FILE; without a format it is --format's. */
static bool split_output(str given, str *ret_format, str *ret_file)
{
    size_t colon = str_find_char(given, ':');
    if (colon == STR_NONE || colon + 1 == given.len)
        return false;
    *ret_format = str_slice(given, 0, colon);
    *ret_file = str_from(given, colon + 1);
    return is_format(*ret_format);
}

static bool write_reports(struct arena *a, const struct lint_command *o, chelm_findings *f)
{
    for (size_t i = 0; i < o->output.n; i++) {
        str format, file, error;
        chelm_text text;
        chelm_findings_style style = style_of(o, false);
        if (!split_output(o->output.items[i], &format, &file))
            continue; /* which the options refuse */
        chelm_findings_text(f, api_text(format), &style, &text);
        if (!atomic_file_write(a, file, api_str(text), &error))
            return output_error(error);
    }
    return true;
}

static bool write_baseline(struct arena *a, const struct lint_command *o, chelm_findings *f)
{
    chelm_text text;
    str error, file = o->write_baseline;
    if (str_eq(file, STR("unset")))
        file = o->baseline.len ? o->baseline : STR(".chelm-baseline.json");
    chelm_findings_text(f, chelm_text_of("baseline"), NULL, &text);
    if (!atomic_file_write(a, file, api_str(text), &error))
        return output_error(error);
    fprintf(stderr, "chelm-lint: %zu findings written to %.*s\n", chelm_findings_count(f),
            STR_ARG(file));
    return true;
}

/* ---- fixes ---- */

static bool put_fixes(struct arena *a, const struct lint_command *o, const chelm_findings *f)
{
    chelm_text refused = chelm_findings_refused(f);
    if (refused.len)
        fwrite(refused.s, 1, refused.len, stderr);
    for (size_t i = 0; i < chelm_findings_fix_count(f); i++) {
        chelm_fix fix = chelm_findings_fix(f, i);
        str error;
        if (o->diff ? !output_text(api_str(fix.diff))
                    : !atomic_file_write(a, api_str(fix.path), api_str(fix.text), &error) &&
                          !output_error(error))
            return false;
        if (!o->diff)
            fprintf(stderr, "fixed %.*s\n", (int)fix.path.len, fix.path.s);
    }
    return true;
}

/* Lints again what fixes have changed, until there is nothing left to fix. */
static chelm_findings *lint(struct arena *a, chelm_context *c, const struct lint_command *o,
                            const struct texts *charts, const chelm_lint_options *l, bool *ret_ok)
{
    enum { MOST = 10 };
    chelm_text *list = api_texts(a, charts);
    chelm_findings *f = chelm_lint(c, list, charts->n, l);
    *ret_ok = put_fixes(a, o, f);
    for (int i = 0; i < MOST && o->fix && !o->diff && *ret_ok && chelm_findings_fix_count(f); i++) {
        chelm_findings_free(f);
        f = chelm_lint(c, list, charts->n, l);
        *ret_ok = put_fixes(a, o, f);
    }
    return f;
}

/* ---- the run ---- */

static int status_of(const struct lint_command *o, const chelm_findings *f)
{
    if (chelm_findings_unreadable(f))
        return o->exit_zero ? CLEAN : UNREADABLE;
    return chelm_findings_failed(f) && !o->exit_zero ? FOUND : CLEAN;
}

static int report(struct arena *a, const struct lint_command *o, chelm_findings *f)
{
    if (o->write_baseline.len)
        return write_baseline(a, o, f) ? CLEAN : UNREADABLE;
    bool ok = o->diff || print_report(o, f);
    return ok && write_reports(a, o, f) ? status_of(o, f) : UNREADABLE;
}

/* --format helm: all of it is `helm lint`'s, the exit status too. */
static int run_helm(struct arena *a, chelm_context *c, const struct lint_command *o,
                    const struct texts *charts, const chelm_lint_options *l)
{
    chelm_result *r = chelm_lint_helm(c, api_texts(a, charts), charts->n, l, o->quiet);
    bool ok = chelm_result_ok(r);
    bool written = output_text(api_str(ok ? chelm_result_output(r) : chelm_result_partial(r)));
    output_messages(r, true);
    chelm_result_free(r);
    return ok && written ? CLEAN : o->exit_zero ? CLEAN : FOUND;
}

static int run_lint(struct arena *a, chelm_context *c, const struct lint_command *o)
{
    struct texts charts = {.n = 0};
    if (o->from_files)
        chart_roots(a, &o->args, &charts);
    for (size_t i = 0; i < o->args.n && !o->from_files; i++)
        texts_add(a, &charts, o->args.items[i]);
    if (!charts.n && !o->from_files)
        texts_add(a, &charts, STR("."));
    chelm_lint_options l;
    if (!lint_options_of(a, o, &charts, &l))
        return WRONG_USE;
    if (str_eq(o->format, STR("helm")))
        return run_helm(a, c, o, &charts, &l);
    bool ok;
    chelm_findings *f = lint(a, c, o, &charts, &l, &ok);
    chelm_text error = chelm_findings_error(f);
    int status = !ok ? UNREADABLE : error.len ? wrong_use(api_str(error)) : report(a, o, f);
    chelm_findings_free(f);
    return status;
}

static int print_result(chelm_result *r)
{
    bool ok = chelm_result_ok(r);
    if (ok)
        output_text(api_str(chelm_result_output(r)));
    else
        output_error(api_str(chelm_result_error(r)));
    chelm_result_free(r);
    return ok ? CLEAN : WRONG_USE;
}

static int check_usage(struct arena *a, const struct lint_command *o)
{
    str format, file;
    if (o->conflict.len)
        return wrong_use(o->conflict);
    if (o->format.len && !is_format(o->format) && !str_eq(o->format, STR("helm")))
        return wrong_use(str_fmt(a, "--format: there is no format %.*s", STR_ARG(o->format)));
    for (size_t i = 0; i < o->output.n; i++)
        if (!split_output(o->output.items[i], &format, &file))
            return wrong_use(STR("--output must be FORMAT:FILE, with a format of --format"));
    if (o->color.len && !str_eq(o->color, STR("always")) && !str_eq(o->color, STR("never")) &&
        !str_eq(o->color, STR("auto")))
        return wrong_use(STR("--color must be never, auto or always"));
    return CLEAN;
}

static int print_generated(struct arena *a, const struct lint_command *o)
{
    struct buf b;
    buf_init(&b, a);
    if (o->help)
        lint_manual_put_help(&b);
    else if (o->version)
        buf_put_fmt(&b, "chelm-lint %s\n", chelm_version());
    else if (str_eq(o->generate, STR("man")))
        lint_manual_put_page(&b);
    else if (!completion_put(&b, &lint_options, o->generate))
        return wrong_use(STR("--generate must be man, bash, zsh, fish or rules"));
    return output_text(buf_str(&b)) ? CLEAN : UNREADABLE;
}

static int run(struct arena *a, const struct lint_command *o)
{
    if (o->help || o->version || (o->generate.len && !str_eq(o->generate, STR("rules"))))
        return print_generated(a, o);
    int status = check_usage(a, o);
    if (status != CLEAN)
        return status;
    chelm_context_options world = {CHELM_SIZE(chelm_context_options)};
    if (!limits_take(a, &o->limit, o->memory_limit, &world))
        return WRONG_USE;
    chelm_context *c = chelm_context_new(&world);
    if (!c)
        return wrong_use(STR("out of memory"));
    chelm_format format = str_eq(o->format, STR("json")) ? CHELM_JSON : CHELM_TEXT;
    status = str_eq(o->generate, STR("rules"))
                 ? print_result(chelm_lint_explain(c, api_text(STR(""))))
             : o->explain.len ? print_result(chelm_lint_explain(c, api_text(o->explain)))
             : o->list_rules  ? print_result(chelm_lint_rules(c, format))
                              : run_lint(a, c, o);
    chelm_context_free(c);
    return status;
}

int main(int argc, char **argv)
{
    memory_begin();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is then an error of write, which is reported */
    struct arena a;
    struct budget budget;
    memory_arena(&a, &budget);
    struct diags diags;
    diags_init(&diags, &a);
    struct lint_command o = {.help = false};
    bool ok = lint_options_parse(&a, argc, (const char *const *)argv, &o, &diags);
    const struct diag *error = diag_last_error(&diags);
    int status = ok ? run(&a, &o) : wrong_use(error ? error->text : STR("wrong options"));
    arena_done(&a);
    return status;
}
