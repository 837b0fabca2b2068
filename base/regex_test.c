#include "base/regex.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct arena arena;
    struct regex_cache *cache;
};

static int setup(void **state)
{
    struct fixture *f = malloc(sizeof *f);
    if (!f)
        return -1;
    arena_init(&f->arena, NULL);
    f->cache = regex_cache_new(&f->arena);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    arena_done(&f->arena);
    free(f);
    return 0;
}

static struct regex *compile(struct fixture *f, const char *pattern)
{
    str error;
    struct regex *re = regex_compile(f->cache, str_from_c(pattern), &error);
    if (!re)
        fail_msg("%s: %.*s", pattern, STR_ARG(error));
    return re;
}

static void check(struct fixture *f, const char *pattern, str got, const char *want)
{
    if (!str_eq(got, str_from_c(want)))
        fail_msg("%s\n got: %s\nwant: %s", pattern, str_c(&f->arena, got), want);
}

/* Go's texts, from regexp/syntax. */
static const struct {
    const char *pattern, *error;
} errors[] = {
    {"(", "missing closing ): `(`"},
    {"a)", "unexpected ): `a)`"},
    {"[a", "missing closing ]: `[a`"},
    {"[]", "missing closing ]: `[]`"},
    {"*", "missing argument to repetition operator: `*`"},
    {"a|*", "missing argument to repetition operator: `*`"},
    {"a**", "invalid nested repetition operator: `**`"},
    {"a{2}{3}?", "invalid nested repetition operator: `{2}{3}?`"},
    {"a{1001}", "invalid repeat count: `{1001}`"},
    {"a{2,1}", "invalid repeat count: `{2,1}`"},
    {"((a{100}){11})", "invalid repeat count: `{11}`"},
    {"\\", "trailing backslash at end of expression: ``"},
    {"\\8", "invalid escape sequence: `\\8`"},
    {"\\1", "invalid escape sequence: `\\1`"},
    {"\\Z", "invalid escape sequence: `\\Z`"},
    {"\\x{110000}", "invalid escape sequence: `\\x{110000`"},
    {"\\x", "invalid escape sequence: `\\x`"},
    {"\\p", "invalid character class range: `\\p`"},
    {"\\p{Foo}", "invalid character class range: `\\p{Foo}`"},
    {"\\p{Old_Italic}", "invalid character class range: `\\p{Old_Italic}`"},
    {"[z-a]", "invalid character class range: `z-a`"},
    {"[[:foo:]]", "invalid character class range: `[:foo:]`"},
    {"(?=a)", "invalid or unsupported Perl syntax: `(?=`"},
    {"(?i-)", "invalid or unsupported Perl syntax: `(?i-)`"},
    {"(?<a", "invalid named capture: `(?<a`"},
    {"(?P<a-b>x)", "invalid named capture: `(?P<a-b>`"},
    {"a\xFF", "invalid UTF-8: `\xFF`"},
};

static void test_errors(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        str error = STR("");
        assert_null(regex_compile(f->cache, str_from_c(errors[i].pattern), &error));
        assert_false(regex_is_valid(&f->arena, str_from_c(errors[i].pattern)));
        str want = str_fmt(&f->arena, "error parsing regexp: %s", errors[i].error);
        check(f, errors[i].pattern, error, str_c(&f->arena, want));
    }
}

static void test_limits(void **state)
{
    struct fixture *f = *state;
    char deep[2001];
    memset(deep, '(', 1000);
    memset(deep + 1000, ')', 1000);
    str error;
    assert_null(regex_compile(f->cache, str_make(deep, 2000), &error));
    assert_true(str_has_prefix(error, STR("error parsing regexp: expression nests too deeply: ")));
    assert_non_null(regex_compile(f->cache, str_make(deep + 1, 1998), &error));
    assert_true(regex_is_valid(&f->arena, str_make(deep + 1, 1998)));
}

/* All matches, each in angle brackets. */
static const struct {
    const char *pattern, *text, *matches;
} matches[] = {
    {"", "ab", "<><><>"},
    {"a*", "baac", "<><aa><>"},
    {"a|ab", "ab", "<a>"},
    {"(|a)+", "aaa", "<><><><>"},
    {"(a|)+", "aaa", "<aaa>"},
    {"(|a)*", "aaa", "<><><><>"},
    {"(?U)a+", "aaa", "<a><a><a>"},
    {"(?s)a.b", "a\nb", "<a\nb>"},
    {"a.b", "a\nb axb", "<axb>"},
    {"(?m)^.*$", "x\ny\n", "<x><y><>"},
    {"a$", "a\na", "<a>"},
    {"\\s", " \v\t", "< ><\t>"},
    {"[[:space:]]", " \v", "< ><\v>"},
    {"\\bfoo\\b",
     "foo \xC3\xA9"
     "foo",
     "<foo><foo>"},
    {"(?i)k", "kK\xE2\x84\xAA", "<k><K><\xE2\x84\xAA>"},
    {"(?i)[^k]", "kKx", "<x>"},
    {"(?i:\\w)+", "\xC5\xBF", "<\xC5\xBF>"},
    {"\\pL+",
     "a\xC3\xA9"
     "1",
     "<a\xC3\xA9>"},
    {"\\p{^L}", "a1", "<1>"},
    {"\\p{greek}", "a\xCE\xB1", "<\xCE\xB1>"},
    {"\\Qa+\\E+", "a+++", "<a+++>"},
    {"a{,2}", "a{,2}", "<a{,2}>"},
    {"\\x{e9}\\101",
     "\xC3\xA9"
     "A",
     "<\xC3\xA9"
     "A>"},
    {".", "a\xFF\xC3\xA9", "<a><\xFF><\xC3\xA9>"},
    {"\\x{FFFD}", "a\xFF", "<\xFF>"},
    {"[^\\x00-\\x{10FFFF}]", "a", ""},
    {"(?:(?:a|b)|c)+?c", "abcc", "<abc>"},
};

static void test_find_all(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof matches / sizeof *matches; i++) {
        str text = str_from_c(matches[i].text);
        struct regex *re = compile(f, matches[i].pattern);
        struct regex_span *span;
        size_t n = regex_find_all(re, &f->arena, text, -1, &span);
        struct buf b;
        buf_init(&b, &f->arena);
        for (size_t k = 0; k < n; k++)
            buf_put_fmt(&b, "<%.*s>", STR_ARG(str_slice(text, span[k].begin, span[k].end)));
        check(f, matches[i].pattern, buf_str(&b), matches[i].matches);
        assert_true(regex_match(re, &f->arena, text) == (n > 0));
        assert_int_equal(regex_find_all(re, &f->arena, text, 1, &span), n > 0);
        assert_int_equal(regex_find_all(re, &f->arena, text, 0, &span), 0);
    }
}

static const struct {
    const char *pattern, *text, *with, *result;
} replacements[] = {
    {"a(x*)b", "-ab-axxb-", "T", "-T-T-"},
    {"a(x*)b", "-ab-axxb-", "$1", "--xx-"},
    {"a(x*)b", "-ab-axxb-", "$1W", "---"},
    {"a(x*)b", "-ab-axxb-", "${1}W", "-W-xxW-"},
    {"(?P<n>a)|(?P<n>b)", "ab", "[$n]", "[a][b]"},
    {"(a)|(b)", "ab", "<$1|$2|$3>", "<a||><|b|>"},
    {"a*", "baac", "-", "-b-c-"},
    {"b", "abc", "$$ $ ${ $- $00", "a$ $ ${ $- c"},
    {"(a*)+", "aa", "<$1>", "<aa>"},
    {"\xC3\xA9*", "\xC3\xA9x", "-", "-x-"},
};

static void test_replace(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++) {
        struct regex *re = compile(f, replacements[i].pattern);
        str got = regex_replace_all(re, &f->arena, str_from_c(replacements[i].text),
                                    str_from_c(replacements[i].with), false);
        check(f, replacements[i].pattern, got, replacements[i].result);
    }
    str literal = regex_replace_all(compile(f, "(b)"), &f->arena, STR("abc"), STR("$1"), true);
    check(f, "(b)", literal, "a$1c");
}

static const struct {
    const char *pattern, *text;
    int n;
    const char *pieces;
} splits[] = {
    {",", "a,b,c", -1, "<a><b><c>"}, {",", "a,b,c", 2, "<a><b,c>"},
    {",", "a,b,c", 0, ""},           {",", "", -1, "<>"},
    {"", "abc", -1, "<a><b><c>"},    {"a*", "baac", -1, "<b><c>"},
    {"c", "abc", -1, "<ab><>"},      {"", "", -1, ""},
};

static void test_split(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof splits / sizeof *splits; i++) {
        str *piece;
        size_t cap;
        size_t n = regex_split(compile(f, splits[i].pattern), &f->arena, str_from_c(splits[i].text),
                               splits[i].n, &piece, &cap);
        struct buf b;
        buf_init(&b, &f->arena);
        for (size_t k = 0; k < n; k++)
            buf_put_fmt(&b, "<%.*s>", STR_ARG(piece[k]));
        check(f, splits[i].pattern, buf_str(&b), splits[i].pieces);
    }
}

/* What makes a backtracking matcher explode; the test's time limit is the assertion. */
static void test_linear_time(void **state)
{
    struct fixture *f = *state;
    enum { SIZE = 100000 };
    char *text = arena_bytes(&f->arena, SIZE);
    memset(text, 'a', SIZE);
    text[39] = '!';
    assert_false(regex_match(compile(f, "^(a+)+$"), &f->arena, str_make(text, 40)));
    assert_false(regex_match(compile(f, "(a|aa)+$b"), &f->arena, str_make(text, 40)));
    assert_false(regex_match(compile(f, "[a-z]*[0-9]"), &f->arena, str_make(text, SIZE)));
    assert_true(regex_match(compile(f, "(x?){40}a{30}"), &f->arena, str_make(text, 39)));
}

static void test_cache(void **state)
{
    struct fixture *f = *state;
    struct regex *re = compile(f, "a");
    assert_ptr_equal(re, compile(f, "a"));
    for (int i = 0; i < 1000; i++) {
        str pattern = str_fmt(&f->arena, "^x%d$", i);
        re = compile(f, str_c(&f->arena, pattern));
        assert_true(regex_match(re, &f->arena, str_fmt(&f->arena, "x%d", i)));
    }
}

static void test_quote_meta(void **state)
{
    struct fixture *f = *state;
    str got = regex_quote_meta(&f->arena, STR("a.b*[c]{d}-#\xC3\xA9|^$+?()\\"));
    check(f, "", got, "a\\.b\\*\\[c\\]\\{d\\}-#\xC3\xA9\\|\\^\\$\\+\\?\\(\\)\\\\");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_errors), TEST(test_limits),      TEST(test_find_all), TEST(test_replace),
        TEST(test_split),  TEST(test_linear_time), TEST(test_cache),    TEST(test_quote_meta)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
