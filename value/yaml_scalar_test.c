#include "value/yaml_scalar.h"

#include "base/arena.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_kinds(void **state)
{
    static const struct {
        const char *text;
        enum yaml_scalar_kind want;
    } cases[] = {
        {"", YAML_NULL},
        {"~", YAML_NULL},
        {"null", YAML_NULL},
        {"NULL", YAML_NULL},
        {"nULL", YAML_STR},
        {"true", YAML_BOOL},
        {"y", YAML_BOOL},
        {"N", YAML_BOOL},
        {"yEs", YAML_STR},
        {"Off", YAML_BOOL},
        {"tRUE", YAML_STR},
        {"<<", YAML_STR},
        {"0", YAML_INT},
        {"-0x1", YAML_INT},
        {"0X1f", YAML_INT},
        {"0x", YAML_STR},
        {"0b", YAML_STR},
        {"0b101", YAML_INT},
        {"0b-101", YAML_INT},
        {"0o17", YAML_INT},
        {"010", YAML_INT},
        {"08", YAML_FLOAT},
        {"0_8", YAML_FLOAT},
        {"1_000", YAML_INT},
        {"1_", YAML_INT},
        {"_1", YAML_STR},
        {"18446744073709551615", YAML_UINT},
        {"+18446744073709551615", YAML_FLOAT},
        {"18446744073709551616", YAML_FLOAT},
        {"1.5", YAML_FLOAT},
        {".5", YAML_FLOAT},
        {"1.", YAML_FLOAT},
        {".", YAML_STR},
        {"-", YAML_STR},
        {"+", YAML_STR},
        {"-.5", YAML_FLOAT},
        {"1e3", YAML_FLOAT},
        {"1e", YAML_STR},
        {"e1", YAML_STR},
        {"1e400", YAML_STR},
        {".1_5", YAML_FLOAT},
        {"._1", YAML_STR},
        {".1_", YAML_STR},
        {".1__5", YAML_STR},
        {".inf", YAML_FLOAT},
        {"-.Inf", YAML_FLOAT},
        {".NaN", YAML_FLOAT},
        {"inf", YAML_STR},
        {"1:30", YAML_STR},
        {"1.2.3", YAML_STR},
        {"1,000", YAML_STR},
        {"2001-12-14", YAML_TIMESTAMP},
        {"2001-1-1", YAML_TIMESTAMP},
        {"2001-02-29", YAML_STR},
        {"2000-02-29", YAML_TIMESTAMP},
        {"2001-13-01", YAML_STR},
        {"2001-12-14T21:59:43Z", YAML_TIMESTAMP},
        {"2001-12-14t1:2:3.5+01:00", YAML_TIMESTAMP},
        {"2001-12-14 21:59:43,10", YAML_TIMESTAMP},
        {"2001-12-14   1:2:3", YAML_TIMESTAMP},
        {"2001-12-14 21:59:43.10 -5", YAML_STR},
        {"2001-12-14T21:59:43", YAML_STR},
        {"2001-12-14T24:00:00Z", YAML_STR},
        {"2001-12-14T1:2:3+1:00", YAML_STR},
        {"2001-12-14T1:2:3+24:60", YAML_TIMESTAMP},
        {"2001-", YAML_STR},
        {"2001-12-1412", YAML_STR},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum yaml_scalar_kind got = yaml_scalar_resolve(str_from_c(cases[i].text), NULL);
        if (got != cases[i].want)
            print_error("%s: %d\n", cases[i].text, (int)got);
        assert_int_equal(got, cases[i].want);
    }
}

static void test_values(void **state)
{
    static const struct {
        const char *text;
        int64_t want;
    } ints[] = {
        {"010", 8},
        {"-010", -8},
        {"0777", 511},
        {"0x1F", 31},
        {"0x1_0", 16},
        {"0b101", 5},
        {"0b-101", -5},
        {"-0", 0},
        {"1_000", 1000},
        {"+1", 1},
        {"-9223372036854775808", INT64_MIN},
    };
    (void)state;
    val v;
    for (size_t i = 0; i < sizeof ints / sizeof *ints; i++) {
        assert_int_equal(yaml_scalar_resolve(str_from_c(ints[i].text), &v), YAML_INT);
        assert_int_equal(v.i, ints[i].want);
    }
    yaml_scalar_resolve(STR("685_230.15"), &v);
    assert_true(v.tag == V_FLOAT && v.f > 685230.1 && v.f < 685230.2);
    yaml_scalar_resolve(STR("-.inf"), &v);
    assert_true(isinf(v.f) && v.f < 0);
    yaml_scalar_resolve(STR("yes"), &v);
    assert_true(v.tag == V_BOOL && v.i == 1);
    yaml_scalar_resolve(STR("2001-12-14"), &v);
    assert_true(v.tag == V_STRING && v.len == 10);
}

static void test_tags(void **state)
{
    static const struct {
        const char *tag, *text;
        bool ok;
        enum yaml_scalar_kind kind;
        uint8_t val_tag;
    } cases[] = {
        {"tag:yaml.org,2002:str", "1", true, YAML_STR, V_STRING},
        {"tag:yaml.org,2002:int", "3", true, YAML_INT, V_INT},
        {"tag:yaml.org,2002:int", "18446744073709551615", true, YAML_UINT, V_UINT},
        {"tag:yaml.org,2002:int", "abc", false, YAML_STR, V_STRING},
        {"tag:yaml.org,2002:float", "3", true, YAML_INT, V_FLOAT},
        {"tag:yaml.org,2002:float", "18446744073709551615", false, YAML_UINT, V_UINT},
        {"tag:yaml.org,2002:float", "2001-12-14", false, YAML_STR, V_STRING},
        {"tag:yaml.org,2002:timestamp", "2001-12-14", true, YAML_TIMESTAMP, V_STRING},
        {"tag:yaml.org,2002:null", "", true, YAML_NULL, V_NIL},
        {"tag:yaml.org,2002:null", "x", false, YAML_STR, V_STRING},
        {"!foo", "1", true, YAML_STR, V_STRING},
        {"", "1", true, YAML_INT, V_INT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum yaml_scalar_kind kind;
        val v;
        str tag = str_from_c(cases[i].tag);
        bool ok = yaml_scalar_resolve_tagged(tag, str_from_c(cases[i].text), &kind, &v);
        assert_int_equal(ok, cases[i].ok);
        assert_int_equal(kind, cases[i].kind);
        assert_int_equal(v.tag, cases[i].val_tag);
    }
}

static void test_tag_names(void **state)
{
    struct arena a;
    (void)state;
    arena_init(&a, NULL);
    assert_true(str_eq(yaml_tag_short(&a, STR("tag:yaml.org,2002:int")), STR("!!int")));
    assert_true(str_eq(yaml_tag_short(&a, STR("!foo")), STR("!foo")));
    assert_true(str_eq(yaml_kind_tag(YAML_UINT), STR("!!int")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_tags),
        cmocka_unit_test(test_tag_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
