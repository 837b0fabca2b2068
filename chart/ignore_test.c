#include "chart/ignore.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

struct ignore_case {
    const char *rules, *path;
    bool dir, ignored;
};

static const struct ignore_case cases[] = {
    {"", "templates/.x", false, true},
    {"", "templates/sub/.x", false, false},
    {"", ".git", true, false},
    {"*.txt", "a/b/c.txt", false, true},
    {"*.txt", "a.txt/b", false, false},
    {"/*.txt", "a/c.txt", false, false},
    {"/*.txt", "c.txt", false, true},
    {"a/*.txt", "a/c.txt", false, true},
    {"a/*.txt", "b/a/c.txt", false, false},
    {"docs/", "docs", true, true},
    {"docs/", "docs", false, false},
    {"docs/", "x/docs", true, true},
    {"./x", "x", false, false},
    {"  x  \r\n# x\n\n", "x", false, true},
    {"\xEF\xBB\xBFx", "x", false, true},
    {"[!x]y", "ay", false, false},
    {"[!x]y", "!y", false, true},
    {"[^x]y", "ay", false, true},
    {"{a,b}", "a", false, false},
    {"!keep", "other", false, true},
    {"!keep", "keep", false, false},
    {"!keep\nkeep", "keep", false, true},
    {"!docs/", "docs", false, true},
    {"*", ".", true, false},
};

static void test_cases(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ignore rules;
        str error;
        assert_true(ignore_parse(&a, str_from_c(cases[i].rules), &rules, &error));
        bool got = ignore_matches(&rules, str_from_c(cases[i].path), cases[i].dir);
        if (got != cases[i].ignored)
            fail_msg("<%s> on %s: %d", cases[i].rules, cases[i].path, got);
    }
    arena_done(&a);
}

static void test_errors(void **state)
{
    (void)state;
    struct arena a;
    struct ignore rules;
    str error;
    arena_init(&a, NULL);
    assert_false(ignore_parse(&a, STR("a\nx/**/y\n"), &rules, &error));
    assert_true(str_eq(error, STR("double-star (**) syntax is not supported")));
    assert_false(ignore_parse(&a, STR("[a"), &rules, &error));
    assert_true(str_eq(error, STR("syntax error in pattern")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
