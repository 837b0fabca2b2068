#include "value/toml_write.h"

#include "value/native.h"
#include "value/write_test.h"

#include <math.h>

static const struct write_case cases[] = {
    {"{}", ""},
    {"{\"a\": 1.5, \"b\": \"x\"}", "a = 1.5\nb = \"x\"\n"},
    {"{\"b\": {\"c\": 1}, \"a\": 2}", "a = 2.0\n\n[b]\n  c = 1.0\n"},
    {"{\"e\": {\"f\": {\"g\": 1}, \"h\": 2}}", "[e]\n  h = 2.0\n  [e.f]\n    g = 1.0\n"},
    {"{\"t\": [{\"x\": 1}, {\"y\": {\"z\": 2}}]}",
     "[[t]]\n  x = 1.0\n\n[[t]]\n  [t.y]\n    z = 2.0\n"},
    {"{\"l\": [1, \"a\", [2], []]}", "l = [1.0, \"a\", [2.0], []]\n"},
    {"{\"m\": [1, {\"x\": 1, \"y\": {\"z\": []}}]}", "m = [1.0, {x = 1.0, y = {z = []}}]\n"},
    {"{\"m\": [[{\"x\": 1}]]}", "m = [[{x = 1.0}]]\n"},
    {"{\"n\": null, \"k\": {\"n\": null}}", "[k]\n"},
    {"{\"m\": [1, {\"a\": null, \"b\": 1}]}", "m = [1.0, {b = 1.0}]\n"},
    {"{\"m\": [1, {\"a\": 1, \"b\": null}]}", "m = [1.0, {a = 1.0, }]\n"},
    {"{\"a b\": 1, \"\": 2, \"\\u00e9\": {\"c.d\": 3}, \"A-z_9\": 4}",
     "\"\" = 2.0\nA-z_9 = 4.0\n\"a b\" = 1.0\n\n[\"\xc3\xa9\"]\n  \"c.d\" = 3.0\n"},
    {"{\"s\": \"q\\\" \\\\ \\n\\t\\r\\f\\b\\u0000\\u007f \\u00e9/<\"}",
     "s = \"q\\\" \\\\ \\n\\t\\r\\f\\b\\u0000\\u007f \xc3\xa9/<\"\n"},
    {"[1, 2]", "[1.0, 2.0]"},
    {"\"x\"", "\"x\""},
    {"true", "true"},
    {"1000000.0", "1e+06"},
    {"[null]", "!toml: cannot encode array with nil element"},
    {"{\"a\": [[1, null]]}", "!toml: cannot encode array with nil element"},
    {"[{\"a\": 1}]", "!toml: top-level values must be Go maps or structs"},
    {"{\"a\": [{}, {}]}", "[[a]]\n\n[[a]]\n"},
    {"{\"a\": {}}", "[a]\n"},
    {"1000000000000000.0", "1e+15"},
    {"-0.0", "-0.0"},
    {"1e-05", "1e-05"},
};

static void test_json_values(void **state)
{
    (void)state;
    WRITE_CHECK_ALL(toml_write, cases);
}

static val pair(struct arena *a, const char *key, val v)
{
    struct map *m = map_new(a, 1);
    map_set(m, str_from_c(key), v);
    return val_map(m);
}

static void test_go_values(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct gotime t = gotime_date(2020, 1, 2, 3, 4, 5, 500000000, NULL), local = t;
    write_check_value(toml_write, pair(&a, "i", val_int(-3)), "i = -3\n", &a);
    write_check_value(toml_write, pair(&a, "t", native_time(&a, &t)),
                      "t = 2020-01-02T03:04:05.5Z\n", &a);
    local.zone = zone_fixed(&a, STR("time-local"), 0);
    write_check_value(toml_write, native_time(&a, &local), "03:04:05.5", &a);
    local.zone = zone_fixed(&a, STR("date-local"), 0);
    write_check_value(toml_write, native_time(&a, &local), "2020-01-02", &a);
    write_check_value(toml_write, pair(&a, "d", native_duration(1500)), "d = \"1.5\xc2\xb5s\"\n",
                      &a);
    write_check_value(toml_write, pair(&a, "b", val_bytes(STR("hi"))), "b = [104, 105]\n", &a);
    write_check_value(toml_write, pair(&a, "c", native_certificate(&a, STR("x"), STR("y"))),
                      "[c]\n  Cert = \"x\"\n  Key = \"y\"\n", &a);
    write_check_value(toml_write, pair(&a, "l", val_list(NULL)), "", &a);
    write_check_value(toml_write, val_list(NULL), "[]", &a);
    write_check_value(toml_write, val_float((double)NAN), "nan", &a);
    write_check_value(toml_write, val_float(-(double)INFINITY), "-inf", &a);
    arena_done(&a);
}

static void test_errors(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    val c = val_complex(&a, 0, 1);
    write_check_value(toml_write, c, "!unsupported type for key '': complex128", &a);
    write_check_value(toml_write, pair(&a, "x", c), "!unsupported type: complex128", &a);
    write_check_value(toml_write, write_nested(&a, 100000), "!toml: nested too deeply", &a);
    write_check_value(toml_write, write_cycle(&a), "!toml: nested too deeply", &a);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_values),
        cmocka_unit_test(test_go_values),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
