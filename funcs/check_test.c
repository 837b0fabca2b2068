#include "funcs/check.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static const char *count(const char *name, size_t written, bool piped)
{
    str error = {NULL, 0};
    bool ok = check_count(&arena, fn_find(str_from_c(name)), written, piped, &error);
    return ok ? "" : str_c(&arena, error);
}

static void test_count(void **state)
{
    (void)state;
    assert_string_equal(count("upper", 1, false), "");
    assert_string_equal(count("upper", 0, true), "");
    assert_string_equal(count("upper", 1, true), "wrong number of args for upper: want 1 got 2");
    assert_string_equal(count("trunc", 0, true), "wrong number of args for trunc: want 2 got 1");
    assert_string_equal(count("print", 0, false), "");
    assert_string_equal(count("eq", 0, false),
                        "wrong number of args for eq: want at least 1 got 0");
    assert_string_equal(count("eq", 0, true), "");
    assert_string_equal(count("pick", 0, false),
                        "wrong number of args for pick: want at least 1 got 0");
}

static void test_param(void **state)
{
    (void)state;
    const struct fn *pick = fn_find(STR("pick"));
    assert_int_equal(check_param(pick, 0), T_MAP);
    assert_int_equal(check_param(pick, 1), T_STRING);
    assert_int_equal(check_param(pick, 9), T_STRING);
    assert_int_equal(check_param(fn_find(STR("trunc")), 1), T_STRING);
}

static const char *value(val v, enum gotype want, val *ret)
{
    str error = {NULL, 0};
    return check_value(&arena, v, want, ret, &error) ? "" : str_c(&arena, error);
}

static void test_exact_types(void **state)
{
    (void)state;
    val r;
    assert_string_equal(value(val_int(1), T_INT, &r), "");
    assert_string_equal(value(val_float(1), T_INT, &r),
                        "wrong type for value; expected int; got float64");
    assert_string_equal(value(val_int64(1), T_INT, &r),
                        "wrong type for value; expected int; got int64");
    assert_string_equal(value(val_bytes(STR("a")), T_STRING, &r),
                        "wrong type for value; expected string; got []uint8");
    assert_string_equal(value(val_typed_list(T_STRINGS, NULL), T_LIST, &r),
                        "wrong type for value; expected []interface {}; got []string");
    assert_string_equal(value(val_typed_map(T_FILES, NULL), T_MAP, &r),
                        "wrong type for value; expected map[string]interface {}; got engine.files");
}

static void test_named_types(void **state)
{
    (void)state;
    val r;
    assert_string_equal(value(val_typed_map(T_VALUES, map_new(&arena, 0)), T_MAP, &r), "");
    assert_int_equal(r.gotype, T_MAP);
    assert_string_equal(value(val_typed_map(T_VALUES, NULL), T_ANY, &r), "");
    assert_int_equal(r.gotype, T_VALUES);
    assert_true(check_assignable(T_MAP, T_VALUES));
    assert_true(check_assignable(T_VERSION_SET, T_STRINGS));
    assert_false(check_assignable(T_STRING_MAP, T_MAP));
    val semver = val_record(T_SEMVER_PTR, record_new(&arena, T_SEMVER_PTR));
    assert_string_equal(value(semver, T_SEMVER, &r), "");
    assert_int_equal(r.gotype, T_SEMVER);
    semver.gotype = T_SEMVER;
    assert_string_equal(value(semver, T_SEMVER_PTR, &r),
                        "wrong type for value; expected *semver.Version; got semver.Version");
}

static void test_nothing(void **state)
{
    (void)state;
    val r;
    assert_string_equal(value(val_invalid(), T_ANY, &r), "");
    assert_int_equal(r.tag, V_NIL);
    assert_string_equal(value(val_invalid(), T_MAP, &r), "");
    assert_true(r.tag == V_MAP && !r.map);
    assert_string_equal(value(val_invalid(), T_LIST, &r), "");
    assert_true(r.tag == V_LIST && !r.list);
    assert_string_equal(value(val_invalid(), T_STRING, &r), "invalid value; expected string");
    assert_string_equal(value(val_invalid(), T_REFLECT, &r), "");
    assert_int_equal(r.tag, V_INVALID);
    val boxed = val_nil();
    boxed.aux = VAL_BOXED;
    assert_string_equal(value(boxed, T_STRING, &r),
                        "wrong type for value; expected string; got interface {}");
    assert_string_equal(value(boxed, T_ANY, &r), "");
    assert_true(r.tag == V_NIL && r.aux == 0);
    assert_string_equal(value(boxed, T_REFLECT, &r), "");
    assert_int_equal(r.aux, VAL_BOXED);
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
        cmocka_unit_test(test_count),       cmocka_unit_test(test_param),
        cmocka_unit_test(test_exact_types), cmocka_unit_test(test_named_types),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
