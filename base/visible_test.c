#include "base/visible.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"", ""},
        {"a\tb\nä€", "a\tb\nä€"},
        {"\x1b[31m\r\x7f", "\\x1b[31m\\x0d\\x7f"},
        {"\xc2\x9b"
         "1m",
         "\\x9b1m"},
        {"\xff\xe2\x80\xae", "\\xff\\u202e"},
    };
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b;
        buf_init(&b, &a);
        visible_put(&b, str_from_c(cases[i].text));
        assert_true(str_eq(buf_str(&b), str_from_c(cases[i].want)));
    }
    arena_done(&a);
}

static void test_json(void **state)
{
    (void)state;
    static const struct {
        const char *json, *want;
    } cases[] = {
        {"{\"a\":\"\xc3\xa9\"}\n", "{\"a\":\"\xc3\xa9\"}\n"},
        {"\"\xc2\x9b\x7f\xe2\x81\xa6\"", "\"\\u009b\\u007f\\u2066\""},
    };
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b;
        buf_init(&b, &a);
        visible_put_json(&b, str_from_c(cases[i].json));
        assert_true(str_eq(buf_str(&b), str_from_c(cases[i].want)));
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_texts), cmocka_unit_test(test_json)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
