#include "chart/fixture_test.h"
#include "chart/schema.h"

#include <string.h>

struct schema_case {
    const char *group, *schema, *value, *error;
};

static const struct schema_case cases[] = {
#define SCHEMA_CASE(group, schema, value, error) {#group, schema, value, error},
#include "chart/schema_cases.def"
#undef SCHEMA_CASE
};

/* The error of a value, or of the schema; "" when all is well. */
static str verdict(struct fixture *f, str schema, val value)
{
    str error = STR("");
    struct schema *s = schema_compile(&f->a, schema, NULL, &f->diags, &error);
    if (s)
        (void)schema_validate(s, &f->a, value, &error);
    return error;
}

static val json(struct fixture *f, const char *text)
{
    val v;
    str error;
    assert_true(json_parse(&f->a, str_from_c(text), JSON_ROOT_ANY, &v, &error));
    return v;
}

static void check_group(const char *group)
{
    size_t n = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct schema_case *c = &cases[i];
        if (strcmp(c->group, group))
            continue;
        struct fixture f;
        fixture_init(&f);
        fixture_check(verdict(&f, str_from_c(c->schema), json(&f, c->value)), c->error);
        fixture_done(&f);
        n++;
    }
    assert_true(n > 0);
}

#define GROUP(name)                                                                                \
    static void test_##name(void **state)                                                          \
    {                                                                                              \
        (void)state;                                                                               \
        check_group(#name);                                                                        \
    }

GROUP(types)
GROUP(values)
GROUP(numbers)
GROUP(strings)
GROUP(arrays)
GROUP(objects)
GROUP(combinations)
GROUP(references)
GROUP(broken)

/* Where Helm's order is that of a map, names come sorted. */
static void test_order(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f);
    str schema = STR("{\"properties\":{\"a\":{\"type\":\"null\"},\"b\":{\"type\":\"null\"}},"
                     "\"additionalProperties\":false}");
    fixture_check(verdict(&f, schema, json(&f, "{\"z\":1,\"b\":1,\"y\":1,\"a\":1}")),
                  "- at '/a': got number, want null\n- at '/b': got number, want null\n"
                  "- at '': additional properties 'y', 'z' not allowed\n");
    fixture_done(&f);
}

/* Numbers of --set are int64. */
static void test_integers(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_check(verdict(&f, STR("{\"type\":\"integer\",\"maximum\":9007199254740993}"),
                          val_int64(9007199254740993)),
                  "");
    fixture_check(verdict(&f, STR("{\"const\":9007199254740993}"), val_int64(9007199254740992)),
                  "- at '': value must be 9007199254740993\n");
    fixture_done(&f);
}

static void test_many_items(void **state)
{
    (void)state;
    struct fixture f;
    struct buf b;
    fixture_init(&f);
    buf_init(&b, &f.a);
    buf_put_char(&b, '[');
    for (int i = 0; i < 5000; i++)
        buf_put_fmt(&b, "{\"k\":[%d]},", i);
    buf_put_str(&b, STR("{\"k\":[1234.0]}]"));
    fixture_check(verdict(&f, STR("{\"uniqueItems\":true}"), json(&f, str_c(&f.a, buf_str(&b)))),
                  "- at '': items at 1,234 and 5,000 are equal\n");
    fixture_done(&f);
}

static str nested(struct fixture *f, const char *open, const char *inner, const char *close, int n)
{
    struct buf b;
    buf_init(&b, &f->a);
    for (int i = 0; i < n; i++)
        buf_put_str(&b, str_from_c(open));
    buf_put_str(&b, str_from_c(inner));
    for (int i = 0; i < n; i++)
        buf_put_str(&b, str_from_c(close));
    return buf_str(&b);
}

/* Neither depth nor repetition may exhaust the stack or time without end. */
static void test_bounds(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f);
    str deep = nested(&f, "{\"a\":", "1", "}", 5000);
    fixture_check(
        verdict(&f, STR("{\"properties\":{\"a\":{\"$ref\":\"#\"}}}"), json(&f, str_c(&f.a, deep))),
        "unable to validate schema: values or references are nested too deeply");
    fixture_check(verdict(&f, nested(&f, "{\"not\":", "{}", "}", 5000), val_bool(true)),
                  "schemas are nested more than 2000 levels deep");
    fixture_done(&f);
}

static void test_chart(void **state)
{
    (void)state;
    static const char *const texts[] = {"Chart.yaml",
                                        "apiVersion: v2\nname: top\nversion: 1.0.0\n",
                                        "values.schema.json",
                                        "{\"required\":[\"a\"]}",
                                        "charts/sub/Chart.yaml",
                                        "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
                                        "charts/sub/values.schema.json",
                                        "{\"$ref\":\"types.json#/b\"}",
                                        "charts/sub/types.json",
                                        "{\"b\":{\"properties\":{\"x\":{\"type\":\"null\"}}}}",
                                        NULL};
    struct fixture f;
    fixture_init(&f);
    struct chart *c = fixture_chart(&f, texts);
    assert_non_null(c);
    assert_true(schema_check_chart(&f.a, c, fixture_values(&f, "{\"a\":1,\"sub\":{}}"), &f.diags));
    assert_false(schema_check_chart(&f.a, c, fixture_values(&f, "{\"sub\":{\"x\":1}}"), &f.diags));
    fixture_check(diag_last_error(&f.diags)->text,
                  "values don't meet the specifications of the schema(s) in the following "
                  "chart(s):\ntop:\n- at '': missing property 'a'\n"
                  "sub:\n- at '/x': got number, want null\n");
    fixture_done(&f);
}

static void test_outside(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_check(verdict(&f, STR("{\"$ref\":\"file:///etc/passwd\"}"), val_nil()),
                  "failing loading \"file:///etc/passwd\": only files of the chart are read");
    fixture_check(verdict(&f, STR("{\"$ref\":\"https://example.com/x.json#/a\"}"), val_nil()),
                  "failing loading \"https://example.com/x.json\": remote schemas are not fetched");
    fixture_check(verdict(&f, STR("{\"$ref\":\"urn:a:b\"}"), val_nil()), "");
    fixture_check(f.diags.last->text,
                  "level=WARN msg=\"unresolved URN reference ignored; using permissive schema\" "
                  "urn=urn:a:b");
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types),        cmocka_unit_test(test_values),
        cmocka_unit_test(test_numbers),      cmocka_unit_test(test_strings),
        cmocka_unit_test(test_arrays),       cmocka_unit_test(test_objects),
        cmocka_unit_test(test_combinations), cmocka_unit_test(test_references),
        cmocka_unit_test(test_broken),       cmocka_unit_test(test_order),
        cmocka_unit_test(test_integers),     cmocka_unit_test(test_many_items),
        cmocka_unit_test(test_bounds),       cmocka_unit_test(test_chart),
        cmocka_unit_test(test_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
