#include "cli/job.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/unicode.h"
#include "cli/api_texts.h"
#include "value/json_parse.h"
#include "value/json_write.h"
#include "value/list.h"
#include "value/map.h"

#include <stdarg.h>

struct reader {
    struct arena *arena;
    const struct map *members;
    struct job *job;
};

static bool fail(struct reader *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static bool fail(struct reader *r, const char *fmt, ...)
{
    struct buf b;
    buf_init(&b, r->arena);
    buf_put_str(&b, STR("bad job: "));
    va_list ap;
    va_start(ap, fmt);
    buf_put_vfmt(&b, fmt, ap);
    va_end(ap);
    r->job->error = buf_str(&b);
    return false;
}

/* The member, or NULL; null counts as absent. */
static const val *member(const struct reader *r, const char *name)
{
    const val *v = map_get(r->members, str_from_c(name));
    return v && v->tag != V_NIL ? v : NULL;
}

static chelm_text text_of(val v)
{
    str s = val_text(v);
    return (chelm_text){s.len ? s.s : "", s.len};
}

static bool read_text(struct reader *r, const char *name, chelm_text *ret)
{
    const val *v = member(r, name);
    if (v && v->tag != V_STRING)
        return fail(r, "\"%s\" must be a text", name);
    if (v)
        *ret = text_of(*v);
    return true;
}

static bool read_flag(struct reader *r, const char *name, bool *ret)
{
    const val *v = member(r, name);
    if (v && v->tag != V_BOOL)
        return fail(r, "\"%s\" must be true or false", name);
    if (v)
        *ret = v->i != 0;
    return true;
}

/* A list of texts, for which one text may stand. */
static bool read_list(struct reader *r, const char *name, const val **ret, size_t *ret_n)
{
    const val *v = member(r, name);
    bool list = v && v->tag == V_LIST;
    *ret = list && v->list ? v->list->items : v;
    *ret_n = list ? list_len(v->list) : v != NULL;
    for (size_t i = 0; i < *ret_n; i++)
        if ((*ret)[i].tag != V_STRING)
            return fail(r, "\"%s\" must be a list of texts", name);
    return true;
}

static bool read_texts(struct reader *r, const char *name, const chelm_text **ret, size_t *ret_n)
{
    const val *items;
    size_t n, before = *ret_n;
    if (!read_list(r, name, &items, &n))
        return false;
    chelm_text *all = ARENA_ARRAY(r->arena, chelm_text, before + n);
    for (size_t i = 0; i < before; i++)
        all[i] = (*ret)[i];
    for (size_t i = 0; i < n; i++)
        all[before + i] = text_of(items[i]);
    *ret = all;
    *ret_n = before + n;
    return true;
}

/* ---- values ---- */

static const struct {
    const char *name;
    chelm_value_kind kind;
} value_members[] = {
#define JOB_TEXT(name, field)
#define JOB_FLAG(name, field)
#define JOB_LIST(name, field, count)
#define JOB_VALUES(name, kind) {name, kind},
#include "cli/job.def"
#undef JOB_TEXT
#undef JOB_FLAG
#undef JOB_LIST
#undef JOB_VALUES
};

enum { VALUE_MEMBERS = sizeof value_members / sizeof *value_members };

static bool is_stdin(chelm_text t)
{
    return str_eq(unicode_trim_space(api_str(t)), STR("-"));
}

/* Kind by kind: those of the command line, then the job's. */
static bool read_values(struct reader *r, chelm_render_options *o)
{
    const val *items[VALUE_MEMBERS];
    size_t n[VALUE_MEMBERS], total = o->value_count, at = 0;
    for (size_t i = 0; i < VALUE_MEMBERS; i++) {
        if (!read_list(r, value_members[i].name, &items[i], &n[i]))
            return false;
        total += n[i];
    }
    chelm_value *all = ARENA_ARRAY(r->arena, chelm_value, total);
    for (size_t i = 0; i < VALUE_MEMBERS; i++) {
        chelm_value_kind kind = value_members[i].kind;
        for (size_t k = 0; k < o->value_count; k++)
            if (o->values[k].kind == kind)
                all[at++] = o->values[k];
        for (size_t k = 0; k < n[i]; k++)
            all[at++] = (chelm_value){kind, text_of(items[i][k])};
    }
    o->values = all;
    o->value_count = total;
    for (size_t i = 0; i < total; i++)
        if (all[i].kind == CHELM_VALUES_FILE && is_stdin(all[i].text))
            return fail(r, "values cannot come from standard input");
    return true;
}

/* ---- all members ---- */

static bool is_known(str name)
{
    static const char *const known[] = {
        "id",
        "chart",
        "output",
        "delims",
#define JOB_TEXT(name, field)        name,
#define JOB_FLAG(name, field)        name,
#define JOB_LIST(name, field, count) name,
#define JOB_VALUES(name, kind)       name,
#include "cli/job.def"
#undef JOB_TEXT
#undef JOB_FLAG
#undef JOB_LIST
#undef JOB_VALUES
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(name, str_from_c(known[i])))
            return true;
    return false;
}

static bool check_names(struct reader *r)
{
    for (size_t i = 0; i < map_len(r->members); i++) {
        str name = r->members->entries[i].key;
        if (!is_known(name))
            return fail(r, "unknown member \"%.*s\"", STR_ARG(name));
    }
    return true;
}

static bool read_delims(struct reader *r, chelm_delims *ret)
{
    chelm_text text = {NULL, 0};
    if (!read_text(r, "delims", &text))
        return false;
    return !text.len || chelm_delims_parse(text, ret) ||
           fail(r, "\"delims\" must be \"<< >>\" or \"{{ }}\"");
}

static bool read_options(struct reader *r, chelm_render_options *o)
{
#define JOB_TEXT(name, field)                                                                      \
    if (!read_text(r, name, &o->field))                                                            \
        return false;
#define JOB_FLAG(name, field)                                                                      \
    if (!read_flag(r, name, &o->field))                                                            \
        return false;
#define JOB_LIST(name, field, count)                                                               \
    if (!read_texts(r, name, &o->field, &o->count))                                                \
        return false;
#define JOB_VALUES(name, kind)
#include "cli/job.def"
#undef JOB_TEXT
#undef JOB_FLAG
#undef JOB_LIST
#undef JOB_VALUES
    if (member(r, "release") && o->name_template.len)
        return fail(r, "cannot set a template of the name and also specify a name");
    return read_values(r, o) && read_delims(r, &o->delims);
}

static bool read_job(struct reader *r)
{
    chelm_text chart = {NULL, 0}, output = {NULL, 0};
    if (!check_names(r) || !read_text(r, "chart", &chart) || !read_text(r, "output", &output))
        return false;
    if (!chart.len)
        return fail(r, "\"chart\" is missing");
    r->job->chart = api_str(chart);
    r->job->output = api_str(output);
    return read_options(r, &r->job->render);
}

static str id_text(struct reader *r, size_t number)
{
    const val *v = map_get(r->members, STR("id"));
    struct buf b;
    str error;
    buf_init(&b, r->arena);
    if (!v || !json_write(&b, *v, JSON_RAW, &error))
        buf_put_int(&b, (int64_t)number);
    return buf_str(&b);
}

void job_parse(struct arena *a, str line, size_t number, const chelm_render_options *defaults,
               struct job *ret)
{
    *ret = (struct job){.render = *defaults};
    struct reader r = {.arena = a, .job = ret};
    val v;
    str error;
    bool ok = json_parse(a, line, JSON_ROOT_MAP, &v, &error);
    r.members = ok ? v.map : NULL;
    ret->id = id_text(&r, number);
    if (ok)
        read_job(&r);
    else
        fail(&r, "%.*s", STR_ARG(error));
}
