/* chelm_lint: a session of the linter, with a trap for each chart. */
#include "api/lint.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SPARE_MEMORY = 128 << 20 }; /* bytes kept from one chart for the next */

/* ---- options ---- */

static str *strings(struct arena *a, const chelm_text *texts, size_t n)
{
    str *list = ARENA_ARRAY(a, str, n);
    for (size_t i = 0; i < n; i++)
        list[i] = str_dup(a, text_str(texts[i]));
    return list;
}

static bool take_baseline(struct chelm_findings *f, const chelm_lint_options *o)
{
    if (!o->baseline.s)
        return true;
    str error;
    f->options.baseline = &f->baseline;
    if (baseline_read(&f->arena, str_dup(&f->arena, text_str(o->baseline)), &f->baseline, &error))
        return true;
    f->error = str_fmt(&f->arena, "baseline: %.*s", STR_ARG(error));
    return false;
}

static void take_lint_options(struct chelm_findings *f, const chelm_lint_options *o)
{
    struct arena *a = &f->arena;
    const chelm_render_options values = {.values = o->values, .value_count = o->value_count};
    struct lint_options *l = &f->options.lint;
    l->values = inputs_values(a, &values);
    l->value_count = o->value_count;
    l->name_space = text_str(o->name_space);
    l->kube_version = text_str(o->kube_version);
    l->api_versions = strings(a, o->api_versions, o->api_version_count);
    l->api_version_count = o->api_version_count;
    l->skip_schema = o->skip_schema_validation;
    l->with_subcharts = o->with_subcharts;
    l->no_render = o->no_render;
}

static bool take_options(struct chelm_findings *f, const chelm_lint_options *o)
{
    struct arena *a = &f->arena;
    take_lint_options(f, o);
    f->options.config = text_str(o->config);
    f->options.no_config = o->no_config;
    f->options.select = strings(a, o->select, o->select_count);
    f->options.select_count = o->select_count;
    f->options.extend_select = strings(a, o->extend_select, o->extend_select_count);
    f->options.extend_select_count = o->extend_select_count;
    f->options.ignore = strings(a, o->ignore, o->ignore_count);
    f->options.ignore_count = o->ignore_count;
    f->options.fix_only = strings(a, o->fix_only, o->fix_only_count);
    f->options.fix_only_count = o->fix_only_count;
    f->options.fail_on = text_str(o->fail_on);
    f->options.strict = o->strict;
    f->options.verbose = o->verbose;
    f->options.fix = o->fix;
    f->options.unsafe_fixes = o->unsafe_fixes;
    if (o->diff.s) {
        changes_parse(a, text_str(o->diff), text_str(o->diff_root), &f->changes);
        f->options.changes = &f->changes;
    }
    return take_baseline(f, o);
}

/* ---- running ---- */

/* Limits are for each chart, but that of memory, which is for what stays, too. */
static void start_budget(struct chelm_findings *f, const chelm_context *c)
{
    struct budget *b = &f->budget;
    for (unsigned l = 0; l < LIMIT_COUNT; l++)
        b->limits[l] = context_limit(c, (enum limit)l);
    b->steps = 0;
    b->fuel = b->filled = 0;
    budget_start(b);
}

/* One chart; false when the settings are wrong. A limit that is reached ends this chart alone. */
static bool lint_once(struct chelm_findings *f, const chelm_context *c, str path)
{
    struct arena work;
    arena_init(&work, &f->budget);
    f->work = &work;
    start_budget(f, c);
    bool ok = true;
    if (setjmp(f->budget.trap) == 0) {
        struct fn_env env = context_env(c, f->work);
        env.weak_key = &f->weak_key;
        f->options.lint.env = &env;
        ok = session_chart(&f->session, f->work, path);
    } else {
        f->out_of_memory = true;
    }
    arena_done(f->work);
    f->work = NULL;
    f->options.lint.env = NULL;
    return ok;
}

/* A chart whose render takes too much is looked at without rendering it. */
static bool lint_one(struct chelm_findings *f, const chelm_context *c, str path)
{
    char why[LIMIT_TEXT];
    struct lint_session before = f->session;
    f->out_of_memory = false;
    bool ok = lint_once(f, c, path);
    if (!f->out_of_memory || f->options.lint.no_render)
        return ok;
    budget_explain(&f->budget, why, sizeof why);
    f->session = before;
    f->session.stopped = str_from_c(why);
    f->out_of_memory = false;
    ok = lint_once(f, c, path);
    f->session.stopped = STR("");
    return ok;
}

/* That a limit ended one chart is itself something to keep, if there is memory for it. */
static void note_failure(struct chelm_findings *f, const chelm_context *c, str path)
{
    char why[LIMIT_TEXT];
    budget_explain(&f->budget, why, sizeof why);
    start_budget(f, c);
    if (setjmp(f->budget.trap) == 0)
        session_chart_failed(&f->session, path, str_from_c(why));
}

static bool lint_all(struct chelm_findings *f, const chelm_context *c, const chelm_text *charts,
                     size_t n)
{
    bool memory_was_out = false;
    for (size_t i = 0; i < n; i++) {
        if (!lint_one(f, c, text_str(charts[i]))) {
            f->error = f->session.error;
            return false;
        }
        if (f->out_of_memory)
            note_failure(f, c, text_str(charts[i]));
        memory_was_out |= f->out_of_memory;
    }
    f->out_of_memory = memory_was_out;
    return true;
}

static uint64_t microseconds(void)
{
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static void finish(struct chelm_findings *f, chelm_context *c, uint64_t start)
{
    if (setjmp(f->budget.trap) != 0) {
        f->out_of_memory = true;
        if (f->work)
            arena_done(f->work);
        return;
    }
    start_budget(f, c);
    session_finish(&f->session);
    f->elapsed = microseconds() - start;
    if (f->options.fix)
        lint_make_fixes(f, c);
}

static bool begin(struct chelm_findings *f)
{
    if (setjmp(f->budget.trap) != 0) {
        f->out_of_memory = true;
        return false;
    }
    if (!take_options(f, &f->given))
        return false;
    session_init(&f->session, &f->arena, &f->options);
    return true;
}

chelm_findings *chelm_lint(chelm_context *c, const chelm_text *charts, size_t n,
                           const chelm_lint_options *o)
{
    struct chelm_findings *f = calloc(1, sizeof *f);
    if (!f)
        return NULL;
    uint64_t start = microseconds();
    start_budget(f, c);
    chunk_store_init(&f->store, SPARE_MEMORY);
    f->budget.store = &f->store;
    arena_init(&f->arena, &f->budget);
    f->weak_key.arena = &f->arena;
    f->budget.armed = true;
    if (o)
        memcpy(&f->given, o, o->size < sizeof f->given ? o->size : sizeof f->given);
    if (begin(f) && lint_all(f, c, charts, n))
        finish(f, c, start);
    f->budget.armed = false;
    chunk_store_clear(&f->store);
    return f;
}

void chelm_findings_free(chelm_findings *f)
{
    if (!f)
        return;
    arena_done(&f->arena);
    chunk_store_clear(&f->store);
    free(f);
}

/* ---- asking ---- */

chelm_text chelm_findings_error(const chelm_findings *f)
{
    if (!f)
        return chelm_text_of("out of memory");
    return text_of(f->error);
}

bool chelm_findings_failed(const chelm_findings *f)
{
    return f && f->session.failed;
}

bool chelm_findings_unreadable(const chelm_findings *f)
{
    return !f || f->session.unreadable || f->out_of_memory;
}

size_t chelm_findings_count(const chelm_findings *f)
{
    return f ? f->session.report.count : 0;
}

chelm_finding chelm_findings_at(const chelm_findings *f, size_t i)
{
    if (i >= chelm_findings_count(f))
        return (chelm_finding){.line = 0};
    const struct lint_item *item = f->session.report.items[i];
    return (chelm_finding){.code = text_of(item->rule->code),
                           .name = text_of(item->rule->name),
                           .level = (chelm_level)item->severity,
                           .chart = text_of(item->chart),
                           .file = text_of(item->at.file),
                           .line = item->at.begin.line,
                           .column = item->at.begin.column,
                           .end_line = item->at.end.line,
                           .end_column = item->at.end.column,
                           .message = text_of(item->message),
                           .fingerprint = text_of(item->fingerprint),
                           .suppressed = item->state == LINT_SUPPRESSED,
                           .known = item->state == LINT_KNOWN};
}

static bool put_text(struct chelm_findings *f, str name, const chelm_findings_style *given,
                     struct buf *out)
{
    struct lint_report report = f->session.report;
    struct report_style style = {.color = given->color,
                                 .links = given->links,
                                 .link_format = text_str(given->link_format),
                                 .folder = file_abs(&f->arena, STR(".")),
                                 .quiet = given->quiet,
                                 .all = given->all};
    report.elapsed = given->timing ? f->elapsed : 0;
    if (str_eq(name, STR("baseline"))) {
        baseline_put(out, &report);
        return true;
    }
    const struct report_format *format = report_format_find(name);
    if (format)
        format->put(out, &report, &style);
    return format != NULL;
}

bool chelm_findings_text(chelm_findings *f, chelm_text format, const chelm_findings_style *style,
                         chelm_text *ret)
{
    chelm_findings_style full = {.size = sizeof full};
    *ret = (chelm_text){NULL, 0};
    if (!f)
        return true;
    if (style)
        memcpy(&full, style, style->size < sizeof full ? style->size : sizeof full);
    f->budget.armed = true;
    f->known_format = true;
    if (setjmp(f->budget.trap) == 0) {
        struct buf out;
        buf_init(&out, &f->arena);
        f->known_format = put_text(f, text_str(format), &full, &out);
        *ret = text_of(buf_str(&out));
    }
    f->budget.armed = false;
    return f->known_format;
}

const char *chelm_findings_format(size_t i)
{
    const struct report_format *format = report_format_at(i);
    return format ? format->name.s : NULL;
}

size_t chelm_findings_fix_count(const chelm_findings *f)
{
    return f ? f->fix_count : 0;
}

chelm_fix chelm_findings_fix(const chelm_findings *f, size_t i)
{
    return i < chelm_findings_fix_count(f) ? f->fixes[i] : (chelm_fix){.path = {NULL, 0}};
}

chelm_text chelm_findings_refused(const chelm_findings *f)
{
    return f ? text_of(buf_str(&f->refused)) : (chelm_text){NULL, 0};
}
