#include "chart/fixture_test.h"
#include "chart/schema_number.h"

static struct schema_number number(struct fixture *f, const char *text)
{
    struct schema_number n;
    val v = val_str(str_from_c(text));
    v.gotype = T_JSON_NUMBER;
    assert_true(schema_number_read(&f->a, v, &n));
    return n;
}

static void test_compare(void **state)
{
    (void)state;
    /* In ascending order; texts of one row are equal. */
    static const char *const rows[][3] = {
        {"-1e10", "-10000000000", "-1e+10"},
        {"-2", "-2.0", "-20e-1"},
        {"-1.5", "-15e-1", "-1.50"},
        {"0", "-0", "0.0e5"},
        {"1e-7", "0.0000001", "10E-8"},
        {"0.1", "1e-1", "0.10"},
        {"1", "1.0", "100e-2"},
        {"12", "1.2e1", "12.00"},
        {"123", "1.23e2", "123"},
        {"1e300", "10e299", "1E300"},
    };
    struct fixture f;
    fixture_init(&f);
    size_t n = sizeof rows / sizeof *rows;
    for (size_t i = 0; i < n * 3; i++)
        for (size_t j = 0; j < n * 3; j++) {
            struct schema_number x = number(&f, rows[i / 3][i % 3]);
            int c = schema_number_cmp(x, number(&f, rows[j / 3][j % 3]));
            int want = i / 3 < j / 3 ? -1 : i / 3 > j / 3;
            assert_int_equal(c < 0 ? -1 : c > 0, want);
        }
    fixture_done(&f);
}

static void test_integers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_int;
        int64_t low;
    } cases[] = {
        {"0", true, 0},
        {"5.0", true, 5},
        {"1e3", true, 1000},
        {"1.5", false, 0},
        {"-3", true, -3},
        {"15e-1", false, 0},
        {"1200e-2", true, 12},
        {"1e-1", false, 0},
        {"18446744073709551621", true, 5},
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"1e999999", true, 0},
    };
    struct fixture f;
    fixture_init(&f);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct schema_number n = number(&f, cases[i].text);
        assert_int_equal(schema_number_is_int(n), cases[i].is_int);
        if (cases[i].is_int)
            assert_int_equal(schema_number_int(n), cases[i].low);
    }
    fixture_done(&f);
}

static void test_multiples(void **state)
{
    (void)state;
    static const struct {
        const char *x, *y;
        bool want;
    } cases[] = {
        {"0.29", "0.01", true},
        {"0.295", "0.01", false},
        {"9", "3", true},
        {"10", "3", false},
        {"-9", "3", true},
        {"0", "7", true},
        {"1e300", "7", false},
        {"1e300", "1024", true},
        {"4.5", "1.5", true},
        {"1", "0.3", false},
        {"1e300", "1e-300", true},
        {"1e-7", "1", false},
        {"12345678901234567890", "10", true},
        {"3000", "12e2", false},
        {"3600", "12e2", true},
    };
    struct fixture f;
    fixture_init(&f);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(
            schema_number_is_multiple(&f.a, number(&f, cases[i].x), number(&f, cases[i].y)),
            cases[i].want);
    fixture_done(&f);
}

static void test_texts(void **state)
{
    (void)state;
    struct fixture f;
    struct schema_number n;
    fixture_init(&f);
    fixture_check(schema_number_text(&f.a, val_float(1e6)), "1e+06");
    fixture_check(schema_number_text(&f.a, val_int64(-1000000)), "-1000000");
    fixture_check(schema_number_text(&f.a, val_uint(T_UINT64, UINT64_MAX)), "18446744073709551615");
    assert_false(schema_is_number(val_str(STR("1"))));
    val huge = val_str(STR("1e1000001"));
    huge.gotype = T_JSON_NUMBER;
    assert_true(schema_is_number(huge));
    assert_false(schema_number_read(&f.a, huge, &n));
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compare),
        cmocka_unit_test(test_integers),
        cmocka_unit_test(test_multiples),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
