#include "value/json_write.h"

#include "value/native.h"
#include "value/write_test.h"

#include <math.h>

static bool html(struct buf *out, val v, str *ret_error)
{
    return json_write(out, v, JSON_HTML, ret_error);
}

static bool raw(struct buf *out, val v, str *ret_error)
{
    return json_write(out, v, JSON_RAW, ret_error);
}

static bool pretty(struct buf *out, val v, str *ret_error)
{
    return json_write(out, v, JSON_PRETTY, ret_error);
}

static const struct write_case html_cases[] = {
    {"null", "null"},
    {"[true,false,null]", "[true,false,null]"},
    {"[]", "[]"},
    {"{}", "{}"},
    {"{\"b\":1,\"a\":{\"10\":[],\"2\":[{}]}}", "{\"a\":{\"10\":[],\"2\":[{}]},\"b\":1}"},
    {"[[1],[2,[3]],4]", "[[1],[2,[3]],4]"},
    {"[0,-0.0,1e6,1e20,1e21,-1e21]", "[0,-0,1000000,100000000000000000000,1e+21,-1e+21]"},
    {"[1e-6,1e-7,0.1,1.5e-10,1.25e300]", "[0.000001,1e-7,0.1,1.5e-10,1.25e+300]"},
    {"[9007199254740993]", "[9007199254740992]"},
    {"\"<a&b>\"", "\"\\u003ca\\u0026b\\u003e\""},
    {"\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\/\"", "\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\/\""},
    {"\"\\u007f\\u0085\\u00e9\\ud83d\\ude00\"", "\"\x7f\xc2\x85\xc3\xa9\xf0\x9f\x98\x80\""},
    {"\"\\u2028\\u2029\\u2030\"", "\"\\u2028\\u2029\xe2\x80\xb0\""},
};

static const struct write_case raw_cases[] = {
    {"\"<a&b>\\u2028\"", "\"<a&b>\\u2028\""},
    {"{\"<\":[1,2]}", "{\"<\":[1,2]}"},
};

static const struct write_case pretty_cases[] = {
    {"[]", "[]"},
    {"{\"a\":{},\"b\":[]}", "{\n  \"a\": {},\n  \"b\": []\n}"},
    {"[1,[2,{\"k\":\"<\"}]]",
     "[\n  1,\n  [\n    2,\n    {\n      \"k\": \"\\u003c\"\n    }\n  ]\n]"},
};

static void test_styles(void **state)
{
    (void)state;
    WRITE_CHECK_ALL(html, html_cases);
    WRITE_CHECK_ALL(raw, raw_cases);
    WRITE_CHECK_ALL(pretty, pretty_cases);
}

static void test_go_values(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct gotime t = gotime_date(2020, 1, 2, 3, 4, 5, 60000000, NULL);
    struct gotime far = gotime_date(10000, 1, 1, 0, 0, 0, 0, NULL);
    write_check_value(html, val_int(-5), "-5", &a);
    write_check_value(html, val_uint(T_UINT64, UINT64_MAX), "18446744073709551615", &a);
    write_check_value(html, val_list(NULL), "null", &a);
    write_check_value(html, val_map(NULL), "null", &a);
    write_check_value(html, val_bytes(STR("hi!")), "\"aGkh\"", &a);
    write_check_value(html, val_bytes((str){0}), "null", &a);
    write_check_value(html, val_str(STR("a\xff\xc3")), "\"a\\ufffd\\ufffd\"", &a);
    write_check_value(html, native_time(&a, &t), "\"2020-01-02T03:04:05.06Z\"", &a);
    write_check_value(html, native_duration(1500), "1500", &a);
    write_check_value(html, native_certificate(&a, STR("c"), STR("k")),
                      "{\"Cert\":\"c\",\"Key\":\"k\"}", &a);
    write_check_value(html, native_location(NULL), "{}", &a);
    write_check_value(html, native_time(&a, &far),
                      "!json: error calling MarshalJSON for type time.Time: "
                      "Time.MarshalJSON: year outside of range [0,9999]",
                      &a);
    arena_done(&a);
}

static void test_errors(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    write_check_value(html, val_float((double)NAN), "!json: unsupported value: NaN", &a);
    write_check_value(html, val_float((double)INFINITY), "!json: unsupported value: +Inf", &a);
    write_check_value(html, val_float(-(double)INFINITY), "!json: unsupported value: -Inf", &a);
    write_check_value(html, val_complex(&a, 0, 1), "!json: unsupported type: complex128", &a);
    write_check_value(html, write_cycle(&a),
                      "!json: unsupported value: encountered a cycle via map[string]interface {}",
                      &a);
    write_check_value(raw, write_cycle(&a),
                      "!json: unsupported value: encountered a cycle via []interface {}", &a);
    arena_done(&a);
}

static void test_depth(void **state)
{
    (void)state;
    struct arena a;
    struct buf b;
    str error;
    arena_init(&a, NULL);
    buf_init(&b, &a);
    assert_true(json_write(&b, write_nested(&a, 200000), JSON_HTML, &error));
    assert_int_equal(b.len, 400000);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_styles),
        cmocka_unit_test(test_go_values),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
