#include "funcs/call_test.h"

static const struct call_case equality[] = {
    {"eq 1 1", "true"},
    {"eq 1 2 3 1", "true"},
    {"eq 1", "!missing argument for comparison"},
    {"eq 1 1 \"a\"", "true"},
    {"eq 1 \"a\" 1", "!incompatible types for comparison: int and string"},
    {"eq 1 1.0", "!incompatible types for comparison: int and float64"},
    {"eq \"a\" \"a\"", "true"},
    {"eq nil nil", "true"},
    {"eq nil 1", "false"},
    {"eq 1 nil", "false"},
    {"eq nil (list)", "false"},
    {"eq (list) nil", "false"},
    {"eq (dict) (dict)", "!non-comparable type map[]: map[string]interface {}"},
    {"eq (list 1) (list 1)", "!non-comparable type [%!s(int=1)]: []interface {}"},
    {"eq (list \"a\") (dict \"b\" 1)",
     "!non-comparable types [a]: []interface {}, map[string]interface {}: map[b:1]"},
    {"eq (dict \"a\" 1) \"x\"",
     "!incompatible types for comparison: map[string]interface {} and string"},
    {"eq (int64 1) 1", "true"},
    {"eq (index \"a\" 0) 97", "true"},
    {"eq true true", "true"},
    {"eq true 1", "!incompatible types for comparison: bool and int"},
    {"ne 1 2", "true"},
    {"ne \"a\" \"a\"", "false"},
    {"ne 1 \"a\"", "!incompatible types for comparison: int and string"},
};

static const struct call_case order[] = {
    {"lt 1 2", "true"},
    {"lt 2 1", "false"},
    {"lt \"a\" \"b\"", "true"},
    {"lt \"B\" \"a\"", "true"},
    {"lt 1.5 2.5", "true"},
    {"lt 1 1.5", "!incompatible types for comparison: int and float64"},
    {"lt (index \"a\" 0) 98", "true"},
    {"lt -1 (index \"a\" 0)", "true"},
    {"lt true false", "!invalid type for comparison"},
    {"lt nil 1", "!invalid type for comparison"},
    {"lt (list) (list)", "!invalid type for comparison"},
    {"le 1 1", "true"},
    {"le 2 1", "false"},
    {"gt 2 1", "true"},
    {"gt 1 1", "false"},
    {"gt \"b\" \"a\"", "true"},
    {"gt (float64 \"nan\") 1.0", "true"},
    {"ge (float64 \"nan\") 1.0", "true"},
    {"lt (float64 \"nan\") 1.0", "false"},
    {"ge 1 1", "true"},
    {"ge 1 \"a\"", "!incompatible types for comparison: int and string"},
};

static void test_equality(void **state)
{
    (void)state;
    CALL_CHECK_ALL(equality);
}

static void test_order(void **state)
{
    (void)state;
    CALL_CHECK_ALL(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equality),
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
