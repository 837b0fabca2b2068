#include "lint/project.h"

#include "chart/fixture_test.h"

struct run {
    struct arena a;
    struct findings findings;
    struct lint_options options;
    struct lint_project p;
    bool loaded;
};

/* Loads a chart of name, content, name, content, … NULL. */
static void load(struct run *r, const char *const *texts)
{
    struct chart_file files[16];
    size_t n = 0;
    for (; texts[2 * n]; n++)
        files[n] = (struct chart_file){str_from_c(texts[2 * n]), str_from_c(texts[2 * n + 1])};
    *r = (struct run){0};
    arena_init(&r->a, NULL);
    findings_init(&r->findings, &r->a);
    r->loaded =
        lint_project_load_files(&r->a, STR("mychart"), files, n, &r->options, &r->findings, &r->p);
}

/* "CH004 templates/a.yaml 14-20 MESSAGE" */
static void check_finding(const struct run *r, uint32_t i, const char *want)
{
    assert_true(i < r->findings.count);
    const struct finding *g = r->findings.items[i];
    struct arena a;
    arena_init(&a, NULL);
    str code = rule_get(g->rule)->code;
    fixture_check(str_fmt(&a, "%.*s %.*s %u-%u %.*s", STR_ARG(code), STR_ARG(g->file->path),
                          g->span.begin, g->span.end, STR_ARG(g->message)),
                  want);
    arena_done(&a);
}

#define META "apiVersion: v2\nname: top\nversion: 1.0.0\n"

static void test_all_mistakes_of_syntax(void **state)
{
    (void)state;
    struct run r;
    load(&r, (const char *const[]){"Chart.yaml", META, "templates/a.yaml",
                                   "a: {{ .Values.a | toYAML }}\nb: {{ nosuch }}\n",
                                   "templates/b.yaml", "{{ if .Values.a }}\nx\n", NULL});
    assert_true(r.loaded);
    assert_int_equal(r.findings.count, 3);
    check_finding(&r, 0, "CH005 templates/b.yaml 0-18 unexpected EOF");
    check_finding(&r, 1, "CH004 templates/a.yaml 18-24 function \"toYAML\" not defined");
    check_finding(&r, 2, "CH004 templates/a.yaml 34-40 function \"nosuch\" not defined");
    fixture_check(r.findings.items[1]->help[0], "did you mean `toYaml`?");
    arena_done(&r.a);
}

static void test_unreadable_files_are_left_out(void **state)
{
    (void)state;
    struct run r;
    load(&r, (const char *const[]){"Chart.yaml", META, "values.yaml", "a: 1\nb: [\n",
                                   "charts/bad/Chart.yaml", "name: bad\n", "charts/ok/Chart.yaml",
                                   "apiVersion: v2\nname: ok\nversion: 1.0.0\n", "templates/a.yaml",
                                   "{{ nosuch }}", NULL});
    assert_true(r.loaded);
    assert_int_equal(r.findings.count, 3);
    assert_int_equal(r.p.root->sub_count, 1);
    assert_null(r.p.root->values);
    check_finding(&r, 2, "CH004 templates/a.yaml 3-9 function \"nosuch\" not defined");
    arena_done(&r.a);
}

static void test_broken_chart_yaml(void **state)
{
    (void)state;
    struct run r;
    load(&r, (const char *const[]){"Chart.yaml", "name: [\n", "templates/a.yaml", "{{ nosuch }}",
                                   NULL});
    assert_true(r.loaded);
    assert_int_equal(r.findings.count, 2);
    assert_int_equal(r.findings.items[0]->rule, RULE_CH002);
    arena_done(&r.a);
    load(&r, (const char *const[]){"README.md", "x", NULL});
    assert_false(r.loaded);
    assert_int_equal(r.findings.items[0]->rule, RULE_CH003);
    arena_done(&r.a);
}

static void test_charts_and_defines(void **state)
{
    (void)state;
    struct run r;
    load(&r,
         (const char *const[]){
             "Chart.yaml",
             META "dependencies:\n- {name: sub, version: 1.0.0, alias: one}\n"
                  "- {name: sub, version: 1.0.0, alias: two}\n",
             "charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
             "charts/sub/templates/_h.tpl", "{{ define \"x\" }}sub{{ end }}", "templates/_h.tpl",
             "{{ define \"x\" }}top{{ end }}{{ define \"y\" }}{{ end }}", NULL});
    assert_true(r.loaded);
    assert_int_equal(r.findings.count, 0);
    assert_int_equal(r.p.chart_count, 3);
    fixture_check(r.p.charts[1]->key, "one");
    fixture_check(r.p.charts[2]->full_path, "top/charts/two");
    fixture_check(r.p.charts[2]->folder, "charts/sub");
    const struct lint_define *x = lint_project_define(&r.p, STR("x"));
    fixture_check(x->file->path, "templates/_h.tpl");
    fixture_check(x->shadowed->file->path, "charts/sub/templates/_h.tpl");
    assert_null(lint_project_define(&r.p, STR("z")));
    arena_done(&r.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_mistakes_of_syntax),
        cmocka_unit_test(test_unreadable_files_are_left_out),
        cmocka_unit_test(test_broken_chart_yaml),
        cmocka_unit_test(test_charts_and_defines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
