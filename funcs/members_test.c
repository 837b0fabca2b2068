#include "funcs/call_test.h"

static const struct call_case members[] = {
    {"has 1 (list 1 2)", "true"},
    {"has 1.0 (list 1 2)", "false"},
    {"has \"a\" (splitList \",\" \"b,a\")", "true"},
    {"has nil (list nil)", "true"},
    {"has 1 nil", "false"},
    {"mustHas 1 \"1\"", "!Cannot find has on type string"},
    {"without (list 1 2 1 3) 1 3", "[2]"},
    {"without (list 1 2)", "[1 2]"},
    {"without (list (list 1) 2) (list 1)", "[2]"},
    {"without 5 1", "!Cannot find without on type int"},
    {"uniq (list 1 1.0 \"1\" 1 \"1\" nil nil true true)", "[1 1 1 <nil> true]"},
    {"uniq (list (list 1) (list 1) (list 2) (dict) (dict) (list) (rest (list)))",
     "[[1] [2] map[] [] []]"},
    {"uniq (list 0.0 -0.0)", "[0]"},
    {"uniq (list)", "[]"},
    {"mustUniq nil", "!runtime error: invalid memory address or nil pointer dereference"},
    {"uniq (until 5000) | len", "5000"},
};

static void test_members(void **state)
{
    (void)state;
    CALL_CHECK_ALL(members);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
