#include "value/native.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct arena arena;

static void check_time(struct gotime t, bool keeps_mono)
{
    struct gotime r = native_get_time(native_time(&arena, &t));
    assert_true(r.sec == t.sec && r.nsec == t.nsec && r.zone == t.zone);
    assert_int_equal(r.has_mono, keeps_mono);
    if (keeps_mono)
        assert_true(r.mono == t.mono);
}

static void test_time(void **state)
{
    (void)state;
    check_time(gotime_zero(), false);
    check_time((struct gotime){.sec = 0, .nsec = 999999999}, false);
    check_time((struct gotime){.sec = INT64_MAX}, false);
    check_time((struct gotime){.sec = INT64_MIN}, false);
    check_time((struct gotime){.sec = 1700000000, .nsec = 5, .has_mono = true, .mono = -7}, true);
    check_time((struct gotime){.sec = -3000000000, .has_mono = true}, false); /* before 1885 */
    check_time((struct gotime){.sec = 1700000000, .zone = zone_local(&arena)}, false);
    struct gotime zero = gotime_zero();
    val v = native_time(&arena, &zero);
    assert_true(v.record->field[0].u == 0 && v.record->field[1].i == 0);
}

static void test_semver(void **state)
{
    (void)state;
    struct semver s = {1, 2, UINT64_MAX, STR_INIT("a"), STR_INIT("b"), STR_INIT("c")};
    val v = native_semver(&arena, &s, T_SEMVER_PTR);
    struct semver r = native_get_semver(v);
    assert_int_equal(v.gotype, T_SEMVER_PTR);
    assert_true(r.major == 1 && r.minor == 2 && r.patch == UINT64_MAX);
    assert_true(str_eq(r.pre, s.pre) && str_eq(r.metadata, s.metadata));
    assert_true(str_eq(r.original, s.original));
}

static void test_strings(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, &arena);
    native_put_string(&b, native_duration(1500));
    native_put_string(&b, native_location(NULL));
    native_put_string(&b, val_typed_int(T_MONTH, 12));
    assert_true(str_eq(buf_str(&b), STR("1.5\xC2\xB5sUTCDecember")));
    assert_true(native_has_string(T_TIME));
    assert_false(native_has_string(T_KUBE_VERSION));
    val c = native_certificate(&arena, STR("cert"), STR("key"));
    assert_true(str_eq(val_text(c.record->field[1]), STR("key")));
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
        cmocka_unit_test(test_time),
        cmocka_unit_test(test_semver),
        cmocka_unit_test(test_strings),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
