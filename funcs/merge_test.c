#include "funcs/call_test.h"

static const struct call_case filling[] = {
    {"merge (dict \"a\" 1) (dict \"a\" 2 \"b\" 3)", "map[a:1 b:3]"},
    {"merge (dict \"a\" 0) (dict \"a\" 2)", "map[a:2]"},
    {"merge (dict \"a\" false) (dict \"a\" true)", "map[a:true]"},
    {"merge (dict \"a\" nil) (dict \"a\" 2)", "map[a:2]"},
    {"merge (dict) (dict \"a\" nil)", "map[]"},
    {"merge (dict \"a\" (dict \"b\" 0)) (dict \"a\" (dict \"b\" 5 \"c\" 1))",
     "map[a:map[b:5 c:1]]"},
    {"merge (dict \"a\" (dict \"b\" 1)) (dict \"a\" 7)", "map[a:map[b:1]]"},
    {"merge (dict \"a\" 5) (dict \"a\" (list 1))", "map[a:5]"},
    {"merge (dict \"a\" (list)) (dict \"a\" (dict \"b\" 1))", "map[a:map[b:1]]"},
    {"merge (dict \"a\" (list nil)) (dict \"a\" (list 1))", "map[a:[<nil>]]"},
    {"merge (dict \"x\" 1) (dict \"a\" (list 1) \"b\" (list 2))", "map[a:[1] b:[2] x:1]"},
    {"merge (dict) (dict \"a\" 1) (dict \"a\" 2 \"b\" 2)", "map[a:1 b:2]"},
    {"merge nil (dict \"a\" 1)", "map[a:1]"},
    {"merge nil nil", "map[]"},
    {"merge (dict \"a\" 1)", "map[a:1]"},
};

static const struct call_case overwriting[] = {
    {"mergeOverwrite (dict \"a\" 1) (dict \"a\" 2 \"b\" 3)", "map[a:2 b:3]"},
    {"mergeOverwrite (dict \"a\" 1) (dict \"a\" 0)", "map[a:0]"},
    {"mergeOverwrite (dict \"a\" (dict \"b\" 1)) (dict \"a\" nil)", "map[a:<nil>]"},
    {"mergeOverwrite (dict \"a\" (dict \"b\" 1)) (dict \"a\" (dict))", "map[a:map[b:1]]"},
    {"mergeOverwrite (dict \"a\" (list 1)) (dict \"a\" (list))", "map[a:[]]"},
    {"mergeOverwrite (dict \"a\" (list 1)) (dict \"a\" (list 2 3))", "map[a:[2 3]]"},
    {"mergeOverwrite (dict \"a\" (dict \"b\" 1)) (dict \"a\" 7)", "map[a:7]"},
    {"mergeOverwrite (dict \"a\" 7) (dict \"a\" (dict \"b\" 1))", "map[a:map[b:1]]"},
    {"mustMergeOverwrite (dict) (dict \"a\" nil)", "map[a:<nil>]"},
};

static const struct call_case mistyped[] = {
    {"mergeOverwrite (dict \"a\" (split \",\" \"a\")) (dict \"a\" (dict \"b\" 1))",
     "!reflect.Value.SetMapIndex: value of type interface {} is not assignable to type string"},
    {"merge (dict \"a\" (split \",\" \"a\")) (dict \"a\" (dict \"_0\" (list 1)))",
     "!reflect: call of reflect.Value.IsNil on string Value"},
    {"merge (dict \"a\" (split \",\" \"a\")) (dict \"a\" (dict \"_1\" (list 1)))",
     "!reflect.Value.SetMapIndex: value of type []interface {} is not assignable to type string"},
    {"merge (dict \"a\" (split \",\" \"a\")) (dict \"a\" (dict \"_0\" 1))", "map[a:map[_0:a]]"},
    {"merge (dict \"a\" (dict \"b\" 1)) (dict \"a\" (split \",\" \"x\"))", "map[a:map[_0:x b:1]]"},
};

static void test_filling(void **state)
{
    (void)state;
    CALL_CHECK_ALL(filling);
}

static void test_overwriting(void **state)
{
    (void)state;
    CALL_CHECK_ALL(overwriting);
}

static void test_mistyped(void **state)
{
    (void)state;
    CALL_CHECK_ALL(mistyped);
}

/* Maps of a source are shared with the destination; those of the destination change in place. */
static void test_aliasing(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct fn_env env = {.arena = &a};
    struct fn_call c = {.arena = &a, .env = &env};
    struct map *empty = map_new(&a, 0), *inner = map_new(&a, 1);
    struct map *dst = map_new(&a, 0), *src = map_new(&a, 1);
    map_set(inner, STR("b"), val_int(1));
    map_set(src, STR("a"), val_map(inner));
    map_set(dst, STR("a"), val_map(empty));
    val arg[] = {val_map(dst), val_map(src)}, ret;
    assert_true(fn_merge(&c, arg, 2, &ret));
    assert_ptr_equal(ret.map, dst);
    assert_int_equal(ret.gotype, T_MAP);
    assert_ptr_equal(map_get(dst, STR("a"))->map, empty); /* filled in place */
    assert_int_equal(map_len(empty), 1);
    map_remove(dst, STR("a"));
    assert_true(fn_merge(&c, arg, 2, &ret));
    assert_ptr_equal(map_get(dst, STR("a"))->map, inner);
    arena_done(&a);
}

/* Go would die of its stack. */
static void test_cycles(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct fn_call c = {.arena = &a};
    struct map *x = map_new(&a, 1), *y = map_new(&a, 1);
    map_set(x, STR("self"), val_map(x));
    map_set(y, STR("self"), val_map(y));
    val arg[] = {val_map(x), val_map(y)}, ret;
    assert_false(fn_merge(&c, arg, 2, &ret));
    assert_true(c.error.len > 0);
    val self[] = {val_map(x), val_map(x)};
    assert_false(fn_merge_overwrite(&c, self, 2, &ret));
    arena_done(&a);
}

/* A source that is refused ends in "" without must. */
static void test_refusal(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct fn_call c = {.arena = &a};
    struct map *dst = map_new(&a, 1), *src = map_new(&a, 1);
    map_set(dst, STR("a"), val_record(T_SEMVER_PTR, record_new(&a, T_SEMVER)));
    map_set(src, STR("a"), val_map(map_new(&a, 0)));
    val arg[] = {val_map(dst), val_map(src)}, ret;
    assert_true(fn_merge(&c, arg, 2, &ret));
    assert_true(str_eq(val_text(ret), STR("")));
    assert_false(fn_must_merge(&c, arg, 2, &ret));
    assert_true(str_eq(c.error, STR("src and dst must be of same type")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_filling),  cmocka_unit_test(test_overwriting),
        cmocka_unit_test(test_mistyped), cmocka_unit_test(test_aliasing),
        cmocka_unit_test(test_cycles),   cmocka_unit_test(test_refusal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
