#include "release/name.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char fifty_three[] = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeefff";

static bool valid(const char *name)
{
    struct arena a;
    arena_init(&a, NULL);
    struct diags diags;
    diags_init(&diags, &a);
    bool ok = name_check(str_from_c(name), &diags);
    assert_int_equal(diags.errors, !ok);
    arena_done(&a);
    return ok;
}

static void test_names(void **state)
{
    (void)state;
    static const char *const good[] = {"rel",  "a",   "0",       "a-b",
                                       "a--b", "a.b", "a-1.b-2", fifty_three};
    static const char *const bad[] = {"",   "UP",   "a_b",  "-a",   "a-",  ".a",
                                      "a.", "a..b", "a.-b", "a-.b", "a b", "\xc3\xa9"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(valid(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (valid(bad[i]))
            fail_msg("%s", bad[i]);
}

static void test_texts(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct diags diags;
    diags_init(&diags, &a);
    assert_false(name_check(STR("UP"), &diags));
    assert_true(str_has_prefix(diags.first->text,
                               STR("level=ERROR msg=\"release name check failed\" "
                                   "error=\"release name \\\"UP\\\": invalid release name, ")));
    assert_true(str_has_prefix(diag_last_error(&diags)->text,
                               STR("release name check failed: release name \"UP\": invalid ")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
