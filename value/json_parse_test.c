#include "value/json_parse.h"

#include "base/arena.h"
#include "value/dump_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check_all(const struct test_case *cases, size_t n, enum json_root root)
{
    for (size_t i = 0; i < n; i++) {
        struct arena a;
        val v = val_invalid();
        str error = STR("");
        arena_init(&a, NULL);
        bool ok = json_parse(&a, str_from_c(cases[i].text), root, &v, &error);
        check(&a, &cases[i], ok, v, error);
        arena_done(&a);
    }
}

static const struct test_case values[] = {
    {" {\"a\":[1,-2.5e3,true,null,\"x\"]} ", true, "{\"a\":[1,-2500,true,null,\"x\"]}"},
    {"[]", true, "[]"},
    {"{}", true, "{}"},
    {"\"\\u00e9\\ud83d\\ude00\\n\\/\"", true, "\"\xc3\xa9\xf0\x9f\x98\x80\n/\""},
    {"\"\\ud800x\\udc00\"", true, "\"\xef\xbf\xbdx\xef\xbf\xbd\""},
    {"\"\xff\xc3\xa9\"", true, "\"\xef\xbf\xbd\xc3\xa9\""},
    {"{\"a\":1,\"a\":2}", true, "{\"a\":2}"},
    {"0", true, "0"},
    {"-0.5E+1", true, "-5"},
    {"", false, "unexpected end of JSON input"},
    {" ", false, "unexpected end of JSON input"},
    {"}", false, "invalid character '}' looking for beginning of value"},
    {"[1,]", false, "invalid character ']' looking for beginning of value"},
    {"{\"a\" 1}", false, "invalid character '1' after object key"},
    {"{\"a\":1,}", false, "invalid character '}' looking for beginning of object key string"},
    {"{a:1}", false, "invalid character 'a' looking for beginning of object key string"},
    {"[1 2]", false, "invalid character '2' after array element"},
    {"{\"a\":1 \"b\":2}", false, "invalid character '\"' after object key:value pair"},
    {"01", false, "invalid character '1' after top-level value"},
    {"-", false, "invalid character ' ' in numeric literal"},
    {"-x", false, "invalid character 'x' in numeric literal"},
    {"1.", false, "invalid character ' ' after decimal point in numeric literal"},
    {"1.x", false, "invalid character 'x' after decimal point in numeric literal"},
    {"1e", false, "invalid character ' ' in exponent of numeric literal"},
    {"1e+x", false, "invalid character 'x' in exponent of numeric literal"},
    {"tru", false, "invalid character ' ' in literal true (expecting 'e')"},
    {"trux", false, "invalid character 'x' in literal true (expecting 'e')"},
    {"nulL", false, "invalid character 'L' in literal null (expecting 'l')"},
    {"falze", false, "invalid character 'z' in literal false (expecting 's')"},
    {"\"a", false, "unexpected end of JSON input"},
    {"\"a\n\"", false, "invalid character '\\n' in string literal"},
    {"\"\\x\"", false, "invalid character 'x' in string escape code"},
    {"\"\\u12g4\"", false, "invalid character 'g' in \\u hexadecimal character escape"},
    {"\"\\", false, "invalid character ' ' in string escape code"},
    {"\"\\u1", false, "invalid character ' ' in \\u hexadecimal character escape"},
    {"[", false, "unexpected end of JSON input"},
    {"[1", false, "unexpected end of JSON input"},
    {"[1,", false, "unexpected end of JSON input"},
    {"{", false, "unexpected end of JSON input"},
    {"{\"a\"", false, "unexpected end of JSON input"},
    {"{\"a\":", false, "unexpected end of JSON input"},
    {"{} x", false, "invalid character 'x' after top-level value"},
    {"1 '", false, "invalid character '\\'' after top-level value"},
    {"1 \"", false, "invalid character '\"' after top-level value"},
    {"1 \xc3", false, "invalid character '\xc3\x83' after top-level value"},
    {"\xef\xbb\xbf"
     "1",
     false, "invalid character '\xc3\xaf' looking for beginning of value"},
    {"[1e400]", false, "json: cannot unmarshal number 1e400 into Go value of type float64"},
    {"[1e400", false, "unexpected end of JSON input"},
    {"1e-400", true, "0"},
};

static void test_values(void **state)
{
    (void)state;
    check_all(values, sizeof values / sizeof *values, JSON_ROOT_ANY);
}

static const struct test_case maps[] = {
    {"{}", true, "{}"},
    {"[1e400]", false,
     "json: cannot unmarshal array into Go value of type map[string]interface {}"},
    {"\"a\"", false, "json: cannot unmarshal string into Go value of type map[string]interface {}"},
    {"1e400", false, "json: cannot unmarshal number into Go value of type map[string]interface {}"},
    {"true", false, "json: cannot unmarshal bool into Go value of type map[string]interface {}"},
    {"null", true, "null"},
    {"{\"a\":1e400}", false, "json: cannot unmarshal number 1e400 into Go value of type float64"},
};

static void test_maps(void **state)
{
    (void)state;
    check_all(maps, sizeof maps / sizeof *maps, JSON_ROOT_MAP);
}

static const struct test_case lists[] = {
    {"[]", true, "[]"},
    {"{}", false, "json: cannot unmarshal object into Go value of type []interface {}"},
    {"null", true, "null"},
};

static void test_lists(void **state)
{
    (void)state;
    check_all(lists, sizeof lists / sizeof *lists, JSON_ROOT_LIST);
}

static const struct test_case prefixes[] = {
    {"{\"a\":1},b", true, "[{\"a\":1},7]"},
    {" 12 ,", true, "[12,3]"},
    {"\"a\"x", true, "[\"a\",3]"},
    {"1", true, "[1,1]"},
    {"null,", true, "[null,4]"},
    {"", false, "EOF"},
    {" \n", false, "EOF"},
    {"[1", false, "unexpected EOF"},
    {"tru", false, "unexpected EOF"},
    {"[}", false, "invalid character '}' looking for beginning of value"},
    {"1e400,", false, "json: cannot unmarshal number 1e400 into Go value of type float64"},
    {"-", false, "unexpected EOF"},
};

static void test_prefixes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        struct arena a;
        val v = val_invalid();
        str error = STR("");
        arena_init(&a, NULL);
        size_t used = 0;
        bool ok = json_parse_prefix(&a, str_from_c(prefixes[i].text), &v, &used, &error);
        struct list *both = list_new(&a, 2);
        list_push(both, v);
        list_push(both, val_float((double)used)); /* the offset, as InputOffset */
        v = val_list(both);
        check(&a, &prefixes[i], ok, v, error);
        arena_done(&a);
    }
}

/* `n` times `open`, then `n` times `close`. */
static str nested(struct arena *a, size_t n, char open, char close)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_fill(&b, open, n);
    buf_put_fill(&b, close, n);
    return buf_str(&b);
}

static void test_depth(void **state)
{
    struct arena a;
    val v;
    str error;
    (void)state;
    arena_init(&a, NULL);
    assert_true(json_parse(&a, nested(&a, 10000, '[', ']'), JSON_ROOT_ANY, &v, &error));
    assert_false(json_parse(&a, nested(&a, 10001, '[', ']'), JSON_ROOT_ANY, &v, &error));
    assert_true(str_eq(error, STR("invalid character '[' exceeded max depth")));
    arena_done(&a);
}

static void test_nul(void **state)
{
    struct arena a;
    val v;
    str error;
    (void)state;
    arena_init(&a, NULL);
    assert_false(json_parse(&a, STR("1 \0"), JSON_ROOT_ANY, &v, &error));
    assert_true(str_eq(error, STR("invalid character '\\x00' after top-level value")));
    assert_true(json_parse(&a, STR("\"a\\u0000b\""), JSON_ROOT_ANY, &v, &error));
    assert_true(str_eq(val_text(v), STR("a\0b")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),   cmocka_unit_test(test_maps),  cmocka_unit_test(test_lists),
        cmocka_unit_test(test_prefixes), cmocka_unit_test(test_depth), cmocka_unit_test(test_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
