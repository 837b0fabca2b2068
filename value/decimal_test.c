#include "value/decimal.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_values(void **state)
{
    static const struct {
        const char *text;
        double want;
    } cases[] = {
        {"0", 0},
        {"12", 12},
        {"-12", -12},
        {"+1.5", 1.5},
        {".5", .5},
        {"1.", 1},
        {"1e3", 1e3},
        {"1E-3", 1e-3},
        {"0.1", 0.1},
        {"123456789012345678", 123456789012345678.0},
        {"9007199254740993", 9007199254740992.0},
        {"9007199254740993.0000000000000000000000000000000000000001", 9007199254740994.0},
        {"1.7976931348623157e308", 1.7976931348623157e308},
        {"4.9e-324", 4.9e-324},
        {"1e-400", 0},
        {"0e99999999999999999999", 0},
        {"1e-99999999999999999999", 0},
        {"000000000000000000000000000000000001", 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double v = NAN;
        assert_true(decimal_parse(str_from_c(cases[i].text), &v));
        assert_true(v >= cases[i].want && v <= cases[i].want);
    }
}

static void test_refused(void **state)
{
    static const char *const cases[] = {"",    "-",   ".",   "e1",    "1e",   "1e+",  "1x", " 1",
                                        "0x1", "inf", "nan", "1e400", "1_0", "1.2.3", "1 "};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double v;
        assert_false(decimal_parse(str_from_c(cases[i]), &v));
    }
}

/* One and the half of the last bit, a thousand zeros, then a one: just above the middle. */
static void test_long(void **state)
{
    char text[2048] = "1.00000000000000011102230246251565404236316680908203125";
    double v;
    (void)state;
    size_t n = strlen(text);
    assert_true(decimal_parse(str_make(text, n), &v));
    assert_true(v <= 1);
    memset(text + n, '0', 1000);
    text[n + 1000] = '1';
    assert_true(decimal_parse(str_make(text, n + 1001), &v));
    assert_true(v > 1);
    memset(text, '9', 400);
    assert_false(decimal_parse(str_make(text, 400), &v));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
