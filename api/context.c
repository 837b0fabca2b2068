/* Contexts and charts: what outlives a single render. */
#include "api/handles.h"
#include "api/loaded.h"
#include "api/seed.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

const char *chelm_version(void)
{
    return CHELM_VERSION;
}

chelm_text chelm_text_of(const char *s)
{
    return (chelm_text){s, s ? strlen(s) : 0};
}

static void system_now(int64_t *seconds, int32_t *nanoseconds, void *payload)
{
    (void)payload;
    struct timespec t = {0};
    clock_gettime(CLOCK_REALTIME, &t);
    *seconds = (int64_t)t.tv_sec;
    *nanoseconds = (int32_t)t.tv_nsec;
}

/* The kernel gives up to 256 bytes at once whatever happens, more perhaps in pieces. */
static void system_random(void *out, size_t n, void *payload)
{
    (void)payload;
    for (char *at = out; n;) {
        ssize_t got = getrandom(at, n, 0);
        if (got < 0 && errno != EINTR)
            abort(); /* no secret may be made of anything less */
        if (got > 0) {
            at += got;
            n -= (size_t)got;
        }
    }
}

static void take_seed(chelm_context *c)
{
    struct sha256_ctx sha;
    sha256_init(&sha);
    sha256_update(&sha, c->options.seed.len, (const uint8_t *)c->options.seed.s);
    sha256_digest(&sha, sizeof c->seed, c->seed);
    c->is_seeded = c->options.seed.len > 0;
    c->options.seed = (chelm_text){NULL, 0};
}

chelm_context *chelm_context_new(const chelm_context_options *o)
{
    chelm_context *c = malloc(sizeof *c);
    if (!c)
        return NULL;
    *c = (chelm_context){.options = {.size = sizeof c->options}};
    if (o)
        memcpy(&c->options, o, o->size < sizeof c->options ? o->size : sizeof c->options);
    take_seed(c);
    c->own_clock = c->options.now != NULL;
    if (!c->options.now)
        c->options.now = system_now;
    if (!c->options.random)
        c->options.random = system_random;
    return c;
}

uint64_t context_limit(const chelm_context *c, enum limit l)
{
    const uint64_t given[LIMIT_COUNT] = {
        [LIMIT_BYTES] = c->options.memory_limit,  [LIMIT_VALUE] = c->options.value_limit,
        [LIMIT_OUTPUT] = c->options.output_limit, [LIMIT_STEPS] = c->options.step_limit,
        [LIMIT_DEPTH] = c->options.depth_limit,   [LIMIT_TIME] = c->options.time_limit,
    };
    uint64_t n = given[l] ? given[l] : limit_default(l);
    return n == CHELM_NO_LIMIT ? 0 : n;
}

void chelm_context_free(chelm_context *c)
{
    free(c);
}

/* A callback's data must not be const, but contexts are only read. */
union context_pointer {
    const chelm_context *context;
    void *data;
};

static void env_now(void *data, int64_t *seconds, int32_t *nanoseconds)
{
    const chelm_context *c = data;
    c->options.now(seconds, nanoseconds, c->options.payload);
}

static void env_random(void *data, void *out, size_t n)
{
    const chelm_context *c = data;
    c->options.random(out, n, c->options.payload);
}

struct fn_env context_env(const chelm_context *c, struct arena *a)
{
    union context_pointer p = {.context = c};
    struct fn_env env = {.data = p.data,
                         .now = env_now,
                         .random = env_random,
                         .arena = a,
                         .own_random = c->options.random != system_random};
    if (c->is_seeded)
        seed_env(&env, a, c);
    return env;
}

static chelm_chart *chart_new(void)
{
    chelm_chart *chart = malloc(sizeof *chart);
    if (!chart)
        return NULL;
    *chart = (chelm_chart){.file_count = 0};
    arena_init(&chart->arena, &chart->budget);
    return chart;
}

static void fill_files(chelm_chart *chart, const chelm_file *files, size_t n)
{
    chart->files = ARENA_ARRAY(&chart->arena, struct chart_file, n);
    chart->file_count = n;
    for (size_t i = 0; i < n; i++)
        chart->files[i] = (struct chart_file){str_dup(&chart->arena, text_str(files[i].name)),
                                              str_dup(&chart->arena, text_str(files[i].data))};
}

/* Runs under the chart's own budget, whose trap means that memory is out. */
static chelm_chart *chart_fill(chelm_chart *chart, chelm_text path, const chelm_file *files,
                               size_t n)
{
    if (!chart)
        return NULL;
    chart->budget.armed = true;
    if (setjmp(chart->budget.trap)) {
        chelm_chart_free(chart);
        return NULL;
    }
    chart->path = str_dup(&chart->arena, text_str(path));
    fill_files(chart, files, n);
    chart->budget.armed = false;
    return chart;
}

chelm_chart *chelm_chart_open(chelm_context *c, chelm_text path)
{
    (void)c;
    /* no path is one that does not exist; the handle has none when the chart is files */
    return chart_fill(chart_new(), path.len ? path : chelm_text_of(" "), NULL, 0);
}

chelm_chart *chelm_chart_from_files(chelm_context *c, const chelm_file *files, size_t n)
{
    (void)c;
    return chart_fill(chart_new(), (chelm_text){NULL, 0}, files, n);
}

void chelm_chart_free(chelm_chart *chart)
{
    if (!chart)
        return;
    if (chart->loaded) {
        program_cache_done(&chart->loaded->programs);
        free(chart->loaded);
    }
    arena_done(&chart->arena);
    free(chart);
}

/* Reads the chart into an arena of its own. False when memory is out. */
static bool load(const chelm_context *c, struct loaded *l, struct chelm_chart *chart)
{
    chart->budget.armed = true;
    if (setjmp(chart->budget.trap))
        return false;
    arena_keep_for_long(&chart->arena);
    loaded_fill(l, &chart->arena, chart->path, chart->files, chart->file_count, c->options.confine);
    chart->budget.armed = false;
    return true;
}

void chelm_chart_load(chelm_context *c, chelm_chart *chart)
{
    uint64_t limit = context_limit(c, LIMIT_BYTES);
    struct loaded *l = chart->loaded ? NULL : malloc(sizeof *l);
    if (!l)
        return;
    size_t bytes = limit < SIZE_MAX ? (size_t)limit : 0;
    chart->budget.limits[LIMIT_BYTES] = bytes;
    if (!program_cache_init(&l->programs, bytes)) {
        free(l);
        return;
    }
    if (load(c, l, chart)) {
        chart->loaded = l;
        return;
    }
    chart->budget.armed = false;
    program_cache_done(&l->programs);
    free(l);
}
