#include "base/quote.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

static void check(str got, const char *want)
{
    assert_int_equal(got.len, str_from_c(want).len);
    assert_memory_equal(got.s, want, got.len);
}

static void test_quote(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    check(quote(&a, STR("")), "\"\"");
    check(quote(&a, STR("a b")), "\"a b\"");
    check(quote(&a, STR("a\"\\'\t\n\x01\x7f")), "\"a\\\"\\\\'\\t\\n\\x01\\x7f\"");
    check(quote(&a, STR("\xC3\xA9\xFF\xE2\x80\xA8")), "\"\xC3\xA9\\xff\\u2028\"");
    check(quote(&a, STR("\xF0\x9F\x98\x80\xC2\xAD")), "\"\xF0\x9F\x98\x80\\u00ad\"");
    check(quote_runes(&a, STR("")), "[]");
    check(quote_runes(&a, STR("b'\n")), "['b' '\\'' '\\n']");
    arena_done(&a);
}

static void test_ascii_and_runes(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct buf b;
    buf_init(&b, &a);
    quote_go_ascii(&b, STR("a\xC3\xA9\xF0\x9F\x98\x80\xFF"));
    quote_go_rune(&b, 0x110000);
    quote_go_rune(&b, '"');
    quote_go_rune_ascii(&b, 0xE9);
    check(buf_str(&b), "\"a\\u00e9\\U0001f600\\xff\"'\xEF\xBF\xBD''\"''\\u00e9'");
    assert_true(quote_can_backquote(STR("a\tb")));
    assert_false(quote_can_backquote(STR("a`")));
    assert_false(quote_can_backquote(STR("a\n")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_quote),
                                       cmocka_unit_test(test_ascii_and_runes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
