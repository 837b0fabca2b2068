#include "value/map.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { MOST = 40 };

static const str keys[] = {
    STR_INIT(""),
    STR_INIT("a"),
    STR_INIT("b"),
    STR_INIT("ab"),
    STR_INIT("name"),
    STR_INIT("nome"),
    STR_INIT("annota1"),
    STR_INIT("annota2"),
    STR_INIT("replica"),
    STR_INIT("replicas"),
    STR_INIT("replicaz"),
    STR_INIT("sixteen-letters-"),
    STR_INIT("seventeen-letters"),
    STR_INIT("seventeen-lettErs"),
    STR_INIT("1"),
    STR_INIT("2"),
    STR_INIT("3"),
    STR_INIT("4"),
    STR_INIT("5"),
    STR_INIT("6"),
};

enum { KEYS = sizeof keys / sizeof *keys };

/* The same keys and values in the same order, also as they are found by key. */
static void assert_same(const struct map *x, struct map *y)
{
    assert_int_equal(map_len(x), map_len(y));
    for (size_t i = 0; i < map_len(x); i++) {
        const struct map_entry *e = &x->entries[i];
        assert_true(str_eq(e->key, y->entries[i].key));
        assert_int_equal(e->value.i, y->entries[i].value.i);
        const val *found = map_get(x, e->key);
        assert_ptr_equal(found, &e->value);
    }
    for (size_t i = 0; i < KEYS; i++)
        assert_int_equal(map_has(x, keys[i]), map_has(y, keys[i]));
}

/* map_of is map_set of each entry; what is set afterwards finds its place. */
static void test_of_entries(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < 200; seed++)
        for (uint32_t n = 0; n <= MOST; n++) {
            struct arena a;
            struct map_entry entries[MOST];
            unsigned random = seed * 77 + n;
            arena_init(&a, NULL);
            struct map *want = map_new(&a, 0);
            for (uint32_t i = 0; i < n; i++) {
                random = random * 1103515245 + 12345;
                str key = keys[(random >> 16) % KEYS];
                entries[i] = (struct map_entry){key, str_hash(key), val_int(i)};
                map_set(want, key, val_int(i));
            }
            struct map *got = map_of(&a, entries, n);
            assert_same(got, want);
            for (int i = 0; i < KEYS; i += 3) {
                map_set(got, keys[i], val_int(-i));
                map_set(want, keys[i], val_int(-i));
                map_remove(got, keys[i / 2]);
                map_remove(want, keys[i / 2]);
            }
            assert_same(got, want);
            arena_done(&a);
        }
}

static void test_order(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct map *m = map_new(&a, 0);
    for (size_t i = KEYS; i-- > 0;)
        map_set(m, keys[i], val_int((int64_t)i));
    for (size_t i = 1; i < KEYS; i++)
        assert_true(str_cmp(map_sorted_entry(m, i - 1)->key, map_sorted_entry(m, i)->key) < 0);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_of_entries),
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
