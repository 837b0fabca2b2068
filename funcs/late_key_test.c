#include "funcs/late_key.h"
#include "funcs/printed_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct world {
    struct arena render;
    struct fn_env env;
    struct fn_call call; /* its arena lies within the render's */
    val old;             /* map[x:1], which lives as long as the render */
};

static void open_world(struct world *w)
{
    arena_init(&w->render, NULL);
    w->env = (struct fn_env){.arena = &w->render, .keys_may_wait = true};
    w->call = (struct fn_call){.arena = arena_within(&w->render), .env = &w->env};
    w->old = val_map(map_new(&w->render, 0));
    map_set(w->old.map, STR("x"), val_int(1));
}

static void test_who_may_wait(void **state)
{
    (void)state;
    struct world w;
    open_world(&w);
    val name = val_str(STR("a")), fresh = val_map(map_new(w.call.arena, 0));
    val nil_map = val_map(NULL), text = val_str(STR("map[x:1]"));
    const struct {
        val keys[2];
        uint32_t n;
        bool want;
    } cases[] = {
        {{name, w.old}, 4, true},       {{w.old, name}, 4, true},   {{w.old, name}, 3, true},
        {{name, w.old}, 3, true},       {{w.old, w.old}, 4, false}, {{name, fresh}, 4, false},
        {{name, nil_map}, 4, false},    {{text, w.old}, 4, false},  {{w.old, name}, 2, false},
        {{name, val_int(3)}, 4, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        val arg[4] = {cases[i].keys[0], val_int(0), cases[i].keys[1], val_int(0)};
        assert_int_equal(late_key_may_wait(&w.call, arg, cases[i].n), cases[i].want);
    }
    val arg[4] = {name, val_int(0), w.old, val_int(0)};
    w.env.keys_may_wait = false;
    assert_false(late_key_may_wait(&w.call, arg, 4));
    arena_done(&w.render);
}

static void test_the_last_of_equal_keys_counts(void **state)
{
    (void)state;
    struct world w;
    open_world(&w);
    struct map *m = map_new(w.call.arena, 0);
    late_key_add(&w.call, m, w.old, val_int(1));
    late_key_add(&w.call, m, w.old, val_int(2));
    val v[2] = {val_int(1), w.old};
    late_key_complete_for(&w.env, w.call.arena, v, 2);
    assert_true(m->is_incomplete);
    assert_int_equal(map_len(m), 0);
    v[0] = val_map(m);
    late_key_complete_for(&w.env, w.call.arena, v, 2);
    assert_false(m->is_incomplete);
    assert_null(w.env.late_keys);
    assert_int_equal(map_len(m), 1);
    assert_int_equal(map_get(m, STR("map[x:1]"))->i, 2);
    arena_done(&w.render);
}

/* Large texts are printed once until something changes. */
static void test_large_texts_are_shared(void **state)
{
    (void)state;
    struct world w;
    open_world(&w);
    char *file = arena_alloc(&w.render, 200000);
    memset(file, '!', 200000);
    map_set(w.old.map, STR("f"), val_bytes((str){file, 200000}));
    str a = printed_key(&w.call, w.old), b = printed_key(&w.call, w.old);
    assert_ptr_equal(a.s, b.s);
    assert_int_equal(a.len, sizeof "map[f:[] x:1]" - 1 + 200000 * 3 - 1);
    map_set(w.old.map, STR("x"), val_int(2));
    w.env.edits++;
    b = printed_key(&w.call, w.old);
    assert_false(str_eq(a, b));
    assert_true(str_eq(printed_key(&w.call, val_int(5)), STR("5")));
    arena_done(&w.render);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_may_wait),
        cmocka_unit_test(test_the_last_of_equal_keys_counts),
        cmocka_unit_test(test_large_texts_are_shared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
