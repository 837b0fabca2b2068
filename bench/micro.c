/* Where the time of a render goes: `bench-micro CHART...` prints a table of stages for each chart,
 * with CPU nanoseconds per byte or per action. Each figure is the least of several runs.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "chart/capabilities.h"
#include "chart/coalesce.h"
#include "chart/dependencies.h"
#include "chart/load.h"
#include "chart/schema.h"
#include "lexer/lexer.h"
#include "release/documents.h"
#include "release/head.h"
#include "release/render.h"
#include "value/map.h"
#include "value/yaml_docs.h"
#include "value/yaml_write.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <yaml.h>

enum { RUNS = 15 };

enum stage {
    LOAD,
    VALUES,
    LIBYAML,
    LEX,
    PARSE,
    COMPILE,
    MERGE,
    SCHEMA,
    EXECUTE,
    TO_YAML,
    SPLIT,
    CHECK,
    STAGES
};

struct figure {
    const char *name, *unit, *what;
    double ns, units;
};

/* One run over a chart. */
struct bench {
    struct arena program, render;
    struct diags diags;
    struct chart *chart;
    struct fn_env env;
    struct render_options options;
    struct render job;
    struct map *user;
    struct eval_program code;
    struct figure *figures;
    double started;
};

static double cpu_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void start(struct bench *b)
{
    b->started = cpu_ns();
}

static void stop(struct bench *b, enum stage stage, double units)
{
    double ns = cpu_ns() - b->started;
    struct figure *f = &b->figures[stage];
    if (f->ns == 0 || ns < f->ns)
        f->ns = ns;
    f->units = units;
}

static void now(void *data, int64_t *seconds, int32_t *nanoseconds)
{
    (void)data;
    *seconds = 946684800;
    *nanoseconds = 0;
}

static void not_random(void *data, void *out, size_t n)
{
    (void)data;
    memset(out, 0x5a, n);
}

/* ---- stages ---- */

static bool load(struct bench *b, str path)
{
    start(b);
    b->chart = chart_load(&b->render, path, &b->diags);
    double bytes = 0;
    for (size_t i = 0; b->chart && i < b->chart->raw.n; i++)
        bytes += (double)b->chart->raw.items[i].data.len;
    stop(b, LOAD, bytes);
    return b->chart != NULL;
}

static size_t count_events(str text)
{
    yaml_parser_t parser;
    yaml_event_t event;
    size_t n = 0;
    if (!yaml_parser_initialize(&parser))
        return 0;
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.s, text.len);
    for (bool end = false; !end && yaml_parser_parse(&parser, &event); n++) {
        end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return n;
}

/* The chart's values.yaml alone, and what libyaml takes to find its events. */
static void read_values(struct bench *b)
{
    const struct chart_files *raw = &b->chart->raw;
    for (size_t i = 0; i < raw->n; i++) {
        str text = raw->items[i].data, error;
        struct map *values;
        if (!str_eq(raw->items[i].name, STR("values.yaml")))
            continue;
        start(b);
        bool ok = yaml_parse_values(&b->program, text, &values, &error);
        stop(b, VALUES, ok ? (double)text.len : 0);
        start(b);
        ok = count_events(text) > 0;
        stop(b, LIBYAML, ok ? (double)text.len : 0);
    }
}

static bool merge(struct bench *b)
{
    struct map *values;
    b->user = map_new(&b->render, 0);
    start(b);
    bool ok = chart_process_dependencies(b->chart, b->user, &b->diags) &&
              chart_coalesce_values(&b->render, b->chart, b->user, &values, &b->diags);
    stop(b, MERGE, 1);
    if (!ok)
        return false;
    start(b);
    ok = schema_check_chart(&b->render, b->chart, values, &b->diags);
    stop(b, SCHEMA, 1);
    struct buf out;
    buf_init(&out, &b->render);
    str error;
    start(b);
    ok = yaml_write(&out, val_map(values), &error) && ok;
    stop(b, TO_YAML, (double)out.len);
    return ok;
}

static double template_bytes(const struct render *r)
{
    double bytes = 0;
    for (size_t i = 0; i < r->count; i++)
        bytes += (double)r->files[i].text.len;
    return bytes;
}

/* The number of actions. */
static double lex(struct bench *b)
{
    double actions = 0;
    start(b);
    for (size_t i = 0; i < b->job.count; i++) {
        struct lexer l;
        lexer_init(&l, &b->program, b->job.files[i].text, b->job.files[i].delims);
        for (struct token t = lexer_next(&l); t.kind != TOK_EOF && !l.failed; t = lexer_next(&l))
            actions += t.kind == TOK_LEFT_DELIM;
    }
    stop(b, LEX, template_bytes(&b->job));
    return actions;
}

static bool parse_and_run(struct bench *b)
{
    b->job = (struct render){
        .program = &b->program, .render = &b->render, .diags = &b->diags, .options = &b->options};
    if (!render_prepare(&b->job, b->chart, b->user))
        return false;
    double actions = lex(b);
    start(b);
    bool ok = eval_compile(&b->program, b->job.files, b->job.count, false, &b->code, &b->diags);
    stop(b, PARSE, template_bytes(&b->job));
    if (!ok)
        return false;
    start(b);
    eval_make_shareable(&b->code);
    stop(b, COMPILE, actions);
    start(b);
    ok = eval_run(&b->code, &b->program, &b->render, b->job.files, &b->env, &b->diags);
    stop(b, EXECUTE, actions);
    return ok;
}

static void split(struct bench *b)
{
    double bytes = 0;
    size_t count = 0;
    start(b);
    for (size_t i = 0; i < b->job.count; i++) {
        struct documents d;
        str text;
        bytes += (double)b->job.files[i].output.len;
        documents_init(&d, b->job.files[i].output);
        while (documents_next(&d, &text))
            count++;
    }
    stop(b, SPLIT, count ? bytes : 0);
}

static bool ends_in_notes(str name)
{
    return str_has_suffix(name, STR("NOTES.txt"));
}

static void check(struct bench *b)
{
    double bytes = 0;
    start(b);
    for (size_t i = 0; i < b->job.count; i++) {
        struct documents d;
        struct head head;
        str text, error;
        documents_init(&d, b->job.files[i].output);
        while (!ends_in_notes(b->job.files[i].name) && documents_next(&d, &text)) {
            struct arena_mark mark = arena_mark(&b->program);
            if (head_parse(&b->program, text, &head, &error))
                bytes += (double)text.len;
            arena_release(&b->program, mark);
        }
    }
    stop(b, CHECK, bytes);
}

/* ---- a chart ---- */

static bool run(struct figure *figures, str path)
{
    struct bench b = {.figures = figures};
    arena_init(&b.program, NULL);
    arena_init(&b.render, NULL);
    diags_init(&b.diags, &b.render);
    b.env =
        (struct fn_env){.now = now, .random = not_random, .arena = &b.render, .own_random = true};
    b.options = (struct render_options){
        .release = {.name = STR("rel"), .ns = STR("ns"), .revision = 1, .is_install = true},
        .env = &b.env,
        .skip_schema = true};
    bool ok = capabilities_init(&b.render, (str){0}, NULL, 0, &b.options.capabilities, &b.diags) &&
              load(&b, path) && merge(&b) && parse_and_run(&b);
    if (ok) {
        read_values(&b);
        split(&b);
        check(&b);
    } else if (b.diags.last) {
        fprintf(stderr, "%.*s: %.*s\n", STR_ARG(path), STR_ARG(b.diags.last->text));
    }
    arena_done(&b.render);
    arena_done(&b.program);
    return ok;
}

static bool measure(const char *path)
{
    struct figure figures[STAGES] = {
        [LOAD] = {.name = "load", .unit = "byte", .what = "files read, YAML of values"},
        [VALUES] = {.name = "values", .unit = "byte", .what = "values.yaml to values"},
        [LIBYAML] = {.name = "libyaml", .unit = "byte", .what = "events of values.yaml by libyaml"},
        [LEX] = {.name = "lex", .unit = "byte", .what = "templates to tokens"},
        [PARSE] = {.name = "parse", .unit = "byte", .what = "templates to trees, lexing included"},
        [COMPILE] = {.name = "compile", .unit = "action", .what = "all trees to bytecode"},
        [MERGE] = {.name = "merge", .unit = "chart", .what = "dependencies, values coalesced"},
        [SCHEMA] = {.name = "schema", .unit = "chart", .what = "values.schema.json"},
        [EXECUTE] = {.name = "execute", .unit = "action", .what = "templates run"},
        [TO_YAML] = {.name = "toYaml", .unit = "byte", .what = "all values as YAML"},
        [SPLIT] = {.name = "split", .unit = "byte", .what = "output to documents"},
        [CHECK] = {.name = "check", .unit = "byte", .what = "documents are YAML"},
    };
    for (int i = 0; i < RUNS; i++)
        if (!run(figures, str_from_c(path)))
            return false;
    printf("%s\n  %-8s %10s %12s %10s\n", path, "stage", "us", "units", "ns/unit");
    for (int i = 0; i < STAGES; i++) {
        const struct figure *f = &figures[i];
        printf("  %-8s %10.1f %12.0f %10.2f per %-7s %s\n", f->name, f->ns / 1e3, f->units,
               f->units > 0 ? f->ns / f->units : 0, f->unit, f->what);
    }
    return true;
}

int main(int argc, char **argv)
{
    int status = argc > 1 ? 0 : 2;
    for (int i = 1; i < argc; i++)
        if (!measure(argv[i]))
            status = 1;
    return status;
}
