#include "funcs/call_test.h"

static const struct call_case dicts[] = {
    {"dict \"b\" 1 \"a\" (list 2)", "map[a:[2] b:1]"},
    {"dict \"a\" 1 \"a\" 2", "map[a:2]"},
    {"dict 5 1 nil", "map[5:1 <nil>:]"},
    {"dict | typeOf", "map[string]interface {}"},
    {"get (dict \"a\" nil) \"a\"", "<nil>"},
    {"get (dict) \"a\" | quote", "\"\""},
    {"get nil \"a\" | quote", "\"\""},
    {"set (dict \"a\" 1) \"b\" nil", "map[a:1 b:<nil>]"},
    {"set nil \"a\" 1", "!assignment to entry in nil map"},
    {"unset (dict \"a\" 1 \"b\" 2) \"a\"", "map[b:2]"},
    {"unset nil \"a\"", "map[]"},
    {"hasKey (dict \"a\" nil) \"a\"", "true"},
    {"hasKey nil \"a\"", "false"},
    {"keys (dict \"b\" 1 \"a\" 2) (dict \"a\" 3)", "[a b a]"},
    {"keys | typeOf", "[]string"},
    {"values (dict \"b\" 1 \"a\" 2)", "[2 1]"},
    {"values nil", "[]"},
    {"pluck \"a\" (dict \"a\" 1) (dict) (dict \"a\" 2)", "[1 2]"},
    {"pluck \"a\"", "[]"},
    {"pick (dict \"a\" 1 \"b\" 2) \"b\" \"c\"", "map[b:2]"},
    {"omit (dict \"a\" 1 \"b\" 2) \"b\" \"c\"", "map[a:1]"},
    {"omit nil", "map[]"},
};

static const struct call_case digging[] = {
    {"dig \"a\" \"d\" (dict \"a\" 1)", "1"},
    {"dig \"b\" \"d\" (dict \"a\" 1)", "d"},
    {"dig \"a\" \"b\" \"d\" (dict \"a\" (dict \"b\" 3))", "3"},
    {"dig \"a\" \"b\" \"d\" (dict)", "d"},
    {"dig \"a\" \"d\" (dict \"a\" nil)", "<nil>"},
    {"dig \"a\" \"b\" \"d\" (dict \"a\" nil)",
     "!interface conversion: interface {} is nil, not map[string]interface {}"},
    {"dig \"a\" \"b\" \"d\" (dict \"a\" 5)",
     "!interface conversion: interface {} is int, not map[string]interface {}"},
    {"dig \"a\" \"d\" (split \",\" \"a\")",
     "!interface conversion: interface {} is map[string]string, not map[string]interface {}"},
    {"dig 1 \"d\" (dict)", "!interface conversion: interface {} is int, not string"},
    {"dig nil \"d\" (dict)", "!interface conversion: interface {} is nil, not string"},
    {"dig \"a\" (dict)", "!dig needs at least three arguments"},
};

static const struct call_case equality[] = {
    {"deepEqual 1 1", "true"},
    {"deepEqual 1 1.0", "false"},
    {"deepEqual nil nil", "true"},
    {"deepEqual (list 1 (dict \"a\" 2)) (list 1 (dict \"a\" 2))", "true"},
    {"deepEqual (splitList \",\" \"a\") (list \"a\")", "false"},
};

static void test_dicts(void **state)
{
    (void)state;
    CALL_CHECK_ALL(dicts);
}

static void test_digging(void **state)
{
    (void)state;
    CALL_CHECK_ALL(digging);
}

static void test_equality(void **state)
{
    (void)state;
    CALL_CHECK_ALL(equality);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dicts),
        cmocka_unit_test(test_digging),
        cmocka_unit_test(test_equality),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
