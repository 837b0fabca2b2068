#include "api/libchelm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define CHART "apiVersion: v2\nname: c\nversion: 1.0.0\n"

enum { MAX_FILES = 6 };

/* Files as name, data, name, data, …, NULL. */
static chelm_chart *chart_of(chelm_context *c, const char *const *files)
{
    chelm_file list[MAX_FILES];
    size_t n = 0;
    for (; files[2 * n]; n++)
        list[n] = (chelm_file){chelm_text_of(files[2 * n]), chelm_text_of(files[2 * n + 1])};
    return chelm_chart_from_files(c, list, n);
}

static void assert_text(chelm_text got, const char *want)
{
    if (got.len != strlen(want) || (got.len && memcmp(got.s, want, got.len) != 0))
        fail_msg("got:\n%.*s\nwant:\n%s", (int)got.len, got.s, want);
}

static void test_render(void **state)
{
    (void)state;
    static const char *const files[] = {
        "Chart.yaml",
        CHART,
        "values.yaml",
        "a: 1\n",
        "templates/b.yaml",
        "kind: B\nns: {{ .Release.Namespace }}\nname: {{ .Release.Name }}",
        "templates/a.yaml",
        "kind: Service\na: {{ .Values.a }}\n---\nkind: Namespace\n",
        NULL};
    chelm_context *c = chelm_context_new(NULL);
    chelm_chart *chart = chart_of(c, files);
    const chelm_value value = {CHELM_VALUES_SET, chelm_text_of("a=2")};
    chelm_render_options o = {CHELM_SIZE(chelm_render_options), .values = &value, .value_count = 1};
    for (int twice = 0; twice < 2; twice++) { /* a render does not change the chart */
        chelm_result *r = chelm_render(c, chart, &o);
        assert_text(chelm_result_error(r), "");
        assert_text(chelm_result_output(r), "---\n# Source: c/templates/a.yaml\nkind: Namespace\n\n"
                                            "---\n# Source: c/templates/a.yaml\nkind: Service\n"
                                            "a: 2\n\n"
                                            "---\n# Source: c/templates/b.yaml\nkind: B\n"
                                            "ns: default\nname: release-name\n");
        assert_int_equal(chelm_result_document_count(r), 3);
        assert_text(chelm_result_document(r, 0).text, "kind: Namespace\n");
        chelm_result_free(r);
    }
    chelm_chart_free(chart);
    chelm_context_free(c);
}

/* The parts are the output, whatever it is made of. */
static void test_parts(void **state)
{
    (void)state;
    static const char *const files[] = {
        "Chart.yaml",
        CHART,
        "templates/h.yaml",
        "kind: H\nmetadata:\n  annotations:\n    helm.sh/hook: {{ .Values.hook }}\n",
        "templates/m.yaml",
        "{{ if .Values.m }}kind: B\n---\nkind: A\n \n\n{{ end }}",
        "crds/c.yaml",
        " ",
        NULL};
    static const char *const sets[] = {"m=true,hook=test", "m=,hook=pre-install", "m=1,hook=x"};
    static const chelm_text show[] = {{"templates/m.yaml", 16}};
    chelm_context *c = chelm_context_new(NULL);
    chelm_chart *chart = chart_of(c, files);
    for (unsigned i = 0; i < 3 * 8; i++) {
        const chelm_value value = {CHELM_VALUES_SET, chelm_text_of(sets[i / 8])};
        chelm_render_options o = {CHELM_SIZE(chelm_render_options),
                                  .values = &value,
                                  .value_count = 1,
                                  .show_only = show,
                                  .show_only_count = i / 8 == 0 && (i & 1),
                                  .include_crds = i & 2,
                                  .no_hooks = i & 4};
        chelm_result *whole = chelm_render(c, chart, &o);
        o.parts = true;
        chelm_result *r = chelm_render(c, chart, &o);
        assert_true(chelm_result_ok(whole) && chelm_result_ok(r));
        assert_int_equal(chelm_result_part_count(whole), 1);
        chelm_text want = chelm_result_output(whole);
        assert_ptr_equal(chelm_result_part(whole, 0).s, want.s);
        for (size_t k = 0; k < chelm_result_part_count(r); k++) {
            chelm_text part = chelm_result_part(r, k);
            assert_true(part.len <= want.len);
            assert_memory_equal(part.s, want.s, part.len);
            want = (chelm_text){want.s + part.len, want.len - part.len};
        }
        assert_int_equal(want.len, 0);
        assert_int_equal(chelm_result_part(r, chelm_result_part_count(r)).len, 0);
        chelm_result_free(whole);
        chelm_result_free(r);
    }
    chelm_chart_free(chart);
    chelm_context_free(c);
}

static void test_keep_going(void **state)
{
    (void)state;
    static const char *const files[] = {"Chart.yaml",
                                        CHART,
                                        "templates/c.yaml",
                                        "{{ fail \"c\" }}",
                                        "templates/b.yaml",
                                        "kind: B\n",
                                        "templates/a.yaml",
                                        "{{ fail \"a\" }}",
                                        NULL};
    chelm_context *c = chelm_context_new(NULL);
    chelm_chart *chart = chart_of(c, files);
    for (int loaded = 0; loaded < 2; loaded++) {
        chelm_render_options o = {CHELM_SIZE(chelm_render_options), .report = true};
        chelm_result *r = chelm_render(c, chart, &o);
        assert_int_equal(chelm_result_error_count(r), 1);
        chelm_result_free(r);
        o.partial = true;
        r = chelm_render(c, chart, &o);
        assert_false(chelm_result_ok(r));
        assert_int_equal(chelm_result_error_count(r), 2);
        assert_text(chelm_result_error(r), "execution error at (c/templates/c.yaml:1:3): c");
        assert_text(chelm_result_error_at(r, 1), "execution error at (c/templates/a.yaml:1:3): a");
        assert_text(chelm_result_error_at(r, 2), "");
        assert_true(chelm_result_report_at(r, 1, CHELM_REPORT_JSON).len > 0);
        assert_text(chelm_result_report_at(r, 2, CHELM_REPORT_JSON), "");
        assert_text(chelm_result_partial(r), "---\n# Source: c/templates/b.yaml\nkind: B\n");
        chelm_result_free(r);
        chelm_chart_load(c, chart);
    }
    chelm_chart_free(chart);
    chelm_context_free(c);
}

static void test_strict(void **state)
{
    (void)state;
    static const char *const files[] = {"Chart.yaml",
                                        CHART,
                                        "values.yaml",
                                        "a: 1\na: 2\n",
                                        "templates/a.yaml",
                                        "kind: A\nb: {{ .Values.b }}\n",
                                        NULL};
    chelm_context *c = chelm_context_new(NULL);
    chelm_chart *chart = chart_of(c, files);
    const chelm_value value = {CHELM_VALUES_SET, chelm_text_of("ab=1")};
    chelm_render_options o = {CHELM_SIZE(chelm_render_options), .values = &value, .value_count = 1};
    chelm_result *r = chelm_render(c, chart, &o);
    assert_true(chelm_result_ok(r));
    chelm_result_free(r);
    o.strict = o.partial = o.report = true;
    r = chelm_render(c, chart, &o);
    assert_false(chelm_result_ok(r));
    assert_false(chelm_result_failed_rendering(r));
    assert_int_equal(chelm_result_error_count(r), 3);
    assert_text(chelm_result_error_at(r, 0),
                "values.yaml:2:1: a stands in line 1, too: only the last of them counts");
    assert_text(chelm_result_error_at(r, 1),
                "--set ab=1: ab is not declared in the chart's values, "
                "and no template reads it");
    assert_text(chelm_result_error_at(r, 2), "c/templates/a.yaml:2:7: .Values.b: b is not set");
    assert_text(chelm_result_partial(r), "---\n# Source: c/templates/a.yaml\nkind: A\nb:\n");
    chelm_result_free(r);
    chelm_chart_free(chart);
    chelm_context_free(c);
}

static void test_diff(void **state)
{
    (void)state;
    static const char *const files[] = {
        "Chart.yaml", CHART, "templates/a.yaml",
        "kind: A\nm: {{ .Values.n }}\nr: {{ randAlphaNum 9 }}\nt: {{ now }}\n", NULL};
    chelm_context *c = chelm_context_new(NULL);
    chelm_chart *chart = chart_of(c, files);
    const chelm_value one = {CHELM_VALUES_SET, chelm_text_of("n=1")};
    const chelm_value two = {CHELM_VALUES_SET, chelm_text_of("n=2")};
    const chelm_value bad = {CHELM_VALUES_FILE, chelm_text_of("-")};
    chelm_render_options o = {CHELM_SIZE(chelm_render_options), .values = &one, .value_count = 1};
    chelm_render_options p = o;
    chelm_result *r = chelm_diff(c, chart, &o, chart, &p, CHELM_TEXT);
    assert_true(chelm_result_ok(r));
    assert_false(chelm_result_differs(r));
    assert_text(chelm_result_output(r), "");
    chelm_result_free(r);
    p.values = &two;
    r = chelm_diff(c, chart, &o, chart, &p, CHELM_TEXT);
    assert_true(chelm_result_differs(r));
    assert_text(chelm_result_output(r), "~ A (c/templates/a.yaml)\n    ~ m: 1 → 2\n"
                                        "1 changed, 0 added, 0 removed, 0 the same\n");
    chelm_result_free(r);
    p.values = &bad;
    r = chelm_diff(c, chart, &o, chart, &p, CHELM_TEXT);
    assert_false(chelm_result_ok(r));
    assert_false(chelm_result_differs(r));
    chelm_result_free(r);
    chelm_chart_free(chart);
    chelm_context_free(c);
}

static void test_evaluate(void **state)
{
    (void)state;
    static const char *const files[] = {"Chart.yaml",
                                        CHART,
                                        "templates/x.yaml",
                                        "{{ include \"f\" . }}: not: yaml",
                                        "templates/_f.tpl",
                                        "{{ define \"f\" }}{{ .Chart.Name }}{{ end }}",
                                        NULL};
    chelm_context *c = chelm_context_new(NULL);
    chelm_chart *chart = chart_of(c, files);
    chelm_result *r = chelm_evaluate(c, chart, NULL, chelm_text_of("templates/x.yaml"));
    assert_text(chelm_result_output(r), "c: not: yaml");
    chelm_result_free(r);
    r = chelm_evaluate(c, chart, NULL, chelm_text_of("templates/y.yaml"));
    assert_text(chelm_result_error(r), "templates/y.yaml is not a template of the chart");
    chelm_result_free(r);
    r = chelm_render(c, chart, NULL);
    assert_text(chelm_result_error(r),
                "YAML parse error on c/templates/x.yaml: error converting YAML to JSON: yaml: "
                "mapping values are not allowed in this context");
    assert_true(chelm_result_failed_rendering(r));
    chelm_result_free(r);
    chelm_chart_free(chart);
    chelm_context_free(c);
}

static void test_delims(void **state)
{
    (void)state;
    static const char *const files[] = {"Chart.yaml", CHART, "templates/x.yaml",
                                        "a: << .Chart.Name >>", NULL};
    chelm_context *c = chelm_context_new(NULL);
    chelm_chart *chart = chart_of(c, files);
    chelm_render_options o = {CHELM_SIZE(chelm_render_options)};
    chelm_result *r = chelm_evaluate(c, chart, &o, chelm_text_of("templates/x.yaml"));
    assert_text(chelm_result_output(r), "a: c");
    chelm_result_free(r);
    assert_true(chelm_delims_parse(chelm_text_of("{{ }}"), &o.delims));
    r = chelm_evaluate(c, chart, &o, chelm_text_of("templates/x.yaml"));
    assert_text(chelm_result_output(r), "a: << .Chart.Name >>");
    chelm_result_free(r);
    chelm_chart_free(chart);
    chelm_context_free(c);
}

static void test_memory_limit(void **state)
{
    (void)state;
    static const char *const files[] = {"Chart.yaml", CHART, "templates/x.yaml",
                                        "{{ repeat 100000000 \"x\" }}", NULL};
    chelm_context_options limits = {CHELM_SIZE(chelm_context_options), .memory_limit = 1 << 20};
    chelm_context *c = chelm_context_new(&limits);
    chelm_chart *chart = chart_of(c, files);
    chelm_result *r = chelm_evaluate(c, chart, NULL, chelm_text_of("templates/x.yaml"));
    assert_false(chelm_result_ok(r));
    assert_text(chelm_result_error(r),
                "memory limit of 1048576 bytes exceeded at c/templates/x.yaml:1:3");
    chelm_result_free(r);
    chelm_chart_free(chart);
    chelm_context_free(c);
}

static void fixed_now(int64_t *seconds, int32_t *nanoseconds, void *payload)
{
    *seconds = *(const int64_t *)payload;
    *nanoseconds = 0;
}

static void test_clock(void **state)
{
    (void)state;
    static const char *const files[] = {"Chart.yaml", CHART, "templates/x.yaml",
                                        "{{ now | unixEpoch }}", NULL};
    int64_t seconds = 86400;
    chelm_context_options world = {CHELM_SIZE(chelm_context_options), .now = fixed_now,
                                   .payload = &seconds};
    chelm_context *c = chelm_context_new(&world);
    chelm_chart *chart = chart_of(c, files);
    chelm_result *r = chelm_evaluate(c, chart, NULL, chelm_text_of("templates/x.yaml"));
    assert_text(chelm_result_output(r), "86400");
    chelm_result_free(r);
    chelm_chart_free(chart);
    chelm_context_free(c);
}

static void test_nothing(void **state)
{
    (void)state;
    chelm_result_free(NULL);
    chelm_chart_free(NULL);
    chelm_context_free(NULL);
    assert_false(chelm_result_ok(NULL));
    assert_text(chelm_result_error(NULL), "out of memory");
    assert_int_equal(chelm_result_log_count(NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_render),     cmocka_unit_test(test_evaluate),
        cmocka_unit_test(test_delims),     cmocka_unit_test(test_memory_limit),
        cmocka_unit_test(test_strict),     cmocka_unit_test(test_parts),
        cmocka_unit_test(test_keep_going), cmocka_unit_test(test_diff),
        cmocka_unit_test(test_clock),      cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
