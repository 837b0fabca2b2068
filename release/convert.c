#include "release/convert.h"

#include "base/arena.h"
#include "chart/load.h"
#include "release/convert_files.h"
#include "release/delims.h"
#include "value/map.h"

#include <string.h>

enum { ROUNDS_MAX = 12 }; /* texts within texts within texts */

/* ---- rendering in memory, the same each time ---- */

struct world {
    struct tpl_texts *texts; /* or NULL */
    uint64_t state;
};

static void world_now(void *data, int64_t *seconds, int32_t *nanoseconds)
{
    (void)data;
    *seconds = INT64_C(946684800);
    *nanoseconds = 0;
}

/* SplitMix64: nothing here is a secret. */
static void world_random(void *data, void *out, size_t n)
{
    struct world *w = data;
    for (char *at = out; n;) {
        uint64_t z = w->state += UINT64_C(0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
        z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
        z ^= z >> 31;
        size_t some = n < sizeof z ? n : sizeof z;
        memcpy(at, &z, some);
        at += some;
        n -= some;
    }
}

static void world_tpl(void *data, str left, str text)
{
    struct world *w = data;
    if (w->texts)
        tpl_texts_add(w->texts, left, text);
}

/* What a render gave. */
struct outcome {
    bool ok;
    str error;
    struct chart_files documents; /* by path: manifests, hooks, CRDs, notes */
};

static void keep(struct outcome *o, struct arena *a, str path, str text)
{
    chart_files_add(a, &o->documents, (struct chart_file){str_dup(a, path), str_dup(a, text)});
}

static void keep_all(struct outcome *o, struct arena *a, const struct release *rel)
{
    for (size_t i = 0; i < rel->manifest_count; i++)
        keep(o, a, rel->manifests[i].path, rel->manifests[i].text);
    for (size_t i = 0; i < rel->hook_count; i++)
        keep(o, a, rel->hooks[i].path, rel->hooks[i].text);
    for (size_t i = 0; i < rel->crd_count; i++)
        keep(o, a, rel->crds[i].path, rel->crds[i].text);
    keep(o, a, STR("templates/NOTES.txt"), rel->notes);
}

/* Results go to job->keep; everything else goes at the end. */
static struct outcome render_files(const struct convert_job *job, const struct chart_file *files,
                                   const enum delims *delims, struct tpl_texts *texts)
{
    struct arena *a = arena_within(job->keep), *program = arena_within(job->keep);
    struct world world = {.texts = texts};
    struct fn_env env = {.data = &world,
                         .now = world_now,
                         .random = world_random,
                         .on_tpl = world_tpl,
                         .own_random = true,
                         .arena = a};
    struct render_options options = *job->options;
    options.env = &env;
    options.delims = delims;
    struct diags diags;
    diags_init(&diags, a);
    struct render r = {.program = program, .render = a, .diags = &diags, .options = &options};
    struct chart *c = chart_load_files(program, files, job->n, &diags);
    val values = val_clone(a, val_map(map_clone_shallow(a, job->user_values)));
    struct release rel = {.notes = {0}};
    struct outcome o = {.ok = c && render_release(&r, c, values.map, &rel)};
    if (o.ok)
        keep_all(&o, job->keep, &rel);
    else
        for (const struct diag *d = diags.first; d && !o.error.len; d = d->next)
            if (d->severity == DIAG_ERROR)
                o.error = str_dup(job->keep, d->text);
    arena_done(a);
    arena_done(program);
    return o;
}

/* The number of the first document that differs; STR_NONE when none does. */
static size_t difference(const struct outcome *x, const struct outcome *y)
{
    size_t n = x->documents.n < y->documents.n ? x->documents.n : y->documents.n;
    for (size_t i = 0; i < n; i++)
        if (!str_eq(x->documents.items[i].name, y->documents.items[i].name) ||
            !str_eq(x->documents.items[i].data, y->documents.items[i].data))
            return i;
    return x->documents.n == y->documents.n ? STR_NONE : n;
}

static str next_line(str *text)
{
    size_t end = str_find_char(*text, '\n');
    str line = str_slice(*text, 0, end == STR_NONE ? text->len : end);
    *text = str_from(*text, end == STR_NONE ? text->len : end + 1);
    return line;
}

/* ---- trying ---- */

struct attempt {
    struct chart_file *files;
    struct convert_count count;
    struct outcome outcome;
};

/* Converts and renders until tpl reads nothing new. */
static bool try(const struct convert_job *job, struct convert_plan *plan, struct attempt *ret,
                struct diags *diags)
{
    struct tpl_texts *texts = ARENA_NEW(job->keep, struct tpl_texts);
    tpl_texts_init(texts, job->keep, delims_left(plan->from));
    plan->texts = texts;
    ret->files = ARENA_ARRAY(job->keep, struct chart_file, job->n);
    for (int round = 0; round < ROUNDS_MAX; round++) {
        size_t known = tpl_texts_count(texts);
        ret->count = (struct convert_count){0};
        if (!convert_files(plan, ret->files, &ret->count, diags))
            return false;
        ret->outcome = render_files(job, ret->files, NULL, texts);
        if (tpl_texts_count(texts) == known)
            break;
    }
    return true;
}

static void give(const struct convert_job *job, const struct attempt *done, struct chart_files *ret)
{
    *ret = (struct chart_files){0};
    for (size_t i = 0; i < job->n; i++)
        if (!str_eq(done->files[i].data, job->files[i].data))
            chart_files_add(job->keep, ret, done->files[i]);
}

static bool different(const struct outcome *want, const struct outcome *got, struct diags *diags)
{
    if (!got->ok)
        return diag_error(diags, "not converted: the converted chart does not render: %.*s",
                          STR_ARG(got->error));
    size_t i = difference(want, got);
    if (i >= want->documents.n || i >= got->documents.n ||
        !str_eq(want->documents.items[i].name, got->documents.items[i].name))
        return diag_error(diags, "not converted: other documents would be rendered");
    str path = want->documents.items[i].name, x = want->documents.items[i].data,
        y = got->documents.items[i].data, was = {0}, is = {0};
    while ((x.len || y.len) && str_eq(was, is)) {
        was = next_line(&x);
        is = next_line(&y);
    }
    return diag_error(diags,
                      "not converted: %.*s would be rendered differently: \"%.*s\" would become "
                      "\"%.*s\"",
                      STR_ARG(path), STR_ARG(was), STR_ARG(is));
}

static bool find_pair(const struct convert_job *job, enum delims *ret, struct diags *diags)
{
    const struct chart *c = chart_load_files(job->keep, job->files, job->n, diags);
    if (!c)
        return false;
    if (job->options->delims)
        *ret = *job->options->delims;
    else if (!delims_of_chart(c, ret, diags))
        return false;
    str name = chart_name(c), left = delims_left(job->to), right = delims_right(job->to);
    return *ret != job->to || diag_error(diags, "chart %.*s is written in %.*s %.*s already",
                                         STR_ARG(name), STR_ARG(left), STR_ARG(right));
}

bool convert_chart(const struct convert_job *job, struct chart_files *ret,
                   struct convert_count *ret_count, struct diags *diags)
{
    static const struct {
        bool by_action, guess_unread;
    } ways[] = {{false, true}, {true, true}, {false, false}, {true, false}};
    struct convert_plan plan = {
        .arena = job->keep, .files = job->files, .n = job->n, .to = job->to};
    if (!find_pair(job, &plan.from, diags))
        return false;
    struct outcome want = render_files(job, job->files, job->options->delims, NULL);
    if (!want.ok)
        return diag_error(diags,
                          "the chart does not render with these values, so that its conversion "
                          "could not be checked (give others with -f or --set): %.*s",
                          STR_ARG(want.error));
    struct attempt first = {.files = NULL};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct attempt now;
        plan.by_action = ways[i].by_action;
        plan.guess_unread = ways[i].guess_unread;
        if (!try(job, &plan, &now, diags))
            return false;
        if (now.outcome.ok && difference(&want, &now.outcome) == STR_NONE) {
            give(job, &now, ret);
            *ret_count = now.count;
            return true;
        }
        if (i == 0)
            first = now;
    }
    return different(&want, &first.outcome, diags);
}
