#include "funcs/func.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_names_are_sorted(void **state)
{
    (void)state;
    for (size_t i = 1; i < fn_count(); i++)
        assert_true(str_cmp(fn_name(fn_at(i - 1)), fn_name(fn_at(i))) < 0);
}

/* With a cache that many names share, twice each, and among names that are none. */
static void test_find(void **state)
{
    (void)state;
    struct fn_cache cache = {{NULL}};
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < fn_count(); i++) {
            str name = fn_name(fn_at(i)), part = str_slice(name, 0, name.len - 1);
            assert_ptr_equal(fn_find(name), fn_at(i));
            assert_ptr_equal(fn_find_cached(&cache, name), fn_at(i));
            assert_ptr_equal(fn_find_cached(&cache, name), fn_at(i));
            assert_ptr_equal(fn_find_cached(&cache, part), fn_find(part));
        }
    assert_null(fn_find_cached(&cache, STR("")));
    assert_null(fn_find_cached(&cache, STR("\xFF\xFE")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_sorted),
        cmocka_unit_test(test_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
