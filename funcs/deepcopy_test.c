#include "funcs/call_test.h"

static const struct call_case copies[] = {
    {"deepCopy (list 1 (dict \"a\" (list 2)))", "[1 map[a:[2]]]"},
    {"deepCopy 5", "5"},
    {"deepCopy (until 2) | typeOf", "[]int"},
    {"deepCopy (rest (list)) | deepEqual (rest (list))", "true"},
    {"deepCopy (append (list 1 2) 3) | slice", "[1 2 3]"},
    {"slice (deepCopy (append (list 1 2) 3)) 0 4", "[1 2 3 <nil>]"},
    {"deepCopy nil", "!reflect: call of reflect.Value.Type on zero Value"},
    {"mustDeepCopy nil", "!reflect: call of reflect.Value.Type on zero Value"},
};

static void test_copies(void **state)
{
    (void)state;
    CALL_CHECK_ALL(copies);
}

static void test_sharing(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct fn_call c = {.arena = &a};
    struct map *inner = map_new(&a, 1), *m = map_new(&a, 1);
    map_set(inner, STR("b"), val_int(1));
    map_set(m, STR("a"), val_map(inner));
    val arg = val_map(m), ret;
    assert_true(fn_deep_copy(&c, &arg, 1, &ret));
    map_set(inner, STR("b"), val_int(2));
    const val *copied = map_get(ret.map, STR("a"));
    assert_ptr_not_equal(copied->map, inner);
    assert_int_equal(map_get(copied->map, STR("b"))->i, 1);
    arena_done(&a);
}

/* copystructure sees exported fields only. */
static void test_records(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct fn_call c = {.arena = &a};
    struct record *r = record_new(&a, T_KUBE_VERSION);
    for (uint32_t i = 0; i < r->n; i++)
        r->field[i] = val_str(STR("v1"));
    val arg = val_record(T_KUBE_VERSION, r), ret;
    assert_true(fn_deep_copy(&c, &arg, 1, &ret));
    size_t hidden = gotype_find_field(T_KUBE_VERSION, STR("normalizedVersion"));
    size_t shown = gotype_find_field(T_KUBE_VERSION, STR("Major"));
    assert_int_equal(ret.record->field[hidden].len, 0);
    assert_int_equal(ret.record->field[shown].len, 2);
    arena_done(&a);
}

static void test_cycle(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct fn_call c = {.arena = &a};
    struct map *m = map_new(&a, 1);
    map_set(m, STR("self"), val_map(m));
    val arg = val_map(m), ret;
    assert_false(fn_deep_copy(&c, &arg, 1, &ret));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_sharing),
        cmocka_unit_test(test_records),
        cmocka_unit_test(test_cycle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
