#include "lint/marked_line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_keys(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        size_t key;
    } lines[] = {
        {"a: 1", 2},   {"a.b/c-d_e:", 10}, {"a:b", 2}, {"-a: 1", 0}, {"- a: 1", 0},
        {"a b: 1", 0}, {"\"a\": 1", 0},    {":", 0},   {"a", 0},     {"", 0},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_int_equal(marked_line_key(str_from_c(lines[i].line)), lines[i].key);
}

static void test_marks(void **state)
{
    (void)state;
    assert_true(marked_line_has_mark(STR("a: \001")));
    assert_true(marked_line_has_mark(STR("\002")));
    assert_false(marked_line_has_mark(STR("a: 1")));
    assert_int_equal(marked_line_indent(STR("  a")), 2);
    assert_int_equal(marked_line_indent(STR("   ")), 3);
    assert_int_equal(marked_line_indent(STR("\ta")), 0);
}

static void test_values(void **state)
{
    (void)state;
    assert_true(str_eq(marked_line_value(STR(" x # y")), STR("x")));
    assert_true(str_eq(marked_line_value(STR(" x#y ")), STR("x#y")));
    assert_int_equal(marked_line_value(STR(" # y")).len, 0);
    static const char *const headers[] = {"|", ">", "|-", ">+2", "|2-"};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        assert_true(marked_line_is_block_header(str_from_c(headers[i])));
    static const char *const others[] = {"", "x", "|x", "> y", "|0", "-"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(marked_line_is_block_header(str_from_c(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
