#include "chart/dependencies.h"

#include "chart/coalesce.h"
#include "chart/fixture_test.h"
#include "chart/values.h"

#define HEAD(name) "apiVersion: v2\nname: " name "\nversion: 1.2.0\n"

/* A chart with `deps` and subcharts s1 and s2; which charts remain, and what is logged. */
struct enabled_case {
    const char *deps, *own, *user, *want, *log;
};

#define S1(more) "[{name: s1, version: '*', " more "}, {name: s2, version: '*'}]"

static const struct enabled_case cases[] = {
    {"[]", "{}", "{}", "s1 s2", NULL},
    {S1("condition: s1.enabled"), "{}", "{}", "s1 s2", NULL},
    {S1("condition: s1.enabled"), "{\"s1\":{\"enabled\":false}}", "{}", "s2", NULL},
    {S1("condition: s1.enabled"), "{\"s1\":{\"enabled\":false}}", "{\"s1\":{\"enabled\":true}}",
     "s1 s2", NULL},
    {S1("condition: 'x.y,s1.enabled'"), "{}", "{\"x\":{\"y\":{}},\"s1\":{\"enabled\":false}}", "s2",
     NULL},
    {S1("condition: 's1.x, s1.y'"), "{}", "{\"s1\":{\"y\":false}}", "s1 s2", NULL},
    {S1("condition: s1.enabled"), "{}", "{\"s1\":{\"enabled\":1}}", "s1 s2",
     "level=WARN msg=\"returned non-bool value\" path=s1.enabled chart=s1"},
    {S1("tags: [t1, t2]"), "{\"tags\":{\"t1\":false}}", "{}", "s2", NULL},
    {S1("tags: [t1, t2]"), "{\"tags\":{\"t1\":false,\"t2\":true}}", "{}", "s1 s2", NULL},
    {S1("tags: [t1], condition: s1.enabled"), "{\"tags\":{\"t1\":false}}",
     "{\"s1\":{\"enabled\":true}}", "s1 s2", NULL},
    {S1("tags: [t1]"), "{\"tags\":{\"t1\":\"x\"}}", "{}", "s1 s2",
     "level=WARN msg=\"returned non-bool value\" tag=t1 chart=s1"},
    /* Aliases; what Chart.yaml doesn't list comes first. */
    {S1("alias: al"), "{}", "{}", "al s2", NULL},
    {"[{name: s1, version: '*', alias: al}, {name: s1, version: '*', alias: am}]", "{}", "{}",
     "s2 al am", NULL},
    {"[{name: s2, version: '*'}]", "{}", "{}", "s1 s2", NULL},
    {S1("alias: al, condition: al.enabled"), "{}", "{\"al\":{\"enabled\":false}}", "s2", NULL},
    /* Of another version: not aliased, but its condition counts by name. */
    {"[{name: s1, version: 9.x, alias: al}]", "{}", "{}", "s1 s2", NULL},
    {"[{name: s1, version: 9.x, condition: s1.enabled}]", "{}", "{\"s1\":{\"enabled\":false}}",
     "s2", NULL},
    {"[{name: s1, version: 9.x, alias: al, condition: s1.enabled}]", "{}",
     "{\"s1\":{\"enabled\":false}}", "s1 s2", NULL},
    {"[{name: s1, alias: al}]", "{}", "{}", "s1 s2", NULL},
};

static struct chart *chart_with(struct fixture *f, const char *deps, const char *own,
                                const char *sub_values)
{
    const char *texts[] = {"Chart.yaml",
                           str_c(&f->a, str_fmt(&f->a, HEAD("c") "dependencies: %s\n", deps)),
                           "values.yaml",
                           own,
                           "charts/s1/Chart.yaml",
                           HEAD("s1"),
                           "charts/s1/values.yaml",
                           sub_values,
                           "charts/s2/Chart.yaml",
                           HEAD("s2"),
                           NULL};
    struct chart *c = fixture_chart(f, texts);
    assert_non_null(c);
    return c;
}

static void check_names(struct fixture *f, const struct chart *c, const char *want)
{
    struct buf b;
    buf_init(&b, &f->a);
    for (size_t i = 0; i < c->subchart_count; i++)
        buf_put_fmt(&b, "%s%.*s", i ? " " : "", STR_ARG(chart_name(c->subcharts[i])));
    fixture_check(buf_str(&b), want);
}

static void test_enabled(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture f;
        fixture_init(&f);
        struct chart *loaded = chart_with(&f, cases[i].deps, cases[i].own, "{}");
        struct chart *c = chart_copy(&f.a, loaded);
        assert_true(chart_check_dependencies(c, &f.diags));
        assert_true(chart_process_dependencies(c, fixture_values(&f, cases[i].user), &f.diags));
        check_names(&f, c, cases[i].want);
        check_names(&f, loaded, "s1 s2");
        if (cases[i].log)
            fixture_check(f.diags.first ? f.diags.first->text : STR(""), cases[i].log);
        else
            assert_null(f.diags.first);
        fixture_done(&f);
    }
}

struct import_case {
    const char *imports, *own, *sub, *want, *log;
};

static const struct import_case imports[] = {
    {"[data]", "{}", "{\"exports\":{\"data\":{\"k\":1}}}", "{\"k\":1}", NULL},
    {"[data]", "{\"k\":0}", "{\"exports\":{\"data\":{\"k\":1}}}", "{\"k\":0}", NULL},
    {"[{child: a.b, parent: p.q}]", "{}", "{\"a\":{\"b\":{\"k\":1}}}", "{\"p\":{\"q\":{\"k\":1}}}",
     NULL},
    {"[{child: a, parent: .}]", "{\"k\":{\"y\":2}}", "{\"a\":{\"k\":{\"x\":1}}}",
     "{\"k\":{\"x\":1,\"y\":2}}", NULL},
    {"[nope]", "{}", "{}", "{}",
     "level=WARN msg=\"ImportValues missing table\" error=\"\\\"exports\\\" is not a table\""},
    {"[{child: a, parent: b}]", "{}", "{\"a\":5}", "{}",
     "level=WARN msg=\"ImportValues missing table from chart\" chart=s1 "
     "error=\"\\\"a\\\" is not a table\""},
    {"[5, null]", "{}", "{}", "{}", NULL},
};

static void test_imports(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof imports / sizeof *imports; i++) {
        struct fixture f;
        struct map *values;
        fixture_init(&f);
        str deps =
            str_fmt(&f.a, "[{name: s1, version: '*', import-values: %s}]", imports[i].imports);
        struct chart *c = chart_with(&f, str_c(&f.a, deps), imports[i].own, imports[i].sub);
        assert_true(chart_process_dependencies(c, NULL, &f.diags));
        assert_true(chart_coalesce_values(&f.a, c, NULL, &values, &f.diags));
        map_remove(values, STR("s1"));
        map_remove(values, STR("s2"));
        fixture_check_json(&f, val_map(values), imports[i].want);
        if (imports[i].log)
            fixture_check(f.diags.first ? f.diags.first->text : STR(""), imports[i].log);
        fixture_done(&f);
    }
}

/* Without `dependencies` in a chart, what stands below it is not looked at. */
static void test_descent(void **state)
{
    (void)state;
    static const char *const with[] = {"", "dependencies: []\n"};
    static const char *const want[] = {"low", ""};
    for (int i = 0; i < 2; i++) {
        struct fixture f;
        fixture_init(&f);
        const char *texts[] = {
            "Chart.yaml",
            str_c(&f.a, str_fmt(&f.a, HEAD("c") "%s", with[i])),
            "charts/s/Chart.yaml",
            HEAD("s") "dependencies: [{name: low, version: '*', condition: low.enabled}]\n",
            "charts/s/charts/x/Chart.yaml",
            HEAD("low"),
            NULL};
        struct chart *c = fixture_chart(&f, texts);
        struct map *user = fixture_values(&f, "{\"s\":{\"low\":{\"enabled\":false}}}");
        assert_true(chart_process_dependencies(c, user, &f.diags));
        check_names(&f, c->subcharts[0], want[i]);
        fixture_done(&f);
    }
}

static void test_errors(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f);
    const char *texts[] = {"Chart.yaml",
                           HEAD("c") "dependencies: [{name: x}, {name: why, alias: z}]", NULL};
    assert_false(chart_check_dependencies(fixture_chart(&f, texts), &f.diags));
    fixture_check_error(&f, "an error occurred while checking for chart dependencies. You may need "
                            "to run 'helm dependency build' to fetch missing dependencies: found "
                            "in Chart.yaml, but missing in charts/ directory: x, why");
    struct chart *c = chart_with(&f, "[]", "{}", "{}");
    assert_false(chart_process_dependencies(c, fixture_values(&f, "{\"s1\":\"x\"}"), &f.diags));
    fixture_check_error(&f, "type mismatch on s1: %!t(string=x)");
    const char *third[] = {"Chart.yaml", "apiVersion: v3\nname: c\nversion: 1.0.0\n", NULL};
    assert_false(chart_check_dependencies(fixture_chart(&f, third), &f.diags));
    fixture_check_error(&f, "invalid chart apiVersion");
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_enabled),
        cmocka_unit_test(test_imports),
        cmocka_unit_test(test_descent),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
