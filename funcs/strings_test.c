#include "funcs/call_test.h"

static const struct call_case cutting[] = {
    {"hello", "Hello!"},
    {"trim \" \\x0b\\xc2\\x85a b\\xe3\\x80\\x80\\n\"", "a b"},
    {"trim \"\\xef\\xbb\\xbfa\"", "\xef\xbb\xbf"
                                  "a"},
    {"trimAll \"$-\" \"--$a-b$-\"", "a-b"},
    {"trimall \"\" \" a \"", " a "},
    {"trimAll \"\\xef\\xbf\\xbd\" \"\\xff\\xfea\\xff\"", "a"},
    {"trimAll \"\\xc3\\xa9\" \"\\xc3\\xa9x\\xc3\\xa9\\xc3\"", "x\xc3\xa9\xc3"},
    {"trimPrefix \"a\" \"aab\"", "ab"},
    {"trimSuffix \"b\" \"abb\"", "ab"},
    {"trimSuffix \"abc\" \"b\"", "b"},
    {"trunc 3 \"hello\"", "hel"},
    {"trunc 0 \"hello\"", ""},
    {"trunc -3 \"hello\"", "llo"},
    {"trunc -5 \"hello\"", "hello"},
    {"trunc -9223372036854775808 \"hello\"", "hello"},
    {"trunc 9223372036854775807 \"hello\"", "hello"},
    {"substr 1 3 \"hello\"", "el"},
    {"substr -1 3 \"hello\"", "hel"},
    {"substr 2 -1 \"hello\"", "llo"},
    {"substr 2 99 \"hello\"", "llo"},
    {"substr 3 1 \"hello\"", "!runtime error: slice bounds out of range [3:1]"},
    {"substr -1 -1 \"hello\"", "!runtime error: slice bounds out of range [:-1]"},
    {"substr -1 7 \"hello!\"", "!runtime error: slice bounds out of range [:7] with length 6"},
    {"substr 100 -1 \"hello!\"", "!runtime error: slice bounds out of range [100:6]"},
    {"initials \"First  Try\"", "FT"},
    {"initials \"\\xc3\\xa9 x\"", "\xc3\x83x"},
    {"nospace \" a\\tb \"", "ab"},
    {"nospace \"\\xc3\\xa9 b\"", "\xc3\x83\xc2\xa9"
                                 "b"},
    {"nospace \"\\xc3\\xa9\"", "\xc3\xa9"},
    {"plural \"one\" \"many\" 1", "one"},
    {"plural \"one\" \"many\" 0", "many"},
};

static const struct call_case searching[] = {
    {"contains \"b\" \"abc\"", "true"},
    {"contains \"\" \"\"", "true"},
    {"contains \"abcd\" \"abc\"", "false"},
    {"hasPrefix \"ab\" \"abc\"", "true"},
    {"hasPrefix \"abc\" \"ab\"", "false"},
    {"hasSuffix \"bc\" \"abc\"", "true"},
    {"hasSuffix \"b\" \"abc\"", "false"},
    {"replace \"a\" \"bb\" \"aXa\"", "bbXbb"},
    {"replace \"aa\" \"\" \"aaa\"", "a"},
    {"replace \"\" \"-\" \"a\\xc3\\xa9\\xff\"", "-a-\xc3\xa9-\xff-"},
    {"replace \"\" \"-\" \"\"", "-"},
    {"replace \"\" \"\" \"ab\"", "ab"},
};

static const struct call_case repeating[] = {
    {"repeat 3 \"ab\"", "ababab"},
    {"repeat 0 \"ab\"", ""},
    {"repeat 9 \"\"", ""},
    {"repeat -1 \"a\"", "!strings: negative Repeat count"},
    {"repeat 9223372036854775807 \"ab\"", "!strings: Repeat output length overflow"},
    {"repeat 9223372036854775807 \"a\"", "!runtime error: makeslice: len out of range"},
    {"indent 2 \"a\\nb\"", "  a\n  b"},
    {"indent 2 \"\"", "  "},
    {"indent 2 \"a\\n\\nb\\n\"", "  a\n  \n  b\n  "},
    {"indent 0 \"a\\n\"", "a\n"},
    {"indent -1 \"a\"", "!strings: negative Repeat count"},
    {"nindent 1 \"a\\nb\"", "\n a\n b"},
    {"nindent -1 \"a\"", "!strings: negative Repeat count"},
    {"nindent 9223372036854775807 \"a\"", "!runtime error: makeslice: len out of range"},
};

static void test_cutting(void **state)
{
    (void)state;
    CALL_CHECK_ALL(cutting);
}

static void test_searching(void **state)
{
    (void)state;
    CALL_CHECK_ALL(searching);
}

static void test_repeating(void **state)
{
    (void)state;
    CALL_CHECK_ALL(repeating);
}

static void check_trap(const char *call)
{
    struct budget budget = {.limits[LIMIT_BYTES] = 1 << 20};
    struct arena a;
    arena_init(&a, &budget);
    if (setjmp(budget.trap) == 0) {
        budget.armed = true;
        call_eval(&a, call);
        fail_msg("%s did not reach the limit", call);
    }
    arena_done(&a);
}

/* What Go would take gigabytes for ends at the arena's limit, and at once. */
static void test_limits(void **state)
{
    (void)state;
    check_trap("repeat 1000000000 \"x\"");
    check_trap("repeat 4294967296 \"x\"");
    check_trap("indent 1000000000 \"x\"");
    check_trap("indent 4294967295 \"\\n\\n\"");
    check_trap("until 1000000000");
    check_trap("untilStep 0 9223372036854775807 1");
    check_trap("seq 9223372036854775806");
    check_trap("seq 4000000000");
}

static void test_shuffle(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    str s = val_text(call_eval(&a, "shuffle \"ab\\xc3\\xa9\\xff\""));
    assert_int_equal(s.len, 1 + 1 + 2 + 3); /* the bad byte becomes U+FFFD */
    assert_true(str_has(s, STR("\xc3\xa9")) && str_has(s, STR("\xef\xbf\xbd")));
    assert_int_equal(val_text(call_eval(&a, "shuffle \"\"")).len, 0);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cutting),   cmocka_unit_test(test_searching),
        cmocka_unit_test(test_repeating), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_shuffle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
