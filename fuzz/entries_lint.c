/* The linter, on charts in memory. */
#include "fuzz/fuzz.h"
#include "lint/lint.h"

static void no_random(void *data, void *out, size_t n)
{
    (void)data;
    memset(out, 7, n);
}

static void clock_stands(void *data, int64_t *seconds, int32_t *nanoseconds)
{
    (void)data;
    *seconds = 1700000000;
    *nanoseconds = 0;
}

/* Whatever the chart: each finding points into its file. */
static void check_places(const struct findings *findings, str template)
{
    for (uint32_t i = 0; i < findings->count; i++) {
        const struct finding *g = findings->items[i];
        size_t len = g->file ? g->file->source.text.len : 0;
        if (g->span.begin > g->span.end || g->span.end > len)
            fuzz_differ("a finding outside its file", g->message, template);
    }
}

static void lint_body(struct arena *a, str input)
{
    str rest = input, template = fuzz_part(&rest);
    const struct chart_file files[] = {
        {STR("Chart.yaml"), STR("apiVersion: v2\nname: c\nversion: 1.0.0\n")},
        {STR("values.yaml"), rest},
        {STR("templates/_t.tpl"), STR("{{define \"t\"}}<{{.}}>{{end}}")},
        {STR("templates/x.yaml"), template},
    };
    struct fn_env env = {.now = clock_stands, .random = no_random, .arena = a, .own_random = true};
    struct lint_options o = {.env = &env, .budget = 20000};
    struct findings findings;
    struct lint_project project;
    findings_init(&findings, a);
    lint_run_files(a, STR("c"), files, sizeof files / sizeof *files, &o, &findings, &project);
    check_places(&findings, template);
}
FUZZ_ENTRY(lint)
