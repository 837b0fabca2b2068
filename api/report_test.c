#include "api/report.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena arena;
static char folder[] = "/tmp/chelm-report-XXXXXX";

static const char *in_folder(const char *name)
{
    return str_c(&arena, str_fmt(&arena, "%s/%s", folder, name));
}

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    if (!mkdtemp(folder) || mkdir(in_folder("templates"), 0755) != 0)
        return -1;
    FILE *f = fopen(in_folder("templates/a b.yaml"), "w");
    return f ? fclose(f) : -1;
}

static int tear_down(void **state)
{
    (void)state;
    remove(in_folder("templates/a b.yaml"));
    rmdir(in_folder("templates"));
    rmdir(folder);
    arena_done(&arena);
    return 0;
}

static str report_of(const char *name, const struct report_look *look)
{
    struct source source = {.name = str_from_c(name), .text = STR("x: {{ \x1b[31m }}\n")};
    struct diag_frame frame = {&source, {3, 8}, {0}};
    str note = STR("of \x1b[2J");
    struct diag d = {.severity = DIAG_ERROR,
                     .text = STR("it failed"),
                     .code = STR("CH001"),
                     .frames = &frame,
                     .frame_count = 1,
                     .notes = &note,
                     .note_count = 1};
    struct buf b;
    buf_init(&b, &arena);
    report_put_text(&b, &d, look);
    return buf_str(&b);
}

static void test_plain(void **state)
{
    (void)state;
    str text = report_of("c/templates/a b.yaml", &(struct report_look){.colored = false});
    assert_true(str_eq(text, STR("  --> c/templates/a b.yaml:1:4\n"
                                 "  1 | x: {{ \\x1b[31m }}\n"
                                 "    |    ^^^^^\n"
                                 "  2 | \n"
                                 "  = of \\x1b[2J\n"
                                 "  [CH001 template-syntax]\n")));
}

/* A link holds the file's whole path, escaped as in URLs. */
static void test_links(void **state)
{
    (void)state;
    struct report_look look = {.colored = true, .folder = str_from_c(folder)};
    str text = report_of("c/templates/a b.yaml", &look);
    str link = str_fmt(&arena,
                       "\x1b]8;;file://%s/templates/a%%20b.yaml#1\x1b\\c/templates/a b.yaml:1:4"
                       "\x1b]8;;\x1b\\",
                       folder);
    assert_true(str_has(text, link));
    assert_false(str_has(text, STR("\x1b[2J")));
}

/* No file of that name, no folder, no chart's name in front: no link. */
static void test_no_links(void **state)
{
    (void)state;
    struct report_look look = {.colored = true, .folder = str_from_c(folder)};
    static const char *const names[] = {"c/templates/b.yaml", "gotpl", "c/templates", ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_false(str_has(report_of(names[i], &look), STR("\x1b]8")));
    look.folder = STR("");
    assert_false(str_has(report_of("c/templates/a b.yaml", &look), STR("\x1b]8")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_no_links),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
