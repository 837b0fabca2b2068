#include "lint/ynode.h"

#include "base/arena.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct budget budget;
static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, &budget);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

static const struct ynode *parse(const char *text)
{
    const struct ynode *root;
    assert_true(ynode_parse(&arena, str_from_c(text), &root));
    return root;
}

static void finds_values_by_path(void **state)
{
    (void)state;
    const struct ynode *n = parse("a:\n  b: &x {c: \"1\", d: ~}\n  e: *x\n");
    assert_true(str_eq(ynode_text(ynode_path(n, STR("a.b.c"))), STR("1")));
    assert_true(str_eq(ynode_text(ynode_path(n, STR("a.e.c"))), STR("1")));
    assert_true(ynode_is_null(ynode_path(n, STR("a.b.d"))));
    assert_null(ynode_path(n, STR("a.b.z")));
    assert_true(ynode_path(n, STR("a.b"))->flow);
    assert_int_equal(ynode_path(n, STR("a.b.c"))->line, 2);
}

static void tells_strings_from_other_scalars(void **state)
{
    (void)state;
    const struct ynode *n = parse("[a, 1, '1', true, ~, \"\", 2020-01-01, !!str 5]");
    static const bool want[] = {true, false, true, false, false, true, true, true};
    for (uint32_t i = 0; i < n->count; i++)
        assert_int_equal(ynode_is_string(n->items[i]), want[i]);
}

static void gives_spans_in_bytes(void **state)
{
    (void)state;
    struct source s = {.text = STR("é: ü\nlist:\n  - one two\n")};
    const struct ynode *n = parse("é: ü\nlist:\n  - one two\n");
    struct span span = ynode_span(&s, &arena, n->pairs[0].value);
    assert_true(str_eq(str_slice(s.text, span.begin, span.end), STR("ü")));
    span = ynode_span(&s, &arena, ynode_get(n, STR("list"))->items[0]);
    assert_true(str_eq(str_slice(s.text, span.begin, span.end), STR("one two")));
}

static void finds_doubled_keys_inner_first(void **state)
{
    (void)state;
    struct ynode_double *list;
    const struct ynode *n =
        parse("a: 1\nb:\n  c: 1\n  c: 2\n  \"1\": x\n  1: y\na: 3\n<<: {}\n<<: {}\n");
    assert_int_equal(ynode_doubles(&arena, n, &list), 2);
    assert_true(str_eq(list[0].again->text, STR("c")));
    assert_int_equal(list[1].value->line, 7);
    assert_int_equal(list[1].first->line, 1);
}

static void finds_doubled_keys_of_large_maps(void **state)
{
    (void)state;
    struct buf b;
    struct ynode_double *list;
    buf_init(&b, &arena);
    for (int i = 0; i < 100; i++)
        buf_put_fmt(&b, "k%d: 1\n", i % 90);
    const struct ynode *n = parse(str_c(&arena, buf_str(&b)));
    assert_int_equal(ynode_doubles(&arena, n, &list), 10);
}

static void refuses_what_is_no_yaml(void **state)
{
    (void)state;
    const struct ynode *root;
    assert_false(ynode_parse(&arena, STR("a: [\n"), &root));
    struct buf deep;
    buf_init(&deep, &arena);
    buf_put_fill(&deep, '[', 5000);
    assert_false(ynode_parse(&arena, buf_str(&deep), &root));
    assert_true(ynode_parse(&arena, STR(""), &root));
    assert_null(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_values_by_path),
        cmocka_unit_test(tells_strings_from_other_scalars),
        cmocka_unit_test(gives_spans_in_bytes),
        cmocka_unit_test(finds_doubled_keys_inner_first),
        cmocka_unit_test(finds_doubled_keys_of_large_maps),
        cmocka_unit_test(refuses_what_is_no_yaml),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
