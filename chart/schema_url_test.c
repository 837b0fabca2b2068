#include "chart/fixture_test.h"
#include "chart/schema_url.h"

/* Base, reference, and "URL FRAGMENT" or the error. */
static const char *const joins[][3] = {
    {"file:///values.schema.json", "#/a/b", "file:///values.schema.json /a/b"},
    {"file:///values.schema.json", "x.json#a%20b", "file:///x.json a b"},
    {"file:///values.schema.json", "", "file:///values.schema.json "},
    {"https://a.b/c/d.json", "e.json", "https://a.b/c/e.json "},
    {"https://a.b/c/d.json", "../e.json", "https://a.b/e.json "},
    {"https://a.b/c/d.json", "../../../e", "https://a.b/e "},
    {"https://a.b/c/d.json", "./", "https://a.b/c/ "},
    {"https://a.b/c/d.json", "..", "https://a.b/ "},
    {"https://a.b/c/d.json", "/x/./y", "https://a.b/x/y "},
    {"https://a.b/c/d.json", "//h/x", "https://h/x "},
    {"https://a.b/c/d.json?q", "#f", "https://a.b/c/d.json?q f"},
    {"https://a.b/c/d.json?q", "?r", "https://a.b/c/d.json?r "},
    {"https://a.b/c", "urn:x:y#z", "urn:x:y z"},
    {"urn:x:y", "#z", "urn:x:y z"},
    {"https://a.b/c", "#%zz", "error in parsing \"#%zz\": invalid URL escape \"%zz\""},
    {"https://a.b/c", "%zz", "error in parsing \"%zz\": parse \"%zz\": invalid URL escape \"%zz\""},
};

static void test_join(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f);
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        str url, fragment, got;
        if (schema_url_join(&f.a, str_from_c(joins[i][0]), str_from_c(joins[i][1]), &url, &fragment,
                            &got))
            got = str_concat(&f.a, str_concat(&f.a, url, STR(" ")), fragment);
        fixture_check(got, joins[i][2]);
    }
    fixture_done(&f);
}

static void test_pointers(void **state)
{
    (void)state;
    struct fixture f;
    str token;
    fixture_init(&f);
    str ptr = schema_ptr_append(&f.a, STR("/x"), STR("a/b~c"));
    fixture_check(ptr, "/x/a~1b~0c");
    fixture_check(schema_ptr_append_index(&f.a, ptr, 12), "/x/a~1b~0c/12");
    assert_true(schema_ptr_unescape(&f.a, STR("a~1b~0c"), &token));
    fixture_check(token, "a/b~c");
    assert_false(schema_ptr_unescape(&f.a, STR("a~"), &token));
    assert_false(schema_ptr_unescape(&f.a, STR("a~2"), &token));
    fixture_check(schema_url_format(&f.a, STR("file:///x"), STR("/a b/~1\"$")),
                  "file:///x#/a%20b/~1%22$");
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_join),
        cmocka_unit_test(test_pointers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
