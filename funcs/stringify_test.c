#include "funcs/call_test.h"

static const struct call_case printing[] = {
    {"toString 1.0", "1"},
    {"toString nil", "<nil>"},
    {"toString 1000000.0", "1e+06"},
    {"toString (list 1 \"a\" nil)", "[1 a <nil>]"},
    {"toStrings (list 1 nil \"a\" true)", "[1 a true]"},
    {"toStrings nil | len", "0"},
    {"toStrings 5", "[5]"},
    {"toStrings (dict \"a\" 1) | len", "1"},
    {"toStrings (until 2) | typeOf", "[]string"},
    {"join \"-\" (list 1 nil \"a\")", "1-a"},
    {"join \"-\" (list)", ""},
    {"join \"-\" nil", ""},
    {"join \"-\" \"s\"", "s"},
    {"join \"\" (splitList \",\" \"a,b\")", "ab"},
    {"cat \"a\" nil 1 (list 1 2)", "a 1 [1 2]"},
    {"cat \"\" \"\"", " "},
    {"cat nil", ""},
    {"cat", ""},
};

static const struct call_case quoting[] = {
    {"quote \"a\" nil 5 \"\"", "\"a\" \"5\" \"\""},
    {"quote nil", ""},
    {"quote \"\\n\\x01\\xff\\xc2\\xa0\"", "\"\\n\\x01\\xff\\u00a0\""},
    {"quote (list 1 \"b\")", "\"[1 b]\""},
    {"squote \"a'b\" nil 5", "'a'b' '5'"},
    {"squote \"\"", "''"},
    {"squote (list nil)", "'[<nil>]'"},
};

static void test_printing(void **state)
{
    (void)state;
    CALL_CHECK_ALL(printing);
}

static void test_quoting(void **state)
{
    (void)state;
    CALL_CHECK_ALL(quoting);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_printing),
        cmocka_unit_test(test_quoting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
