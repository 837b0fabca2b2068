#include "funcs/call_test.h"

static const struct call_case cases[] = {
    {"semver \"v1.2\"", "1.2.0"},
    {"semver \"x\"", "!invalid semantic version"},
    {"semverCompare \">=1.20-0\" \"v1.21.3-gke\"", "true"},
    {"semverCompare \"\" \"1\"", "!improper constraint: \"\""},
    {"semverCompare \"1\" \"x\"", "!invalid semantic version"},
    {"semverCompare \"y\" \"x\"", "!improper constraint: \"y\""},
};

static void test_calls(void **state)
{
    (void)state;
    CALL_CHECK_ALL(cases);
}

/* A method without arguments, or with one. */
static void check_method(struct arena *a, val v, const char *name, val arg, const char *want)
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

static void test_methods(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    val v = call_eval(&a, "semver \"v1.2.3-rc.1+b\""), w = call_eval(&a, "semver \"1.2.3\"");
    val none = val_invalid();
    check_method(&a, v, "Minor", none, "2");
    check_method(&a, v, "Prerelease", none, "rc.1");
    check_method(&a, v, "Original", none, "v1.2.3-rc.1+b");
    check_method(&a, v, "IncPatch", none, "1.2.3");
    check_method(&a, v, "Compare", w, "-1");
    check_method(&a, v, "LessThan", w, "true");
    check_method(&a, v, "Equal", val_nil(), "false");
    check_method(&a, v, "Compare", val_nil(),
                 "!runtime error: invalid memory address or nil pointer dereference");
    check_method(&a, v, "SetMetadata", val_str(STR("a b")), "!invalid metadata string");
    check_method(&a, v, "Scan", val_str(STR("3.4")), "<nil>");
    check_method(&a, v, "String", none, "3.4.0");        /* the version itself changed */
    assert_null(method_find(T_SEMVER, STR("Original"))); /* needs a pointer */
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_calls),
                                       cmocka_unit_test(test_methods)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
