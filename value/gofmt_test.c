#include "value/gofmt.h"

#include "base/arena.h"
#include "value/list.h"
#include "value/map.h"
#include "value/native.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static const char *format(const char *fmt, val v)
{
    struct buf b;
    buf_init(&b, &arena);
    gofmt_sprintf(&b, str_from_c(fmt), &v, 1);
    return str_c(&arena, buf_str(&b));
}

static const char *shown(val v)
{
    struct buf b;
    buf_init(&b, &arena);
    gofmt_print_value(&b, v);
    return str_c(&arena, buf_str(&b));
}

static val version(enum gotype t)
{
    struct semver s = {1, 2, 3, STR_INIT("rc"), STR_INIT(""), STR_INIT("v1.2.3-rc")};
    return native_semver(&arena, &s, t);
}

static void test_semver(void **state)
{
    (void)state;
    val v = version(T_SEMVER_PTR);
    assert_string_equal(format("%v %%", v), "1.2.3-rc %");
    assert_string_equal(format("%s", v), "1.2.3-rc");
    assert_string_equal(format("%10.5q", v), "   \"1.2.3\"");
    assert_string_equal(format("%x", version(T_SEMVER)), "312e322e332d7263");
    assert_string_equal(format("%d", v),
                        "&{1 2 3 %!d(string=rc) %!d(string=) %!d(string=v1.2.3-rc)}");
    assert_string_equal(format("%#v", v),
                        "&semver.Version{major:0x1, minor:0x2, patch:0x3, pre:\"rc\", "
                        "metadata:\"\", original:\"v1.2.3-rc\"}");
    assert_string_equal(format("%T", v), "*semver.Version");
    assert_string_equal(shown(v), "1.2.3-rc");
    struct list *l = list_new(&arena, 1);
    list_push(l, v);
    assert_string_equal(format("%v", val_list(l)), "[1.2.3-rc]");
}

static void test_times(void **state)
{
    (void)state;
    struct gotime t = gotime_date(2024, 2, 29, 1, 2, 3, 0, NULL);
    val v = native_time(&arena, &t);
    assert_string_equal(format("%v", v), "2024-02-29 01:02:03 +0000 UTC");
    assert_string_equal(shown(v), "2024-02-29 01:02:03 +0000 UTC");
    assert_string_equal(format("%d", v), "{0 63844765323 0}");
    assert_string_equal(format("%t", v), "{%!t(uint64=0) %!t(int64=63844765323) "
                                         "%!t(*time.Location=<nil>)}");
    assert_string_equal(format("%#v", v),
                        "time.Date(2024, time.February, 29, 1, 2, 3, 0, time.UTC)");
    assert_string_equal(format("%v", native_duration(65000000000)), "1m5s");
    assert_string_equal(format("%d", native_duration(5)), "5");
    assert_string_equal(format("%#v", native_duration(5)), "5");
    assert_string_equal(format("%v", val_typed_int(T_MONTH, 3)), "March");
    assert_string_equal(format("%v", val_typed_int(T_WEEKDAY, 0)), "Sunday");
    assert_string_equal(format("%t", val_typed_int(T_WEEKDAY, 0)), "%!t(time.Weekday=0)");
}

static void test_bytes(void **state)
{
    (void)state;
    val v = val_bytes(STR("a\xff"));
    assert_string_equal(format("%v", v), "[97 255]");
    assert_string_equal(format("%03d", v), "[097 255]");
    assert_string_equal(format("%s", val_bytes(STR("ab"))), "ab");
    assert_string_equal(format("%q", v), "\"a\\xff\"");
    assert_string_equal(format("%x", v), "61ff");
    assert_string_equal(format("%c", val_bytes(STR("ab"))), "[a b]");
    assert_string_equal(format("%#v", v), "[]byte{0x61, 0xff}");
    assert_string_equal(format("%#v", val_bytes((str){NULL, 0})), "[]byte(nil)");
    struct map *m = map_new(&arena, 1);
    map_set(m, STR("k"), v);
    assert_string_equal(format("%v", val_typed_map(T_FILES, m)), "map[k:[97 255]]");
    assert_string_equal(format("%#v", val_typed_map(T_FILES, m)),
                        "engine.files{\"k\":[]uint8{0x61, 0xff}}");
}

static void test_nil(void **state)
{
    (void)state;
    assert_string_equal(shown(val_invalid()), "<no value>");
    assert_string_equal(shown(val_nil()), "<no value>");
    assert_string_equal(format("%v", val_invalid()), "<nil>");
    assert_string_equal(format("%6v|", val_nil()), " <nil>|");
    assert_string_equal(format("%v", val_list(NULL)), "[]");
    assert_string_equal(format("%#v", val_list(NULL)), "[]interface {}(nil)");
    assert_string_equal(format("%#v", val_typed_map(T_STRING_MAP, NULL)), "map[string]string(nil)");
}

static val kube_version(const char *normalized)
{
    struct record *r = record_new(&arena, T_KUBE_VERSION);
    r->field[0] = val_str(STR("v1.36.0-x"));
    r->field[1] = val_str(str_from_c(normalized));
    r->field[2] = val_str(STR("1"));
    r->field[3] = val_str(STR("36"));
    return val_record(T_KUBE_VERSION, r);
}

static void test_capabilities(void **state)
{
    (void)state;
    val in_place = kube_version("v1.36.0");
    in_place.aux |= VAL_IN_PLACE;
    assert_string_equal(shown(in_place), "v1.36.0");
    in_place = kube_version("");
    in_place.aux |= VAL_IN_PLACE;
    assert_string_equal(shown(in_place), "v1.36.0-x");
    assert_string_equal(shown(kube_version("n")), "{v1.36.0-x n 1 36}");
    assert_string_equal(format("%v", kube_version("n")), "{v1.36.0-x n 1 36}");
    assert_string_equal(format("%+v", kube_version("n")),
                        "{Version:v1.36.0-x normalizedVersion:n Major:1 Minor:36}");
    struct record *info = record_new(&arena, T_BUILD_INFO), *r = record_new(&arena, T_CAPABILITIES);
    for (uint32_t i = 0; i < info->n; i++)
        info->field[i] = val_str(STR(""));
    r->field[0] = kube_version("n");
    r->field[1] = val_typed_list(T_VERSION_SET, NULL);
    r->field[2] = val_record(T_BUILD_INFO, info);
    val v = val_record(T_CAPABILITIES_PTR, r);
    assert_string_equal(shown(v), "{{v1.36.0-x n 1 36} [] {    }}");
    assert_string_equal(format("%v", v), "&{{v1.36.0-x n 1 36} [] {    }}");
}

/* A value that holds itself ends somewhere, even when it branches. */
static void test_cycle(void **state)
{
    (void)state;
    struct map *m = map_new(&arena, 2);
    map_set(m, STR("a"), val_map(m));
    map_set(m, STR("b"), val_map(m));
    struct buf b;
    buf_init(&b, &arena);
    gofmt_value(&b, val_map(m));
    assert_true(b.len < 100000);
}

static void test_sprint(void **state)
{
    (void)state;
    val args[] = {val_int(1), val_int(2), val_str(STR("a")), val_nil(), val_nil()};
    struct buf b;
    buf_init(&b, &arena);
    gofmt_sprint(&b, args, 5);
    gofmt_sprintln(&b, args, 3);
    assert_string_equal(str_c(&arena, buf_str(&b)), "1 2a<nil> <nil>1 2 a\n");
    assert_true(str_eq(gofmt_str(&arena, val_complex(&arena, 1.5, -2)), STR("(1.5-2i)")));
    assert_true(str_eq(gofmt_str(&arena, val_uint(T_UINT8, 200)), STR("200")));
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
        cmocka_unit_test(test_semver), cmocka_unit_test(test_times),
        cmocka_unit_test(test_bytes),  cmocka_unit_test(test_nil),
        cmocka_unit_test(test_cycle),  cmocka_unit_test(test_capabilities),
        cmocka_unit_test(test_sprint),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
