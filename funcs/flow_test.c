#include "funcs/call_test.h"

static const struct call_case defaults[] = {
    {"default 1 0", "1"},
    {"default 1 2", "2"},
    {"default true false", "true"},
    {"default \"x\"", "x"},
    {"default \"x\" nil", "x"},
    {"default \"x\" (list)", "x"},
    {"default \"x\" (dict \"a\" 1)", "map[a:1]"},
    {"default \"x\" \"\" 5", "x"},
    {"coalesce", "<nil>"},
    {"coalesce 0 \"\" nil", "<nil>"},
    {"coalesce 0 \"\" \"a\" \"b\"", "a"},
    {"empty nil", "true"},
    {"empty 0", "true"},
    {"empty \"\"", "true"},
    {"empty (list)", "true"},
    {"empty (dict \"a\" 1)", "false"},
    {"empty \"0\"", "false"},
    {"all", "true"},
    {"all 1 \"a\"", "true"},
    {"all 1 0", "false"},
    {"any", "false"},
    {"any 0 \"\"", "false"},
    {"any 0 1", "true"},
    {"ternary 1 2 true", "1"},
    {"ternary 1 2 false", "2"},
};

static const struct call_case errors[] = {
    {"required \"m\" nil", "!m"},      {"required \"m\" \"\"", "!m"},
    {"required \"m\" false", "false"}, {"required \"m\" 0", "0"},
    {"required \"m\" (list)", "[]"},   {"fail \"stop \\xc3\\xa9\"", "!stop \303\251"},
};

static void test_defaults(void **state)
{
    (void)state;
    CALL_CHECK_ALL(defaults);
}

static void test_errors(void **state)
{
    (void)state;
    CALL_CHECK_ALL(errors);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
