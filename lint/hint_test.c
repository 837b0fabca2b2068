#include "lint/hint.h"

#include "base/arena.h"
#include "base/buf.h"
#include "value/yaml_parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct arena arena;
static const struct decl decl = {.kind = DECL_DOC};

static void check(const struct type *t, const char *want)
{
    struct buf b;
    buf_init(&b, &arena);
    if (t)
        type_print(&b, t);
    assert_string_equal(str_c(&arena, buf_str(&b)), want);
}

static void test_types(void **state)
{
    (void)state;
    static const char *cases[][2] = {
        {"string", "string"},
        {"int|string", "number|string"},
        {" bool ", "bool"},
        {"string?", "string?"},
        {"list<any>", "list"},
        {"list<map<string>>", "list<map<string>>"},
        {"dict<int|null>", "map<number?>"},
        {"map", "map"},
        {"any", "any"},
        {"integer | null", "number?"},
        {"", ""},
        {"text", ""},
        {"list<", ""},
        {"list<any", ""},
        {"string more", ""},
        {"string|", ""},
        {"list<list<list<list<list<list<list<list<list<list<any>>>>>>>>>>", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(hint_type(&arena, str_from_c(cases[i][0])), cases[i][1]);
}

static const struct type *of(const char *yaml)
{
    val v;
    str error;
    assert_true(yaml_parse(&arena, str_from_c(yaml), YAML_ROOT_ANY, &v, &error));
    return type_of_value(&arena, v);
}

static const struct type *with(const char *yaml, const char *path)
{
    struct hint *root = ARENA_NEW(&arena, struct hint);
    struct hint *h = hint_path(&arena, root, str_from_c(path));
    assert_non_null(h);
    h->decl = &decl;
    return hint_apply(&arena, of(yaml), root);
}

static void test_paths(void **state)
{
    (void)state;
    check(with("{a: 1}", "b"), "map{a: number; b: any}");
    check(with("{a: 1}", "a"), "map{a: number}");
    check(with("{a: {b: 1}}", "a.c"), "map{a: map{b; c}}");
    check(with("{a: null}", "a.c"), "map{a: map{c}?}");
    check(with("{a: 1}", "a.c"), "map{a: number}");
    check(with("{a: [{b: 1}]}", "a[0].c"), "map{a: list<map{b; c}>}");
    check(with("{}", "x.y.z"), "map{x: map{y}}");
    struct hint root = {0};
    static const char *bad[] = {"", "a..b", ".a", "a[", "a[0", "a[0]b"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_null(hint_path(&arena, &root, str_from_c(bad[i])));
}

static void test_what_hints_say(void **state)
{
    (void)state;
    struct hint root = {0};
    struct hint *h = hint_path(&arena, &root, STR("a"));
    const struct type *t = of("{a: {b: 1}}");
    assert_ptr_equal(hint_apply(&arena, t, &root), t); /* only a step */
    h->open = true;
    assert_int_equal(type_field(hint_apply(&arena, t, &root), STR("a"))->type->rest, MAP_OPEN);
    h->more = &type_string;
    check(hint_apply(&arena, t, &root), "map{a: string|map{b}}");
    h->set = &type_bool;
    check(hint_apply(&arena, t, &root), "map{a: bool|string}");
    const struct type_field *f = type_field(with("{a: 1}", "b"), STR("b"));
    assert_int_equal(f->presence, PRESENCE_MAYBE);
    assert_ptr_equal(f->decl, &decl);
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
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_what_hints_say),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
