#include "lint/flow_facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct arena arena;
static struct flow_paths paths;
static struct flow_facts facts;
static struct flow_path *root, *a, *b, *ab;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    flow_paths_init(&paths, &arena);
    facts = (struct flow_facts){.arena = &arena, .paths = &paths};
    root = flow_path_root(&paths, FLOW_ROOT_CHART, type_map(&arena, MAP_RECORD));
    a = flow_path_key(&paths, root, STR("a"));
    b = flow_path_key(&paths, root, STR("b"));
    ab = flow_path_key(&paths, a, STR("b"));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

static bool known(const struct flow_path *p)
{
    return flow_path_type(&facts, p)->any;
}

static void test_paths_are_interned(void **state)
{
    (void)state;
    assert_ptr_equal(flow_path_key(&paths, a, STR("b")), ab);
    assert_ptr_equal(flow_path_find(&paths, root, STR("a")), a);
    assert_null(flow_path_find(&paths, root, STR("z")));
    assert_true(flow_path_leads(a, ab));
    assert_false(flow_path_leads(b, ab));
    for (int i = 0; i < 2000; i++)
        flow_path_key(&paths, a, str_fmt(&arena, "k%d", i));
    assert_ptr_equal(flow_path_key(&paths, a, STR("b")), ab);
}

static void test_truth_leads_through(void **state)
{
    (void)state;
    const struct flow_fact *before = facts.head;
    assert_false(known(ab));
    assert_true(flow_assume(&facts, flow_cond_value(&arena, ab, NULL), true));
    assert_true(known(ab));
    assert_true(known(a)); /* a.b is there, so a is */
    facts.head = before;
    assert_false(known(a));
}

static void test_connectives(void **state)
{
    (void)state;
    const struct flow_cond *ca = flow_cond_value(&arena, a, NULL);
    const struct flow_cond *cb = flow_cond_value(&arena, b, NULL);
    facts.head = NULL;
    flow_assume(&facts, flow_cond_and(&arena, ca, cb), true);
    assert_true(known(a) && known(b));
    facts.head = NULL;
    flow_assume(&facts, flow_cond_or(&arena, ca, cb), true);
    assert_false(known(a) || known(b));
    facts.head = NULL;
    flow_assume(&facts, flow_cond_or(&arena, flow_cond_and(&arena, ca, cb), ca), true);
    assert_true(known(a)); /* either way */
    assert_false(known(b));
    facts.head = NULL;
    flow_assume(&facts, flow_cond_or(&arena, flow_cond_not(&arena, ca), NULL), false);
    assert_true(known(a));
    facts.head = NULL;
}

static void test_contradictions(void **state)
{
    (void)state;
    const struct flow_cond *ca = flow_cond_value(&arena, a, NULL);
    facts.head = NULL;
    assert_true(flow_assume(&facts, ca, true));
    assert_false(flow_assume(&facts, ca, false));
    assert_false(flow_assume(&facts, &flow_cond_never, true));
    assert_true(flow_assume(&facts, &flow_cond_always, true));
    facts.head = NULL;
}

static void test_size_is_bounded(void **state)
{
    (void)state;
    const struct flow_cond *c = flow_cond_value(&arena, a, NULL);
    for (int i = 0; i < 100; i++)
        c = flow_cond_and(&arena, c, c);
    facts.head = NULL;
    assert_true(flow_assume(&facts, c, true));
    facts.head = NULL;
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths_are_interned), cmocka_unit_test(test_truth_leads_through),
        cmocka_unit_test(test_connectives), cmocka_unit_test(test_contradictions),
        cmocka_unit_test(test_size_is_bounded)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
