#include "base/path.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct {
    const char *path, *clean, *base, *dir, *ext;
} cases[] = {
    {"", ".", ".", ".", ""},
    {"/", "/", "/", "/", ""},
    {"//", "/", "/", "/", ""},
    {".", ".", ".", ".", "."},
    {"..", "..", "..", ".", "."},
    {"a", "a", "a", ".", ""},
    {"a/", "a", "a", "a", ""},
    {"a//b.c.d", "a/b.c.d", "b.c.d", "a", ".d"},
    {"/a/../b/", "/b", "b", "/b", ""},
    {"a/../../b", "../b", "b", "..", ""},
    {"../../x/..", "../..", "..", "../../x", "."},
    {"/../../a.", "/a.", "a.", "/", "."},
    {"./.hidden", ".hidden", ".hidden", ".", ".hidden"},
    {"a.b/c", "a.b/c", "c", "a.b", ""},
};

static void check(const char *path, str got, const char *want)
{
    if (!str_eq(got, str_from_c(want)))
        fail_msg("%s: got %.*s want %s", path, STR_ARG(got), want);
}

static void test_paths(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str path = str_from_c(cases[i].path);
        check(cases[i].path, path_clean(&a, path), cases[i].clean);
        check(cases[i].path, path_base(path), cases[i].base);
        check(cases[i].path, path_dir(&a, path), cases[i].dir);
        check(cases[i].path, path_ext(path), cases[i].ext);
        assert_int_equal(path_is_abs(path), cases[i].path[0] == '/');
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_paths)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
