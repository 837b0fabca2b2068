#include "lexer/delims.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_pairs(void **state)
{
    (void)state;
    assert_true(str_eq(delims_left(DELIMS_HELM), STR("{{")));
    assert_true(str_eq(delims_right(DELIMS_HELM), STR("}}")));
    assert_true(str_eq(delims_left(DELIMS_CHELM), STR("<<")));
    assert_true(str_eq(delims_right(DELIMS_CHELM), STR(">>")));
}

static void test_parse(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool ok;
        enum delims want;
    } rows[] = {
        {"{{ }}", true, DELIMS_HELM},    {"{{}}", true, DELIMS_HELM},
        {"<< >>", true, DELIMS_CHELM},   {" <<\t>>\n", true, DELIMS_CHELM},
        {"", false, DELIMS_HELM},        {"{{", false, DELIMS_HELM},
        {"{{ >>", false, DELIMS_HELM},   {"{{ x }}", false, DELIMS_HELM},
        {"[[ ]]", false, DELIMS_HELM},   {"{{ }} }}", false, DELIMS_HELM},
        {"{ { } }", false, DELIMS_HELM},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum delims got = DELIMS_HELM;
        assert_int_equal(delims_parse(str_from_c(rows[i].text), &got), rows[i].ok);
        assert_int_equal(got, rows[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_parse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
