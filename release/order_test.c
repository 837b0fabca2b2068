#include "release/order.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_rank(void **state)
{
    (void)state;
    assert_int_equal(order_rank(STR("PriorityClass")), 0);
    assert_int_equal(order_rank(STR("ValidatingWebhookConfiguration")), 37);
    assert_int_equal(order_rank(STR("service")), 38);
    assert_int_equal(order_rank(STR("")), 38);
}

static void test_sort(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *path;
    } in[] = {
        {"Zoo", "1"},     {"Deployment", "2"}, {"", "3"}, {"Service", "4"},   {"Alpha", "5"},
        {"Service", "6"}, {"Zoo", "7"},        {"", "8"}, {"Namespace", "9"},
    };
    enum { N = sizeof in / sizeof *in };
    struct arena a;
    arena_init(&a, NULL);
    struct manifest m[N] = {{.kind = {0}}};
    for (size_t i = 0; i < N; i++)
        m[i] = (struct manifest){.kind = str_from_c(in[i].kind), .path = str_from_c(in[i].path)};
    order_sort(&a, m, N);
    for (size_t i = 0; i < N; i++)
        assert_int_equal(m[i].path.s[0], "946238517"[i]);
    order_sort(&a, m, 0);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rank), cmocka_unit_test(test_sort)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
