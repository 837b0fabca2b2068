#include "cli/batch.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "cli/answer.h"
#include "cli/api_texts.h"
#include "cli/atomic_file.h"
#include "cli/job.h"
#include "cli/memory.h"
#include "cli/output.h"
#include "value/json_write.h"
#include "value/map.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

enum { MAX_THREADS = 1024 };

/* A chart of several jobs: opened by the first that needs it, freed behind the last. */
struct shared_chart {
    pthread_mutex_t lock;
    chelm_chart *chart;
    size_t jobs, left; /* jobs: how many name it; left: how many of them are not done */
};

struct slot {
    struct job job;
    struct shared_chart *chart;
    struct arena arena; /* of the answer */
    str answer;
    bool is_done;
};

struct batch {
    chelm_context *context;
    struct slot *slots;
    struct shared_chart *charts;
    size_t count, chart_count;
    enum error_form errors;
    bool shows_progress;
    pthread_mutex_t lock; /* for all that follows */
    size_t next, written, done, failed;
    bool is_broken; /* answers cannot be written any more */
};

/* ---- one job ---- */

static chelm_chart *open_chart(struct batch *b, struct slot *s)
{
    struct shared_chart *shared = s->chart;
    pthread_mutex_lock(&shared->lock);
    if (!shared->chart) {
        str path = s->job.chart;
        shared->chart = chelm_chart_open(b->context, api_text(path));
        if (shared->chart && shared->jobs > 1)
            chelm_chart_load(b->context, shared->chart);
    }
    chelm_chart *chart = shared->chart;
    pthread_mutex_unlock(&shared->lock);
    return chart;
}

static void release_chart(struct shared_chart *shared)
{
    pthread_mutex_lock(&shared->lock);
    bool last = --shared->left == 0;
    pthread_mutex_unlock(&shared->lock);
    if (!last)
        return;
    chelm_chart_free(shared->chart);
    shared->chart = NULL;
}

static void put_warnings(struct buf *out, const chelm_result *r)
{
    size_t n = chelm_result_log_count(r);
    if (!n)
        return;
    buf_put_str(out, STR(",\"warnings\":["));
    for (size_t i = 0; i < n; i++) {
        chelm_text line = chelm_result_log(r, i, NULL);
        if (i)
            buf_put_char(out, ',');
        json_write_string(out, api_str(line), JSON_RAW);
    }
    buf_put_char(out, ']');
}

static void put_error(struct buf *out, const chelm_result *r, enum error_form form)
{
    chelm_text error = chelm_result_error(r), note = chelm_result_note(r);
    answer_put(out, "err", api_str(error));
    if (note.len)
        answer_put(out, "note", api_str(note));
    answer_put_errors(out, r);
    answer_put_reports(out, r, form);
    chelm_text partial = chelm_result_partial(r);
    if (partial.len)
        answer_put(out, "partial", api_str(partial));
}

/* The text, or where it was written to. */
static bool put_output(struct buf *out, const struct job *j, str text)
{
    str error;
    if (!j->output.len)
        answer_put(out, "out", text);
    else if (atomic_file_write(out->arena, j->output, text, &error))
        answer_put(out, "output", j->output);
    else {
        answer_put(out, "err", error);
        return false;
    }
    return true;
}

static bool render(struct batch *b, struct slot *s, struct buf *out)
{
    chelm_chart *chart = open_chart(b, s);
    chelm_result *r = chart ? chelm_render(b->context, chart, &s->job.render) : NULL;
    release_chart(s->chart);
    bool ok = chelm_result_ok(r);
    chelm_text text = chelm_result_output(r);
    if (ok)
        ok = put_output(out, &s->job, api_str(text));
    else
        put_error(out, r, b->errors);
    put_warnings(out, r);
    chelm_result_free(r);
    return ok;
}

static bool run_job(struct batch *b, struct slot *s)
{
    bool ok = false;
    struct buf out;
    buf_init(&out, &s->arena);
    buf_put_str(&out, STR("{\"id\":"));
    buf_put_str(&out, s->job.id);
    if (s->job.error.len)
        answer_put(&out, "err", s->job.error);
    else
        ok = render(b, s, &out);
    buf_put_str(&out, STR("}\n"));
    s->answer = buf_str(&out);
    return ok;
}

/* ---- all jobs ---- */

static void show_progress(const struct batch *b)
{
    if (b->shows_progress)
        fprintf(stderr, "\r%zu of %zu jobs, %zu failed%s", b->done, b->count, b->failed,
                b->done == b->count ? "\n" : "");
}

/* Writes the answers whose turn it is. The lock is held. */
static void flush(struct batch *b)
{
    while (!b->is_broken && b->written < b->count && b->slots[b->written].is_done) {
        struct slot *s = &b->slots[b->written++];
        b->is_broken = !output_text(s->answer);
        arena_done(&s->arena);
    }
}

static void *work(void *data)
{
    struct batch *b = data;
    pthread_mutex_lock(&b->lock);
    while (b->next < b->count && !b->is_broken) {
        struct slot *s = &b->slots[b->next++];
        pthread_mutex_unlock(&b->lock);
        bool ok = run_job(b, s);
        pthread_mutex_lock(&b->lock);
        s->is_done = true;
        b->done++;
        b->failed += !ok;
        flush(b);
        show_progress(b);
    }
    pthread_mutex_unlock(&b->lock);
    return NULL;
}

static size_t thread_count(const struct batch *b, const struct batch_options *o)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    size_t n = o->threads ? o->threads : online > 0 ? (size_t)online : 1;
    if (n > b->count)
        n = b->count;
    return n < MAX_THREADS ? n : MAX_THREADS;
}

/* As many threads as the system gives; the caller's own when it gives none. */
static void run_threads(struct arena *a, struct batch *b, size_t n)
{
    pthread_t *threads = ARENA_ARRAY(a, pthread_t, n);
    pthread_attr_t attr;
    size_t started = 0;
    if (pthread_attr_init(&attr) == 0) {
        pthread_attr_setstacksize(&attr, CHELM_STACK_SIZE);
        while (started < n && pthread_create(&threads[started], &attr, work, b) == 0)
            started++;
        pthread_attr_destroy(&attr);
    }
    if (!started)
        work(b);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

/* ---- reading the jobs ---- */

static void add_slot(struct arena *a, struct batch *b, size_t *cap, str line, size_t number,
                     const chelm_render_options *defaults)
{
    if (b->count == *cap) {
        size_t more = *cap ? *cap * 2 : 64;
        b->slots = arena_grow(a, b->slots, *cap * sizeof *b->slots, more * sizeof *b->slots);
        *cap = more;
    }
    struct slot *s = &b->slots[b->count++];
    *s = (struct slot){.is_done = false};
    memory_arena(&s->arena, ARENA_NEW(a, struct budget)); /* slots move, it does not */
    job_parse(a, line, number, defaults, &s->job);
}

static void read_slots(struct arena *a, struct batch *b, str text,
                       const chelm_render_options *defaults)
{
    size_t cap = 0;
    for (size_t number = 1; text.len; number++) {
        size_t end = str_find_char(text, '\n');
        str line = str_trim_blanks(str_slice(text, 0, end == STR_NONE ? text.len : end));
        text = str_from(text, end == STR_NONE ? text.len : end + 1);
        if (line.len)
            add_slot(a, b, &cap, line, number, defaults);
    }
}

static struct shared_chart *chart_of(struct batch *b, struct map *by_path, str path)
{
    const val *known = map_get(by_path, path);
    if (known)
        return &b->charts[known->i];
    map_set(by_path, path, val_int((int64_t)b->chart_count));
    struct shared_chart *c = &b->charts[b->chart_count++];
    pthread_mutex_init(&c->lock, NULL);
    return c;
}

/* Two jobs must not write one file: which of them came last would be chance. */
static void claim_output(struct arena *a, struct map *outputs, struct job *j)
{
    if (!j->output.len || j->error.len)
        return;
    str path = file_abs(a, j->output);
    if (map_has(outputs, path))
        j->error =
            str_fmt(a, "bad job: \"%.*s\" is an earlier job's output, too", STR_ARG(j->output));
    else
        map_set(outputs, path, val_bool(true));
}

static void assign(struct arena *a, struct batch *b)
{
    struct map *by_path = map_new(a, 0), *outputs = map_new(a, 0);
    b->charts = ARENA_ARRAY(a, struct shared_chart, b->count);
    for (size_t i = 0; i < b->count; i++) {
        struct slot *s = &b->slots[i];
        claim_output(a, outputs, &s->job);
        if (s->job.error.len)
            continue;
        s->chart = chart_of(b, by_path, s->job.chart);
        s->chart->jobs++;
        s->chart->left++;
    }
}

static void finish(struct batch *b)
{
    for (size_t i = 0; i < b->chart_count; i++) {
        chelm_chart_free(b->charts[i].chart);
        pthread_mutex_destroy(&b->charts[i].lock);
    }
    for (size_t i = b->written; i < b->count; i++)
        arena_done(&b->slots[i].arena);
    pthread_mutex_destroy(&b->lock);
}

static bool run(struct arena *a, chelm_context *c, const struct batch_options *o, str text)
{
    struct batch b = {.context = c,
                      .errors = o->errors,
                      .shows_progress = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO)};
    pthread_mutex_init(&b.lock, NULL);
    read_slots(a, &b, text, &o->defaults);
    assign(a, &b);
    run_threads(a, &b, thread_count(&b, o));
    bool ok = !b.is_broken && !b.failed;
    finish(&b);
    return ok;
}

bool batch_run(chelm_context *c, const struct batch_options *o)
{
    struct arena a;
    struct budget budget;
    memory_arena(&a, &budget);
    str text, error;
    bool is_read = str_eq(o->jobs, STR("-")) ? file_read_stdin(&a, &text, &error)
                                             : file_read(&a, o->jobs, 0, &text, &error);
    bool ok = is_read ? run(&a, c, o, text) : output_error(error);
    arena_done(&a);
    return ok;
}
