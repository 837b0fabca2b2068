#include "funcs/call_test.h"
#include "funcs/random.h"

static void test_lengths_and_alphabets(void **state)
{
    (void)state;
    static const struct call_case cases[] = {
        {"len (randAlpha 12)", "12"},
        {"regexMatch \"^[A-Za-z]{40}$\" (randAlpha 40)", "true"},
        {"regexMatch \"^[A-Za-z0-9]{40}$\" (randAlphaNum 40)", "true"},
        {"regexMatch \"^[0-9]{40}$\" (randNumeric 40)", "true"},
        {"regexMatch \"^[ -~]{40}$\" (randAscii 40)", "true"},
        {"randAlpha 0", ""},
        {"randAlpha -1", ""},
        {"len (randBytes 10)", "16"},
        {"randBytes -1", "!runtime error: makeslice: len out of range"},
        {"randInt 5 6", "5"},
        {"randInt 5 5", "!invalid argument to Intn"},
        {"randInt 6 5", "!invalid argument to Intn"},
        {"regexMatch \"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$\" "
         "(uuidv4)",
         "true"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        call_check(cases[i].call, cases[i].want);
}

/* A source that counts up. */
static void counting(void *data, void *out, size_t n)
{
    uint64_t *next = data;
    assert_int_equal(n, sizeof *next);
    memcpy(out, next, n);
    ++*next;
}

static void test_below_is_uniform_and_draws_again(void **state)
{
    (void)state;
    uint64_t next = 0;
    struct fn_env env = {.data = &next, .random = counting};
    size_t seen[3] = {0};
    for (int i = 0; i < 300; i++)
        seen[random_below(&env, 3)]++;
    for (int i = 0; i < 3; i++)
        assert_int_equal(seen[i], 100);
    assert_int_equal(next, 301); /* 2^64 mod 3 is 1: the number 0 was thrown away */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lengths_and_alphabets),
        cmocka_unit_test(test_below_is_uniform_and_draws_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
