#include "parser/number.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { I = 1, U = 2, F = 4, C = 8 };

static unsigned types(const struct number *n)
{
    return (n->is_int ? I : 0u) | (n->is_uint ? U : 0u) | (n->is_float ? F : 0u) |
           (n->is_complex ? C : 0u);
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        enum token_kind kind;
        const char *text;
        unsigned types;
        int64_t i;
        uint64_t u;
        double f, re, im;
    } rows[] = {
        {TOK_NUMBER, "0", I | U | F, 0, 0, 0, 0, 0},
        {TOK_NUMBER, "-0", I | U | F, 0, 0, 0, 0, 0},
        {TOK_NUMBER, "+5", I | F, 5, 0, 5, 0, 0},
        {TOK_NUMBER, "-3", I | F, -3, 0, -3, 0, 0},
        {TOK_NUMBER, "0x1_F", I | U | F, 31, 31, 31, 0, 0},
        {TOK_NUMBER, "017", I | U | F, 15, 15, 15, 0, 0},
        {TOK_NUMBER, "0b11", I | U | F, 3, 3, 3, 0, 0},
        {TOK_NUMBER, "1_000", I | U | F, 1000, 1000, 1000, 0, 0},
        {TOK_NUMBER, "1e3", I | U | F, 1000, 1000, 1000, 0, 0},
        {TOK_NUMBER, "1.5", F, 0, 0, 1.5, 0, 0},
        {TOK_NUMBER, "-2.0", I | F, -2, 0, -2, 0, 0},
        {TOK_NUMBER, "0x1p4", I | U | F, 16, 16, 16, 0, 0},
        {TOK_NUMBER, "1e-400", I | U | F, 0, 0, 0, 0, 0},
        {TOK_NUMBER, "9223372036854775807", I | U | F, INT64_MAX, INT64_MAX, 0x1p63, 0, 0},
        {TOK_NUMBER, "-9223372036854775808", I | F, INT64_MIN, 0, -0x1p63, 0, 0},
        {TOK_NUMBER, "9223372036854775808", U | F, 0, 9223372036854775808u, 0x1p63, 0, 0},
        {TOK_NUMBER, "9223372036854775808.0", U | F, 0, 9223372036854775808u, 0x1p63, 0, 0},
        {TOK_NUMBER, "1e20", F, 0, 0, 1e20, 0, 0},
        {TOK_NUMBER, "2i", C, 0, 0, 0, 0, 2},
        {TOK_NUMBER, "0i", C | I | U | F, 0, 0, 0, 0, 0},
        {TOK_COMPLEX, "1+2i", C, 0, 0, 0, 1, 2},
        {TOK_COMPLEX, "3-0i", C | I | U | F, 3, 3, 3, 3, 0},
        {TOK_COMPLEX, "-1.5-2e1i", C, 0, 0, 0, -1.5, -20},
        {TOK_COMPLEX, "0x1p1+1i", C, 0, 0, 0, 2, 1},
        {TOK_RUNE, "'a'", I | U | F, 97, 97, 97, 0, 0},
        {TOK_RUNE, "'\\''", I | U | F, 39, 39, 39, 0, 0},
        {TOK_RUNE, "'€'", I | U | F, 0x20AC, 0x20AC, 0x20AC, 0, 0},
    };
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct number n;
        str message;
        assert_true(number_parse(&a, rows[i].kind, str_from_c(rows[i].text), &n, &message));
        assert_int_equal(types(&n), rows[i].types);
        assert_int_equal(n.i, rows[i].i);
        assert_true(n.u == rows[i].u);
        assert_true(n.f == rows[i].f && n.re == rows[i].re && n.im == rows[i].im);
    }
    arena_done(&a);
}

static void test_errors(void **state)
{
    (void)state;
    static const struct {
        enum token_kind kind;
        const char *text, *want;
    } rows[] = {
        {TOK_NUMBER, "08", "integer overflow: \"08\""},
        {TOK_NUMBER, ".", "illegal number syntax: \".\""},
        {TOK_NUMBER, "1__0", "illegal number syntax: \"1__0\""},
        {TOK_NUMBER, "0x1.8", "illegal number syntax: \"0x1.8\""},
        {TOK_NUMBER, "0x1i", "illegal number syntax: \"0x1i\""},
        {TOK_NUMBER, "1e400", "illegal number syntax: \"1e400\""},
        {TOK_NUMBER, "18446744073709551616", "integer overflow: \"18446744073709551616\""},
        {TOK_RUNE, "''", "invalid syntax"},
        {TOK_RUNE, "'\\\"'", "invalid syntax"},
        {TOK_RUNE, "'ab'", "malformed character constant: 'ab'"},
        {TOK_COMPLEX, "1+i", "syntax error scanning complex number"},
        {TOK_COMPLEX, "0b1+1i", "syntax error scanning complex number"},
        {TOK_COMPLEX, "1i+2i", "syntax error scanning complex number"},
        {TOK_COMPLEX, "+i+2i", "strconv.ParseFloat: parsing \"+i\": invalid syntax"},
        {TOK_COMPLEX, "1e400+1i", "strconv.ParseFloat: parsing \"1e400\": value out of range"},
    };
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct number n;
        str message;
        assert_false(number_parse(&a, rows[i].kind, str_from_c(rows[i].text), &n, &message));
        assert_string_equal(str_c(&a, message), rows[i].want);
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
