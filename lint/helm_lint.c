#include "lint/helm_lint.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include "chart/capabilities.h"
#include "lint/helm_rules.h"

void helm_put(struct helm_lint *l, enum rule_id rule, enum helm_severity severity, str path,
              const char *fmt, ...)
{
    struct helm_lint_result *r = l->result;
    struct buf b;
    buf_init(&b, l->arena);
    va_list args;
    va_start(args, fmt);
    buf_put_vfmt(&b, fmt, args);
    va_end(args);
    if (r->count == r->cap) {
        size_t cap = r->cap ? r->cap * 2 : 16;
        r->messages = arena_grow(l->arena, r->messages, r->cap * sizeof *r->messages,
                                 cap * sizeof *r->messages);
        r->cap = cap;
    }
    r->messages[r->count++] = (struct helm_message){severity, path, buf_str(&b), rule};
    if (severity > r->highest)
        r->highest = severity;
}

const struct diag *helm_log(struct helm_lint *l, const struct diags *from)
{
    const struct diag *error = NULL;
    for (const struct diag *d = from->first; d; d = d->next) {
        if (d->severity != DIAG_ERROR)
            diag_put(l->log, d->severity, d->text);
        else if (!error)
            error = d;
    }
    return error;
}

const struct chart *helm_load(struct helm_lint *l)
{
    if (!l->chart && !l->load_error.len)
        l->chart = chart_tree_load(&l->tree, &l->load_log, &l->load_error);
    helm_log(l, &l->load_log);
    return l->chart;
}

void helm_lint_run(struct arena *a, str path, const struct helm_lint_options *o,
                   struct helm_lint_result *ret, struct diags *log)
{
    struct helm_lint l = {.arena = a, .options = o, .result = ret, .log = log};
    *ret = (struct helm_lint_result){0};
    diags_init(&l.load_log, a);
    if (!chart_tree_open(a, path, &l.tree, &ret->error))
        return;
    helm_check_chart_file(&l);
    helm_check_values(&l);
    helm_check_templates(&l);
    helm_check_dependencies(&l);
    helm_check_crds(&l);
}

bool helm_lint_failed(const struct helm_lint_result *r, bool strict)
{
    return r->error.len || r->highest >= (strict ? HELM_WARNING : HELM_ERROR);
}

/* ---- the command ---- */

struct command {
    struct arena *arena;
    const struct helm_lint_command *flags;
    struct buf *out;
    struct diags *log;
    str *paths;
    size_t count, cap;
    size_t failed, told;
};

static void add_path(struct command *c, str path)
{
    if (c->count == c->cap) {
        size_t cap = c->cap ? c->cap * 2 : 16;
        c->paths =
            arena_grow(c->arena, c->paths, c->cap * sizeof *c->paths, cap * sizeof *c->paths);
        c->cap = cap;
    }
    c->paths[c->count++] = path;
}

enum { WALK_DEPTH_MAX = 200 };

/* As filepath.Walk, which does not follow links. */
static void add_subcharts(struct command *c, str path, int depth)
{
    struct file_info info;
    str why, *names;
    size_t n;
    if (depth == WALK_DEPTH_MAX || !file_lstat(c->arena, path, &info, &why))
        return;
    if (str_eq(path_base(path), STR("Chart.yaml")))
        add_path(c, path_dir(c->arena, path));
    else if (str_has_suffix(path, STR(".tgz")) || str_has_suffix(path, STR(".tar.gz")))
        add_path(c, path);
    if (info.kind != FILE_DIR || !file_list(c->arena, path, &names, &n, &why))
        return;
    for (size_t i = 0; i < n; i++)
        add_subcharts(c, str_fmt(c->arena, "%.*s/%.*s", STR_ARG(path), STR_ARG(names[i])),
                      depth + 1);
}

static void write_messages(struct command *c, const struct helm_lint_result *r)
{
    static const char *const names[] = {"UNKNOWN", "INFO", "WARNING", "ERROR"};
    if (!r->count && r->error.len) {
        buf_put_str(c->out, STR("Error "));
        buf_put_str(c->out, r->error);
        buf_put_char(c->out, '\n');
    }
    for (size_t i = 0; i < r->count; i++) {
        const struct helm_message *m = &r->messages[i];
        if (c->flags->quiet && m->severity <= HELM_INFO)
            continue;
        buf_put_fmt(c->out, "[%s] ", names[m->severity]);
        buf_put_str(c->out, m->path);
        buf_put_str(c->out, STR(": "));
        buf_put_str(c->out, m->text);
        buf_put_char(c->out, '\n');
    }
}

static void lint_path(struct command *c, str path)
{
    struct helm_lint_result r;
    helm_lint_run(c->arena, path, &c->flags->options, &r, c->log);
    bool tells = r.error.len || r.highest > HELM_INFO;
    c->told += tells;
    if (c->flags->quiet && !tells)
        return;
    buf_put_str(c->out, STR("==> Linting "));
    buf_put_str(c->out, path);
    buf_put_char(c->out, '\n');
    write_messages(c, &r);
    c->failed += helm_lint_failed(&r, c->flags->strict);
    buf_put_char(c->out, '\n');
}

static bool check_kube_version(struct command *c)
{
    val v;
    str version = c->flags->options.kube_version;
    return !version.len || capabilities_init(c->arena, version, NULL, 0, &v, c->log);
}

bool helm_lint_write(struct arena *a, const struct helm_lint_command *flags, struct buf *out,
                     struct diags *log)
{
    struct command c = {.arena = a, .flags = flags, .out = out, .log = log};
    if (!check_kube_version(&c))
        return false;
    for (size_t i = 0; i < flags->path_count; i++)
        add_path(&c, flags->paths[i]);
    for (size_t i = 0; flags->with_subcharts && i < flags->path_count; i++)
        add_subcharts(&c, path_clean(a, str_concat(a, flags->paths[i], STR("/charts"))), 0);
    for (size_t i = 0; i < c.count; i++)
        lint_path(&c, c.paths[i]);
    str summary = str_fmt(a, "%zu chart(s) linted, %zu chart(s) failed", c.count, c.failed);
    if (c.failed)
        return diag_error(log, "%.*s", STR_ARG(summary));
    if (!flags->quiet || c.told) {
        buf_put_str(out, summary);
        buf_put_char(out, '\n');
    }
    return true;
}
