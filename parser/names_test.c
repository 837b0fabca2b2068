#include "parser/names.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_find(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct names n;
    names_init(&n, &a);
    for (unsigned i = 0; i < 100; i++)
        names_put(&n, str_fmt(&a, "$x%u", i % 50));
    assert_int_equal(names_find(&n, 0, STR("$x7")), 57); /* the newest */
    assert_int_equal(names_find(&n, 58, STR("$x7")), NAMES_NONE);
    names_cut(&n, 50);
    assert_int_equal(names_find(&n, 0, STR("$x7")), 7);
    assert_int_equal(names_find(&n, 0, STR("$x50")), NAMES_NONE);
    assert_int_equal(names_find(&n, 0, STR("")), NAMES_NONE);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_find)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
