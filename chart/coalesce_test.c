#include "chart/coalesce.h"
#include "chart/fixture_test.h"

#define HEAD(name) "apiVersion: v2\nname: " name "\nversion: 1.0.0\n"

/* The chart's values, its subchart's (none without), the user's; what .Values becomes. */
struct coalesce_case {
    const char *own, *sub, *user, *want, *log;
};

#define WARNING(text) "level=INFO msg=\"warning: " text "\""
#define OWN           "{\"a\":1,\"m\":{\"x\":1}}"

static const struct coalesce_case cases[] = {
    /* Nulls of the chart vanish, those of lists stay. */
    {"{\"n\":null,\"m\":{\"x\":1,\"z\":null}}", NULL, "{}", "{\"m\":{\"x\":1}}", NULL},
    {"{\"l\":[null,{\"a\":null}]}", NULL, "{}", "{\"l\":[null,{\"a\":null}]}", NULL},
    /* Nulls of the user delete what the chart has, and stay where it has nothing. */
    {OWN, NULL, "{\"a\":null}", "{\"m\":{\"x\":1}}", NULL},
    {OWN, NULL, "{\"m\":{\"x\":null}}", "{\"a\":1,\"m\":{}}", NULL},
    {OWN, NULL, "{\"m\":null}", "{\"a\":1}", NULL},
    {OWN, NULL, "{\"nope\":null}", "{\"a\":1,\"m\":{\"x\":1},\"nope\":null}", NULL},
    {OWN, NULL, "{\"nope\":{\"x\":null}}", "{\"a\":1,\"m\":{\"x\":1},\"nope\":{\"x\":null}}", NULL},
    {"{\"a\":{\"b\":{\"c\":1}}}", NULL, "{\"a\":{\"b\":{\"c\":null,\"d\":null}}}",
     "{\"a\":{\"b\":{\"d\":null}}}", NULL},
    /* Tables and scalars. */
    {OWN, NULL, "{\"m\":5}", "{\"a\":1,\"m\":5}", NULL},
    {OWN, NULL, "{\"a\":{\"b\":5}}", "{\"a\":{\"b\":5},\"m\":{\"x\":1}}",
     WARNING("skipped value for c.a: Not a table.")},
    {"{\"a\":{\"b\":{\"c\":1}}}", NULL, "{\"a\":{\"b\":5}}", "{\"a\":{\"b\":5}}",
     WARNING("cannot overwrite table with non table for c.a.b (map[c:1])")},
    {"{\"a\":{\"b\":5}}", NULL, "{\"a\":{\"b\":{\"c\":1}}}", "{\"a\":{\"b\":{\"c\":1}}}",
     WARNING("destination for c.a.b is a table. Ignoring non-table value (5)")},
    {"{\"l\":[1,2]}", NULL, "{\"l\":[9]}", "{\"l\":[9]}", NULL},
    /* Subcharts. */
    {"{}", "{\"k\":1}", "{}", "{\"sub\":{\"global\":{},\"k\":1}}", NULL},
    {"{\"sub\":{\"k\":2}}", "{\"k\":1,\"j\":1}", "{}", "{\"sub\":{\"global\":{},\"j\":1,\"k\":2}}",
     NULL},
    {"{\"sub\":{\"k\":2}}", "{\"j\":1}", "{\"sub\":null}", "{\"sub\":{\"global\":{},\"j\":1}}",
     NULL},
    {"{}", "{\"k\":1}", "{\"sub\":{\"k\":null}}", "{\"sub\":{\"global\":{}}}", NULL},
    {"{\"sub\":{\"k\":null}}", "{\"k\":1}", "{}", "{\"sub\":{\"global\":{},\"k\":1}}", NULL},
    {"{\"sub\":{\"k\":null}}", "{\"k\":1}", "{\"sub\":{\"x\":1}}",
     "{\"sub\":{\"global\":{},\"x\":1}}", NULL},
    {"{}", "{\"sm\":{}}", "{\"sub\":{\"sm\":{\"y\":null}}}",
     "{\"sub\":{\"global\":{},\"sm\":{\"y\":null}}}", NULL},
    /* Globals: the parent's win, tables are merged, nothing goes up on the first level. */
    {"{\"global\":{\"g\":1}}", "{\"global\":{\"g\":2,\"h\":3}}", "{}",
     "{\"global\":{\"g\":1},\"sub\":{\"global\":{\"g\":1,\"h\":3}}}", NULL},
    {"{\"global\":{\"g\":{\"a\":1}}}", "{\"global\":{\"g\":{\"a\":2,\"b\":3}}}", "{}",
     "{\"global\":{\"g\":{\"a\":1}},\"sub\":{\"global\":{\"g\":{\"a\":1,\"b\":3}}}}", NULL},
    {"{\"global\":{\"g1\":1}}", "{\"global\":{\"g1\":2}}", "{\"global\":{\"g1\":null}}",
     "{\"global\":{},\"sub\":{\"global\":{\"g1\":2}}}", NULL},
    {"{}", "{\"global\":{\"g\":2}}", "{\"global\":{\"g\":null}}",
     "{\"global\":{\"g\":null},\"sub\":{\"global\":{}}}", NULL},
    /* One object in both places below that: a subchart's default reaches its parent. */
    {"{\"global\":{\"g\":{\"a\":{\"x\":1}}}}", "{\"global\":{\"g\":{\"a\":{\"y\":2}}}}", "{}",
     "{\"global\":{\"g\":{\"a\":{\"x\":1,\"y\":2}}},"
     "\"sub\":{\"global\":{\"g\":{\"a\":{\"x\":1,\"y\":2}}}}}",
     NULL},
    {"{\"global\":5}", "{}", "{}", "{\"global\":5,\"sub\":{}}",
     WARNING("skipping globals because source global is not a table.")},
    {"{\"global\":{\"a\":1}}", "{}", "{\"sub\":{\"global\":5}}",
     "{\"global\":{\"a\":1},\"sub\":{\"global\":5}}",
     WARNING("skipping globals because destination global is not a table.")},
    {"{\"global\":{\"gm\":{}}}", "{}", "{\"sub\":{\"global\":{\"gm\":1}}}",
     "{\"global\":{\"gm\":{}},\"sub\":{\"global\":{\"gm\":1}}}",
     "level=INFO msg=\"Conflict: cannot merge map onto non-map for \\\"gm\\\". Skipping.\""},
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct coalesce_case *t = &cases[i];
        struct fixture f;
        struct map *values;
        fixture_init(&f);
        const char *texts[] = {"Chart.yaml",
                               HEAD("c"),
                               "values.yaml",
                               t->own,
                               t->sub ? "charts/s/Chart.yaml" : NULL,
                               HEAD("sub"),
                               "charts/s/values.yaml",
                               t->sub,
                               NULL};
        struct chart *c = fixture_chart(&f, texts);
        assert_non_null(c);
        struct map *user = fixture_values(&f, t->user);
        str user_before = fixture_json(&f, val_map(user));
        str own_before = fixture_json(&f, val_map(c->values));
        assert_true(chart_coalesce_values(&f.a, c, user, &values, &f.diags));
        fixture_check_json(&f, val_map(values), t->want);
        if (t->log)
            fixture_check(f.diags.first ? f.diags.first->text : STR(""), t->log);
        else
            assert_null(f.diags.first);
        /* The inputs are as they were. */
        assert_true(str_eq(fixture_json(&f, val_map(user)), user_before));
        assert_true(str_eq(fixture_json(&f, val_map(c->values)), own_before));
        fixture_done(&f);
    }
}

static const char *const parent_and_sub[] = {
    "Chart.yaml",
    HEAD("c"),
    "values.yaml",
    "{global: {g: {a: {x: 1}}}}",
    "charts/s/Chart.yaml",
    HEAD("sub"),
    "charts/s/values.yaml",
    "{m: {k: 1}}",
    NULL,
};

static void test_sharing(void **state)
{
    (void)state;
    struct fixture f;
    struct map *values;
    fixture_init(&f);
    struct chart *c = fixture_chart(&f, parent_and_sub);
    assert_true(chart_coalesce_values(&f.a, c, NULL, &values, &f.diags));
    struct map *sub = map_get(values, STR("sub"))->map;
    struct map *up = map_get(map_get(values, STR("global"))->map, STR("g"))->map;
    struct map *down = map_get(map_get(sub, STR("global"))->map, STR("g"))->map;
    assert_ptr_not_equal(up, down);
    assert_ptr_equal(map_get(up, STR("a"))->map, map_get(down, STR("a"))->map);
    /* What a template changes stays out of the chart. */
    map_set(map_get(sub, STR("m"))->map, STR("k"), val_nil());
    fixture_check_json(&f, val_map(c->subcharts[0]->values), "{\"m\":{\"k\":1}}");
    fixture_done(&f);
}

static void test_mismatch(void **state)
{
    (void)state;
    struct fixture f;
    struct map *values;
    fixture_init(&f);
    struct chart *c = fixture_chart(&f, parent_and_sub);
    assert_false(
        chart_coalesce_values(&f.a, c, fixture_values(&f, "{\"sub\":5}"), &values, &f.diags));
    fixture_check_error(&f, "type mismatch on sub: %!t(float64=5)");
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_sharing),
        cmocka_unit_test(test_mismatch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
