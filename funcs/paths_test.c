#include "funcs/call_test.h"

static const struct call_case paths[] = {
    {"base \"\"", "."},          {"base \"///\"", "/"},
    {"base \"/a/b/\"", "b"},     {"osBase \"b\"", "b"},
    {"dir \"\"", "."},           {"dir \"/a\"", "/"},
    {"dir \"a/\"", "a"},         {"osDir \"/a/b/../c\"", "/a"},
    {"clean \"\"", "."},         {"clean \"a//b/./c/..\"", "a/b"},
    {"clean \"/../a\"", "/a"},   {"clean \"../../a/..\"", "../.."},
    {"clean \"a/../..\"", ".."}, {"osClean \"//a/\"", "/a"},
    {"ext \"a.b.c\"", ".c"},     {"ext \"a.b/c\"", ""},
    {"ext \"a.\"", "."},         {"osExt \".bashrc\"", ".bashrc"},
    {"isAbs \"/a\"", "true"},    {"osIsAbs \"\"", "false"},
};

static void test_paths(void **state)
{
    (void)state;
    CALL_CHECK_ALL(paths);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
