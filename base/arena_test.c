#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void count(void *p)
{
    ++*(int *)p;
}

/* An arena that is cleared again and again neither grows nor runs a defer twice. */
static void test_clear(void **state)
{
    (void)state;
    struct budget budget = {.used = 0};
    struct arena a;
    int calls = 0;
    size_t most = 0;
    arena_init(&a, &budget);
    for (int round = 0; round < 50; round++) {
        for (int i = 0; i < 300; i++)
            memset(arena_alloc(&a, 1000), i, 1000);
        arena_defer(&a, count, &calls);
        if (round == 1)
            most = budget.used;
        assert_true(round < 2 || budget.used <= most);
        arena_clear(&a);
        assert_int_equal(calls, round + 1);
    }
    assert_true(budget.used < most);
    arena_done(&a);
    assert_int_equal(calls, 50);
    assert_int_equal(budget.used, 0);
}

/* Chunks that are larger than usual go, and so does what is in the chunk that stays. */
static void test_clear_drops(void **state)
{
    (void)state;
    struct budget budget = {.used = 0};
    struct arena a;
    arena_init(&a, &budget);
    arena_keep_secret(&a);
    arena_clear(&a);
    char *p = arena_bytes(&a, 100);
    memset(p, 'x', 100);
    arena_alloc(&a, (size_t)8 << 20);
    arena_clear(&a);
    assert_true(budget.used < (size_t)8 << 20);
#ifndef CHELM_ARENA_MALLOC
    assert_ptr_equal(arena_bytes(&a, 100), p);
    for (int i = 0; i < 100; i++)
        assert_int_equal(p[i], 0);
#endif
    arena_done(&a);
    assert_int_equal(budget.used, 0);
}

/* What was expected comes into one chunk, and is taken when it comes, not before. */
static void test_expect(void **state)
{
    (void)state;
    enum { SIZE = 200 << 10, PIECE = 100 };
    struct budget budget = {.used = 0};
    struct arena a;
    arena_init(&a, &budget);
    arena_expect(&a, SIZE);
    arena_expect(&a, PIECE);
    assert_int_equal(budget.used, 0);
    char *first = arena_cut(&a, PIECE, 1), *last = first;
    for (int n = PIECE; n + PIECE < SIZE - PIECE; n += PIECE)
        memset(last = arena_cut(&a, PIECE, 1), 1, PIECE);
#ifndef CHELM_ARENA_MALLOC
    assert_true(last - first < SIZE);
    assert_int_equal(budget.used, SIZE);
    assert_int_equal((uintptr_t)arena_cut(&a, 8, 8) % 8, 0);
#endif
    arena_done(&a);
    arena_expect(&a, SIZE_MAX); /* a wish, no demand */
    memset(arena_alloc(&a, PIECE), 1, PIECE);
    assert_true(budget.used < (size_t)1 << 20);
    arena_done(&a);
}

/* Little of what stays for long lies idle, also after a great block. */
static void test_keep_for_long(void **state)
{
    (void)state;
    enum { SMALL = 100, COUNT = 20000, LARGE = 3 << 20, IDLE = 256 << 10 };
    struct budget budget = {.used = 0};
    struct arena a;
    arena_init(&a, &budget);
    arena_keep_for_long(&a);
    for (size_t i = 0; i < COUNT; i++)
        arena_bytes(&a, SMALL);
#ifndef CHELM_ARENA_MALLOC
    assert_true(budget.used < (size_t)COUNT * (SMALL + 1) + IDLE);
#endif
    size_t before = budget.used;
    memset(arena_bytes(&a, LARGE), 1, LARGE);
    arena_bytes(&a, SMALL);
    assert_true(budget.used < before + LARGE + IDLE);
    arena_done(&a);
    assert_int_equal(budget.used, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clear),
        cmocka_unit_test(test_clear_drops),
        cmocka_unit_test(test_expect),
        cmocka_unit_test(test_keep_for_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
