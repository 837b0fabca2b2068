#include "lint/type.h"

#include "base/arena.h"
#include "base/buf.h"
#include "value/yaml_parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct arena arena;
static const struct lint_file values_file;
static const struct decl declared = {.kind = DECL_VALUES, .file = &values_file};

static const struct type *of(const char *yaml)
{
    val v;
    str error;
    assert_true(yaml_parse(&arena, str_from_c(yaml), YAML_ROOT_ANY, &v, &error));
    return type_of_value(&arena, v);
}

static void check(const struct type *t, const char *want)
{
    struct buf b;
    buf_init(&b, &arena);
    type_print(&b, t);
    assert_string_equal(str_c(&arena, buf_str(&b)), want);
}

static void test_print(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *want;
    } cases[] = {
        {"null", "null"},
        {"true", "bool"},
        {"5", "number"},
        {"''", "string"},
        {"[]", "list"},
        {"{}", "map"},
        {"[a, b]", "list<string>"},
        {"[a, 1]", "list<number|string>"},
        {"[a, null]", "list<string?>"},
        {"[a, 1, null]", "list<number|string|null>"},
        {"[[[[[1]]]]]", "list<list<list<list>>>"},
        {"{tag: a, repository: b}", "map{repository: string; tag: string}"},
        {"[{name: a, value: b}]", "list<map{name; value}>"},
        {"{a: {b: {c: 1}}}", "map{a: map{b}}"},
        {"{a: 1, b: 1, c: 1, d: 1, e: 1}", "map{a: number; b: number; c: number; d: number; …}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(of(cases[i].yaml), cases[i].want);
    check(&type_any, "any");
    check(&type_never, "never");
    check(type_join(&arena, &type_int, &type_int64), "integer");
    check(type_join(&arena, &type_int, &type_null), "int?");
    check(type_literal(&arena, STR("a\"")), "\"a\\\"\"");
    check(type_one_of(&arena, (const str[]){STR_INIT("a"), STR_INIT("b")}, 2), "\"a\"|\"b\"");
    check(type_opaque(&arena, T_FILES), "engine.files");
    check(type_of_gotype(&arena, T_STRING_MAP), "map<string>");
    check(type_of_gotype(&arena, T_VERSION_SET), "common.VersionSet");
    check(type_of_gotype(&arena, T_STRINGS), "list<string>");
    check(type_of_gotype(&arena, T_UINT64), "int64");
}

static void test_values(void **state)
{
    (void)state;
    const struct type *t = of("{a: '', b: {}, c: [], d: null, e: '{{ x }}', f: {g: 1}, h: 0}");
    static const char placeholders[] = "abcd";
    for (size_t i = 0; placeholders[i]; i++)
        assert_true(type_field(t, str_make(placeholders + i, 1))->type->tags & TYPE_PLACEHOLDER);
    assert_int_equal(type_field(t, STR("h"))->type->tags, 0);
    assert_int_equal(type_field(t, STR("e"))->type->tags, TYPE_TEMPLATE);
    assert_int_equal(type_field(t, STR("b"))->type->rest, MAP_OPEN);
    assert_int_equal(type_field(t, STR("f"))->type->rest, MAP_RECORD);
    assert_true(type_field(t, STR("h"))->type->known.f >= 0);
    assert_null(type_field(t, STR("z")));
    assert_int_equal(type_of_value(&arena, val_int64(1))->kinds, TYPE_INT64);
    assert_int_equal(type_of_value(&arena, val_int(1))->kinds, TYPE_INT);
}

static void test_deep_value(void **state)
{
    (void)state;
    char yaml[2001];
    for (size_t i = 0; i < 1000; i++) {
        yaml[i] = '[';
        yaml[1000 + i] = ']';
    }
    yaml[2000] = 0;
    const struct type *t = of(yaml);
    unsigned depth = 0;
    for (; t->item; t = t->item)
        depth++;
    assert_int_equal(depth, 64);
}

static void test_fields(void **state)
{
    (void)state;
    const struct type *t = type_map(&arena, MAP_RECORD);
    t = type_with_field(&arena, t, STR("b"), &type_int, PRESENCE_ALWAYS, NULL);
    t = type_with_field(&arena, t, STR("a"), &type_bool, PRESENCE_MAYBE, NULL);
    t = type_with_field(&arena, t, STR("c"), &type_bool, PRESENCE_NEVER, NULL);
    check(t, "map{a: bool; b: int}");
    check(type_with_field(&arena, t, STR("b"), &type_string, PRESENCE_ALWAYS, NULL),
          "map{a: bool; b: string}");
    check(type_without_field(&arena, t, STR("a")), "map{b: int}");
    assert_ptr_equal(type_without_field(&arena, t, STR("z")), t);
    struct type_field more[] = {{STR_INIT("z"), &type_int, PRESENCE_ALWAYS, NULL},
                                {STR_INIT("a"), &type_int, PRESENCE_ALWAYS, NULL},
                                {STR_INIT("z"), &type_string, PRESENCE_ALWAYS, NULL}};
    check(type_with_fields(&arena, t, more, 3), "map{a: int; b: int; z: string}");

    check(type_read(&arena, t, STR("b")), "int");
    check(type_read(&arena, t, STR("a")), "bool?");
    assert_true(type_read(&arena, t, STR("a"))->tags & TYPE_MISSING);
    assert_ptr_equal(type_read(&arena, t, STR("c")), &type_missing);
    assert_ptr_equal(type_read(&arena, t, STR("z")), &type_missing);
    assert_ptr_equal(type_read(&arena, type_map(&arena, MAP_OPEN), STR("z")), &type_any);
    check(type_read(&arena, type_of_gotype(&arena, T_STRING_MAP), STR("z")), "string?");
    assert_ptr_equal(type_read(&arena, &type_any, STR("z")), &type_any);
    assert_ptr_equal(type_read(&arena, &type_null, STR("z")), &type_missing);
    assert_ptr_equal(type_read(&arena, &type_string, STR("z")), &type_any);
}

static void test_join(void **state)
{
    (void)state;
    static const struct {
        const char *x, *y, *join, *overlay;
    } cases[] = {
        {"1", "a", "number|string", "number|string"},
        {"1", "null", "number?", "number?"},
        {"{a: 1}", "{b: 2}", "map{a: number; b: number}", "map{a: number; b: number}"},
        {"{a: {b: 1}}", "{a: {c: 1}}", "map{a: map{b; c}}", "map{a: map{b; c}}"},
        {"{a: 1}", "{a: x}", "map{a: number|string}", "map{a: number|string}"},
        {"[1]", "[a]", "list<number|string>", "list<number|string>"},
        {"[1]", "[]", "list", "list"},
        {"[1]", "{a: 1}", "list<number>|map{a: number}", "list<number>|map{a: number}"},
        {"{a: 1}", "{}", "map{a: any}", "map{a: number}"},
        {"{}", "{a: 1}", "map{a: any}", "map{a: number}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check(type_join(&arena, of(cases[i].x), of(cases[i].y)), cases[i].join);
        check(type_overlay(&arena, of(cases[i].x), of(cases[i].y)), cases[i].overlay);
    }
    assert_ptr_equal(type_join(&arena, &type_any, &type_int), &type_any);
    assert_ptr_equal(type_join(&arena, &type_never, &type_int), &type_int);
    assert_ptr_equal(type_join(&arena, &type_int, &type_int), &type_int);
}

static void test_join_presence(void **state)
{
    (void)state;
    const struct type *t = type_join(&arena, of("{a: 1, b: 1}"), of("{a: 1}"));
    assert_int_equal(type_field(t, STR("a"))->presence, PRESENCE_ALWAYS);
    assert_int_equal(type_field(t, STR("b"))->presence, PRESENCE_MAYBE);
    assert_int_equal(t->rest, MAP_RECORD);
    t = type_overlay(&arena, of("{a: 1}"), of("{b: 1}"));
    assert_int_equal(type_field(t, STR("a"))->presence, PRESENCE_ALWAYS);
    t = type_overlay(&arena, of("{a: {b: 1}}"), of("{a: null}"));
    assert_int_equal(type_field(t, STR("a"))->presence, PRESENCE_MAYBE);
    t = type_overlay(&arena, of("{a: 1}"), type_map(&arena, MAP_CLOSED));
    assert_int_equal(t->rest, MAP_CLOSED);
    t = type_join(&arena, of("{a: 1}"), type_map(&arena, MAP_CLOSED));
    assert_int_equal(t->rest, MAP_RECORD);
}

static void test_join_details(void **state)
{
    (void)state;
    const struct type *t = type_join(&arena, of("1"), of("2"));
    assert_int_equal(t->known.tag, V_INVALID);
    t = type_overlay(&arena, of("1"), of("2"));
    assert_true(t->known.f >= 2);
    t = type_join(&arena, type_literal(&arena, STR("a")), type_literal(&arena, STR("b")));
    check(t, "\"a\"|\"b\"");
    assert_false(t->tags & TYPE_CONSTANT);
    check(type_join(&arena, t, type_literal(&arena, STR("a"))), "\"a\"|\"b\"");
    check(type_join(&arena, t, &type_string), "string");
    check(type_join(&arena, t, &type_int), "int|\"a\"|\"b\"");
    t = type_join(&arena, &type_missing, &type_int);
    assert_true(t->tags & TYPE_MISSING);
    assert_false(type_join(&arena, t, &type_null)->tags & TYPE_MISSING);
    t = type_tagged(&arena, type_map(&arena, MAP_CLOSED), TYPE_ROOT);
    assert_true(type_join(&arena, t, &type_int)->tags & TYPE_ROOT);
    assert_false(type_join(&arena, t, of("{a: 1}"))->tags & TYPE_ROOT);
    check(type_join(&arena, type_opaque(&arena, T_FILES), type_opaque(&arena, T_TIME)), "any");
}

static void test_join_many_fields(void **state)
{
    (void)state;
    struct type_field fields[100];
    for (size_t i = 0; i < 100; i++)
        fields[i] =
            (struct type_field){str_fmt(&arena, "f%zu", i), &type_int, PRESENCE_ALWAYS, NULL};
    const struct type *t = type_with_fields(&arena, type_map(&arena, MAP_RECORD), fields, 100);
    const struct type *j = type_join(&arena, t, of("{a: 1}"));
    assert_int_equal(j->field_count, 64);
    assert_int_equal(j->rest, MAP_OPEN);
    assert_int_equal(type_overlay(&arena, t, of("{a: 1}"))->field_count, 101);
}

static void test_decls(void **state)
{
    (void)state;
    static const struct decl other = {.kind = DECL_USER};
    const struct type *x = type_declared(&arena, &type_int, &declared);
    const struct type *y = type_declared(&arena, &type_string, &other);
    const struct type *t = type_overlay(&arena, x, y);
    assert_int_equal(t->decl->kind, DECL_USER);
    assert_int_equal(t->decl->next->kind, DECL_VALUES);
    assert_null(t->decl->next->next);
    assert_null(type_overlay(&arena, t, x)->decl->next->next);
    assert_ptr_equal(type_join(&arena, x, y)->decl, &declared);
}

static void test_kinds(void **state)
{
    (void)state;
    const struct type *t = type_join(&arena, of("[1, a]")->item, of("{a: 1}"));
    t = type_join(&arena, t, &type_null);
    check(t, "number|string|map{a: number}|null");
    check(type_without(&arena, t, TYPE_NULL | TYPE_MAP), "number|string");
    check(type_only(&arena, t, TYPE_MAP), "map{a: number}");
    assert_int_equal(type_only(&arena, t, TYPE_STRING)->field_count, 0);
    assert_ptr_equal(type_only(&arena, t, TYPE_LIST), &type_never);
    assert_ptr_equal(type_without(&arena, &type_int, TYPE_INT), &type_never);
    assert_ptr_equal(type_without(&arena, &type_int, TYPE_MAP), &type_int);
    assert_true(type_without(&arena, &type_any, TYPE_NULL)->any);
    check(type_only(&arena, &type_any, TYPE_STRING | TYPE_MAP), "string|map");
    check(type_only(&arena, of("''"), TYPE_MAP), "map");
    assert_int_equal(type_only(&arena, of("''"), TYPE_MAP)->rest, MAP_OPEN);
}

/* What is left of a value of values.yaml in either branch of an if. */
static void test_conditions(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *truthy, *falsy;
    } cases[] = {
        {"true", "bool", "bool"},
        {"5", "number", "number"},
        {"a", "string", "\"\""},
        {"''", "any", "\"\""},
        {"null", "any", "null"},
        {"{}", "list|map", "map"},
        {"[]", "list|map", "list"},
        {"{a: 1}", "map{a: number}", "null"},
        {"[1]", "list<number>", "list<number>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct type *t = type_declared(&arena, of(cases[i].yaml), &declared);
        check(type_truthy(&arena, t), cases[i].truthy);
        check(type_falsy(&arena, t), cases[i].falsy);
        assert_false(type_always_true(t) || type_always_false(t));
        assert_false(type_truthy(&arena, t)->kinds & TYPE_NULL);
    }
}

static void test_sure_conditions(void **state)
{
    (void)state;
    const struct type *yes = type_constant(&arena, val_bool(true));
    const struct type *no = type_constant(&arena, val_bool(false));
    const struct type *text = type_literal(&arena, STR("false"));
    const struct type *none = type_constant(&arena, val_str(STR("")));
    const struct type *dict = type_with_field(&arena, type_map(&arena, MAP_CLOSED), STR("a"),
                                              &type_int, PRESENCE_ALWAYS, NULL);
    assert_true(type_always_true(yes) && type_always_true(text) && type_always_true(dict));
    assert_true(type_always_false(no) && type_always_false(none));
    assert_true(type_always_false(&type_missing) && type_always_false(&type_null));
    assert_false(type_always_true(&type_bool) || type_always_false(&type_bool));
    assert_false(type_always_true(&type_any) || type_always_false(&type_any));
    assert_false(type_always_true(&type_output));
    assert_true(type_always_true(type_opaque(&arena, T_TIME)));
    assert_false(type_always_true(type_opaque(&arena, T_FILES)));
    assert_ptr_equal(type_truthy(&arena, no), &type_never);
    assert_ptr_equal(type_falsy(&arena, yes), &type_never);
    assert_ptr_equal(type_falsy(&arena, dict), &type_never);
    const struct type *either = type_join(&arena, text, none);
    check(type_truthy(&arena, either), "\"false\"");
    check(type_falsy(&arena, either), "\"\"");
    check(type_falsy(&arena, type_join(&arena, yes, &type_missing)), "bool?");
}

static void test_equal(void **state)
{
    (void)state;
    static const char *yaml[] = {"1",        "2",   "a",      "''",        "null",
                                 "[1]",      "[2]", "{a: 1}", "{a: true}", "{b: 1}",
                                 "[[true]]", "[]",  "{}",     "true"};
    size_t n = sizeof yaml / sizeof *yaml;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            if (i != k)
                assert_false(type_equal(of(yaml[i]), of(yaml[k])));
    assert_true(type_equal(of("1"), of("1")) && type_equal(of("a"), of("a")));
    assert_true(type_equal(of("[a, b]")->item, of("[a, b]")->item));
    assert_false(type_equal(&type_null, &type_missing));
    const struct type *t = type_literal(&arena, STR("a"));
    assert_true(type_equal(t, type_literal(&arena, STR("a"))));
    assert_false(type_equal(t, type_literal(&arena, STR("b"))));
    assert_true(type_equal(type_declared(&arena, t, &declared), t));
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
        cmocka_unit_test(test_print),        cmocka_unit_test(test_values),
        cmocka_unit_test(test_deep_value),   cmocka_unit_test(test_fields),
        cmocka_unit_test(test_join),         cmocka_unit_test(test_join_presence),
        cmocka_unit_test(test_join_details), cmocka_unit_test(test_join_many_fields),
        cmocka_unit_test(test_decls),        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_conditions),   cmocka_unit_test(test_sure_conditions),
        cmocka_unit_test(test_equal),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
