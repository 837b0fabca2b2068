#include "funcs/call_test.h"

static const struct call_case logic[] = {
    {"and 1 0 2", "0"},  {"and 1 2", "2"},       {"and \"\" 1", ""}, {"or 0 \"\" \"x\" \"y\"", "x"},
    {"or 0 \"\"", ""},   {"or nil 1", "1"},      {"not 0", "true"},  {"not \"a\"", "false"},
    {"not nil", "true"}, {"not (list)", "true"},
};

static const struct call_case lengths[] = {
    {"len \"h\\xc3\\xa9\"", "3"},        {"len (list 1 2)", "2"},
    {"len (dict \"a\" 1)", "1"},         {"len 5", "!len of type int"},
    {"len 1.5", "!len of type float64"}, {"len true", "!len of type bool"},
};

static const struct call_case indexing[] = {
    {"index (list 1 2 3) 1", "2"},
    {"index (list 1 2 3) 3", "!reflect: slice index out of range"},
    {"index (list 1 2 3) 4", "!index out of range: 4"},
    {"index (list 1 2 3) -1", "!index out of range: -1"},
    {"index (list 1) \"a\"", "!cannot index slice/array with type string"},
    {"index (list 1) nil", "!cannot index slice/array with nil"},
    {"index (list 1) 0.0", "!cannot index slice/array with type float64"},
    {"index (dict \"a\" 1) \"a\"", "1"},
    {"index (dict \"a\" 1) \"b\"", "<nil>"},
    {"index (dict \"a\" 1) 1", "!value has type int; should be string"},
    {"index (dict \"a\" 1) nil", "!value is nil; should be of type string"},
    {"index (dict \"a\" (list 1 2)) \"a\" 1", "2"},
    {"index (dict) \"a\" \"b\"", "!index of nil pointer"},
    {"index \"abc\" 1", "98"},
    {"index \"abc\" 3", "!reflect: string index out of range"},
    {"index nil \"a\"", "!index of untyped nil"},
    {"index 5 1", "!can't index item of type int"},
    {"index 5", "5"},
};

static void test_logic(void **state)
{
    (void)state;
    CALL_CHECK_ALL(logic);
}

static void test_lengths(void **state)
{
    (void)state;
    CALL_CHECK_ALL(lengths);
}

static void test_indexing(void **state)
{
    (void)state;
    CALL_CHECK_ALL(indexing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_logic),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_indexing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
