#define _DEFAULT_SOURCE /* mkdtemp, symlink, mkfifo */

#include "base/dir.h"

#include "base/arena.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void put(struct arena *a, const char *dir, const char *name, const char *text)
{
    int fd = open(str_c(a, str_fmt(a, "%s/%s", dir, name)), O_WRONLY | O_CREAT, 0644);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static str read_entry(struct arena *a, const struct dir *d, str name, str path)
{
    const struct file_reading how = {.map_from = SIZE_MAX};
    struct file_place where = dir_place(d, name, path);
    str text = STR(""), error = STR("");
    size_t size = 0;
    if (!file_take(a, &where, &how, &text, &size, &error))
        return error;
    assert_int_equal(size, text.len);
    return text;
}

static void test_entries(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    char dir[] = "/tmp/chelm-dir-XXXXXX";
    assert_non_null(mkdtemp(dir));
    put(&a, dir, "b", "text");
    put(&a, dir, ".a", "");
    assert_int_equal(mkdir(str_c(&a, str_fmt(&a, "%s/d", dir)), 0755), 0);
    assert_int_equal(mkfifo(str_c(&a, str_fmt(&a, "%s/f", dir)), 0644), 0);
    assert_int_equal(symlink("b", str_c(&a, str_fmt(&a, "%s/l", dir))), 0);

    static const struct {
        const char *name;
        enum file_kind kind;
    } want[] = {{".a", FILE_REGULAR},
                {"b", FILE_REGULAR},
                {"d", FILE_DIR},
                {"f", FILE_OTHER},
                {"l", FILE_SYMLINK}};
    struct dir d;
    str error, top = str_from_c(dir);
    struct file_place where = file_place(top);
    assert_true(dir_open(&a, &where, &d, &error));
    assert_int_equal(d.n, sizeof want / sizeof *want);
    for (size_t i = 0; i < d.n; i++) {
        assert_true(str_eq(d.entries[i].name, str_from_c(want[i].name)));
        assert_int_equal(d.entries[i].kind, want[i].kind);
    }
    /* Open, the name alone leads to the file; closed, the path does. */
    assert_true(str_eq(read_entry(&a, &d, STR("b"), STR("/nowhere/b")), STR("text")));
    assert_true(str_eq(read_entry(&a, &d, STR("l"), STR("/nowhere/l")), STR("text")));
    assert_true(str_eq(read_entry(&a, &d, STR("x"), STR("/nowhere/x")),
                       STR("open /nowhere/x: no such file or directory")));
    struct dir inner;
    where = dir_place(&d, STR("d"), STR("/nowhere/d"));
    assert_true(dir_open(&a, &where, &inner, &error));
    assert_int_equal(inner.n, 0);
    dir_close(&d);
    dir_close(&d);
    assert_true(str_eq(read_entry(&a, &d, STR("b"), STR("/nowhere/b")),
                       STR("open /nowhere/b: no such file or directory")));
    assert_true(str_eq(read_entry(&a, &d, STR("b"), str_fmt(&a, "%s/b", dir)), STR("text")));

    for (size_t i = 0; i < d.n; i++) {
        const char *path = str_c(&a, str_fmt(&a, "%s/%s", dir, want[i].name));
        assert_int_equal(want[i].kind == FILE_DIR ? rmdir(path) : unlink(path), 0);
    }
    assert_int_equal(rmdir(dir), 0);
    arena_done(&a);
}

static void test_errors(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct dir d;
    str error;
    struct file_place where = file_place(STR("/nowhere/x"));
    assert_false(dir_open(&a, &where, &d, &error));
    assert_true(str_eq(error, STR("open /nowhere/x: no such file or directory")));
    where = file_place(STR("/dev/null"));
    assert_false(dir_open(&a, &where, &d, &error));
    assert_true(str_eq(error, STR("open /dev/null: not a directory")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_entries),
                                       cmocka_unit_test(test_errors)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
