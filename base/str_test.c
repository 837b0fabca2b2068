#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_in_quotes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } texts[] = {
        {"function \"a\" not \"b\"", "a"},
        {"\"\"", ""},
        {"\"a\"", "a"},
        {"a \"b", ""},
        {"a", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        str s = str_in_quotes(str_from_c(texts[i].text));
        assert_int_equal(s.len, str_from_c(texts[i].want).len);
        assert_true(str_eq(s, str_from_c(texts[i].want)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
