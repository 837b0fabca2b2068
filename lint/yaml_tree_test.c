#include "lint/yaml_tree.h"

#include "base/arena.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct arena arena;

/* The tree as text: {key@begin-end:value}, scalars as begin-end with ' when quoted. */
static void put(struct buf *out, const struct ynode *n)
{
    if (n->kind == YNODE_ALIAS || n->kind == YNODE_SCALAR) {
        const char *kind = n->kind == YNODE_ALIAS ? "*" : n->plain ? "" : "'";
        buf_put_fmt(out, "%s%.*s@%u-%u", kind, STR_ARG(n->text), n->span.begin, n->span.end);
        return;
    }
    buf_put_char(out, n->kind == YNODE_MAP ? '{' : '[');
    for (uint32_t i = 0; i < n->count; i++) {
        const struct yentry *e = &n->entries[i];
        if (i)
            buf_put_char(out, ' ');
        if (n->kind == YNODE_MAP)
            buf_put_fmt(out, "%s%.*s@%u-%u/%u:", e->twice ? "!" : "", STR_ARG(e->key),
                        e->key_span.begin, e->key_span.end, e->column);
        put(out, e->value);
    }
    buf_put_char(out, n->kind == YNODE_MAP ? '}' : ']');
}

static void check(const char *yaml, const char *want)
{
    struct buf b;
    buf_init(&b, &arena);
    const struct ynode *n = yaml_tree(&arena, str_from_c(yaml));
    if (n)
        put(&b, n);
    assert_string_equal(str_c(&arena, buf_str(&b)), want);
}

static void test_places(void **state)
{
    (void)state;
    static const char *cases[][2] = {
        {"", ""},
        {"# only a comment\n", ""},
        {"a", "a@0-1"},
        {"a: 1\n", "{a@0-1/0:1@3-4}"},
        {"a: 'x'\nb: \"y\"\n", "{a@0-1/0:'x@3-6 b@7-8/0:'y@10-13}"},
        {"a:\n  b: 1\n  c:\n", "{a@0-1/0:{b@5-6/2:1@8-9 c@12-13/2:@14-14}}"},
        {"a: [x, {b: 1}]\n", "{a@0-1/0:[x@4-5 {b@8-9/8:1@11-12}]}"},
        {"- a\n- b: 1\n", "[a@2-3 {b@6-7/2:1@9-10}]"},
        {"a: &x 1\nb: *x\n", "{a@0-1/0:1@3-7 b@8-9/0:*x@11-13}"},
        {"\xC3\xA4: \xE2\x82\xAC\nb: 1\n", "{\xC3\xA4@0-2/0:\xE2\x82\xAC@4-7 b@8-9/0:1@11-12}"},
        {"\xEF\xBB\xBF"
         "a: 1\n",
         "{a@3-4/0:1@6-7}"},
        {"a: 1\r\nb: 2\r\n", "{a@0-1/0:1@3-4 b@6-7/0:2@9-10}"},
        {"a: !!str 1\n", "{a@0-1/0:'1@3-10}"},
        {"a: 1\n---\nb: 1\n", "{a@0-1/0:1@3-4}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(cases[i][0], cases[i][1]);
}

static void test_doubled_keys(void **state)
{
    (void)state;
    check("a: 1\nb: 2\na: 3\n", "{!a@0-1/0:1@3-4 b@5-6/0:2@8-9 a@10-11/0:3@13-14}");
    check("<<: 1\n<<: 2\n", "{<<@0-2/0:1@4-5 <<@6-8/0:2@10-11}");
    const struct ynode *n = yaml_tree(&arena, STR("a: 1\nb: 2\na: 3\n"));
    assert_ptr_equal(ynode_find(n, STR("a")), &n->entries[2]);
    assert_null(ynode_find(n, STR("z")));
    assert_null(ynode_find(NULL, STR("z")));
    assert_null(ynode_find(n->entries[0].value, STR("z")));
}

/* What stands before a mistake is there. */
static void test_broken(void **state)
{
    (void)state;
    check("a: 1\nb: [\n", "{a@0-1/0:1@3-4 b@5-6/0:[]}");
    check("a: 1\n b: 2\n", "{a@0-1/0:1 b@3-7}");
    check("\xFF\xFE"
          "a\0",
          "");
    char deep[4001];
    memset(deep, '[', 4000);
    deep[4000] = 0;
    assert_non_null(yaml_tree(&arena, str_from_c(deep)));
}

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_doubled_keys),
        cmocka_unit_test(test_broken),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
