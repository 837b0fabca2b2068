#include "base/number.h"

#include "base/arena.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* What strconv gives. */
static const struct {
    double f;
    char verb;
    int prec;
    const char *want;
} formats[] = {
    {0x0p+00, 'g', -1, "0"},
    {-0x0p+00, 'g', -1, "-0"},
    {0x1p+00, 'g', -1, "1"},
    {0x1.e847ep+19, 'g', -1, "999999"},
    {0x1.e848p+19, 'g', -1, "1e+06"},
    {0x1.d6f3454p+26, 'g', -1, "1.23456789e+08"},
    {0x1.999999999999ap-04, 'g', -1, "0.1"},
    {0x1.a36e2eb1c432dp-14, 'g', -1, "0.0001"},
    {0x1.4f8b588e368f1p-17, 'g', -1, "1e-05"},
    {0x1p-1074, 'g', -1, "5e-324"},
    {0x1.fffffffffffffp+1023, 'g', -1, "1.7976931348623157e+308"},
    {0x1p-1022, 'g', -1, "2.2250738585072014e-308"},
    {0x1p-44, 'g', -1, "5.684341886080802e-14"},
    {0x1p+53, 'g', -1, "9.007199254740992e+15"},
    {0x1p+63, 'f', -1, "9223372036854776000"},
    {0x1.52d02c7e14af6p+76, 'e', -1, "1e+23"},
    {0x1.edd2f1a9fbe77p+06, 'e', 2, "1.23e+02"},
    {0x1.edd2f1a9fbe77p+06, 'E', 0, "1E+02"},
    {0x1.4p+01, 'f', 0, "2"},
    {0x1.cp+01, 'f', 0, "4"},
    {0x1.0147ae147ae14p+00, 'f', 2, "1.00"},
    {0x1.999999999999ap-04, 'f', 30, "0.100000000000000005551115123126"},
    {0x1.0f0cf064dd592p+73, 'f', -1, "10000000000000000000000"},
    {0x1.86ap+16, 'g', 3, "1e+05"},
    {0x1.9p+06, 'g', 3, "100"},
    {0x1.e24p+16, 'g', 4, "1.235e+05"},
    {0x1.9e0fcaf9380fcp-17, 'G', 2, "1.2E-05"},
    {0x0p+00, 'e', 3, "0.000e+00"},
    {0x0p+00, 'g', 0, "0"},
    {0x1p+00, 'b', -1, "4503599627370496p-52"},
    {0x1p-1074, 'b', -1, "1p-1074"},
    {0x1p+00, 'x', -1, "0x1p+00"},
    {0x1.999999999999ap-04, 'x', -1, "0x1.999999999999ap-04"},
    {0x1.999999999999ap-04, 'X', 3, "0X1.99AP-04"},
    {0x1.fff972474538fp+00, 'x', 0, "0x1p+01"},
    {0x1p-1074, 'x', -1, "0x1p-1074"},
    {0x0p+00, 'x', 2, "0x0.00p+00"},
};

static const struct {
    const char *text;
    enum number_status status;
    double want;
} floats[] = {
    {"0", NUMBER_OK, 0x0p+00},
    {"1", NUMBER_OK, 0x1p+00},
    {"-1.5", NUMBER_OK, -0x1.8p+00},
    {"+.5", NUMBER_OK, 0x1p-01},
    {"5.", NUMBER_OK, 0x1.4p+02},
    {"1e3", NUMBER_OK, 0x1.f4p+09},
    {"1E-3", NUMBER_OK, 0x1.0624dd2f1a9fcp-10},
    {"1e", NUMBER_SYNTAX, 0x0p+00},
    {"e1", NUMBER_SYNTAX, 0x0p+00},
    {".", NUMBER_SYNTAX, 0x0p+00},
    {"", NUMBER_SYNTAX, 0x0p+00},
    {"-", NUMBER_SYNTAX, 0x0p+00},
    {"1_000", NUMBER_OK, 0x1.f4p+09},
    {"1__0", NUMBER_SYNTAX, 0x0p+00},
    {"_1", NUMBER_SYNTAX, 0x0p+00},
    {"1_", NUMBER_SYNTAX, 0x0p+00},
    {"1_.5", NUMBER_SYNTAX, 0x0p+00},
    {"0x1p4", NUMBER_OK, 0x1p+04},
    {"0X1.8P-1", NUMBER_OK, 0x1.8p-01},
    {"0x1", NUMBER_SYNTAX, 0x0p+00},
    {"0x_1p0", NUMBER_OK, 0x1p+00},
    {"0x1p_1", NUMBER_SYNTAX, 0x0p+00},
    {"0x.8p1", NUMBER_OK, 0x1p+00},
    {"0xp1", NUMBER_SYNTAX, 0x0p+00},
    {"inf", NUMBER_OK, (double)INFINITY},
    {"-Infinity", NUMBER_OK, -(double)INFINITY},
    {"+INF", NUMBER_OK, (double)INFINITY},
    {"infi", NUMBER_SYNTAX, 0x0p+00},
    {"nan", NUMBER_OK, (double)NAN},
    {"-nan", NUMBER_SYNTAX, 0x0p+00},
    {"NaN", NUMBER_OK, (double)NAN},
    {"1e400", NUMBER_RANGE, (double)INFINITY},
    {"-1e400", NUMBER_RANGE, -(double)INFINITY},
    {"1e-400", NUMBER_OK, 0x0p+00},
    {"4.9e-324", NUMBER_OK, 0x1p-1074},
    {"2.4703282292062327e-324", NUMBER_OK, 0x0p+00},
    {"2.4703282292062328e-324", NUMBER_OK, 0x1p-1074},
    {"1e99999", NUMBER_RANGE, (double)INFINITY},
    {"1e-99999999999", NUMBER_OK, 0x0p+00},
    {"1 ", NUMBER_SYNTAX, 0x0p+00},
    {" 1", NUMBER_SYNTAX, 0x0p+00},
    {"1.7976931348623159e308", NUMBER_RANGE, (double)INFINITY},
    {"0.1e1_0", NUMBER_OK, 0x1.dcd65p+29},
    {"0x1.fffffffffffff8p0", NUMBER_OK, 0x1p+01},
    {"0x1.fffffffffffff7p0", NUMBER_OK, 0x1.fffffffffffffp+00},
};

static const struct {
    const char *text;
    int base;
    enum number_status status;
    int64_t want;
} ints[] = {
    {"0", 10, NUMBER_OK, INT64_C(0)},
    {"-12", 10, NUMBER_OK, INT64_C(-12)},
    {"+7", 10, NUMBER_OK, INT64_C(7)},
    {"", 10, NUMBER_SYNTAX, INT64_C(0)},
    {"-", 10, NUMBER_SYNTAX, INT64_C(0)},
    {"12a", 10, NUMBER_SYNTAX, INT64_C(0)},
    {"9223372036854775807", 10, NUMBER_OK, INT64_C(9223372036854775807)},
    {"9223372036854775808", 10, NUMBER_RANGE, INT64_C(9223372036854775807)},
    {"-9223372036854775808", 10, NUMBER_OK, INT64_MIN},
    {"-9223372036854775809", 10, NUMBER_RANGE, INT64_MIN},
    {"99999999999999999999x", 10, NUMBER_RANGE, INT64_C(9223372036854775807)},
    {"1_0", 10, NUMBER_SYNTAX, INT64_C(0)},
    {"0x1F", 0, NUMBER_OK, INT64_C(31)},
    {"0X1f", 0, NUMBER_OK, INT64_C(31)},
    {"0b101", 0, NUMBER_OK, INT64_C(5)},
    {"0o17", 0, NUMBER_OK, INT64_C(15)},
    {"017", 0, NUMBER_OK, INT64_C(15)},
    {"08", 0, NUMBER_SYNTAX, INT64_C(0)},
    {"0", 0, NUMBER_OK, INT64_C(0)},
    {"0x", 0, NUMBER_SYNTAX, INT64_C(0)},
    {"1_000", 0, NUMBER_OK, INT64_C(1000)},
    {"0x_1", 0, NUMBER_OK, INT64_C(1)},
    {"1__0", 0, NUMBER_SYNTAX, INT64_C(0)},
    {"_1", 0, NUMBER_SYNTAX, INT64_C(0)},
    {"1_", 0, NUMBER_SYNTAX, INT64_C(0)},
    {"0_7", 0, NUMBER_OK, INT64_C(7)},
    {"777", 8, NUMBER_OK, INT64_C(511)},
    {"8", 8, NUMBER_SYNTAX, INT64_C(0)},
    {"zz", 36, NUMBER_OK, INT64_C(1295)},
    {"-0x10", 0, NUMBER_OK, INT64_C(-16)},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void test_format(void **state)
{
    (void)state;
    char out[NUMBER_MAX + 1];
    for (size_t i = 0; i < COUNT(formats); i++) {
        size_t n = number_format_float(out, formats[i].f, formats[i].verb, formats[i].prec, 64);
        out[n] = '\0';
        assert_string_equal(out, formats[i].want);
    }
    out[number_format_float(out, (double)0.1f, 'g', -1, 32)] = '\0';
    assert_string_equal(out, "0.1");
    out[number_format_float(out, 1e300, 'e', -1, 32)] = '\0';
    assert_string_equal(out, "+Inf");
    out[number_format_float(out, (double)NAN, 'g', -1, 64)] = '\0';
    assert_string_equal(out, "NaN");
    out[number_format_float(out, -(double)INFINITY, 'f', 3, 64)] = '\0';
    assert_string_equal(out, "-Inf");
}

static void test_long(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct buf b;
    buf_init(&b, &a);
    number_put_float(&b, 0.5, 'f', 3000, 64);
    assert_int_equal(b.len, 3002);
    assert_memory_equal(b.s, "0.50", 4);
    assert_int_equal(b.s[3001], '0');
    b.len = 0;
    number_put_float(&b, -0x1p-1074, 'e', 2000, 64);
    assert_int_equal(b.len, 1 + 2 + 2000 + 5);
    assert_memory_equal(b.s + b.len - 7, "00e-324", 7);
    b.len = 0;
    number_put_go_float(&b, 1e21);
    assert_memory_equal(b.s, "1e+21", 5);
    arena_done(&a);
}

static void test_floats(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(floats); i++) {
        double f = 0;
        str s = str_from_c(floats[i].text);
        assert_int_equal(number_read_float(s, &f), floats[i].status);
        if (isnan(floats[i].want))
            assert_true(isnan(f));
        else
            assert_memory_equal(&f, &floats[i].want, sizeof f);
        f = 7;
        assert_int_equal(number_parse_float(s, &f), floats[i].status == NUMBER_OK);
        if (floats[i].status != NUMBER_OK)
            assert_true(f == 7);
    }
}

/* Only digits past the 800th tell this number from the middle between two doubles. */
static void test_sticky_digit(void **state)
{
    (void)state;
    char text[1200];
    memset(text, '0', sizeof text);
    memcpy(text, "9007199254740993.", 17);
    double f;
    assert_true(number_parse_float(str_make(text, sizeof text), &f));
    assert_true(f == 9007199254740992.0);
    text[sizeof text - 1] = '1';
    assert_true(number_parse_float(str_make(text, sizeof text), &f));
    assert_true(f == 9007199254740994.0);
}

static void test_ints(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ints); i++) {
        int64_t n = 0;
        str s = str_from_c(ints[i].text);
        assert_int_equal(number_read_int(s, ints[i].base, &n), ints[i].status);
        assert_true(n == ints[i].want);
        assert_int_equal(number_parse_int(s, ints[i].base, &n), ints[i].status == NUMBER_OK);
    }
    uint64_t u;
    assert_true(number_parse_uint(STR("18446744073709551615"), 10, &u));
    assert_true(u == UINT64_MAX);
    assert_int_equal(number_read_uint(STR("18446744073709551616"), 10, &u), NUMBER_RANGE);
    assert_false(number_parse_uint(STR("-1"), 10, &u));
}

static void check_go_float(struct arena *a, double f)
{
    struct buf quick, slow;
    buf_init(&quick, a);
    buf_init(&slow, a);
    number_put_go_float(&quick, f);
    number_put_float(&slow, f, 'g', -1, 64);
    assert_int_equal(quick.len, slow.len);
    assert_memory_equal(quick.s, slow.s, slow.len);
}

/* Whole numbers take a short way. */
static void test_short_way(void **state)
{
    (void)state;
    static const double odd[] = {0.0, -0.0, 0.5, 1.5, 999999.5, 999999, 1e6, 1000001, 1e15, 1e300};
    struct arena a;
    struct buf b;
    arena_init(&a, NULL);
    for (size_t i = 0; i < COUNT(odd); i++) {
        check_go_float(&a, odd[i]);
        check_go_float(&a, -odd[i]);
    }
    for (int i = 1; i < 2000000; i = i * 3 / 2 + 1)
        check_go_float(&a, i);
    buf_init(&b, &a);
    buf_put_int(&b, INT64_MIN);
    buf_put_int(&b, 0);
    buf_put_int(&b, INT64_MAX);
    assert_int_equal(b.len, 40);
    assert_memory_equal(b.s, "-922337203685477580809223372036854775807", 40);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_format),       cmocka_unit_test(test_long),
        cmocka_unit_test(test_floats),       cmocka_unit_test(test_ints),
        cmocka_unit_test(test_sticky_digit), cmocka_unit_test(test_short_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
