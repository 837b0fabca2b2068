#include "value/yaml_key_order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

typedef bool key_less(str a, str b);

/* Each key comes before all later ones. */
static void check_order(key_less *less, const char *const *keys, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            bool got = less(str_from_c(keys[i]), str_from_c(keys[j]));
            if (got != (i < j))
                fail_msg("\"%s\" and \"%s\"", keys[i], keys[j]);
        }
    }
}

#define CHECK_ORDER(less, ...)                                                                     \
    check_order((less), (const char *const[]){__VA_ARGS__},                                        \
                sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void test_natural(void **state)
{
    (void)state;
    CHECK_ORDER(yaml_key_less, "", "-", "_", "1", "01", "2", "10", "A", "B", "a", "a b", "a-b",
                "a.b", "a/b", "a_b", "a1", "a01", "a2", "a10", "ab", "b", "\xc3\xa9");
    CHECK_ORDER(yaml_key_less, "APP_1", "APP_9", "APP_10");
    CHECK_ORDER(yaml_key_less, "v1", "v1-x", "v1alpha1", "v1beta1");
    CHECK_ORDER(yaml_key_less, "app", "app.kubernetes.io/instance", "app.kubernetes.io/name",
                "helm.sh/chart");
    CHECK_ORDER(yaml_key_less, "\xf0\x9f\x98\x80", "a");
    CHECK_ORDER(yaml_key_less, "a\xd9\xa1", "a\xd9\xa2", "a\xd9\xa1\xd9\xa0"); /* Arabic digits */
    CHECK_ORDER(yaml_key_less, "1\xc3\xa8", "1\xc3\xa9");
}

static void test_pretty(void **state)
{
    (void)state;
    CHECK_ORDER(yaml_key_less_pretty, "v1", "v1alpha1", "v1beta1", "v1-x");
    CHECK_ORDER(yaml_key_less_pretty, "x0a", "x00");
    CHECK_ORDER(yaml_key_less_pretty, "", "-", "1", "2", "10", "A", "a", "a-b", "a1", "a2", "a10",
                "ab");
}

/* What the digits make together wraps as Go's int64. */
static void test_long_numbers(void **state)
{
    (void)state;
    CHECK_ORDER(yaml_key_less, "18446744073709551615", "x");
    CHECK_ORDER(yaml_key_less, "18446744073709551615", ".");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_natural),
        cmocka_unit_test(test_pretty),
        cmocka_unit_test(test_long_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
