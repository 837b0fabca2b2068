#include "funcs/call_test.h"

static const struct call_case letters[] = {
    {"upper \"abc\\xc3\\xa9\"", "ABC\xc3\x89"},
    {"upper \"A-1\"", "A-1"},
    {"upper \"\\xc3\\x9f\"", "\xc3\x9f"},
    {"upper \"a\\xff\"", "A\xef\xbf\xbd"},
    {"upper \"\\xc4\\xb1\"", "I"},
    {"lower \"ABC\\xc3\\x89\"", "abc\xc3\xa9"},
    {"lower \"\\xc4\\xb0\"", "i"},
    {"title \"don't foo.bar/baz a_b 1st hELLO\"", "Don'T Foo.Bar/Baz A_b 1st HELLO"},
    {"title \"\\xc7\\x86\"", "\xc7\x85"},
    {"untitle \"Hello-World Foo\"", "hello-World foo"},
    {"untitle \"A\\xff\"", "a\xef\xbf\xbd"},
    {"swapcase \"Hello world xYz\"", "hELLO WORLD XyZ"},
    {"swapcase \"a-b 1c\"", "A-B 1C"},
    {"swapcase \"\\xc7\\x86\\xc7\\x86\"", "\xc7\x85\xc7\x84"},
    {"swapcase \"\"", ""},
};

static const struct call_case camels[] = {
    {"camelcase \"some_words\"", "SomeWords"},
    {"camelcase \"GOLANG_IS_GREAT\"", "GolangIsGreat"},
    {"camelcase \"XMLHttpRequest2\"", "XmlhttpRequest2"},
    {"camelcase \"_complex__case_\"", "_Complex_Case_"},
    {"camelcase \"some words\"", "SomeWords"},
    {"camelcase \"\"", ""},
    {"camelcase \"a\"", "A"},
    {"camelcase \"_\"", "__"},
    {"camelcase \"__\"", "___"},
    {"camelcase \"  \"", "   "},
    {"camelcase \"\\xff\"", "\xef\xbf\xbd"},
};

static void test_letters(void **state)
{
    (void)state;
    CALL_CHECK_ALL(letters);
}

static void test_camels(void **state)
{
    (void)state;
    CALL_CHECK_ALL(camels);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_camels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
