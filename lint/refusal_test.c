#include "lint/refusal.h"

#include "lint/found_test.h"

/* What is found in a chart of that Chart.yaml, behind its first line. */
static str found_in(struct arena *a, const char *text)
{
    struct findings findings;
    struct lint_options options = {0};
    struct lint_project p;
    const struct chart_file files[] = {{STR("Chart.yaml"), str_fmt(a, "apiVersion: v2\n%s", text)},
                                       {STR("templates/x.yaml"), STR("a: 1\n")}};
    findings_init(&findings, a);
    lint_project_load_files(a, STR("c"), files, 2, &options, &findings, &p);
    assert_true(findings.count == 0 || p.repaired);
    return found_codes(a, &findings);
}

#define HEAD "name: c\nversion: 1.0.0\n"

static void test_what_the_loader_refuses(void **state)
{
    (void)state;
    static const struct found_case charts[] = {
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
    found_check(found_in, charts, sizeof charts / sizeof *charts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_the_loader_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
