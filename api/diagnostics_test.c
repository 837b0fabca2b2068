/* What the library tells beside manifests: values, their origins, reports, source maps, codes. */
#include "api/libchelm.h"
#include "base/arena.h"
#include "value/json_parse.h"
#include "value/list.h"
#include "value/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;
static chelm_context *context;
static chelm_chart *chart;

static const char values_yaml[] = "image:\n  tag: \"1\"\nnone: null\n";
static const char template_text[] = "{{ if .Values.bad }}{{ .Values.imag.tag }}{{ end -}}\n"
                                    "kind: A\ntag: {{ .Values.image.tag }}\n";

static int set_up(void **state)
{
    (void)state;
    const chelm_file files[] = {
        {chelm_text_of("Chart.yaml"), chelm_text_of("apiVersion: v2\nname: c\nversion: 1.0.0\n")},
        {chelm_text_of("values.yaml"), chelm_text_of(values_yaml)},
        {chelm_text_of("templates/a.yaml"), chelm_text_of(template_text)},
    };
    arena_init(&arena, NULL);
    context = chelm_context_new(NULL);
    chart = chelm_chart_from_files(context, files, sizeof files / sizeof *files);
    return context && chart ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    chelm_chart_free(chart);
    chelm_context_free(context);
    arena_done(&arena);
    return 0;
}

static str str_of(chelm_text t)
{
    return (str){t.s, t.len};
}

static void assert_has(chelm_text got, const char *part)
{
    if (!str_has(str_of(got), str_from_c(part)))
        fail_msg("\"%s\" is not in\n%.*s", part, (int)got.len, got.s);
}

static const struct map *json(chelm_text text)
{
    val v;
    str error;
    if (!json_parse(&arena, str_of(text), JSON_ROOT_MAP, &v, &error))
        fail_msg("%.*s: %.*s", STR_ARG(error), (int)text.len, text.s);
    return v.map;
}

static void assert_member(const struct map *m, const char *name, const char *want)
{
    const val *v = map_get(m, str_from_c(name));
    assert_non_null(v);
    assert_true(str_eq(val_text(*v), str_from_c(want)));
}

static const chelm_value two = {CHELM_VALUES_SET, {"image.tag=2", 11}};

static chelm_render_options options(const chelm_value *value)
{
    return (chelm_render_options){CHELM_SIZE(chelm_render_options), .values = value,
                                  .value_count = value != NULL};
}

static void test_values(void **state)
{
    (void)state;
    chelm_render_options o = options(&two);
    chelm_result *r = chelm_values(context, chart, &o, CHELM_YAML);
    assert_true(str_eq(str_of(chelm_result_output(r)), STR("image:\n  tag: 2\n")));
    chelm_result_free(r);
    r = chelm_values(context, chart, NULL, CHELM_JSON);
    assert_member(map_get(json(chelm_result_output(r)), STR("image"))->map, "tag", "1");
    chelm_result_free(r);
}

static void test_values_fail(void **state)
{
    (void)state;
    const chelm_value bad = {CHELM_VALUES_SET, chelm_text_of("image")};
    chelm_render_options o = options(&bad);
    chelm_result *r = chelm_values(context, chart, &o, CHELM_YAML);
    assert_false(chelm_result_ok(r));
    assert_has(chelm_result_error(r), "key \"image\" has no value");
    chelm_result_free(r);
}

static void test_explain(void **state)
{
    (void)state;
    chelm_render_options o = options(&two);
    chelm_text path = chelm_text_of("image.tag");
    chelm_result *r = chelm_explain(context, chart, &o, path, CHELM_TEXT);
    assert_has(chelm_result_output(r), "image.tag = 2\n  1  values.yaml:2:8 ");
    assert_has(chelm_result_output(r), "  2  --set image.tag=2 ");
    assert_has(chelm_result_output(r), "  templates/a.yaml:3:9  .Values.image.tag\n");
    chelm_result_free(r);
    r = chelm_explain(context, chart, &o, path, CHELM_JSON);
    const struct map *told = json(chelm_result_output(r));
    const struct list *chain = map_get(told, STR("chain"))->list;
    assert_int_equal(list_len(chain), 2);
    assert_member(chain->items[0].map, "file", "values.yaml");
    assert_member(chain->items[1].map, "option", "image.tag=2");
    assert_null(map_get(told, STR("shown")));
    chelm_result_free(r);
    o.source_map = true;
    r = chelm_explain(context, chart, &o, path, CHELM_JSON);
    const struct list *shown = map_get(json(chelm_result_output(r)), STR("shown"))->list;
    assert_int_equal(list_len(shown), 1);
    assert_member(shown->items[0].map, "text", "tag: 2");
    assert_member(shown->items[0].map, "file", "templates/a.yaml");
    chelm_result_free(r);
}

static void test_explain_fail(void **state)
{
    (void)state;
    static const struct {
        const char *path, *error;
    } cases[] = {
        {"image.tga", "nothing sets image.tga: image has tag"},
        {"a..b", "\"a..b\" is no path"},
        {"", "\"\" is no path"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chelm_result *r =
            chelm_explain(context, chart, NULL, chelm_text_of(cases[i].path), CHELM_TEXT);
        assert_false(chelm_result_ok(r));
        assert_has(chelm_result_error(r), cases[i].error);
        chelm_result_free(r);
    }
}

static const chelm_value bad = {CHELM_VALUES_SET, {"bad=true", 8}};

/* For a chart that is read once as well as for one that each render reads. */
static void test_report(void **state)
{
    (void)state;
    chelm_render_options o = options(&bad);
    o.report = true;
    for (int loaded = 0; loaded < 2; loaded++) {
        chelm_result *r = chelm_render(context, chart, &o);
        assert_false(chelm_result_ok(r));
        chelm_text text = chelm_result_report(r, CHELM_REPORT_TEXT);
        assert_has(text, "  --> c/templates/a.yaml:1:24\n");
        assert_has(text, "  = did you mean image?\n");
        assert_has(text, "  = imag: looked in values.yaml, --set bad=true\n");
        assert_has(text, "  [CH102 null-dereference]\n");
        assert_has(chelm_result_report(r, CHELM_REPORT_COLORED), "\x1b[");
        const struct map *m = json(chelm_result_report(r, CHELM_REPORT_JSON));
        assert_member(m, "code", "CH102");
        assert_member(m, "message", str_c(&arena, str_of(chelm_result_error(r))));
        chelm_result_free(r);
        chelm_chart_load(context, chart);
    }
}

/* Reports are made when they are asked for, for chelm_evaluate, too. */
static void test_no_report(void **state)
{
    (void)state;
    chelm_render_options o = options(&bad);
    chelm_result *r = chelm_render(context, chart, &o);
    assert_int_equal(chelm_result_report(r, CHELM_REPORT_TEXT).len, 0);
    chelm_result_free(r);
    o.report = true;
    r = chelm_evaluate(context, chart, &o, chelm_text_of("templates/a.yaml"));
    assert_has(chelm_result_report(r, CHELM_REPORT_TEXT), "[CH102 null-dereference]");
    chelm_result_free(r);
    o.values = &two;
    r = chelm_render(context, chart, &o);
    assert_true(chelm_result_ok(r));
    assert_int_equal(chelm_result_report(r, CHELM_REPORT_JSON).len, 0);
    chelm_result_free(r);
}

static void test_source_map(void **state)
{
    (void)state;
    chelm_render_options o = options(&two);
    o.source_map = o.trace = true;
    chelm_result *r = chelm_render(context, chart, &o);
    assert_has(chelm_result_output(r),
               "tag: 2  #<- c/templates/a.yaml:3 .Values.image.tag (--set image.tag=2)\n");
    const struct map *m = json(chelm_result_source_map(r));
    assert_true(list_len(map_get(m, STR("runs"))->list) >= 3);
    assert_has(chelm_result_source_map(r), "\"values\":[\".Values.image.tag\"]");
    chelm_result_free(r);
}

static void test_explain_code(void **state)
{
    (void)state;
    chelm_result *r = chelm_explain_code(context, chelm_text_of("ch102"), CHELM_TEXT);
    assert_has(chelm_result_output(r), "CH102 null-dereference\n\n");
    chelm_result_free(r);
    r = chelm_explain_code(context, chelm_text_of("null-dereference"), CHELM_JSON);
    assert_member(json(chelm_result_output(r)), "code", "CH102");
    chelm_result_free(r);
    r = chelm_explain_code(context, chelm_text_of("CH1O2"), CHELM_TEXT);
    assert_false(chelm_result_ok(r));
    assert_has(chelm_result_error(r), "\"CH1O2\" is no code of an error: did you mean CH102?");
    chelm_result_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),     cmocka_unit_test(test_values_fail),
        cmocka_unit_test(test_explain),    cmocka_unit_test(test_explain_fail),
        cmocka_unit_test(test_report),     cmocka_unit_test(test_no_report),
        cmocka_unit_test(test_source_map), cmocka_unit_test(test_explain_code),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
