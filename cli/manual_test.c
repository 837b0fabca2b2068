#include "cli/manual.h"

#include "base/arena.h"
#include "cli/option_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_help(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct buf b;
    buf_init(&b, &a);
    manual_put_help(&b);
    str help = buf_str(&b);
    for (size_t i = 0; i < template_options.count; i++) {
        const struct option_row *row = option_row(&template_options, i);
        bool shown = str_has(help, str_fmt(&a, "--%.*s", STR_ARG(option_name(row))));
        if (row->group != GROUP_HIDDEN)
            assert_true(shown && row->doc[0]);
    }
    assert_true(str_has(help, STR("\n  -f, --values FILE ")));
    assert_true(str_has(help, STR("\n      --no-hooks  ")));
    assert_true(str_has(help, STR("\n      --dry-run[=client] ")));
    assert_false(str_has(help, STR("--vmodule")));
    arena_done(&a);
}

static void test_page(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct buf b;
    buf_init(&b, &a);
    manual_put_page(&b);
    str page = buf_str(&b);
    assert_true(str_has_prefix(page, STR(".TH CHELM\\-TEMPLATE 1 ")));
    assert_true(str_has(page, STR("\n.TP\n\\fB\\-f\\fR, \\fB\\-\\-values\\fR \\fIFILE\\fR\n")));
    assert_true(str_has(page, STR("\n.TP\n\\fB\\-\\-dry\\-run\\fR[=\\fIclient\\fR]\n")));
    assert_true(str_has(page, STR("\n.SH EXIT STATUS\n")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_help), cmocka_unit_test(test_page)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
