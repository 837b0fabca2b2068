#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

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

/* Of a long text, its length and its ends count, as does the middle in parts. */
static void test_hash_of_texts(void **state)
{
    (void)state;
    enum { SIZE = 5000, SHORT = 300 };
    char text[SIZE], other[SIZE];
    memset(text, 'a', SIZE);
    memset(other, 'a', SIZE);
    str s = {text, SIZE};
    assert_int_equal(str_hash_text(s), str_hash_text((str){other, SIZE}));
    assert_int_equal(str_hash_text((str){text, SHORT}), str_hash((str){text, SHORT}));
    uint32_t all = str_hash_text(s);
    assert_int_not_equal(all, str_hash_text((str){text, SIZE - 1}));
    static const size_t counted[] = {0, 63, SIZE - 1, SIZE - 64};
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
        text[counted[i]] = 'b';
        assert_int_not_equal(all, str_hash_text(s));
        text[counted[i]] = 'a';
    }
    for (size_t n = 0; n < SIZE; n++) /* reads nothing that is not the text's: for sanitizers */
        str_hash_text((str){other + SIZE - n, n});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_quotes),
        cmocka_unit_test(test_hash_of_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
