#include "cli/completion.h"

#include "base/arena.h"
#include "cli/option_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static str script(struct arena *a, str shell)
{
    struct buf b;
    buf_init(&b, a);
    assert_true(completion_put(&b, &template_options, shell));
    return buf_str(&b);
}

/* Every option that is shown is in every script, and no hidden one. */
static void test_all_options(void **state)
{
    (void)state;
    static const str shells[] = {STR_INIT("bash"), STR_INIT("zsh"), STR_INIT("fish")};
    struct arena a;
    arena_init(&a, NULL);
    for (size_t s = 0; s < sizeof shells / sizeof *shells; s++) {
        str text = script(&a, shells[s]);
        for (size_t i = 0; i < template_options.count; i++) {
            const struct option_row *row = option_row(&template_options, i);
            str name = s == 2 ? str_fmt(&a, " -l %.*s", STR_ARG(option_name(row)))
                              : str_fmt(&a, "--%.*s", STR_ARG(option_name(row)));
            if (row->group != GROUP_HIDDEN)
                assert_true(str_has(text, name));
        }
        assert_false(str_has(text, STR("vmodule")));
    }
    arena_done(&a);
}

static void test_values(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    str bash = script(&a, STR("bash")), zsh = script(&a, STR("zsh")),
        fish = script(&a, STR("fish"));
    assert_true(str_has(bash, STR("--dump) COMPREPLY=($(compgen -W 'tokens ast code'")));
    assert_true(str_has(bash, STR("    -f|--values|")));
    assert_true(str_has(bash, STR("    --output-dir|")));
    assert_true(str_has(bash, STR(") COMPREPLY=($(compgen -d -- \"$cur\")); return ;;\n")));
    assert_true(str_has(zsh, STR("'--output-dir=[")));
    assert_true(str_has(zsh, STR(":DIR:_files -/'")));
    assert_true(
        str_has(zsh, STR("'--wait=-[about installing]::watcher|hookOnly|legacy:(watcher ")));
    assert_true(str_has(zsh, STR("don'\\''t")));
    assert_true(str_has(fish, STR("-l dump -x -a 'tokens ast code'")));
    assert_true(str_has(fish, STR("don\\'t")));
    arena_done(&a);
}

static void test_other_shells(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct buf b;
    buf_init(&b, &a);
    assert_false(completion_put(&b, &template_options, STR("csh")));
    assert_false(completion_put(&b, &template_options, STR("")));
    assert_int_equal(b.len, 0);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_options),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_other_shells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
