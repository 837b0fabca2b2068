#include "base/path_match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Recorded from Go's path.Match. */
static const struct {
    const char *pattern, *name;
    enum path_match want;
} cases[] = {
    {"", "", PATH_MATCH_YES},
    {"abc", "abc", PATH_MATCH_YES},
    {"*", "abc", PATH_MATCH_YES},
    {"*", "a/b", PATH_MATCH_NO},
    {"templates/*.yaml", "templates/x.yaml", PATH_MATCH_YES},
    {"templates/*.yaml", "templates/a/x.yaml", PATH_MATCH_NO},
    {"*c", "abc", PATH_MATCH_YES},
    {"a*/b", "abc/b", PATH_MATCH_YES},
    {"a*b*c*d*e*/f", "axbxcxdxexxx/f", PATH_MATCH_YES},
    {"a*b?c*x", "abxbbxdbxebxczzx", PATH_MATCH_YES},
    {"a*b?c*x", "abxbbxdbxebxczzy", PATH_MATCH_NO},
    {"ab[c]", "abc", PATH_MATCH_YES},
    {"ab[b-d]", "abc", PATH_MATCH_YES},
    {"ab[^e-g]", "abc", PATH_MATCH_YES},
    {"ab[^b-d]", "abc", PATH_MATCH_NO},
    {"a[!x]", "a!", PATH_MATCH_YES},
    {"a\\*b", "a*b", PATH_MATCH_YES},
    {"a?b",
     "a\xc3\xa9"
     "b",
     PATH_MATCH_YES},
    {"a[^a]b",
     "a\xc3\xa9"
     "b",
     PATH_MATCH_YES},
    {"a?b", "a/b", PATH_MATCH_NO},
    {"[]a]", "]", PATH_MATCH_BAD},
    {"[", "a", PATH_MATCH_BAD},
    {"[^", "a", PATH_MATCH_BAD},
    {"[a-", "a", PATH_MATCH_BAD},
    {"a[", "ab", PATH_MATCH_BAD},
    {"[-x]", "x", PATH_MATCH_BAD},
    {"[\\-x]", "-", PATH_MATCH_YES},
    {"*x", "xxx", PATH_MATCH_YES},
    {"x*[", "y", PATH_MATCH_BAD},
    {"a\\", "a", PATH_MATCH_BAD},
};

static void test_match(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (path_match(str_from_c(cases[i].pattern), str_from_c(cases[i].name)) != cases[i].want)
            fail_msg("path_match(%s, %s)", cases[i].pattern, cases[i].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_match)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
