#include "base/slog.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_values(void **state)
{
    (void)state;
    static const struct {
        str value;
        const char *want;
    } cases[] = {
        {STR_INIT("a.b"), "level=INFO msg=hi k=a.b"},
        {STR_INIT(""), "level=INFO msg=hi k=\"\""},
        {STR_INIT("a b"), "level=INFO msg=hi k=\"a b\""},
        {STR_INIT("a=b"), "level=INFO msg=hi k=\"a=b\""},
        {STR_INIT("a\\b"), "level=INFO msg=hi k=a\\b"},
        {STR_INIT("a \\ b"), "level=INFO msg=hi k=\"a \\\\ b\""},
        {STR_INIT("\"q\"\n\t\x01"), "level=INFO msg=hi k=\"\\\"q\\\"\\n\\t\\x01\""},
        {STR_INIT("\xc3\xa9"), "level=INFO msg=hi k=\xc3\xa9"},
        {STR_INIT("\xff"), "level=INFO msg=hi k=\"\\xff\""},
        {STR_INIT("\xc2\xa0"), "level=INFO msg=hi k=\"\\u00a0\""},
    };
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b;
        buf_init(&b, &a);
        slog_begin(&b, "INFO", "hi");
        slog_attr(&b, "k", cases[i].value);
        buf_put_char(&b, '\0');
        assert_string_equal(b.s, cases[i].want);
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
