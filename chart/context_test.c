#include "chart/context.h"

#include "chart/coalesce.h"
#include "chart/fixture_test.h"

#define HEAD(name) "apiVersion: v2\nname: " name "\nversion: 1.0.0\n"

static const char *const texts[] = {
    "Chart.yaml",          HEAD("c"), "values.yaml",         "s: {k: 2}", "README", "read",
    "charts/s/Chart.yaml", HEAD("s"), "charts/d/Chart.yaml", HEAD("a.b"), NULL,
};

static void test_tree(void **state)
{
    (void)state;
    struct fixture f;
    struct map *values;
    struct chart_context *contexts;
    size_t n;
    fixture_init(&f);
    struct chart *c = fixture_chart(&f, texts);
    const struct release_info r = {STR("rel"), STR("ns"), 1, true, false};
    assert_true(chart_coalesce_values(&f.a, c, NULL, &values, &f.diags));
    chart_contexts(&f.a, c, values, &r, val_nil(), &contexts, &n);
    assert_int_equal(n, 3);
    assert_ptr_equal(contexts[0].chart, c->subcharts[0]);
    assert_ptr_equal(contexts[2].chart, c);
    struct map *top = contexts[2].top.map, *sub = contexts[0].top.map;
    assert_int_equal(contexts[2].top.gotype, T_VALUES);
    assert_int_equal(map_get(top, STR("Values"))->gotype, T_VALUES);
    assert_int_equal(map_get(top, STR("Files"))->gotype, T_FILES);
    assert_int_equal(map_get(map_get(top, STR("Files"))->map, STR("README"))->tag, V_BYTES);
    assert_ptr_equal(map_get(top, STR("Release"))->map, map_get(sub, STR("Release"))->map);
    fixture_check_json(&f, *map_get(top, STR("Release")),
                       "{\"IsInstall\":true,\"IsUpgrade\":false,\"Name\":\"rel\",\"Namespace\":"
                       "\"ns\",\"Revision\":1,\"Service\":\"Helm\"}");
    assert_true(map_get(map_get(top, STR("Chart"))->map, STR("IsRoot"))->i);
    assert_false(map_get(map_get(sub, STR("Chart"))->map, STR("IsRoot"))->i);
    assert_ptr_equal(map_get(map_get(top, STR("Subcharts"))->map, STR("s"))->map, sub);
    /* The subchart's values are what its parent has at its name; a dot in a name hides them. */
    assert_ptr_equal(map_get(sub, STR("Values"))->map, map_get(values, STR("s"))->map);
    assert_int_equal(map_len(map_get(contexts[1].top.map, STR("Values"))->map), 0);
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
