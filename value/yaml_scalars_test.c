#include "value/yaml_scalars.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_scalars(void **state)
{
    (void)state;
    static const char text[] = "a: é x\nb:\n  - 'it''s'\n  - c: \"\\u00e9\"\n    d: &x |\n      é\n"
                               "e: [*x, 1]\n";
    static const struct {
        const char *path, *value, *raw;
        bool is_key;
    } want[] = {
        {"", "a", "a", true},  {"a", "é x", "é x", false},
        {"", "b", "b", true},  {"b", "it's", "'it''s'", false},
        {"b", "c", "c", true}, {"b.c", "é", "\"\\u00e9\"", false},
        {"b", "d", "d", true}, {"b.d", "é\n", "&x |\n      é\n", false},
        {"", "e", "e", true},  {"e", "1", "1", false},
    };
    struct arena a;
    arena_init(&a, NULL);
    struct yaml_scalar *s;
    size_t n;
    assert_true(yaml_scalars(&a, STR(text), &s, &n));
    assert_int_equal(n, sizeof want / sizeof *want);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(str_c(&a, s[i].path), want[i].path);
        assert_string_equal(str_c(&a, s[i].value), want[i].value);
        assert_string_equal(str_c(&a, str_slice(STR(text), s[i].begin, s[i].end)), want[i].raw);
        assert_int_equal(s[i].is_key, want[i].is_key);
    }
    assert_false(yaml_scalars(&a, STR("a: ["), &s, &n));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_scalars)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
