#include "lint/session.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/glob.h"
#include "base/path.h"
#include "lint/config.h"
#include "lint/lint.h"
#include "lint/suppress.h"
#include "value/map.h"

#include <stdlib.h>

/* One chart on its way through the session. */
struct pass {
    struct lint_session *session;
    struct arena *work;
    str path, absolute;
    struct lint_config config;
    struct rule_choice choice;
    enum lint_severity fail_on;
    struct findings findings;
    struct lint_project project;
    struct lint_options lint;
    struct suppressions suppressions;
    str *sets;
    uint32_t set_count, set_cap;
    struct map *seen; /* place and message of items, when a chart is linted more than once */
};

void session_init(struct lint_session *s, struct arena *a, const struct session_options *o)
{
    *s = (struct lint_session){.arena = a, .options = o, .report = {.arena = a}};
}

/* ---- settings ---- */

static bool bad_selector(struct pass *p, str selector)
{
    p->session->error = str_fmt(
        p->session->arena, "no rule is called %.*s; --list-rules shows them", STR_ARG(selector));
    return false;
}

static bool choose(struct pass *p)
{
    const struct session_options *o = p->session->options;
    if (!config_choose(&p->config, &p->choice, &p->session->error))
        return false;
    if (o->select_count)
        choice_clear(&p->choice);
    for (size_t i = 0; i < o->select_count; i++)
        if (!choice_set(&p->choice, o->select[i], true))
            return bad_selector(p, o->select[i]);
    for (size_t i = 0; i < o->extend_select_count; i++)
        if (!choice_set(&p->choice, o->extend_select[i], true))
            return bad_selector(p, o->extend_select[i]);
    for (size_t i = 0; i < o->ignore_count; i++)
        if (!choice_set(&p->choice, o->ignore[i], false))
            return bad_selector(p, o->ignore[i]);
    return true;
}

static bool find_level(struct pass *p)
{
    const struct session_options *o = p->session->options;
    p->fail_on = p->config.has_fail_on ? p->config.fail_on : LINT_ERROR;
    if (o->strict)
        p->fail_on = LINT_WARNING;
    if (!o->fail_on.len)
        return true;
    if (str_eq(o->fail_on, STR("never"))) {
        p->fail_on = LINT_OFF;
        return true;
    }
    if (severity_parse(o->fail_on, &p->fail_on) && p->fail_on)
        return true;
    p->session->error = STR("--fail-on must be error, warning, note or never");
    return false;
}

static bool read_config(struct pass *p)
{
    const struct session_options *o = p->session->options;
    str error = STR("");
    p->config = (struct lint_config){.arena = p->work};
    bool ok = o->no_config    ? true
              : o->config.len ? config_read(p->work, o->config, &p->config, &error)
                              : config_find(p->work, p->path, &p->config, &error);
    if (!ok)
        p->session->error = str_dup(p->session->arena, error);
    return ok && choose(p) && find_level(p);
}

/* ---- sets of values ---- */

static void add_set(struct pass *p, str path)
{
    p->sets = arena_room(p->work, p->sets, p->set_count, &p->set_cap, sizeof *p->sets);
    p->sets[p->set_count++] = path;
}

/* A file, or those of a folder that a pattern names. False with an error when there is none. */
static bool expand_set(struct pass *p, str pattern, str folder)
{
    struct arena *a = p->work;
    if (!path_is_abs(pattern))
        pattern = path_clean(a, str_fmt(a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(pattern)));
    struct glob *g = glob_compile(a, path_base(pattern), '/');
    str dir = path_dir(a, pattern), *names, error;
    size_t n = 0;
    uint32_t before = p->set_count;
    if (g && file_list(a, dir, &names, &n, &error))
        for (size_t i = 0; i < n; i++)
            if (glob_match(g, names[i]))
                add_set(p, str_fmt(a, "%.*s/%.*s", STR_ARG(dir), STR_ARG(names[i])));
    if (p->set_count > before)
        return true;
    p->session->error =
        str_fmt(p->session->arena, "value-sets: there is no file %.*s", STR_ARG(pattern));
    return false;
}

static bool find_sets(struct pass *p)
{
    const struct config_list *l = &p->config.value_sets;
    for (uint32_t i = 0; i < l->n; i++)
        if (!expand_set(p, l->items[i], l->folder))
            return false;
    p->lint.value_sets = p->sets;
    p->lint.value_set_count = p->set_count;
    return true;
}

/* What the configuration adds to the options of the linter. */
static void set_lint_options(struct pass *p)
{
    const struct lint_config *c = &p->config;
    p->lint = p->session->options->lint;
    p->lint.wanted = p->choice.on;
    p->lint.no_render |= p->session->stopped.len > 0;
    p->lint.declare = c->declare;
    if (c->open.n && !p->lint.declare)
        p->lint.declare = map_new(p->work, c->open.n);
    for (uint32_t i = 0; i < c->open.n; i++)
        map_set(p->lint.declare, c->open.items[i], val_str(STR("any")));
    if (c->api_versions.n && !p->lint.api_version_count) {
        p->lint.api_versions = c->api_versions.items;
        p->lint.api_version_count = c->api_versions.n;
    }
}

/* ---- choosing ---- */

static str full_path(struct pass *p, const struct lint_file *file)
{
    if (!file || path_is_abs(file->path))
        return file ? file->path : p->absolute;
    return str_fmt(p->work, "%.*s/%.*s", STR_ARG(p->absolute), STR_ARG(file->path));
}

/* Severity and whether it is to be told at all. */
static bool is_wanted(struct pass *p, struct finding *g)
{
    const struct lint_options *o = &p->lint;
    if (!p->choice.on[g->rule])
        return false;
    if (p->choice.by_severity[g->rule])
        g->severity = p->choice.severity[g->rule];
    if (g->severity == LINT_OFF)
        return false;
    if (g->file && g->file->vendored && !o->with_subcharts)
        return false;
    str path = g->file ? g->file->path : STR("");
    return !config_ignores(&p->config, rule_get(g->rule), path, full_path(p, g->file), g->message);
}

static bool label_touched(struct pass *p, const struct lint_place *x)
{
    str path = file_abs(p->work, x->file);
    return changes_touch(p->session->options->changes, path, x->begin.line, x->end.line);
}

/* Whether what changed has to do with it: its place, or one that explains it. */
static bool is_touched(struct pass *p, const struct lint_item *item)
{
    bool is_about_changes = item->rule == rule_get(RULE_CH816);
    if (!p->session->options->changes || is_about_changes || label_touched(p, &item->at))
        return true;
    for (uint32_t i = 0; i < item->label_count; i++)
        if (label_touched(p, &item->labels[i]))
            return true;
    for (uint32_t i = 0; i < item->trace_count; i++)
        if (label_touched(p, &item->trace[i]))
            return true;
    return false;
}

/* ---- comments ---- */

static void read_comments(struct pass *p)
{
    bool reason = p->config.require_reason;
    for (size_t i = 0; i < p->project.chart_count; i++) {
        struct lint_chart *c = p->project.charts[i];
        struct lint_file *more[] = {c->metadata, c->values, c->schema};
        for (size_t j = 0; j < sizeof more / sizeof *more; j++)
            if (more[j] && (!more[j]->vendored || p->lint.with_subcharts))
                suppress_read(&p->suppressions, &p->findings, more[j], reason);
        for (size_t j = 0; j < c->template_count; j++)
            if (!c->templates[j]->vendored || p->lint.with_subcharts)
                suppress_read(&p->suppressions, &p->findings, c->templates[j], reason);
    }
    for (size_t i = 0; i < p->project.set_count; i++)
        if (p->project.sets[i].file)
            suppress_read(&p->suppressions, &p->findings, p->project.sets[i].file, reason);
}

/* ---- items ---- */

static bool is_fixable(const struct pass *p, const struct finding *g)
{
    const struct session_options *o = p->session->options;
    if (!o->fix || !g->edit_count || p->project.is_archive)
        return false;
    if (g->fix != LINT_FIX_SAFE && !o->unsafe_fixes)
        return false;
    bool named = o->fix_only_count == 0;
    for (size_t i = 0; i < o->fix_only_count; i++)
        named |= selector_matches(o->fix_only[i], rule_get(g->rule));
    return named;
}

static str text_at(const struct finding *g)
{
    if (!g->file || g->span.end > g->file->source.text.len || g->span.begin > g->span.end)
        return STR("");
    str s = str_slice(g->file->source.text, g->span.begin, g->span.end);
    return s.len > 400 ? str_slice(s, 0, 400) : s;
}

/* A chart is linted once for each version of Kubernetes: what is found again is the same. */
static bool is_seen(struct pass *p, const struct lint_item *item)
{
    if (!p->seen)
        return false;
    str key = str_fmt(p->work, "%.*s|%u|%.*s|%.*s", STR_ARG(item->at.file), item->at.begin.offset,
                      STR_ARG(item->rule->code), STR_ARG(item->message));
    bool seen = map_has(p->seen, key);
    map_set(p->seen, key, val_bool(true));
    return seen;
}

struct pending {
    struct lint_item *item;
    struct finding *finding;
    uint32_t order;
};

static int cmp_pending(const void *x, const void *y)
{
    const struct pending *a = x, *b = y;
    int c = item_cmp(a->item, b->item);
    return c ? c : (a->order > b->order) - (a->order < b->order);
}

static void add_item(struct lint_session *s, struct lint_item *item)
{
    struct lint_report *r = &s->report;
    r->items = arena_room(s->arena, r->items, r->count, &r->cap, sizeof *r->items);
    r->items[r->count++] = item;
}

static void keep(struct pass *p, struct pending *list, size_t n)
{
    struct lint_session *s = p->session;
    struct lint_item **items = ARENA_ARRAY(p->work, struct lint_item *, n);
    str *texts = ARENA_ARRAY(p->work, str, n);
    struct fix_plan *plan = ARENA_NEW(s->arena, struct fix_plan);
    fix_plan_init(plan, s->arena, p->path);
    for (size_t i = 0; i < n; i++) {
        items[i] = list[i].item;
        texts[i] = text_at(list[i].finding);
    }
    items_fingerprint(s->arena, items, texts, n);
    for (size_t i = 0; i < n; i++) {
        struct lint_item *item = items[i];
        if (is_seen(p, item) || !is_touched(p, item))
            continue;
        if (item->state == LINT_NEW && s->options->baseline &&
            baseline_take(s->options->baseline, item))
            item->state = LINT_KNOWN;
        if (item->state == LINT_NEW && is_fixable(p, list[i].finding))
            fix_plan_add(plan, list[i].finding);
        if (item->state == LINT_NEW && p->fail_on && item->severity >= p->fail_on)
            s->failed = true;
        add_item(s, item);
    }
    if (!plan->group_count)
        return;
    s->plans = arena_room(s->arena, s->plans, s->plan_count, &s->plan_cap, sizeof *s->plans);
    s->plans[s->plan_count++] = plan;
}

static void take_findings(struct pass *p)
{
    struct lint_session *s = p->session;
    struct item_maker m;
    size_t n = 0;
    item_maker_init(&m, s->arena, p->path, p->project.is_archive);
    struct pending *list = ARENA_ARRAY(p->work, struct pending, p->findings.count);
    for (uint32_t i = 0; i < p->findings.count; i++) {
        struct finding *g = p->findings.items[i];
        if (!is_wanted(p, g))
            continue;
        if (g->rule == RULE_CH009 && !s->options->verbose) {
            s->report.limits++;
            continue;
        }
        const struct suppression *by = suppress_find(&p->suppressions, g);
        struct lint_item *item = item_make(&m, g);
        item->state = by ? LINT_SUPPRESSED : LINT_NEW;
        item->reason = by ? str_dup(s->arena, by->reason) : STR("");
        list[n++] = (struct pending){item, g, i};
    }
    if (n)
        qsort(list, n, sizeof *list, cmp_pending);
    keep(p, list, n);
}

/* CH990 comes last: only when all is known that comments could have suppressed. */
static void report_unused(struct pass *p)
{
    for (uint32_t i = 0; i < p->findings.count; i++)
        suppress_find(&p->suppressions, p->findings.items[i]);
    suppress_report_unused(&p->suppressions, &p->findings, &p->choice);
}

static void check_version(struct pass *p)
{
    const struct session_options *o = p->session->options;
    bool bumped;
    if (!o->changes || !changes_in_chart(o->changes, p->absolute, &bumped) || bumped)
        return;
    struct lint_file *file = p->project.root->metadata;
    str text = file ? file->source.text : STR("");
    size_t at = str_has_prefix(text, STR("version:")) ? 0 : str_find(text, STR("\nversion:"));
    uint32_t begin = at == STR_NONE ? 0 : (uint32_t)(at + (at > 0));
    finding_put(&p->findings, RULE_CH816, file,
                (struct span){begin, at == STR_NONE ? 0 : begin + 7},
                "the chart changed, but its version did not");
}

/* ---- running ---- */

/* What a limit left out. */
static void note_stopped(struct pass *p)
{
    str why = p->session->stopped;
    struct lint_file *file = why.len ? p->project.root->metadata : NULL;
    if (file)
        finding_put(&p->findings, RULE_CH009, file, (struct span){0, 0},
                    "the chart was not rendered: %.*s", STR_ARG(why));
}

static void run_once(struct pass *p, str kube_version, bool *ret_loaded)
{
    findings_init(&p->findings, p->work);
    p->suppressions = (struct suppressions){.n = 0};
    memset(&p->project, 0, sizeof p->project);
    if (kube_version.len)
        p->lint.kube_version = kube_version;
    *ret_loaded = lint_run(p->work, p->path, &p->lint, &p->findings, &p->project);
    if (*ret_loaded) {
        note_stopped(p);
        read_comments(p);
        check_version(p);
        report_unused(p);
    }
    for (size_t i = 0; i < p->project.chart_count; i++)
        p->session->report.files +=
            p->project.charts[i]->template_count + (p->project.charts[i]->values != NULL);
    take_findings(p);
}

static void add_chart(struct lint_session *s, str path, bool unreadable)
{
    struct lint_report *r = &s->report;
    uint32_t n = (uint32_t)r->chart_count;
    r->charts = arena_room(s->arena, r->charts, n, &s->chart_cap, sizeof *r->charts);
    r->charts[r->chart_count++] =
        (struct lint_chart_result){.path = path, .unreadable = unreadable};
    s->unreadable |= unreadable;
}

bool session_chart(struct lint_session *s, struct arena *work, str path)
{
    struct pass p = {.session = s, .work = work, .path = str_dup(s->arena, path)};
    p.absolute = file_abs(work, path);
    if (!read_config(&p))
        return false;
    if (config_excludes(&p.config, STR("."), p.absolute))
        return true;
    set_lint_options(&p);
    if (!find_sets(&p))
        return false;
    bool loaded;
    const struct config_list *versions = &p.config.kube_versions;
    if (p.lint.kube_version.len || !versions->n) {
        run_once(&p, STR(""), &loaded);
    } else {
        p.seen = map_new(work, 16);
        for (uint32_t i = 0; i < versions->n; i++)
            run_once(&p, versions->items[i], &loaded);
    }
    add_chart(s, p.path, !loaded);
    return true;
}

void session_chart_failed(struct lint_session *s, str path, str why)
{
    struct findings f;
    struct item_maker m;
    findings_init(&f, s->arena);
    path = str_dup(s->arena, path);
    item_maker_init(&m, s->arena, path, false);
    struct finding *g =
        finding_put(&f, RULE_CH003, NULL, (struct span){0, 0}, "%.*s", STR_ARG(why));
    struct lint_item *item = item_make(&m, g);
    items_fingerprint(s->arena, &item, &why, 1);
    add_item(s, item);
    add_chart(s, path, true);
    s->failed = true;
}

/* ---- the end ---- */

static int cmp_items(const void *x, const void *y)
{
    return item_cmp(*(struct lint_item *const *)x, *(struct lint_item *const *)y);
}

static struct lint_chart_result *chart_of(struct lint_report *r, const struct lint_item *item)
{
    for (size_t i = 0; i < r->chart_count; i++)
        if (r->charts[i].path.s == item->chart.s)
            return &r->charts[i];
    return NULL;
}

static void count(struct lint_report *r, const struct lint_item *item)
{
    struct lint_chart_result *c = chart_of(r, item);
    r->known += item->state == LINT_KNOWN;
    r->suppressed += item->state == LINT_SUPPRESSED;
    if (item->state != LINT_NEW)
        return;
    bool error = item->severity == LINT_ERROR, warning = item->severity == LINT_WARNING;
    r->errors += error;
    r->warnings += warning;
    r->notes += !error && !warning;
    if (!c)
        return;
    c->errors += error;
    c->warnings += warning;
    c->notes += !error && !warning;
}

/* Entries of charts that were linted now and of what is found no more. */
static void report_stale(struct lint_session *s)
{
    const struct baseline *b = s->options->baseline;
    if (!b || s->options->changes)
        return;
    for (size_t i = 0; i < s->report.chart_count; i++) {
        str chart = s->report.charts[i].path;
        uint32_t stale = 0;
        for (uint32_t j = 0; j < b->n; j++)
            stale += !b->entries[j].found && str_eq(b->entries[j].chart, chart);
        if (!stale)
            continue;
        struct findings f;
        struct item_maker m;
        findings_init(&f, s->arena);
        item_maker_init(&m, s->arena, chart, false);
        struct finding *g = finding_put(&f, RULE_CH990, NULL, (struct span){0, 0},
                                        "%u entries of the baseline are found no more", stale);
        finding_help(&f, g, "--write-baseline writes it anew");
        struct lint_item *item = item_make(&m, g);
        items_fingerprint(s->arena, &item, &g->message, 1);
        add_item(s, item);
    }
}

void session_finish(struct lint_session *s)
{
    struct lint_report *r = &s->report;
    report_stale(s);
    if (r->count)
        qsort(r->items, r->count, sizeof *r->items, cmp_items);
    for (uint32_t i = 0; i < r->count; i++)
        count(r, r->items[i]);
}
