#include "base/file.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static void check(str got, const char *want)
{
    if (!str_eq(got, str_from_c(want)))
        print_error("got <%.*s>, want <%s>\n", STR_ARG(got), want);
    assert_true(str_eq(got, str_from_c(want)));
}

static void test_paths(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    assert_int_equal(file_abs(&a, STR("x")).s[0], '/');
    check(file_abs(&a, STR("/x/../y")), "/y");
    arena_done(&a);
}

static void test_read(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    str got, error;
    assert_false(file_read(&a, STR("/nowhere/x"), 0, &got, &error));
    check(error, "open /nowhere/x: no such file or directory");
    assert_false(file_read(&a, STR("/"), 0, &got, &error));
    check(error, "read /: is a directory");

    char dir[] = "/tmp/chelm-file-XXXXXX";
    assert_non_null(mkdtemp(dir));
    str name = str_fmt(&a, "%s/b", dir);
    FILE *f = fopen(str_c(&a, name), "w");
    assert_non_null(f);
    for (int i = 0; i < 10000; i++)
        fprintf(f, "%d\n", i);
    fclose(f);
    assert_int_equal(mkdir(str_c(&a, str_fmt(&a, "%s/a", dir)), 0755), 0);
    assert_true(file_read(&a, name, 0, &got, &error));
    assert_int_equal(got.len, 48890);
    assert_true(file_read(&a, name, 100, &got, &error));
    assert_int_equal(got.len, 100);
    assert_true(file_map(&a, name, 0, STR("0\n1"), &got, &error));
    assert_int_equal(got.len, 48887);
    assert_true(str_has_prefix(got, STR("\n2\n3\n")));
    assert_true(file_map(&a, name, 100, STR("x"), &got, &error));
    assert_int_equal(got.len, 100);
    assert_false(file_map(&a, STR("/nowhere/x"), 0, STR(""), &got, &error));
    check(error, "open /nowhere/x: no such file or directory");
    assert_false(file_map(&a, STR("/"), 0, STR(""), &got, &error));
    check(error, "read /: is a directory");
    str *names;
    size_t n;
    assert_true(file_list(&a, str_from_c(dir), &names, &n, &error));
    assert_int_equal(n, 2);
    check(names[0], "a");
    check(names[1], "b");
    struct file_info info;
    assert_true(file_stat(&a, name, &info, &error));
    assert_int_equal(info.kind, FILE_REGULAR);
    assert_int_equal(info.size, 48890);
    unlink(str_c(&a, name));
    rmdir(str_c(&a, str_fmt(&a, "%s/a", dir)));
    rmdir(dir);
    assert_false(file_lstat(&a, name, &info, &error));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_paths), cmocka_unit_test(test_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
