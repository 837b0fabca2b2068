#include "release/print.h"

#include "base/arena.h"
#include "release/hooks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct crd_file crds[] = {{STR_INIT("c/crds/x.yaml"), STR_INIT("a: 1\n---\nb: 2\n")}};
static struct manifest manifests[] = {
    {.path = STR_INIT("c/templates/a.yaml"), .text = STR_INIT("kind: A\n")},
    {.path = STR_INIT("c/charts/s/templates/b.yaml"), .text = STR_INIT("kind: B\n\n \n")},
};
static struct manifest hooks[] = {
    {.path = STR_INIT("c/templates/h.yaml"), .text = STR_INIT("kind: H\n"), .events = HOOK_TEST},
};
static const struct release release = {crds, 1, manifests, 2, hooks, 1, {NULL, 0}};
static const struct release nothing = {.crd_count = 0};

static bool prints(const struct release *r, const struct print_options *o, const char *want)
{
    struct arena a;
    arena_init(&a, NULL);
    struct diags diags;
    diags_init(&diags, &a);
    struct buf out;
    buf_init(&out, &a);
    bool ok = print_release(&out, r, o, &diags);
    str got = ok ? buf_str(&out) : diag_last_error(&diags)->text;
    bool same = str_eq(got, str_from_c(want));
    if (!same)
        print_error("got:\n%.*s", STR_ARG(got));
    arena_done(&a);
    return same;
}

#define A "---\n# Source: c/templates/a.yaml\nkind: A\n"
#define B "---\n# Source: c/charts/s/templates/b.yaml\nkind: B\n"
#define H "---\n# Source: c/templates/h.yaml\nkind: H\n\n"
#define X "---\n# Source: c/crds/x.yaml\na: 1\n---\nb: 2\n\n"

static void test_whole(void **state)
{
    (void)state;
    assert_true(prints(&nothing, &(struct print_options){.no_hooks = false}, "\n"));
    assert_true(prints(&release, &(struct print_options){.no_hooks = false}, A "\n" B H));
    assert_true(prints(&release, &(struct print_options){.no_hooks = true}, A "\n" B));
    assert_true(prints(&release, &(struct print_options){.skip_tests = true}, A "\n" B));
    assert_true(prints(&release, &(struct print_options){.include_crds = true}, X A "\n" B H));
}

static void test_show_only(void **state)
{
    (void)state;
    static const str a[] = {STR_INIT("templates/a.yaml")};
    static const str every[] = {STR_INIT("charts/*/templates/*"), STR_INIT("templates/?.yaml")};
    static const str none[] = {STR_INIT("templates/a.yaml"), STR_INIT("templates/no.yaml")};
    assert_true(
        prints(&release, &(struct print_options){.show_only = a, .show_only_count = 1}, A "\n\n"));
    assert_true(prints(&release, &(struct print_options){.show_only = every, .show_only_count = 2},
                       B "\n" A "\n\n" H "\n"));
    assert_true(prints(&release, &(struct print_options){.show_only = none, .show_only_count = 2},
                       "could not find template templates/no.yaml in chart"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_show_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
