#include "release/hooks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_events(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool known;
        uint32_t events;
    } cases[] = {
        {"pre-install", true, HOOK_PRE_INSTALL},
        {"pre-install,post-upgrade", true, HOOK_PRE_INSTALL | HOOK_POST_UPGRADE},
        {" Pre-Install ,\tTEST\n", true, HOOK_PRE_INSTALL | HOOK_TEST},
        {"test-success", true, HOOK_TEST},
        {"post-rollbac\xe2\x84\xaa", true, HOOK_POST_ROLLBACK}, /* U+212A lower-cases to k */
        {"", false, 0},
        {"test,", false, 0},
        {"crd-install", false, 0},
        {"test,bogus", false, 0},
        {"testing", false, 0},
        {"tes", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t events = 0;
        assert_int_equal(hooks_parse(str_from_c(cases[i].text), &events), cases[i].known);
        assert_int_equal(events, cases[i].events);
    }
}

static void test_weight(void **state)
{
    (void)state;
    assert_int_equal(hooks_weight(STR("5")), 5);
    assert_int_equal(hooks_weight(STR("-5")), -5);
    assert_int_equal(hooks_weight(STR("+7")), 7);
    assert_int_equal(hooks_weight(STR("")), 0);
    assert_int_equal(hooks_weight(STR("-")), 0);
    assert_int_equal(hooks_weight(STR("5a")), 0);
    assert_int_equal(hooks_weight(STR("9223372036854775807")), INT64_MAX);
    assert_int_equal(hooks_weight(STR("9223372036854775808")), 0);
    assert_int_equal(hooks_weight(STR("-9223372036854775808")), INT64_MIN);
    assert_int_equal(hooks_weight(STR("-9223372036854775809")), 0);
    assert_int_equal(hooks_weight(STR("99999999999999999999999")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_weight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
