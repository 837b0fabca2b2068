#include "funcs/call_test.h"

/* A call of a method with at most one argument; an error stands after "!". */
static void check(struct arena *a, val v, const char *name, val arg, const char *want)
{
    const struct fn *f = method_find((enum gotype)v.gotype, str_from_c(name));
    assert_non_null(f);
    struct fn_env env = {.arena = a};
    struct fn_call c = {.fn = f, .arena = a, .env = &env};
    val args[2] = {v, arg}, ret;
    struct buf b;
    buf_init(&b, a);
    if (fn_body_of(f)(&c, args, arg.tag == V_INVALID ? 1 : 2, &ret))
        gofmt_value(&b, ret);
    else
        buf_put_fmt(&b, "!%.*s", STR_ARG(c.error));
    if (!str_eq(buf_str(&b), str_from_c(want)))
        fail_msg("%s\n got: %s\nwant: %s", name, str_c(a, buf_str(&b)), want);
}

static val text(const char *s)
{
    return val_str(str_from_c(s));
}

static val some_files(struct arena *a)
{
    struct map *m = map_new(a, 0);
    map_set(m, STR("conf/a.txt"), val_bytes(STR("x\ny\n")));
    map_set(m, STR("b.json"), val_bytes(STR("{}")));
    map_set(m, STR("empty"), val_bytes(STR("")));
    return val_typed_map(T_FILES, m);
}

static void test_files(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    val f = some_files(&a);
    check(&a, f, "Get", text("b.json"), "{}");
    check(&a, f, "Get", text("nope"), "");
    check(&a, f, "GetBytes", text("b.json"), "[123 125]");
    check(&a, f, "Lines", text("conf/a.txt"), "[x y]");
    check(&a, f, "Lines", text("nope"), "[]");
    check(&a, f, "Lines", text("empty"), "!runtime error: index out of range [-1]");
    check(&a, f, "Glob", text("conf/*"), "map[conf/a.txt:[120 10 121 10]]");
    check(&a, f, "Glob", text("*.txt"), "map[]");
    check(&a, f, "AsConfig", val_invalid(), "a.txt: |\n  x\n  y\nb.json: '{}'\nempty: \"\"");
    check(&a, f, "AsSecrets", val_invalid(), "a.txt: eAp5Cg==\nb.json: e30=\nempty: \"\"");
    check(&a, val_typed_map(T_FILES, NULL), "AsConfig", val_invalid(), "");
    arena_done(&a);
}

static void test_values(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct map *top = map_new(&a, 0), *inner = map_new(&a, 0);
    map_set(inner, STR("k"), val_int(1));
    map_set(top, STR("a"), val_map(inner));
    val v = val_typed_map(T_VALUES, top);
    check(&a, v, "YAML", val_invalid(), "a:\n  k: 1\n");
    check(&a, v, "Table", text("a"), "map[k:1]");
    check(&a, v, "Table", text("a.x"), "!\"x\" is not a table");
    check(&a, v, "Table", text(""), "!\"\" is not a table");
    check(&a, v, "PathValue", text("a.k"), "1");
    check(&a, v, "PathValue", text("a"), "!\"a\" is not a value");
    check(&a, v, "PathValue", text("x.y.k"), "!\"k\" is not a value");
    check(&a, v, "PathValue", text(""), "!YAML path cannot be empty");
    check(&a, v, "Encode", val_nil(),
          "!runtime error: invalid memory address or nil pointer dereference");
    check(&a, val_typed_map(T_VALUES, NULL), "AsMap", val_invalid(), "map[]");
    arena_done(&a);
}

static void test_capabilities(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct list *l = list_new(&a, 1);
    list_push(l, text("apps/v1"));
    val set = val_typed_list(T_VERSION_SET, l);
    check(&a, set, "Has", text("apps/v1"), "true");
    check(&a, set, "Has", text("apps/v1/Deployment"), "false");
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_files), cmocka_unit_test(test_values),
                                       cmocka_unit_test(test_capabilities)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
