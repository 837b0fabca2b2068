#include "funcs/call_test.h"

static const struct call_case fitting[] = {
    {"wrap 5 \"the quick brown\"", "the\nquick\nbrown"},
    {"wrap -1 \"a bc\"", "a\nbc"},
    {"wrap 3 \"exact fit!\"", "exact\nfit!"},
    {"wrap 10 \"averyverylongword and\"", "averyverylongword\nand"},
    {"wrap 10 \"x  y   z\"", "x  y   z"},
    {"wrap 3 \"\"", ""},
    {"wrapWith 4 \"|\" \"abcdefghi jk\"", "abcd|efgh|i jk"},
    {"wrapWith 3 \"\" \"abcdef\"", "abc\ndef"},
    {"abbrev 5 \"hello world\"", "he..."},
    {"abbrev 3 \"hello\"", "hello"},
    {"abbrev 5 \"hello\"", "hello"},
    {"abbrev 4 \"\"", ""},
    {"abbrevboth 0 4 \"short\"", "s..."},
    {"abbrevboth 5 10 \"abcdefghijklmnopqrstuvwxyz\"", "...fghi..."},
    {"abbrevboth 1 6 \"short text\"", "short text"},
    {"abbrevboth 16 10 \"h\\xc3\\xa9llo w\\xc3\\xb6rld \\xc3\\xbcn\\xc3\\xaf"
     "code\"",
     "...n\xc3\xaf"
     "code"},
    {"abbrevboth 100 10 \"abcdefghijklmnopqrstuvwxyz\"", "...tuvwxyz"},
    {"abbrevboth -5 10 \"abcdefghijklmnopqrstuvwxyz\"", "abcdefg..."},
    {"abbrevboth -9223372036854775808 8 \"abcdefghijk\"", "...ghijk"},
};

static void test_fitting(void **state)
{
    (void)state;
    CALL_CHECK_ALL(fitting);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fitting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
