#include "chart/schema_skim.h"

#include "chart/fixture_test.h"

static const char *const texts[] = {
    "",
    " ",
    "null",
    "nul",
    "nulll",
    "true",
    "tru",
    "false",
    "falsy",
    "0",
    "-0",
    "-",
    "01",
    "1.",
    ".5",
    "1.5e",
    "1.5E-07",
    "+1",
    "\"\"",
    "\"",
    "\"a",
    "\"seven..\"",
    "\"eight...\"",
    "\"\\\"\"",
    "\"\\",
    "\"\\x\"",
    "\"\\u12\"",
    "\"\\u12g4\"",
    "\"\\u00fC and more\"",
    "\"12345678\t\"",
    "\"1234567\x7f\"",
    "\"12345678\x1f\"",
    "\"\xff\xc3\xbc 12345678\"",
    "[]",
    "[ ]",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1,\n                   2]",
    "[",
    "]",
    "[}",
    "{}",
    "{ }",
    "{,}",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{\"a\":1 \"b\":2}",
    "{\"a\" : [ {\"b\":null} , true ]\r\n}\t",
    "{1:2}",
    "{\"a\":1]",
    "\f1",
    "1 1",
};

/* Any value is taken where encoding/json takes it. */
static void test_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fixture f;
        fixture_init(&f);
        val v;
        str error, text = str_from_c(texts[i]);
        struct skim s = {.at = text.s, .end = text.s + text.len};
        bool taken = skim_value(&s) && !skim_peek(&s) && s.at == s.end && !s.depth;
        if (taken != json_parse(&f.a, text, JSON_ROOT_ANY, &v, &error))
            fail_msg("%s", texts[i]);
        fixture_done(&f);
    }
}

/* Each text, cut off anywhere, and the bytes behind it not read. */
static void test_cut_off(void **state)
{
    (void)state;
    static const char text[] = "{\"abcdefgh\\u0041\\n\": [1.5e+3, true, false, null, -0, {}]}";
    for (size_t n = 0; n < sizeof text - 1; n++) {
        struct skim s = {.at = text, .end = text + n};
        assert_false(skim_value(&s));
    }
    struct skim s = {.at = text, .end = text + sizeof text - 1};
    assert_true(skim_value(&s));
}

static void test_strings(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool plain;
        const char *inner;
    } rows[] = {
        {" \"name\"", true, "name"},
        {"\"a longer name: \xc3\xbc\"", true, "a longer name: \xc3\xbc"},
        {"\"not UTF-8: \xc3\"", false, "not UTF-8: \xc3"},
        {"\"a\\/b\"", false, "a\\/b"},
        {"\"0123456789\\u0041\"", false, "0123456789\\u0041"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str inner, text = str_from_c(rows[i].text);
        struct skim s = {.at = text.s, .end = text.s + text.len}, again = s;
        assert_true(skim_string(&s, &inner));
        fixture_check(inner, rows[i].inner);
        assert_ptr_equal(s.at, s.end);
        assert_int_equal(skim_plain_string(&again, &inner), rows[i].plain);
    }
}

static void test_depth(void **state)
{
    (void)state;
    char text[2 * SKIM_DEPTH_MAX + 2];
    for (size_t n = SKIM_DEPTH_MAX; n <= SKIM_DEPTH_MAX + 1; n++) {
        memset(text, '[', n);
        memset(text + n, ']', n);
        struct skim s = {.at = text, .end = text + 2 * n};
        assert_int_equal(skim_value(&s), n <= SKIM_DEPTH_MAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_cut_off),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
