#include "funcs/call_test.h"

static const struct call_case snakes[] = {
    {"snakecase \"\"", ""},
    {"snakecase \"HTTPServer\"", "http_server"},
    {"snakecase \"http2xx\"", "http_2xx"},
    {"snakecase \"HTTP20xOK\"", "http_20x_ok"},
    {"snakecase \"Bld4Floor3rd\"", "bld4_floor_3rd"},
    {"snakecase \"_complex__case_\"", "_complex__case_"},
    {"snakecase \"1A\"", "1_a"},
    {"snakecase \"a1\"", "a1"},
    {"snakecase \"AB1c\"", "ab_1c"},
    {"snakecase \"ab12CD34\"", "ab12_cd34"},
    {"snakecase \"foo.barBaz\"", "foo.bar_baz"},
    {"snakecase \"A+B=C\"", "a_+_b_=_c"},
    {"snakecase \"$var\"", "$_var"},
    {"snakecase \"UserIDs\"", "user_i_ds"},
    {"snakecase \"h\\xc3\\xa9LLo\"", "h\xc3\xa9_l_lo"},
    {"snakecase \"C++\"", "c_++"},
    {"snakecase \"\\xff\"", "\xff"},
    {"snakecase \"a\\xff\\xfeB\"", "a_\xef\xbf\xbd\xef\xbf\xbd"
                                   "b"},
    {"snakecase \"1\\xff2\"", "1\xff"
                              "2"},
    {"snakecase \"_\\xffA\"", "_\xef\xbf\xbd"
                              "a"},
    {"snakecase \"Go\xe6\x97\xa5\"", "go_\xe6\x97\xa5"},
    {"kebabcase \"FirstName a\"", "first-name-a"},
    {"kebabcase \"GO_PATH\"", "go-path"},
};

static void test_snakes(void **state)
{
    (void)state;
    CALL_CHECK_ALL(snakes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_snakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
