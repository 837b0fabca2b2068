#include "chart/values.h"

#include "chart/fixture_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct option_case {
    struct value_option o[4];
    size_t n;
    const char *want; /* JSON, or the error behind "!" */
};

#define OPT(kind, text)                                                                            \
    {                                                                                              \
        kind, STR_INIT(text)                                                                       \
    }

static const struct option_case cases[] = {
    {{OPT(VALUES_SET, "a=1")}, 1, "{\"a\":1}"},
    /* The kind decides the order, not the command line. */
    {{OPT(VALUES_SET_STRING, "a=1"), OPT(VALUES_SET, "a=2"), OPT(VALUES_SET_JSON, "a=3")},
     3,
     "{\"a\":\"1\"}"},
    {{OPT(VALUES_SET_LITERAL, "a=x,y"), OPT(VALUES_SET_STRING, "a=1")}, 2, "{\"a\":\"x,y\"}"},
    {{OPT(VALUES_SET_JSON, "a={\"b\":1}"), OPT(VALUES_SET_JSON, " {\"a\":{\"c\":null}}")},
     2,
     "{\"a\":{\"b\":1,\"c\":null}}"},
    {{OPT(VALUES_SET_JSON, "a={\"b\":1}"), OPT(VALUES_SET_JSON, "a={\"c\":1}")},
     2,
     "{\"a\":{\"c\":1}}"},
    {{OPT(VALUES_SET_JSON, "{x")}, 1, "!failed parsing --set-json data JSON: {x"},
    {{OPT(VALUES_SET_JSON, "a=tru")}, 1, "!failed parsing --set-json data a=tru"},
    {{OPT(VALUES_SET, "a")}, 1, "!failed parsing --set data: key \"a\" has no value"},
    {{OPT(VALUES_SET_STRING, "a")}, 1, "!failed parsing --set-string data: key \"a\" has no value"},
    {{OPT(VALUES_SET_FILE, "a=/nowhere/x")},
     1,
     "!failed parsing --set-file data: open /nowhere/x: no such file or directory"},
    {{OPT(VALUES_FILE, "/nowhere/x")}, 1, "!open /nowhere/x: no such file or directory"},
    {{OPT(VALUES_FILE, "a%zz.yaml")}, 1, "!parse \"a%zz.yaml\": invalid URL escape \"%zz\""},
    {{OPT(VALUES_FILE, "https://x/y")},
     1,
     "!cannot fetch https://x/y: values are read from files only"},
};

static void test_options(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture f;
        struct map *values;
        fixture_init(&f);
        if (values_merge_options(&f.a, cases[i].o, cases[i].n, &values, &f.diags))
            fixture_check_json(&f, val_map(values), cases[i].want);
        else
            fixture_check_error(&f, cases[i].want + 1);
        fixture_done(&f);
    }
}

static str file_with(struct fixture *f, const char *text)
{
    char name[] = "/tmp/chelm-values-XXXXXX";
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    assert_true(write(fd, text, str_from_c(text).len) >= 0);
    close(fd);
    return str_dup(&f->a, str_from_c(name));
}

static void test_files(void **state)
{
    (void)state;
    struct fixture f;
    struct map *values;
    fixture_init(&f);
    str one = file_with(&f, "a: {x: 1, z: null}\nl: [1]\n---\nb: 2\n");
    str two = file_with(&f, "a: {x: 5, q: 2}\nl: [2]\n"), bad = file_with(&f, "a: [");
    const struct value_option o[] = {{VALUES_SET, STR("a.x=9")},
                                     {VALUES_FILE, one},
                                     {VALUES_FILE, two},
                                     {VALUES_SET_FILE, str_concat(&f.a, STR("f="), bad)}};
    assert_true(values_merge_options(&f.a, o, 4, &values, &f.diags));
    fixture_check_json(&f, val_map(values),
                       "{\"a\":{\"q\":2,\"x\":9,\"z\":null},\"b\":2,"
                       "\"f\":\"a: [\",\"l\":[2]}");
    const struct value_option broken = {VALUES_FILE, bad};
    assert_false(values_merge_options(&f.a, &broken, 1, &values, &f.diags));
    str want = str_fmt(&f.a,
                       "failed to parse %.*s: cannot unmarshal yaml document: error "
                       "converting YAML to JSON: yaml: line 1: did not find expected node "
                       "content",
                       STR_ARG(bad));
    fixture_check_error(&f, str_c(&f.a, want));
    unlink(str_c(&f.a, one));
    unlink(str_c(&f.a, two));
    unlink(str_c(&f.a, bad));
    fixture_done(&f);
}

static void test_paths(void **state)
{
    (void)state;
    struct fixture f;
    str missing;
    fixture_init(&f);
    struct map *m = fixture_values(&f, "{\"a\":{\"b\":{\"c\":1,\"n\":null}},\"s\":\"x\"}");
    assert_int_equal(map_len(values_table(m, STR("a.b"), &missing)), 2);
    assert_null(values_table(m, STR("a.x.y"), &missing));
    fixture_check(missing, "x");
    assert_null(values_table(m, STR("s"), &missing));
    fixture_check(missing, "s");
    assert_non_null(values_path(m, STR("a.b.c")));
    assert_non_null(values_path(m, STR("a.b.n")));
    assert_non_null(values_path(m, STR("s")));
    assert_null(values_path(m, STR("a.b")));
    assert_null(values_path(m, STR("a.b.c.d")));
    assert_null(values_path(m, STR("")));
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
