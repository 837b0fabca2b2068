#include "base/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *wanted, *near;
    } cases[] = {
        {"toYAML", "toYaml"},
        {"defualt", "default"},
        {"serviceAcount", "serviceAccount"},
        {"nope", ""},
        {"x", ""},
        {"quotee", "quote"},
        {"", ""},
    };
    static const char *const names[] = {"default", "quote", "toYaml", "squote", "serviceAccount"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nearest n;
        nearest_init(&n, str_from_c(cases[i].wanted));
        for (size_t j = 0; j < sizeof names / sizeof *names; j++)
            nearest_offer(&n, str_from_c(names[j]));
        assert_true(str_eq(n.best, str_from_c(cases[i].near)));
    }
}

static void test_distance(void **state)
{
    (void)state;
    static const struct {
        const char *x, *y;
        size_t edits;
    } cases[] = {
        {"", "", 0},      {"", "ab", 2},     {"ab", "ab", 0},
        {"ab", "AB", 0},  {"ab", "ba", 1},   {"abc", "ac", 1},
        {"ac", "abc", 1}, {"tag", "tga", 1}, {"kitten", "sitting", 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(nearest_distance(str_from_c(cases[i].x), str_from_c(cases[i].y)),
                         cases[i].edits);
    char text[200];
    memset(text, 'x', sizeof text);
    str huge = {text, sizeof text};
    assert_int_equal(nearest_distance(huge, STR("")), 60);
    assert_int_equal(nearest_distance(huge, huge), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names),
                                       cmocka_unit_test(test_distance)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
