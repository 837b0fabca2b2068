#include "base/glob.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    const char *pattern;
    const char *name;
    bool matches;
} cases[] = {
    {"*.txt", "a.txt", true},
    {"*.txt", "d/a.txt", false},
    {"**.txt", "d/e/a.txt", true},
    {"**/*.txt", "a.txt", false}, /* there must be a slash */
    {"**/*.txt", "d/a.txt", true},
    {"conf/*", "conf/sub/x", false},
    {"conf/**", "conf/sub/x", true},
    {"a/*/c", "a/b/c", true},
    {"?.txt", "a.txt", true},
    {"?.txt", "\xC3\xA9.txt", false}, /* counts its bytes */
    {"?", "\xC3\xA9", true},
    {"?", "/", false},
    {"[ab].x", "b.x", true},
    {"[!ab].x", "b.x", false},
    {"[a-c]x", "bx", true},
    {"[^a]*", "^b", true}, /* only '!' negates */
    {"[^a]*", "bb", false},
    {"{a,b}.txt", "b.txt", true},
    {"{a,b}.txt", "c.txt", false},
    {"{*.md,**.txt}", "d/x.txt", true},
    {"{ab,ac}d", "acd", true},
    {"x{,y}", "x", true},
    {"\\*", "*", true},
    {"\\*", "a", false},
    {"", "", true},
    {"{", "a", false},
    {"*a*b*c", "xaxbxc", true},
    {"[!ab][!ab]", "ax", true}, /* the library looks for "ab" */
};

static void test_match(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a, NULL);
        struct glob *g = glob_compile(&a, str_from_c(cases[i].pattern), '/');
        assert_non_null(g);
        if (glob_match(g, str_from_c(cases[i].name)) != cases[i].matches)
            fail_msg("%s on %s", cases[i].pattern, cases[i].name);
        assert_int_equal(glob_panic(g).len, 0);
        arena_done(&a);
    }
}

static void test_bad_patterns(void **state)
{
    (void)state;
    static const char *const bad[] = {"[", "[]", "[a", "[z-a]", "[a-b-c]", "a\xFF", "[!]"};
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_null(glob_compile(&a, str_from_c(bad[i]), '/'));
    arena_done(&a);
}

static void test_panic(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct glob *g = glob_compile(&a, STR("a{}"), '/');
    assert_non_null(g);
    assert_false(glob_match(g, STR("a")));
    assert_true(
        str_eq(glob_panic(g), STR("runtime error: slice bounds out of range [:2] with length 1")));
    arena_done(&a);
}

static void test_hostile(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct buf_like {
        char s[4096];
    } *text = arena_zalloc(&a, sizeof *text);
    for (size_t i = 0; i < sizeof text->s; i++)
        text->s[i] = i % 2 ? '*' : 'a';
    struct glob *g = glob_compile(&a, str_make(text->s, 600), '/');
    assert_non_null(g);
    for (size_t i = 0; i < sizeof text->s; i++)
        text->s[i] = 'a';
    glob_match(g, str_make(text->s, sizeof text->s)); /* ends */
    assert_null(glob_compile(&a, str_make("{", 1), '/') ? NULL : g);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_match), cmocka_unit_test(test_bad_patterns),
        cmocka_unit_test(test_panic), cmocka_unit_test(test_hostile)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
