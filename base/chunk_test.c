#include "base/chunk.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#ifdef CHELM_ARENA_MALLOC
enum { STORES = 0 };
#else
enum { STORES = 1 };
#endif

static void test_reuse(void **state)
{
    (void)state;
    struct chunk_store s;
    chunk_store_init(&s, 1 << 20);
    struct arena_chunk *c = chunk_take(&s, 40000);
    assert_int_equal(c->size, 40000);
    chunk_give(&s, c);
    assert_int_equal(s.bytes, STORES ? 40000 : 0);
    if (STORES) {
        struct arena_chunk *larger = chunk_take(&s, 40001);
        assert_ptr_not_equal(larger, c);
        struct arena_chunk *smaller = chunk_take(&s, 30000);
        assert_ptr_equal(smaller, c);
        assert_int_equal(smaller->size, 30000);
        assert_int_equal(smaller->room, 40000);
        assert_int_equal(s.bytes, 0);
        chunk_give(&s, smaller);
        struct arena_chunk *small = chunk_take(&s, 5000); /* is not to hold that much */
        assert_ptr_not_equal(small, smaller);
        chunk_give(&s, small);
        chunk_give(&s, larger);
        assert_int_equal(s.bytes, 40000 + 40001 + 5000);
    }
    chunk_store_clear(&s);
    assert_int_equal(s.bytes, 0);
}

static void test_most(void **state)
{
    (void)state;
    struct chunk_store s;
    chunk_store_init(&s, 100000);
    struct arena_chunk *a = chunk_take(&s, 60000), *b = chunk_take(&s, 60000);
    chunk_give(&s, a);
    chunk_give(&s, b);
    assert_int_equal(s.bytes, STORES ? 60000 : 0);
    chunk_store_clear(&s);
}

static void test_without(void **state)
{
    (void)state;
    struct arena_chunk *c = chunk_take(NULL, (size_t)5 << 20);
    assert_int_equal(c->room, (size_t)5 << 20);
    assert_int_equal((uintptr_t)c % 4096, 0);
    chunk_give(NULL, c);
}

/* What waits in the store counts against the limit of memory, and goes before that is reached. */
static void test_limit(void **state)
{
    (void)state;
    struct chunk_store s;
    struct budget budget = {.limits[LIMIT_BYTES] = 1 << 20, .store = &s};
    struct arena a;
    chunk_store_init(&s, (size_t)8 << 20);
    for (int i = 0; i < 20; i++) {
        arena_init(&a, &budget);
        arena_alloc(&a, 600000 + (size_t)i * 20000);
        assert_true(budget.used + s.bytes <= 1 << 20);
        arena_done(&a);
        assert_int_equal(budget.used, 0);
    }
    chunk_store_clear(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reuse),
        cmocka_unit_test(test_most),
        cmocka_unit_test(test_without),
        cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
