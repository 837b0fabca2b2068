#define _XOPEN_SOURCE 700 /* realpath, mkdtemp */

#include "chart/folder.h"

#include "chart/fixture_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder below /tmp, torn down by its owner. */
struct folder {
    struct fixture f;
    char path[64];
};

static const char *at(struct folder *d, const char *name)
{
    return str_c(&d->f.a, str_fmt(&d->f.a, "%s/%s", d->path, name));
}

static void put(struct folder *d, const char *name, const char *text)
{
    FILE *file = fopen(at(d, name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void setup(struct folder *d)
{
    fixture_init(&d->f);
    char made[] = "/tmp/chelm-folder-XXXXXX";
    assert_non_null(mkdtemp(made));
    char *real = realpath(made, NULL);
    assert_non_null(real);
    strcpy(d->path, real);
    free(real);
    assert_int_equal(mkdir(at(d, "sub"), 0755), 0);
    assert_int_equal(mkdir(at(d, "templates"), 0755), 0);
    put(d, "b.txt", "\xEF\xBB\xBFtext");
    put(d, "sub/a.txt", "a");
    put(d, "sub/skip.md", "x");
    put(d, "templates/.hidden", "x");
    put(d, ".helmignore", "*.md\n");
}

static void teardown(struct folder *d)
{
    static const char *const names[] = {
        "b.txt",  "sub/a.txt", "sub/skip.md", "templates/.hidden", ".helmignore", "link",
        "sub/up", "pipe",      "big"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(at(d, names[i]));
    rmdir(at(d, "sub"));
    rmdir(at(d, "templates"));
    assert_int_equal(rmdir(d->path), 0);
    fixture_done(&d->f);
}

static bool read_names(struct folder *d, const char *want, str *ret_error)
{
    struct chart_files files = {0};
    struct buf b;
    buf_init(&b, &d->f.a);
    if (!folder_read(&d->f.a, str_from_c(d->path), &files, &d->f.diags, ret_error))
        return false;
    for (size_t i = 0; i < files.n; i++)
        buf_put_fmt(&b, "%s%.*s", i ? " " : "", STR_ARG(files.items[i].name));
    fixture_check(buf_str(&b), want);
    return true;
}

static void check_fails(struct folder *d, const char *want)
{
    str error = STR("");
    assert_false(read_names(d, "", &error));
    fixture_check(error, str_c(&d->f.a, str_replace_all(&d->f.a, str_from_c(want), STR("DIR"),
                                                        str_from_c(d->path))));
}

static void test_walk(void **state)
{
    (void)state;
    struct folder d;
    str error;
    setup(&d);
    assert_true(read_names(&d, ".helmignore b.txt sub/a.txt", &error));
    assert_null(d.f.diags.first);
    struct chart_files files;
    assert_true(folder_read(&d.f.a, str_from_c(d.path), &files, &d.f.diags, &error));
    fixture_check(files.items[1].data, "text");
    put(&d, ".helmignore", "!x**\n");
    check_fails(&d, "double-star (**) syntax is not supported");
    teardown(&d);
}

static void test_links(void **state)
{
    (void)state;
    struct folder d;
    str error;
    setup(&d);
    assert_int_equal(symlink("sub", at(&d, "link")), 0);
    assert_true(read_names(&d, ".helmignore b.txt link/a.txt sub/a.txt", &error));
    str log = str_fmt(&d.f.a,
                      "level=INFO msg=\"found symbolic link in path. Contents of linked file "
                      "included and used\" path=%s/link resolved=%s/sub",
                      d.path, d.path);
    fixture_check(d.f.diags.first->text, str_c(&d.f.a, log));
    unlink(at(&d, "link"));
    assert_int_equal(symlink("nope", at(&d, "link")), 0);
    check_fails(&d, "error evaluating symlink DIR/link: lstat DIR/nope: no such file or directory");
    unlink(at(&d, "link"));
    /* A folder in itself ends. */
    assert_int_equal(symlink("..", at(&d, "sub/up")), 0);
    check_fails(&d, "error evaluating symlink DIR/sub/up: EvalSymlinks: too many links");
    teardown(&d);
}

static void test_irregular(void **state)
{
    (void)state;
    struct folder d;
    setup(&d);
    assert_int_equal(mkfifo(at(&d, "pipe"), 0600), 0);
    check_fails(&d, "cannot load irregular file DIR/pipe as it has file mode type bits set");
    unlink(at(&d, "pipe"));
    put(&d, "big", "x");
    assert_int_equal(truncate(at(&d, "big"), 5242881), 0);
    check_fails(&d, "chart file \"big\" is larger than the maximum file size 5242880");
    teardown(&d);
}

/* What stays in the folder may be linked to; what leads out may not. */
static void test_confined(void **state)
{
    static const struct {
        const char *target, *error; /* NULL: none */
    } cases[] = {
        {"sub/a.txt", NULL},
        {"sub", NULL},
        {"/etc/hostname",
         "symbolic link %s/link leads out of the chart, to /etc/hostname: refused by "
         "--confine"},
        {"../", "symbolic link %s/link leads out of the chart, to /tmp: refused by --confine"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct folder d;
        struct chart_files files;
        str error = STR("");
        setup(&d);
        assert_int_equal(symlink(cases[i].target, at(&d, "link")), 0);
        bool ok = folder_read_as(&d.f.a, str_from_c(d.path), LOAD_CONFINED, &files, &d.f.diags, &error);
        assert_int_equal(ok, !cases[i].error);
        if (cases[i].error) {
            str want =
                str_replace_all(&d.f.a, str_from_c(cases[i].error), STR("%s"), str_from_c(d.path));
            assert_string_equal(str_c(&d.f.a, error), str_c(&d.f.a, want));
        }
        teardown(&d);
    }
}

static void test_confined_files(void **state)
{
    struct folder d;
    struct chart_files files;
    str error, text;
    bool found;
    (void)state;
    setup(&d);
    unlink(at(&d, ".helmignore"));
    assert_int_equal(symlink("/etc/hostname", at(&d, ".helmignore")), 0);
    assert_false(folder_read_as(&d.f.a, str_from_c(d.path), LOAD_CONFINED, &files, &d.f.diags, &error));
    assert_true(str_has(error, STR("leads out of the chart")));
    assert_true(
        folder_read_file(&d.f.a, str_from_c(d.path), STR("none"), true, &found, &text, &error));
    assert_false(found);
    assert_int_equal(mkfifo(at(&d, "pipe"), 0600), 0);
    assert_false(
        folder_read_file(&d.f.a, str_from_c(d.path), STR("pipe"), false, &found, &text, &error));
    assert_true(str_has(error, STR("cannot load irregular file")));
    teardown(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_confined),  cmocka_unit_test(test_confined_files),
        cmocka_unit_test(test_walk),      cmocka_unit_test(test_links),
        cmocka_unit_test(test_irregular),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
