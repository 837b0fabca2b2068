#include "lint/refusal.h"

#include "chart/fixture_test.h"

/* Chart.yaml behind its first line; the code and line of what is found. */
struct refused {
    const char *text, *want;
};

static str found_in(struct arena *a, const char *text)
{
    struct findings findings;
    struct lint_options options = {0};
    struct lint_project p;
    struct buf b;
    const struct chart_file files[] = {{STR("Chart.yaml"), str_fmt(a, "apiVersion: v2\n%s", text)},
                                       {STR("templates/x.yaml"), STR("a: 1\n")}};
    findings_init(&findings, a);
    lint_project_load_files(a, STR("c"), files, 2, &options, &findings, &p);
    buf_init(&b, a);
    for (uint32_t i = 0; i < findings.count; i++) {
        const struct finding *g = findings.items[i];
        struct source s = {.text = g->file->source.text};
        buf_put_fmt(&b, "%s%.*s:%u", i ? " " : "", STR_ARG(rule_get(g->rule)->code),
                    source_position(&s, a, g->span.begin).line);
    }
    assert_true(findings.count == 0 || p.repaired);
    return buf_str(&b);
}

#define HEAD "name: c\nversion: 1.0.0\n"

static void test_what_the_loader_refuses(void **state)
{
    (void)state;
    static const struct refused charts[] = {
        {HEAD, ""},
        {"version: 1.0.0\n", "CH803:1"},
        {"version: 1.0.0\nname: a/b\n", "CH803:3"},
        {"name: c\n", "CH806:1"},
        {"name: c\nversion: x\n", "CH806:3"},
        {HEAD "type: app\n", "CH810:4"},
        {HEAD "maintainers:\n- null\n", "CH807:4"},
        {HEAD "dependencies:\n- null\n", "CH812:4"},
        {HEAD "dependencies:\n- name: a\n  version: 1\n  alias: b c\n", "CH812:5"},
        {HEAD "dependencies:\n- name: a\n- name: b\n- name: a\n", "CH814:7"},
        {HEAD "dependencies:\n- name: a\n- name: b\n  alias: a\n", "CH814:7"},
    };
    for (size_t i = 0; i < sizeof charts / sizeof *charts; i++) {
        struct arena a;
        arena_init(&a, NULL);
        fixture_check(found_in(&a, charts[i].text), charts[i].want);
        arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_the_loader_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
