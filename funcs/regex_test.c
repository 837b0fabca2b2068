#include "funcs/call_test.h"

static const struct call_case cases[] = {
    {"regexMatch \"^a+$\" \"aaa\"", "true"},
    {"regexMatch \"(\" \"a\"", "false"},
    {"mustRegexMatch \"(\" \"a\"", "!error parsing regexp: missing closing ): `(`"},
    {"regexFind \"[0-9]+\" \"ab12c3\"", "12"},
    {"regexFind \"x\" \"ab\"", ""},
    {"regexFind \"(\" \"a\"",
     "!regexp: Compile(`(`): error parsing regexp: missing closing ): `(`"},
    {"regexFind \"(`\" \"a\"",
     "!regexp: Compile(\"(`\"): error parsing regexp: missing closing ): `(``"},
    {"mustRegexFind \"(\" \"a\"", "!error parsing regexp: missing closing ): `(`"},
    {"regexFindAll \"[0-9]\" \"1a2b3\" -1", "[1 2 3]"},
    {"regexFindAll \"[0-9]\" \"1a2b3\" 2", "[1 2]"},
    {"regexFindAll \"x\" \"1\" -1", "[]"},
    {"regexReplaceAll \"a(x*)b\" \"-ab-axxb-\" \"${1}W\"", "-W-xxW-"},
    {"regexReplaceAllLiteral \"b\" \"abc\" \"$0\"", "a$0c"},
    {"regexSplit \"z+\" \"pizza\" -1", "[pi a]"},
    {"regexSplit \",\" \"a,b,c\" 2", "[a b,c]"},
    {"mustRegexSplit \"*\" \"a\" -1",
     "!error parsing regexp: missing argument to repetition operator: `*`"},
    {"regexQuoteMeta \"1.2+\"", "1\\.2\\+"},
};

static void test_calls(void **state)
{
    (void)state;
    CALL_CHECK_ALL(cases);
}

/* Go's append on a []string of capacity 10. */
static void test_nil_and_capacity(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    assert_null(call_eval(&a, "regexFindAll \"x\" \"1\" -1").list);
    assert_null(call_eval(&a, "regexSplit \"x\" \"1\" 0").list);
    assert_int_equal(call_eval(&a, "regexFindAll \"1\" \"1\" -1").list->cap, 10);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_calls),
                                       cmocka_unit_test(test_nil_and_capacity)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
