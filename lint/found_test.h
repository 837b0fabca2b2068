/* What tests of single rules share: a text, and the codes and lines of what is found in it. */
#ifndef CHELM_LINT_FOUND_TEST_H
#define CHELM_LINT_FOUND_TEST_H

#include "chart/fixture_test.h"
#include "lint/declare.h"

struct found_case {
    const char *text, *want; /* want: "CH601:3 CH505:5" */
};

/* The codes and lines of findings, in their order. */
static inline str found_codes(struct arena *a, const struct findings *findings)
{
    struct buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < findings->count; i++) {
        const struct finding *g = findings->items[i];
        struct source s = {.text = g->file->source.text};
        buf_put_fmt(&b, "%s%.*s:%u", i ? " " : "", STR_ARG(rule_get(g->rule)->code),
                    source_position(&s, a, g->span.begin).line);
    }
    return buf_str(&b);
}

/* What a check finds in a chart of these values and one template. */
static inline str found_in_template(struct arena *a, const char *values, const char *text,
                                    void (*check)(struct lint_project *))
{
    struct findings findings;
    struct lint_options options = {0};
    struct lint_project p;
    const struct chart_file files[] = {
        {STR("Chart.yaml"), STR("apiVersion: v2\nname: c\nversion: 1.0.0\n")},
        {STR("values.yaml"), str_from_c(values)},
        {STR("templates/x.yaml"), str_from_c(text)}};
    findings_init(&findings, a);
    assert_true(lint_project_load_files(a, STR("c"), files, 3, &options, &findings, &p));
    declare_values(&p);
    check(&p);
    return found_codes(a, &findings);
}

/* Holds what is found in each text against what is wanted. */
static inline void found_check(str (*found_in)(struct arena *, const char *),
                               const struct found_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct arena a;
        arena_init(&a, NULL);
        str got = found_in(&a, cases[i].text);
        if (!str_eq(got, str_from_c(cases[i].want)))
            fail_msg("%s\ngot  %.*s\nwant %s", cases[i].text, STR_ARG(got), cases[i].want);
        arena_done(&a);
    }
}

#endif
