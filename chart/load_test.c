#include "chart/load.h"

#include "chart/chart.h"
#include "chart/fixture_test.h"

#define HEAD(name) "apiVersion: v2\nname: " name "\nversion: 1.0.0\n"

struct error_case {
    const char *texts[9];
    const char *want;
};

static const struct error_case errors[] = {
    {{"values.yaml", "a: 1", NULL}, "Chart.yaml file is missing"},
    {{"Chart.yaml", "name: [", NULL},
     "cannot load Chart.yaml: error converting YAML to JSON: "
     "yaml: line 1: did not find expected node content"},
    {{"Chart.yaml", HEAD("c"), "values.yaml", "--- x", NULL},
     "cannot load values.yaml: error reading yaml document: invalid Yaml document separator: x"},
    {{"Chart.yaml", HEAD("c"), "Chart.lock", "digest: []", NULL},
     "cannot load Chart.lock: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "
     "array into Go struct field Lock.digest of type string"},
    {{"Chart.yaml", HEAD("c"), "charts/README.md", "x", NULL},
     "error unpacking subchart README.md in c: Chart.yaml file is missing"},
    {{"Chart.yaml", HEAD("c"), "charts/b.tgz", "x", NULL},
     "error unpacking subchart b.tgz in c: unexpected EOF"},
    {{"Chart.yaml", HEAD("c"), "charts/b.tgz/Chart.yaml", HEAD("b"), NULL},
     "error unpacking subchart tar in c: expected b.tgz, got b.tgz/Chart.yaml"},
    {{"Chart.yaml", HEAD("c"), "charts/s/Chart.yaml", "name: s", NULL},
     "error unpacking subchart s in c: validation: chart.metadata.version is required"},
};

static void test_errors(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        struct fixture f;
        fixture_init(&f);
        assert_null(fixture_chart(&f, errors[i].texts));
        fixture_check_error(&f, errors[i].want);
        fixture_done(&f);
    }
}

static const char *const texts[] = {
    "Chart.yaml",
    "name: c\nversion: 1.0.0\n",
    "README.md",
    "read",
    "crds/x.yaml",
    "crd",
    "requirements.yaml",
    "dependencies: [{name: s}]",
    "templates/a.yaml",
    "A",
    "templates/_h.tpl",
    "H",
    "values.schema.json",
    "{}",
    "values.yaml",
    "a: 1\n---\nb: 2\n",
    "charts/_off/x",
    "x",
    "charts/s.prov",
    "p",
    "charts/s/Chart.yaml",
    HEAD("sub") "type: library\n",
    "charts/s/crds/y.YML",
    "crd",
    "charts/s/charts/t/Chart.yaml",
    HEAD("deep"),
    NULL,
};

static void test_sorting(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f);
    struct chart *c = fixture_chart(&f, texts);
    assert_non_null(c);
    fixture_check(c->meta->api_version, "v1");
    assert_int_equal(c->meta->dependencies.n, 1);
    assert_int_equal(c->raw.n, 13);
    assert_int_equal(c->templates.n, 2);
    assert_int_equal(c->files.n, 4);
    fixture_check(c->files.items[2].name, "requirements.yaml");
    fixture_check(c->files.items[3].name, "charts/s.prov");
    fixture_check(c->schema, "{}");
    fixture_check_json(&f, val_map(c->values), "{\"a\":1,\"b\":2}");
    assert_int_equal(c->subchart_count, 1);
    struct chart *sub = c->subcharts[0];
    assert_ptr_equal(sub->parent, c);
    assert_true(chart_is_library(sub) && !chart_is_library(c));
    assert_true(chart_has_template(sub, STR("templates/x/_h.tpl")));
    assert_false(chart_has_template(sub, STR("templates/_x/h.tpl")));
    fixture_check(chart_full_path(&f.a, sub->subcharts[0]), "c/charts/sub/charts/deep");
    struct chart_crd *crds;
    size_t n;
    chart_crds(&f.a, c, &crds, &n);
    assert_int_equal(n, 2);
    fixture_check(crds[0].filename, "c/crds/x.yaml");
    fixture_check(crds[1].filename, "c/charts/sub/crds/y.YML");
    fixture_done(&f);
}

static void test_installable(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f);
    const char *library[] = {"Chart.yaml", HEAD("c") "type: library", NULL};
    assert_false(chart_check_installable(fixture_chart(&f, library), &f.diags));
    fixture_check_error(&f, "library charts are not installable");
    const char *old[] = {"Chart.yaml", HEAD("c") "deprecated: true", NULL};
    assert_true(chart_check_installable(fixture_chart(&f, old), &f.diags));
    fixture_check(f.diags.last->text, "level=WARN msg=\"this chart is deprecated\"");
    const char *both[] = {"Chart.yaml", HEAD("c"), "requirements.yaml", "{}", NULL};
    assert_non_null(fixture_chart(&f, both));
    fixture_check(f.diags.last->text,
                  "level=INFO msg=\"Warning: Dependencies are handled in Chart.yaml since "
                  "apiVersion \\\"v2\\\". We recommend migrating dependencies to Chart.yaml.\"");
    fixture_done(&f);
}

/* A chart in a chart in a chart … ends in an error, not in a stack overflow. */
static void test_depth(void **state)
{
    (void)state;
    struct fixture f;
    struct buf name;
    fixture_init(&f);
    buf_init(&name, &f.a);
    struct chart_file files[300];
    for (size_t i = 0; i < 300; i++) {
        files[i].name = str_concat(&f.a, buf_str(&name), STR("Chart.yaml"));
        files[i].data = STR(HEAD("c"));
        buf_put_fmt(&name, "charts/x/");
    }
    assert_null(chart_load_files(&f.a, files, 300, &f.diags));
    assert_true(str_has_suffix(diag_last_error(&f.diags)->text,
                               STR("charts are nested deeper than 100 levels")));
    assert_non_null(chart_load_files(&f.a, files, 100, &f.diags));
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_sorting),
        cmocka_unit_test(test_installable),
        cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
