#include "cli/filter.h"

#include "base/arena.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static bool run(struct arena *a, const char *command, const char *arg, str text, str *ret)
{
    struct texts args = {.n = 0};
    if (arg)
        texts_add(a, &args, str_from_c(arg));
    return filter_run(a, str_from_c(command), &args, text, ret);
}

static void test_text(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    str out;
    assert_true(run(&a, "cat", NULL, STR("x\0y\n"), &out));
    assert_true(str_eq(out, STR("x\0y\n")));
    assert_true(run(&a, "cat", NULL, STR(""), &out));
    assert_int_equal(out.len, 0);
    assert_true(run(&a, "echo", "a b", STR("unread"), &out));
    assert_true(str_eq(out, STR("a b\n")));
    arena_done(&a);
}

/* More than pipes hold, in both directions. */
static void test_much_text(void **state)
{
    (void)state;
    enum { SIZE = 3 << 20 };
    struct arena a;
    arena_init(&a, NULL);
    char *text = arena_alloc(&a, SIZE);
    memset(text, 'x', SIZE);
    str out;
    assert_true(run(&a, "cat", NULL, str_make(text, SIZE), &out));
    assert_true(str_eq(out, str_make(text, SIZE)));
    assert_true(run(&a, "true", NULL, str_make(text, SIZE), &out));
    assert_int_equal(out.len, 0);
    arena_done(&a);
}

static void test_failures(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    str out;
    assert_false(run(&a, "false", NULL, STR("x"), &out));
    assert_false(run(&a, "./does-not-exist", NULL, STR("x"), &out));
    assert_false(run(&a, "does-not-exist-on-path", NULL, STR("x"), &out));
    assert_false(run(&a, "/", NULL, STR("x"), &out));
    arena_done(&a);
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_much_text),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
