#include "base/bigdec.h"

#include "base/arena.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct bigdec operation(struct arena *a, struct bigdec x, struct bigdec y);

static void check(operation *op, double x, double y, double want)
{
    struct arena a;
    arena_init(&a, NULL);
    struct bigdec r = op(&a, bigdec_from_double(&a, x), bigdec_from_double(&a, y));
    assert_true(bigdec_to_double(&a, r) == want);
    arena_done(&a);
}

static void test_sums(void **state)
{
    (void)state;
    check(bigdec_add, 0.1, 0.2, 0.3);
    check(bigdec_add, 999999999, 1, 1e9);
    check(bigdec_add, 1e18, -1e18, 0);
    check(bigdec_add, 1e308, 5e-324, 1e308);
    check(bigdec_add, -1, 0, -1);
    check(bigdec_sub, 0.3, 0.1, 0.2);
    check(bigdec_sub, 1, 1000000000, -999999999);
    check(bigdec_sub, 0, 2.5, -2.5);
    check(bigdec_sub, 1e27, 1, 1e27);
}

static void test_products(void **state)
{
    (void)state;
    check(bigdec_mul, 1.1, 1.1, 1.21);
    check(bigdec_mul, -1234567890123, 9876543210987, -12193263113696860222381401.0);
    check(bigdec_mul, -3, 0, 0);
    check(bigdec_mul, 1e200, 1e200, (double)INFINITY);
    check(bigdec_mul, 5e-324, 0.25, 0);
}

static void test_quotients(void **state)
{
    (void)state;
    check(bigdec_div, 1, 3, 0.3333333333333333);
    check(bigdec_div, -2, 3, -0.6666666666666667);
    check(bigdec_div, 1, 7, 0.1428571428571429);
    check(bigdec_div, 5e-16, 10, 1e-16); /* half away from zero */
    check(bigdec_div, -5e-16, 10, -1e-16);
    check(bigdec_div, 4e-16, 10, 0);
    check(bigdec_div, 1, 1e20, 0);
    check(bigdec_div, 1e300, 1e-300, (double)INFINITY);
    check(bigdec_div, 0, 5, 0);
}

static void test_exact(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct bigdec third = bigdec_div(&a, bigdec_from_double(&a, 1), bigdec_from_double(&a, 3));
    struct bigdec sum = bigdec_add(&a, third, bigdec_add(&a, third, third));
    struct bigdec rest = bigdec_sub(&a, bigdec_from_double(&a, 1), sum);
    assert_true(bigdec_to_double(&a, rest) == 1e-16);
    assert_false(bigdec_is_zero(rest));
    assert_true(bigdec_is_zero(bigdec_sub(&a, rest, rest)));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_products),
        cmocka_unit_test(test_quotients),
        cmocka_unit_test(test_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
