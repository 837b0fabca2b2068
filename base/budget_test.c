#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* What is done under a budget until its trap is taken. */
typedef void work(struct arena *a);

static void take_memory(struct arena *a)
{
    for (int i = 0; i < 100; i++)
        arena_alloc(a, 100000);
}

static void take_one_block(struct arena *a)
{
    arena_limit_blocks(a, LIMIT_VALUE);
    arena_alloc(a, 1000);
    arena_alloc(a, 1000001);
}

static void take_too_much(struct arena *a)
{
    arena_array(a, SIZE_MAX / 4, 16);
}

static void take_steps(struct arena *a)
{
    for (int i = 0; i < 200000; i++)
        arena_spend(a, 1);
}

static void take_time(struct arena *a)
{
    for (;;)
        arena_spend(a, 1);
}

static void take_little(struct arena *a)
{
    arena_alloc(a, 1000);
    arena_spend(a, 999);
}

static void put_place(void *data, char *out, size_t n)
{
    (void)data;
    assert_true(n > 8);
    memcpy(out, "in here", 8);
}

static const struct {
    work *work;
    struct budget budget;
    enum limit over;
    const char *text;
} cases[] = {
    {take_memory,
     {.limits[LIMIT_BYTES] = 1000000},
     LIMIT_BYTES,
     "memory limit of 1000000 bytes exceeded in here"},
    {take_one_block,
     {.limits[LIMIT_VALUE] = 1000000},
     LIMIT_VALUE,
     "limit of 1000000 bytes for one value exceeded in here"},
    {take_too_much, {.used = 0}, LIMIT_BYTES, "memory limit of 0 bytes exceeded in here"},
    {take_steps,
     {.limits[LIMIT_STEPS] = 199999},
     LIMIT_STEPS,
     "limit of 199999 steps exceeded in here"},
    {take_steps, {.limits[LIMIT_STEPS] = 200000}, LIMIT_NONE, NULL},
    {take_steps, {.limits[LIMIT_STEPS] = 10}, LIMIT_STEPS, "limit of 10 steps exceeded in here"},
    {take_time, {.limits[LIMIT_TIME] = 5}, LIMIT_TIME, "limit of 5 ms exceeded in here"},
    {take_little, {.limits[LIMIT_STEPS] = 1100, .limits[LIMIT_BYTES] = 100000}, LIMIT_NONE, NULL},
};

static void test_limits(void **state)
{
    (void)state;
    for (volatile size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct budget b = cases[i].budget;
        struct arena a;
        char text[200];
        volatile bool trapped = false;
        b.place = put_place;
        budget_start(&b);
        arena_init(&a, &b);
        b.armed = true;
        if (setjmp(b.trap) == 0)
            cases[i].work(&a);
        else
            trapped = true;
        arena_done(&a);
        assert_int_equal(b.used, 0);
        assert_int_equal(b.over, cases[i].over);
        assert_int_equal(trapped, cases[i].text != NULL);
        if (!cases[i].text)
            continue;
        budget_explain(&b, text, sizeof text);
        assert_string_equal(text, cases[i].text);
    }
}

/* A release that gives back several chunks leaves what is older as it was. */
static void test_secret_release(void **state)
{
    (void)state;
    struct budget b;
    struct arena a;
    enum { BLOCK = 100 << 10, BLOCKS = 40 };
    memset(&b, 0, sizeof b);
    arena_init(&a, &b);
    arena_keep_secret(&a);
    char *kept = memset(arena_alloc(&a, BLOCK), 'k', BLOCK);
    uint64_t used = b.used;
    for (int round = 0; round < 2; round++) {
        struct arena_mark mark = arena_mark(&a);
        for (int i = 0; i < BLOCKS; i++)
            memset(arena_alloc(&a, BLOCK), 's', BLOCK);
        assert_true(b.used > used);
        arena_release(&a, mark);
        assert_true(b.used == used);
    }
    for (size_t i = 0; i < BLOCK; i++)
        assert_int_equal(kept[i], 'k');
    arena_done(&a);
    assert_true(b.used == 0);
}

static void test_names(void **state)
{
    (void)state;
    for (unsigned l = 0; l < LIMIT_COUNT; l++) {
        assert_int_equal(limit_find(str_from_c(limit_name((enum limit)l))), l);
        assert_true(limit_default((enum limit)l) > 0);
    }
    assert_int_equal(limit_find(STR("nothing")), LIMIT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_secret_release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
