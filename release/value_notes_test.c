#include "release/value_notes.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_paths(void **state)
{
    (void)state;
    static const struct {
        const char *file, *path, *whole; /* NULL: is no path */
    } cases[] = {
        {"c/templates/a.yaml", "image.tag", "image.tag"},
        {"c/charts/sub/templates/a.yaml", "image.tag", "sub.image.tag"},
        {"c/charts/a.b/charts/charts/templates/x/charts/y.yaml", "l[2]", "a\\.b.charts.l[2]"},
        {"c/templates/charts/a.yaml", "x", "x"},
        {"name", "x", "x"},
        {"", "x", "x"},
        {"c/charts/sub", "x", "x"},
        {"c/templates/a.yaml", "", NULL},
        {"c/templates/a.yaml", "a..b", NULL},
    };
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value_path p;
        struct buf b;
        buf_init(&b, &a);
        bool ok = value_notes_path(&a, str_from_c(cases[i].file), str_from_c(cases[i].path), &p);
        assert_int_equal(ok, cases[i].whole != NULL);
        if (ok)
            value_path_put(&b, &p);
        assert_true(!ok || str_eq(buf_str(&b), str_from_c(cases[i].whole)));
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_paths)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
