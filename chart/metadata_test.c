#include "chart/fixture_test.h"
#include "chart/metadata.h"

#define HEAD "apiVersion: v2\nname: c\nversion: 1.0.0\n"
#define JSON "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "

/* What Chart.yaml says, and what becomes of it: a text of .Chart as JSON, or an error. */
struct metadata_case {
    const char *text, *key, *want;
};

static const struct metadata_case values[] = {
    {HEAD "appVersion: 1.10", "AppVersion", "\"1.1\""},
    {HEAD "appVersion: 20240101123456", "AppVersion", "\"20240101123456\""},
    {HEAD "appVersion: 18446744073709551615", "AppVersion", "\"18446744073709551615\""},
    {HEAD "appVersion: 99999999999999999999", "AppVersion", "\"1e+20\""},
    {HEAD "appVersion: 1.16777217", "AppVersion", "\"1.1677722\""},
    {HEAD "appVersion: 010", "AppVersion", "\"8\""},
    {HEAD "appVersion: yes", "AppVersion", "\"true\""},
    {HEAD "appVersion: null", "AppVersion", "\"\""},
    {HEAD "NAME: upper", "Name", "\"c\""},
    {HEAD "apiversion: v1", "APIVersion", "\"v1\""},
    {HEAD "description: \"a\\tb\\u200bc\\u00a0d\"", "Description", "\"a bc d\""},
    {HEAD "keywords: [1, null, 2.50, true]", "Keywords", "[\"1\",\"\",\"2.5\",\"true\"]"},
    {HEAD "annotations: {a: 1.10, b: null}", "Annotations", "{\"a\":\"1.1\",\"b\":\"\"}"},
    {HEAD, "Annotations", "null"},
    {HEAD, "Keywords", "[]"},
    {HEAD "maintainers: [{NAME: 5, eMail: x}]", "Maintainers",
     "[{\"Email\":\"x\",\"Name\":\"5\",\"URL\":\"\"}]"},
    {HEAD "dependencies: [{name: a, tags: [1], import-values: [1, x]}]", "Dependencies",
     "[{\"Alias\":\"\",\"Condition\":\"\",\"Enabled\":false,\"ImportValues\":[1,\"x\"],"
     "\"Name\":\"a\",\"Repository\":\"\",\"Tags\":[\"1\"],\"Version\":\"\"}]"},
    {HEAD "deprecated: yes\nunknown: {}", "Deprecated", "true"},
};

static const struct metadata_case errors[] = {
    {"[1]", "", JSON "array into Go value of type v2.Metadata"},
    {"keywords: x", "", JSON "string into Go struct field Metadata.keywords of type []string"},
    {"maintainers: [5]", "",
     JSON "number into Go struct field Metadata.maintainers of type "
          "v2.Maintainer"},
    {"maintainers: {}", "",
     JSON "object into Go struct field Metadata.maintainers of type "
          "[]*v2.Maintainer"},
    {"maintainers: [{name: [1]}]", "",
     JSON "array into Go struct field Maintainer.maintainers.name of type string"},
    {"dependencies: [{name: a, tags: [{}]}]", "",
     JSON "object into Go struct field Dependency.dependencies.tags of type string"},
    {"annotations: {a: []}", "",
     JSON "array into Go struct field Metadata.annotations of type "
          "string"},
    {"deprecated: 1", "", JSON "number into Go struct field Metadata.deprecated of type bool"},
    {"a: [", "", "error converting YAML to JSON: yaml: line 1: did not find expected node content"},
    {"apiVersion: v2\nversion: 1", "", "validation: chart.metadata.name is required"},
    {"apiVersion: v2\nname: ..\nversion: 1", "",
     "validation: chart.metadata.name \"..\" is not allowed"},
    {"apiVersion: v2\nname: a/b\nversion: 1", "",
     "validation: chart.metadata.name \"a/b\" is invalid"},
    {"apiVersion: v2\nname: a", "", "validation: chart.metadata.version is required"},
    {"apiVersion: v2\nname: a\nversion: x", "",
     "validation: chart.metadata.version \"x\" is invalid"},
    {HEAD "type: other", "", "validation: chart.metadata.type must be application or library"},
    {HEAD "maintainers: [null]", "",
     "validation: maintainers must not contain empty or null nodes"},
    {HEAD "dependencies: [null]", "",
     "validation: dependencies must not contain empty or null nodes"},
    {HEAD "dependencies: [{name: a, alias: a.b}]", "",
     "validation: dependency \"a\" has disallowed characters in the alias"},
    {HEAD "dependencies: [{name: a}, {name: b, alias: a}]", "",
     "validation: more than one dependency with name or alias \"a\""},
};

static void test_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct fixture f;
        struct metadata m = {0};
        str error;
        fixture_init(&f);
        assert_true(metadata_read(&f.a, str_from_c(values[i].text), &m, &error));
        assert_true(metadata_validate(&f.a, &m, &error));
        val *v = map_get(metadata_map(&f.a, &m), str_from_c(values[i].key));
        assert_non_null(v);
        fixture_check_json(&f, *v, values[i].want);
        fixture_done(&f);
    }
}

static void test_errors(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        struct fixture f;
        struct metadata m = {0};
        str error = STR("");
        fixture_init(&f);
        assert_false(metadata_read(&f.a, str_from_c(errors[i].text), &m, &error) &&
                     metadata_validate(&f.a, &m, &error));
        fixture_check(error, errors[i].want);
        fixture_done(&f);
    }
}

static void test_lock(void **state)
{
    (void)state;
    struct fixture f;
    str error = STR("");
    fixture_init(&f);
    assert_true(
        metadata_check_lock(&f.a, STR("generated: \"2020-12-01T00:00:00.5+01:00\""), &error));
    assert_true(metadata_check_lock(&f.a, STR("null"), &error));
    assert_false(metadata_check_lock(&f.a, STR("generated: 5"), &error));
    fixture_check(error, "error unmarshaling JSON: while decoding JSON: Time.UnmarshalJSON: input "
                         "is not a JSON string");
    assert_false(metadata_check_lock(&f.a, STR("generated: x"), &error));
    fixture_check(error, "error unmarshaling JSON: while decoding JSON: parsing time \"x\" as "
                         "\"2006-01-02T15:04:05Z07:00\": cannot parse \"x\" as \"2006\"");
    fixture_done(&f);
}

static void test_versions(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f);
    assert_true(metadata_version_matches(&f.a, STR("^1.2"), STR("1.3.0")));
    assert_false(metadata_version_matches(&f.a, STR("^1.2"), STR("2.3.0")));
    assert_false(metadata_version_matches(&f.a, STR("bogus"), STR("1.0.0")));
    assert_false(metadata_version_matches(&f.a, STR("*"), STR("bogus")));
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_lock),
        cmocka_unit_test(test_versions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
