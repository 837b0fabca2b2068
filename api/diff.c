/* chelm_diff: two renders, compared.
 *
 * Both run under one seed, so that what is random is mostly equal. When they differ all the same,
 * both are rendered again under another seed and at another time: what then is not as before is
 * random, and is masked. */
#include "api/value_origins.h"
#include "release/release_diff.h"

#include <string.h>

enum { OLD, NEW, SIDES };

/* A year, a day, an hour, a minute and a second behind where the clock stands under a seed. */
#define LATER INT64_C(978397261)

struct job {
    chelm_result *first[SIDES], *again[SIDES]; /* `again` may be NULL */
    chelm_format format;
};

static void later_now(int64_t *seconds, int32_t *nanoseconds, void *payload)
{
    (void)payload;
    *seconds = LATER;
    *nanoseconds = 1;
}

/* The context, seeded: as it is, or with a seed of ours. */
static chelm_context seeded(const chelm_context *c, uint8_t byte)
{
    chelm_context s = *c;
    if (!s.is_seeded || byte)
        memset(s.seed, byte, sizeof s.seed);
    s.is_seeded = true;
    if (byte) {
        s.own_clock = true;
        s.options.now = later_now;
    }
    return s;
}

static struct object_set objects_of(struct arena *a, const chelm_result *r)
{
    struct object_set s = {.arena = a};
    for (size_t i = 0; i < chelm_result_document_count(r); i++) {
        chelm_document d = chelm_result_document(r, i);
        object_set_add(&s, text_str(d.path), text_str(d.text));
    }
    return s;
}

static bool diff_work(struct chelm_result *r, const chelm_context *c, const void *data)
{
    (void)c;
    const struct job *job = data;
    struct object_set sets[SIDES];
    struct release_diff d;
    for (int i = 0; i < SIDES; i++) {
        sets[i] = objects_of(&r->render, job->first[i]);
        struct object_set again = objects_of(&r->program, job->again[i]);
        if (job->again[i])
            object_set_mask(&sets[i], &again);
    }
    release_diff(&r->render, &sets[OLD], &sets[NEW], &d);
    struct buf out;
    buf_init(&out, &r->render);
    if (job->format == CHELM_JSON)
        release_diff_put_json(&out, &d);
    else
        release_diff_put_text(&out, &d, job->format == CHELM_COLORED);
    r->output = buf_str(&out);
    r->differs = d.n > 0;
    for (int i = 0; i < SIDES; i++)
        for (const struct diag *g = job->first[i]->diags.first; g; g = g->next)
            diag_put(&r->diags, g->severity, str_dup(&r->render, g->text));
    return true;
}

static chelm_result *compare(const chelm_context *c, const struct job *job)
{
    return result_run(c, diff_work, job);
}

/* What could not be rendered is the result; it tells which of the two it was. */
static chelm_result *failed(struct job *job)
{
    int bad = chelm_result_ok(job->first[OLD]) ? NEW : OLD;
    chelm_result *r = job->first[bad];
    chelm_result_free(job->first[bad == OLD ? NEW : OLD]);
    if (!r || r->limit_error[0])
        return r;
    for (struct diag *d = r->diags.first; d; d = d->next)
        if (d->severity == DIAG_ERROR && !d->note.len)
            d->note = bad == OLD ? STR("this is the first of the two that are compared")
                                 : STR("this is the second of the two that are compared");
    return r;
}

static bool refuse_stdin(struct chelm_result *r, const chelm_context *c, const void *data)
{
    (void)c;
    (void)data;
    return diag_error(&r->diags, "values on standard input cannot be read more than once: "
                                 "write them to a file to compare renders");
}

chelm_result *chelm_diff(chelm_context *c, const chelm_chart *old_chart,
                         const chelm_render_options *old_options, const chelm_chart *new_chart,
                         const chelm_render_options *new_options, chelm_format format)
{
    chelm_context first = seeded(c, 0), again = seeded(c, 1);
    struct job job = {.format = format};
    if ((old_options && value_origins_are_gone(old_options)) ||
        (new_options && value_origins_are_gone(new_options)))
        return result_run(c, refuse_stdin, NULL);
    job.first[OLD] = chelm_render(&first, old_chart, old_options);
    job.first[NEW] = chelm_render(&first, new_chart, new_options);
    if (!chelm_result_ok(job.first[OLD]) || !chelm_result_ok(job.first[NEW]))
        return failed(&job);
    chelm_result *r = compare(c, &job);
    if (chelm_result_differs(r)) {
        chelm_result_free(r);
        job.again[OLD] = chelm_render(&again, old_chart, old_options);
        job.again[NEW] = chelm_render(&again, new_chart, new_options);
        r = compare(c, &job);
    }
    for (int i = 0; i < SIDES; i++) {
        chelm_result_free(job.first[i]);
        chelm_result_free(job.again[i]);
    }
    return r;
}

bool chelm_result_differs(const chelm_result *r)
{
    return chelm_result_ok(r) && r->differs;
}
