#include "value/compare.h"

#include "base/arena.h"
#include "value/cast.h"
#include "value/list.h"
#include "value/map.h"
#include "value/native.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct arena arena;

static val list_of(enum gotype t, val item)
{
    struct list *l = list_new(&arena, 1);
    list_push(l, item);
    return val_typed_list(t, l);
}

static val typed_map_of(const char *key, val v)
{
    struct map *m = map_new(&arena, 1);
    map_set(m, str_from_c(key), v);
    return val_map(m);
}

/* 1, 0, or -1 when it fails. */
static int eq(val x, val y)
{
    bool r;
    str error;
    return compare_eq(&arena, x, y, &r, &error) ? r : -1;
}

static void test_eq(void **state)
{
    (void)state;
    struct semver s = {.major = 1};
    val v = native_semver(&arena, &s, T_SEMVER_PTR), w = native_semver(&arena, &s, T_SEMVER_PTR);
    assert_int_equal(eq(v, v), 1);
    assert_int_equal(eq(v, w), 0); /* pointers */
    v.gotype = w.gotype = T_SEMVER;
    assert_int_equal(eq(v, w), 1); /* structs */
    struct gotime t = gotime_zero();
    assert_int_equal(eq(native_time(&arena, &t), native_time(&arena, &t)), 1);
    assert_int_equal(eq(native_time(&arena, &t), v), 0);
    assert_int_equal(eq(val_typed_map(T_STRING_MAP, NULL), val_nil()), 1);
    assert_int_equal(eq(val_invalid(), val_typed_list(T_LIST, NULL)), 1);
    assert_int_equal(eq(val_list(list_new(&arena, 0)), val_list(NULL)), 0);
    assert_int_equal(eq(val_list(NULL), val_map(NULL)), -1);
    assert_int_equal(eq(val_int(-1), val_uint(T_UINT64, UINT64_MAX)), 0);
    assert_int_equal(eq(native_duration(5), val_int(5)), 1);
    assert_int_equal(eq(val_bytes(STR("a")), val_bytes(STR("a"))), -1);
}

static void test_errors(void **state)
{
    (void)state;
    bool r;
    str error;
    val m = typed_map_of("a", val_float(1));
    assert_false(compare_eq(&arena, m, typed_map_of("a", val_float(1)), &r, &error));
    assert_true(str_eq(error, STR("non-comparable type map[a:%!s(float64=1)]: "
                                  "map[string]interface {}")));
    assert_false(compare_eq(&arena, list_of(T_INTS, val_int(1)), val_map(NULL), &r, &error));
    assert_true(str_eq(error, STR("non-comparable types [%!s(int=1)]: []int, "
                                  "map[string]interface {}: map[]")));
    assert_false(compare_lt(&arena, val_int(1), val_float(1), &r, &error));
    assert_true(str_eq(error, STR("incompatible types for comparison: int and float64")));
    assert_false(compare_le(&arena, val_bool(true), val_bool(true), &r, &error));
    assert_true(str_eq(error, STR("invalid type for comparison")));
}

static void test_deep_equal(void **state)
{
    (void)state;
    val one = val_int(1);
    assert_true(compare_deep_equal(val_nil(), val_invalid()));
    assert_false(compare_deep_equal(val_nil(), val_list(NULL)));
    assert_false(compare_deep_equal(val_int(1), val_int64(1)));
    assert_true(compare_deep_equal(list_of(T_LIST, one), list_of(T_LIST, one)));
    assert_false(compare_deep_equal(list_of(T_LIST, one), list_of(T_INTS, one)));
    assert_false(compare_deep_equal(val_list(NULL), val_list(list_new(&arena, 0))));
    val m = typed_map_of("a", list_of(T_LIST, one));
    assert_true(compare_deep_equal(m, typed_map_of("a", list_of(T_LIST, one))));
    assert_false(compare_deep_equal(typed_map_of("a", one), typed_map_of("b", one)));
    assert_false(compare_deep_equal(typed_map_of("a", one), typed_map_of("a", val_nil())));
    double zero = 0;
    val nan = val_float(zero / zero), self = list_of(T_LIST, nan);
    assert_false(compare_deep_equal(nan, nan));
    assert_true(compare_deep_equal(self, self)); /* the same array, as in Go */
    assert_false(compare_deep_equal(self, list_of(T_LIST, nan)));
    struct gotime t = gotime_zero();
    assert_true(compare_deep_equal(native_time(&arena, &t), native_time(&arena, &t)));
    assert_false(compare_deep_equal(val_bytes((str){NULL, 0}), val_bytes(STR(""))));
}

static val cyclic(void)
{
    struct map *m = map_new(&arena, 2);
    map_set(m, STR("a"), val_map(m));
    map_set(m, STR("b"), val_map(m));
    return val_map(m);
}

/* 2^60 paths, but only 60 pairs. */
static val diamond(void)
{
    val v = list_of(T_LIST, val_int(1));
    for (int i = 0; i < 60; i++) {
        struct list *l = list_new(&arena, 2);
        list_push(l, v);
        list_push(l, v);
        v = val_list(l);
    }
    return v;
}

static void test_shared_parts(void **state)
{
    (void)state;
    assert_true(compare_deep_equal(cyclic(), cyclic()));
    assert_true(compare_deep_equal(diamond(), diamond()));
}

static void test_cast(void **state)
{
    (void)state;
    assert_int_equal(cast_to_int64(native_duration(5)), 0);
    assert_int_equal(cast_to_int64(val_typed_int(T_MONTH, 5)), 5);
    assert_true(cast_to_int64(val_uint(T_UINT64, UINT64_MAX)) == -1);
    assert_true(cast_to_int64(val_float(1e30)) == INT64_MIN);
    assert_true(cast_to_float64(val_bytes(STR("1"))) == 0);
    assert_true(cast_to_float64(val_typed_int(T_WEEKDAY, 2)) == 2);
    assert_true(str_eq(cast_strval(&arena, val_bytes(STR("ab"))), STR("ab")));
    assert_true(str_eq(cast_strval(&arena, val_nil()), STR("<nil>")));
    assert_true(str_eq(cast_strval(&arena, native_duration(1000000000)), STR("1s")));
}

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_eq),           cmocka_unit_test(test_errors),
        cmocka_unit_test(test_deep_equal),   cmocka_unit_test(test_cast),
        cmocka_unit_test(test_shared_parts),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
