#include "base/arena.h"
#include "value/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct list *numbers(struct arena *a, int64_t n)
{
    struct list *l = NULL;
    for (int64_t i = 0; i < n; i++)
        l = list_appended(a, l, val_int(i));
    return l;
}

static void check(const struct list *l, const int64_t *want, size_t n)
{
    assert_int_equal(l->len, n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(want[i] < 0 ? V_NIL : V_INT, l->items[i].tag);
    for (size_t i = 0; i < n; i++)
        if (want[i] >= 0)
            assert_int_equal(l->items[i].i, want[i]);
}

#define CHECK(l, ...)                                                                              \
    do {                                                                                           \
        static const int64_t want[] = {__VA_ARGS__};                                               \
        check(l, want, sizeof want / sizeof *want);                                                \
    } while (0)

/* Lists that grow out of one another keep what is theirs. */
static void test_appended(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    const struct list *three = numbers(&a, 3);
    const struct list *four = list_appended(&a, three, val_int(7));
    const struct list *other = list_appended(&a, three, val_int(8));
    CHECK(three, 0, 1, 2);
    CHECK(four, 0, 1, 2, 7);
    CHECK(other, 0, 1, 2, 8);
    assert_ptr_equal(three->items, four->items);
    assert_ptr_not_equal(three->items, other->items);
    CHECK(list_appended(&a, NULL, val_int(1)), 1);
    arena_done(&a);
}

static void test_windows_of_appended(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    const struct list *three = numbers(&a, 3);
    const struct list *four = list_appended(&a, three, val_int(7));
    const struct list *first = list_window(&a, three, 0, 1), *last = list_window(&a, three, 2, 3);
    CHECK(list_appended(&a, first, val_int(9)), 0, 9);
    CHECK(list_appended(&a, last, val_int(9)), 2, 9);
    CHECK(list_window(&a, three, 1, 4), 1, 2, -1); /* room of three, not four's item */
    CHECK(list_window(&a, last, 0, 2), 2, -1);
    CHECK(four, 0, 1, 2, 7);
    arena_done(&a);
}

static void test_of_items(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    const val items[] = {val_int(5), val_int(6), val_int(7), val_int(8)};
    CHECK(list_copied(&a, items, 1, 4), 6, 7, 8);
    assert_int_equal(list_copied(&a, items, 1, 4)->cap, list_appended_cap(3));
    assert_int_equal(list_copied(&a, items, 2, 2)->len, 0);
    arena_done(&a);
}

static void test_many(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct list *l = numbers(&a, 10000);
    for (int64_t i = 0; i < 10000; i++)
        assert_int_equal(l->items[i].i, i);
    arena_done(&a);
}

/* Go's capacities: append copies first, then grows. */
static void test_capacity(void **state)
{
    (void)state;
    static const uint32_t want[] = {1, 2, 4, 6, 8};
    struct arena a;
    arena_init(&a, NULL);
    for (int64_t i = 0; i < 5; i++)
        assert_int_equal(numbers(&a, i + 1)->cap, want[i]);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_appended), cmocka_unit_test(test_windows_of_appended),
        cmocka_unit_test(test_of_items), cmocka_unit_test(test_many),
        cmocka_unit_test(test_capacity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
