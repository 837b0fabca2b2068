#include "cli/options.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

enum { MAX_ARGS = 12 };

/* Parses up to MAX_ARGS arguments, NULL-terminated. */
static bool parse(struct arena *a, const char *const *args, struct options *ret, str *ret_error)
{
    const char *argv[MAX_ARGS + 1] = {"chelm-template"};
    int n = 1;
    while (args[n - 1]) {
        argv[n] = args[n - 1];
        n++;
    }
    struct diags diags;
    diags_init(&diags, a);
    *ret = (struct options){.help = false};
    bool ok = options_parse(a, n, argv, ret, &diags);
    *ret_error = ok ? (str){0} : diag_last_error(&diags)->text;
    return ok;
}

static bool is(str s, const char *want)
{
    return str_eq(s, str_from_c(want));
}

static void test_forms(void **state)
{
    (void)state;
    static const char *const args[] = {
        "rel",   "-nx",       "--set=a=1", "--set", "b=2", "-f=1,2", "-gf3", "--no-hooks=false",
        "chart", "--dry-run", "--",        "-z",    NULL};
    struct arena a;
    arena_init(&a, NULL);
    struct options o;
    str error;
    assert_true(parse(&a, args, &o, &error));
    assert_int_equal(o.args.n, 3);
    assert_true(is(o.args.items[1], "chart") && is(o.args.items[2], "-z"));
    assert_true(is(o.name_space, "x"));
    assert_int_equal(o.set.n, 2);
    assert_true(is(o.set.items[0], "a=1") && is(o.set.items[1], "b=2"));
    assert_int_equal(o.values.n, 3);
    assert_true(is(o.values.items[1], "2") && is(o.values.items[2], "3"));
    assert_true(o.generate_name && !o.no_hooks);
    assert_true(is(o.dry_run, "unset"));
    arena_done(&a);
}

static void test_errors(void **state)
{
    (void)state;
    static const struct {
        const char *arg, *want;
    } cases[] = {
        {"--bogus", "unknown flag: --bogus"},
        {"--bogus=1", "unknown flag: --bogus"},
        {"--set", "flag needs an argument: --set"},
        {"-f", "flag needs an argument: 'f' in -f"},
        {"-gf", "flag needs an argument: 'f' in -f"},
        {"-zq", "unknown shorthand flag: 'z' in -zq"},
        {"--=x", "bad flag syntax: --=x"},
        {"---x", "bad flag syntax: ---x"},
        {"--no-hooks=x", "invalid argument \"x\" for \"--no-hooks\" flag: strconv.ParseBool: "
                         "parsing \"x\": invalid syntax"},
        {"-g=zz", "invalid argument \"zz\" for \"-g, --generate-name\" flag: strconv.ParseBool: "
                  "parsing \"zz\": invalid syntax"},
        {"-fa\"b", "invalid argument \"a\\\"b\" for \"-f, --values\" flag: parse error on line 1, "
                   "column 2: bare \" in non-quoted-field"},
        {"-f\"a\"b", "invalid argument \"\\\"a\\\"b\" for \"-f, --values\" flag: parse error on "
                     "line 1, column 3: extraneous or missing \" in quoted-field"},
        {"-f\"ab", "invalid argument \"\\\"ab\" for \"-f, --values\" flag: parse error on line 1, "
                   "column 4: extraneous or missing \" in quoted-field"},
        {"--timeout=x", "invalid argument \"x\" for \"--timeout\" flag: time: invalid duration "
                        "\"x\""},
        {"--qps=1e39", "invalid argument \"1e39\" for \"--qps\" flag: strconv.ParseFloat: parsing "
                       "\"1e39\": value out of range"},
        {"--burst-limit=1.5", "invalid argument \"1.5\" for \"--burst-limit\" flag: "
                              "strconv.ParseInt: parsing \"1.5\": invalid syntax"},
        {"-la", "invalid argument \"a\" for \"-l, --labels\" flag: a must be formatted as "
                "key=value"},
        {"--wait=x", "invalid argument \"x\" for \"--wait\" flag: invalid wait input \"x\". Valid "
                     "inputs are watcher, hookOnly, and legacy"},
        {"--skip-headers=x", "invalid argument \"x\" for \"--skip-headers\" flag: parse error"},
        {"-\xc3\xa9", "unknown shorthand flag: '\xc3\x83' in -\xc3\xa9"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a, NULL);
        struct options o;
        str error;
        const char *const args[] = {cases[i].arg, NULL};
        assert_false(parse(&a, args, &o, &error));
        if (!is(error, cases[i].want))
            fail_msg("%s: got %.*s", cases[i].arg, STR_ARG(error));
        arena_done(&a);
    }
}

static void test_csv(void **state)
{
    (void)state;
    static const struct {
        const char *arg;
        size_t n;
        const char *last;
    } cases[] = {
        {"-fa", 1, "a"},
        {"-fa,b", 2, "b"},
        {"-f\"a,b\"", 1, "a,b"},
        {"-fa,", 2, ""},
        {"-f,a", 2, "a"},
        {"-f\"a\"\"b\",c", 2, "c"},
        {"-f\"a\"\"b\"", 1, "a\"b"},
        {"--values=", 0, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a, NULL);
        struct options o;
        str error;
        const char *const args[] = {cases[i].arg, NULL};
        assert_true(parse(&a, args, &o, &error));
        assert_int_equal(o.values.n, cases[i].n);
        assert_true(!o.values.n || is(o.values.items[o.values.n - 1], cases[i].last));
        arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_csv),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
