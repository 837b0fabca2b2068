#include "base/semver.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* The normalised version, or "!" and the error. */
static const struct {
    const char *text, *loose, *strict;
} versions[] = {
    {"1", "1.0.0", "!invalid semantic version"},
    {"v1.2", "1.2.0", "!invalid semantic version"},
    {"1.2.3", "1.2.3", "1.2.3"},
    {"v1.2.3", "1.2.3", "!invalid characters in version"},
    {"01.002.3", "1.2.3", "!version segment starts with 0"},
    {"1.2.3-a.1+b.2", "1.2.3-a.1+b.2", "1.2.3-a.1+b.2"},
    {"1-rc+m", "1.0.0-rc+m", "!invalid semantic version"},
    {"1.2.3-01", "!version segment starts with 0", "!version segment starts with 0"},
    {"1.2.3-", "!invalid semantic version", "!invalid prerelease string"},
    {"1.2.3.4", "!invalid semantic version", "!invalid characters in version"},
    {"V1", "!invalid semantic version", "!invalid semantic version"},
    {" 1", "!invalid semantic version", "!invalid semantic version"},
    {"", "!invalid semantic version", "!version string empty"},
    {"1.2.", "!invalid semantic version", "!strconv.ParseUint: parsing \"\": invalid syntax"},
    {"18446744073709551616.0.0",
     "!error parsing version segment: strconv.ParseUint: parsing \"18446744073709551616\": "
     "value out of range",
     "!strconv.ParseUint: parsing \"18446744073709551616\": value out of range"},
};

static void check_version(str text, bool ok, const struct semver *v, str error, const char *want)
{
    struct arena a;
    struct buf b;
    arena_init(&a, NULL);
    buf_init(&b, &a);
    if (ok)
        semver_put(&b, v);
    else
        buf_put_fmt(&b, "!%.*s", STR_ARG(error));
    if (!str_eq(buf_str(&b), str_from_c(want)))
        fail_msg("%.*s\n got: %s\nwant: %s", STR_ARG(text), str_c(&a, buf_str(&b)), want);
    arena_done(&a);
}

static void test_parse(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        struct semver v;
        str error = STR(""), text = str_from_c(versions[i].text);
        bool ok = semver_parse(&a, text, &v, &error);
        check_version(text, ok, &v, error, versions[i].loose);
        ok = semver_parse_strict(&a, text, &v, &error);
        check_version(text, ok, &v, error, versions[i].strict);
    }
    arena_done(&a);
}

static void test_order(void **state)
{
    (void)state;
    static const char *const ascending[] = {
        "1.0.0-0", "1.0.0-1", "1.0.0-2",   "1.0.0-10",  "1.0.0-18446744073709551616",
        "1.0.0-A", "1.0.0-a", "1.0.0-a.1", "1.0.0-a.b", "1.0.0-rc.1",
        "1.0.0",   "1.0.1",   "1.2.0",     "2.0.0",     "10.0.0"};
    struct arena a;
    arena_init(&a, NULL);
    size_t n = sizeof ascending / sizeof *ascending;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < n; k++) {
            struct semver v, w;
            str error;
            assert_true(semver_parse(&a, str_from_c(ascending[i]), &v, &error));
            assert_true(semver_parse(&a, str_from_c(ascending[k]), &w, &error));
            int order = semver_compare(&v, &w);
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
    }
    arena_done(&a);
}

/* 'y', 'n', or '!' and the error. */
static const struct {
    const char *constraint, *version, *want;
} checks[] = {
    {"1.2.3", "1.2.3+meta", "y"},
    {"1.2", "1.2.9", "y"},
    {"1.2", "1.3.0", "n"},
    {"*", "9.9.9", "y"},
    {"*", "1.0.0-a", "n"},
    {">=1.19-0", "1.20.0-gke.1", "y"},
    {">=1.19", "1.20.0-gke.1", "n"},
    {">1", "1.9.9", "n"},
    {">1", "2.0.0", "y"},
    {">1.2", "1.2.5", "n"},
    {"<=1", "1.9.9", "y"},
    {"<1.x", "0.9.0", "y"},
    {"!=1.x", "1.5.0", "n"},
    {"!=1.2.x", "1.3.0", "y"},
    {"=>1.0", "1.0.0", "y"},
    {"~1.2.3", "1.2.9", "y"},
    {"~1.2.3", "1.3.0", "n"},
    {"~>1", "1.9.0", "y"},
    {"~0.0.0", "9.0.0", "y"},
    {"^1.2.3", "1.9.0", "y"},
    {"^0.2.3", "0.3.0", "n"},
    {"^0.0.3", "0.0.4", "n"},
    {"^0.0", "0.0.9", "y"},
    {"^0", "0.9.0", "y"},
    {"1.0 - 2.0", "1.5.0", "y"},
    {"1.0 - 2.0", "2.1.0", "n"},
    {">1, <3 || 5", "5.0.0", "y"},
    {">1 <3", "2.0.0", "y"},
    {"", "1.0.0", "!improper constraint: \"\""},
    {"1,", "1.0.0", "!improper constraint: \"1,\""},
    {"> =1", "1.0.0", "!improper constraint: \"> =1\""},
    {"1|2", "1.0.0", "!constraint parser error"},
    {"1.2.3.4 - 5", "1.0.0", "!improper constraint: \"1.>= 2.3.4, <= 5 \""},
};

static void test_check(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        struct semver v;
        str error;
        bool matches;
        assert_true(semver_parse(&a, str_from_c(checks[i].version), &v, &error));
        bool ok = semver_check(&a, str_from_c(checks[i].constraint), &v, &matches, &error);
        str got = ok ? (matches ? STR("y") : STR("n")) : str_concat(&a, STR("!"), error);
        if (!str_eq(got, str_from_c(checks[i].want)))
            fail_msg("%s on %s: got %s", checks[i].constraint, checks[i].version, str_c(&a, got));
    }
    arena_done(&a);
}

static void test_next(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct semver v, next;
    str error;
    assert_true(semver_parse(&a, STR("v1.2.3-rc.1+m"), &v, &error));
    assert_true(semver_inc(&a, &v, SEMVER_PATCH, &next, &error));
    check_version(STR("patch"), true, &next, error, "1.2.3");
    assert_true(str_eq(next.original, STR("v1.2.3")));
    assert_true(semver_inc(&a, &v, SEMVER_MAJOR, &next, &error));
    check_version(STR("major"), true, &next, error, "2.0.0");
    assert_true(semver_set_metadata(&a, &v, STR(""), &next, &error));
    check_version(STR("metadata"), true, &next, error, "1.2.3-rc.1");
    assert_false(semver_set_pre(&a, &v, STR("a..b"), &next, &error));
    check_version(STR("pre"), false, &next, error, "!invalid prerelease string");
    v.minor = UINT64_MAX;
    assert_false(semver_inc(&a, &v, SEMVER_MINOR, &next, &error));
    check_version(STR("minor"), false, &v, error, "!minor version increment would overflow uint64");
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_parse), cmocka_unit_test(test_order),
                                       cmocka_unit_test(test_check), cmocka_unit_test(test_next)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
