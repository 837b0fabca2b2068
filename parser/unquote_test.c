#include "parser/unquote.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_strings(void **state)
{
    (void)state;
    static const struct {
        str literal, want; /* want.s NULL: invalid syntax */
    } rows[] = {
        {STR_INIT("\"\""), STR_INIT("")},
        {STR_INIT("\"a b\""), STR_INIT("a b")},
        {STR_INIT("\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\""), STR_INIT("\a\b\f\n\r\t\v\\\"")},
        {STR_INIT("\"\\x41\\101\\u00e9\\U0001F600\""), STR_INIT("AA\xc3\xa9\xf0\x9f\x98\x80")},
        {STR_INIT("\"\\xff\\377\\000\""), STR_INIT("\xff\xff\0")},
        {STR_INIT("\"\xff\""), STR_INIT("\xef\xbf\xbd")},
        {STR_INIT("\"\xff\\n\""), STR_INIT("\xef\xbf\xbd\n")},
        {STR_INIT("`a\\n\r\n\xff`"), STR_INIT("a\\n\n\xff")},
        {STR_INIT("\"\\'\""), {NULL, 0}},
        {STR_INIT("\"\\q\""), {NULL, 0}},
        {STR_INIT("\"\\x4\""), {NULL, 0}},
        {STR_INIT("\"\\400\""), {NULL, 0}},
        {STR_INIT("\"\\08\""), {NULL, 0}},
        {STR_INIT("\"\\ud800\""), {NULL, 0}},
        {STR_INIT("\"\\U00110000\""), {NULL, 0}},
        {STR_INIT("\"\\"), {NULL, 0}},
        {STR_INIT("\""), {NULL, 0}},
        {STR_INIT("\"a`"), {NULL, 0}},
        {STR_INIT("'a'"), {NULL, 0}},
    };
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str got = {0};
        bool ok = unquote_string(&a, rows[i].literal, &got);
        assert_int_equal(ok, rows[i].want.s != NULL);
        if (ok)
            assert_true(str_eq(got, rows[i].want));
    }
    arena_done(&a);
}

static void test_plain_string_is_not_copied(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    str literal = STR("\"plain\""), got;
    assert_true(unquote_string(&a, literal, &got));
    assert_ptr_equal(got.s, literal.s + 1);
    arena_done(&a);
}

static void test_runes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        char quote;
        bool ok;
        uint32_t want;
        size_t len;
        bool is_byte;
    } rows[] = {
        {"a'", '\'', true, 'a', 1, false},     {"\\''", '\'', true, '\'', 2, false},
        {"\\\"'", '\'', false, 0, 0, false},   {"'", '\'', false, 0, 0, false},
        {"\\x80'", '\'', true, 0x80, 4, true}, {"\\u20ac'", '\'', true, 0x20AC, 6, false},
        {"é'", '\'', true, 0xE9, 2, false},    {"\\377\"", '"', true, 0xFF, 4, true},
        {"", '"', false, 0, 0, false},         {"\\", '"', false, 0, 0, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t r;
        size_t len;
        bool is_byte;
        bool ok = unquote_rune(str_from_c(rows[i].text), rows[i].quote, &r, &len, &is_byte);
        assert_int_equal(ok, rows[i].ok);
        if (!ok)
            continue;
        assert_int_equal(r, rows[i].want);
        assert_int_equal(len, rows[i].len);
        assert_int_equal(is_byte, rows[i].is_byte);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_plain_string_is_not_copied),
        cmocka_unit_test(test_runes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
