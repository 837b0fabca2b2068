#include "value/yaml_parse.h"

#include "base/arena.h"
#include "value/dump_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check_all(const struct test_case *cases, size_t n, enum yaml_root root)
{
    for (size_t i = 0; i < n; i++) {
        struct arena a;
        val v = val_invalid();
        str error = STR("");
        arena_init(&a, NULL);
        bool ok = yaml_parse(&a, str_from_c(cases[i].text), root, &v, &error);
        check(&a, &cases[i], ok, v, error);
        arena_done(&a);
    }
}

static const struct test_case documents[] = {
    {"", true, "null"},
    {"# only a comment\n", true, "null"},
    {"null", true, "null"},
    {"a: 1\nb: [x, y]\nc: {d: ~}\n", true, "{\"a\":1,\"b\":[\"x\",true],\"c\":{\"d\":null}}"},
    {"a: 010\nb: 0x1F\nc: 1_000\nd: 1.5\ne: yes\nf: 2001-12-14\ng: 1:30\n", true,
     "{\"a\":8,\"b\":31,\"c\":1000,\"d\":1.5,\"e\":true,\"f\":\"2001-12-14\",\"g\":\"1:30\""
     "}"},
    {"x: 1\ny: 2\n", true, "{\"true\":2,\"x\":1}"},
    {"1: a\n1.0: b\n1.5: c\n1e21: d\n.inf: e\n0x10: f\n-0: g\n", true,
     "{\".inf\":\"e\",\"0\":\"g\",\"1\":\"b\",\"1.5\":\"c\",\"16\":\"f\",\"1e+21\":\"d\"}"},
    {"1.5e300: a\n-1e39: b\n.nan: c\n", true, "{\"-.inf\":\"b\",\".inf\":\"a\",\".nan\":\"c\"}"},
    {"a: 1\na: 2\n", true, "{\"a\":2}"},
    {"? a\n: b\n? c\n", true, "{\"a\":\"b\",\"c\":null}"},
    {"a: &x {p: 1}\nb: *x\nc: {<<: *x, q: 2}\n", true,
     "{\"a\":{\"p\":1},\"b\":{\"p\":1},\"c\":{\"p\":1,\"q\":2}}"},
    {"x: &x {b: 1}\nl: {b: 3, <<: *x}\nf: {<<: *x, b: 3}\n", true,
     "{\"f\":{\"b\":3},\"l\":{\"b\":1},\"x\":{\"b\":1}}"},
    {"x: &x {a: 1}\ny: {<<: [*x, {a: 2, b: 2}]}\n", true,
     "{\"true\":{\"a\":1,\"b\":2},\"x\":{\"a\":1}}"},
    {"\"<<\": 1\n", true, "{\"<<\":1}"},
    {"! <<: {a: 1}\n", true, "{\"a\":1}"},
    {"&k a: 1\nb: *k\n", true, "{\"a\":1,\"b\":\"a\"}"},
    {"a: &a 1\nb: *a\n*a : c\n", true, "{\"1\":\"c\",\"a\":1,\"b\":1}"},
    {"a: !!str 1\nb: !!int \"3\"\nc: !!float 3\nd: !!bool \"yes\"\ne: !!null \"\"\nf: !foo "
     "bar\ng: !foo 1\nh: ! \"12\"\n",
     true,
     "{\"a\":\"1\",\"b\":3,\"c\":3,\"d\":true,\"e\":null,\"f\":\"bar\",\"g\":\"1\",\"h\":\""
     "12\"}"},
    {"a: !!binary aGk=\nb: !!binary /w==\n", true, "{\"a\":\"hi\",\"b\":\"\xef\xbf\xbd\"}"},
    {"!!set {a, b}", true, "{\"a\":null,\"b\":null}"},
    {"a: |\n  x\n   y\n\nb: >-\n  p\n  q\n", true, "{\"a\":\"x\n y\n\",\"b\":\"p q\"}"},
    {"a: \"x\\ty\\u00e9\\x41\\\n  z\"\n", true,
     "{\"a\":\"x\ty\xc3\xa9"
     "Az\"}"},
    {"a: \"it\\'s\"\nb: \"\\'\"\nc: 'x\\'\n", true, "{\"a\":\"it's\",\"b\":\"'\",\"c\":\"x\\\"}"},
    {"a: '\\/'\nb: x\\/y\n", true, "{\"a\":\"\\/\",\"b\":\"x\\/y\"}"},
    {"{a:}\n", true, "{\"a:\":null}"},
    {"[a:, http://x:{}]\n", false,
     "error converting YAML to JSON: yaml: did not find expected ',' or ']'"},
    {"a: \xef\xbb\xbf"
     "b\n",
     true,
     "{\"a\":\"\xef\xbb\xbf"
     "b\"}"},
    {"\xef\xbb\xbf"
     "a: b\n",
     true, "{\"a\":\"b\"}"},
    {"--- a\n--- b\n", true, "\"a\""},
    {"a: 1\n...\n\t]]", true, "{\"a\":1}"},
    {"a: [1\n", false,
     "error converting YAML to JSON: yaml: line 1: did not find expected ',' or ']'"},
    {"a: b: c\n", false,
     "error converting YAML to JSON: yaml: mapping values are not allowed in this context"},
    {"a: @x\n", false,
     "error converting YAML to JSON: yaml: found character that cannot start any token"},
    {"a: 1\n b: 2\n", false,
     "error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this c"
     "ontext"},
    {"- a\nb: c\n", false,
     "error converting YAML to JSON: yaml: line 1: did not find expected '-' indicator"},
    {"x: 1\nfoo\ny: 1\n", false,
     "error converting YAML to JSON: yaml: line 3: could not find expected ':'"},
    {"a: \"\\/\"\n", false, "error converting YAML to JSON: yaml: found unknown escape character"},
    {"a: 1\nb: \"x\n  \\/\"\n", false,
     "error converting YAML to JSON: yaml: line 3: found unknown escape character"},
    {"a: \"\\q\"\n", false, "error converting YAML to JSON: yaml: found unknown escape character"},
    {"[a?b]", false, "error converting YAML to JSON: yaml: did not find expected ',' or ']'"},
    {"k: v\nl: {a: b,\n  c: d\n  e?}\n", false,
     "error converting YAML to JSON: yaml: line 3: did not find expected ',' or '}'"},
    {"k:\n- [a: b?]\n", false,
     "error converting YAML to JSON: yaml: line 1: did not find expected ',' or ']'"},
    {"%YAML 1.2\n---\na: 1\n", false,
     "error converting YAML to JSON: yaml: found incompatible YAML document"},
    {"%YAML 1.1\n---\na: 1\n", true, "{\"a\":1}"},
    {"# c\n%YAML 1.2\nx\n", false,
     "error converting YAML to JSON: yaml: line 1: found incompatible YAML document"},
    {"a: \x01\n", false, "error converting YAML to JSON: yaml: control characters are not allowed"},
    {"a: \xff\n", false, "error converting YAML to JSON: yaml: invalid leading UTF-8 octet"},
    {"a: 1\n@: 2\nb: \x7f\n", false,
     "error converting YAML to JSON: yaml: control characters are not allowed"},
    {"a:\n\tb: c\n", false,
     "error converting YAML to JSON: yaml: line 2: found character that cannot start any to"
     "ken"},
    {"a: *x\n", false, "error converting YAML to JSON: yaml: unknown anchor 'x' referenced"},
    {"&a [*a]", false, "error converting YAML to JSON: yaml: anchor 'a' value contains itself"},
    {"a: {<<: 1}\n", false,
     "error converting YAML to JSON: yaml: map merge requires map or sequence of maps as th"
     "e value"},
    {"a: &l [1]\nb: {<<: *l}\n", false,
     "error converting YAML to JSON: yaml: map merge requires map or sequence of maps as th"
     "e value"},
    {"a: {<<: [1]}\n", false,
     "error converting YAML to JSON: yaml: map merge requires map or sequence of maps as th"
     "e value"},
    {"a: !!int abc\n", false,
     "error converting YAML to JSON: yaml: cannot decode !!str `abc` as a !!int"},
    {"a: !!float 2001-12-14\n", false,
     "error converting YAML to JSON: yaml: cannot decode !!str `2001-12-14` as a !!float"},
    {"a: !!binary x\n", false,
     "error converting YAML to JSON: yaml: !!binary value contains invalid base64 data"},
    {"a: .inf\n", false, "error converting YAML to JSON: json: unsupported value: +Inf"},
    {"b: .nan\na: -.inf\n", false, "error converting YAML to JSON: json: unsupported value: -Inf"},
    {"a: .inf\na: 1\n", true, "{\"a\":1}"},
    {"~: e\n", false,
     "error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, v"
     "alue: \"e\""},
    {"~: {b: [1, 1e6, ~], 2: \"x\"}\n", false,
     "error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, v"
     "alue: map[interface {}]interface {}{\"b\":[]interface {}{1, 1e+06, interface {}(nil)}"
     ", 2:\"x\"}"},
    {"18446744073709551615: a\n", false,
     "error converting YAML to JSON: unsupported map key of type: uint64, key: 0xffffffffff"
     "ffffff, value: \"a\""},
    {"? [a]\n: b\n", false,
     "error converting YAML to JSON: yaml: invalid map key: []interface {}{\"a\"}"},
    {"? {~: 6, true: 1, 5: 2, 5: 3, 1.5: 3, abc: 4, 18446744073709551615: 5}\n: b\n", false,
     "error converting YAML to JSON: yaml: invalid map key: map[interface {}]interface {}{i"
     "nterface {}(nil):6, \"abc\":4, 0xffffffffffffffff:5, 5:3, 1.5:3, true:1}"},
    {"? {<<: {a: 1, b: 2}, b: 3}\n: b\n", false,
     "error converting YAML to JSON: yaml: invalid map key: map[interface {}]interface {}{"
     "\"a\":1, \"b\":3}"},
    {"~: 1\n[a]: 1\n", false,
     "error converting YAML to JSON: yaml: invalid map key: []interface {}{\"a\"}"},
    {"~: 1\nb: *x\n", false, "error converting YAML to JSON: yaml: unknown anchor 'x' referenced"},
    {"[a]: 1\nb: [\n", false,
     "error converting YAML to JSON: yaml: line 2: did not find expected node content"},
    {"[]: b", true, "[]"},
    {"{} x: y\n", true, "{}"},
    {"a: 1\n[]: b\n", false,
     "error converting YAML to JSON: yaml: line 1: did not find expected key"},
    {"a:\n  []: b\n", false,
     "error converting YAML to JSON: yaml: line 1: did not find expected key"},
    {"- {}: 1\n", false,
     "error converting YAML to JSON: yaml: did not find expected '-' indicator"},
    {"a:\n- []: 1\n", false,
     "error converting YAML to JSON: yaml: line 1: did not find expected key"},
    {"{[]: 1}", false, "error converting YAML to JSON: yaml: invalid map key: []interface {}{}"},
    {"[{}: 1]", false,
     "error converting YAML to JSON: yaml: invalid map key: map[interface {}]interface {}{}"},
    {"? []\n: 1\n", false,
     "error converting YAML to JSON: yaml: invalid map key: []interface {}{}"},
    {"&a []: 1\n", false, "error converting YAML to JSON: yaml: invalid map key: []interface {}{}"},
    {"v: !=1.0,<2\n", false,
     "error converting YAML to JSON: yaml: did not find expected whitespace or line break"},
    {"v: !!,x [1]\n", true, "{\"v\":[1]}"},
    {"{\"a\":!, b, 'c':!, d}\n", true, "{\"a\":\"b\",\"c\":\"d\"}"},
};

static void test_documents(void **state)
{
    (void)state;
    check_all(documents, sizeof documents / sizeof *documents, YAML_ROOT_ANY);
}

static const struct test_case maps[] = {
    {"[1]", false,
     "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go va"
     "lue of type map[string]interface {}"},
    {"x", false,
     "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go v"
     "alue of type map[string]interface {}"},
    {"1", false,
     "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal number into Go v"
     "alue of type map[string]interface {}"},
    {"true", false,
     "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal bool into Go val"
     "ue of type map[string]interface {}"},
    {"~", true, "null"},
    {".inf", false, "error converting YAML to JSON: json: unsupported value: +Inf"},
};

static void test_maps(void **state)
{
    (void)state;
    check_all(maps, sizeof maps / sizeof *maps, YAML_ROOT_MAP);
}

static const struct test_case lists[] = {
    {"[1]", true, "[1]"},
    {"a: 1", false,
     "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go v"
     "alue of type []interface {}"},
    {"null", true, "null"},
};

static void test_lists(void **state)
{
    (void)state;
    check_all(lists, sizeof lists / sizeof *lists, YAML_ROOT_LIST);
}

static void test_nul(void **state)
{
    struct arena a;
    val v;
    str error;
    (void)state;
    arena_init(&a, NULL);
    assert_false(yaml_parse(&a, STR("a: \0"), YAML_ROOT_ANY, &v, &error));
    assert_true(str_eq(error, STR("error converting YAML to JSON: yaml: control characters are "
                                  "not allowed")));
    assert_false(yaml_parse(&a, STR("!!int \"a\\0b\""), YAML_ROOT_ANY, &v, &error));
    assert_true(str_eq(error, STR("error converting YAML to JSON: yaml: cannot decode !!str "
                                  "`a\0b` as a !!int")));
    assert_true(yaml_parse(&a,
                           STR("\xFF\xFE"
                               "a\0:\0 \0001\0"),
                           YAML_ROOT_MAP, &v, &error));
    assert_true(map_has(v.map, STR("a")));
    arena_done(&a);
}

static void test_aliases_copy(void **state)
{
    struct arena a;
    val v;
    str error;
    (void)state;
    arena_init(&a, NULL);
    assert_true(yaml_parse(&a, STR("a: &x {p: [1]}\nb: *x\n"), YAML_ROOT_MAP, &v, &error));
    const val *x = map_get(v.map, STR("a")), *y = map_get(v.map, STR("b"));
    assert_ptr_not_equal(x->map, y->map);
    assert_ptr_not_equal(map_get(x->map, STR("p"))->list, map_get(y->map, STR("p"))->list);
    arena_done(&a);
}

/* `before`, then `n` times `text`, then `after`. */
static str repeated(struct arena *a, str before, str text, size_t n, str after)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, before);
    for (size_t i = 0; i < n; i++)
        buf_put_str(&b, text);
    buf_put_str(&b, after);
    return buf_str(&b);
}

static void expect_error(struct arena *a, str text, str want)
{
    val v;
    str error = STR("none");
    bool ok = yaml_parse(a, text, YAML_ROOT_ANY, &v, &error);
    if (ok || !str_has_suffix(error, want))
        print_error("%.*s\n", STR_ARG(error));
    assert_false(ok);
    assert_true(str_has_suffix(error, want));
}

static void test_depth(void **state)
{
    struct arena a;
    val v;
    str error;
    (void)state;
    arena_init(&a, NULL);
    str close = repeated(&a, STR(""), STR("]"), 10000, STR(""));
    str text = repeated(&a, STR(""), STR("["), 10000, close);
    assert_true(yaml_parse(&a, text, YAML_ROOT_ANY, &v, &error));
    text = repeated(&a, STR("\n"), STR("["), 10001, STR(""));
    expect_error(&a, text, STR("JSON: yaml: line 2: exceeded max depth of 10000"));
    text = repeated(&a, STR("\n"), STR("[\n"), 10001, STR(""));
    expect_error(&a, text, STR("JSON: yaml: line 10002: exceeded max depth of 10000"));
    text = repeated(&a, STR("- "), STR("["), 10000, close);
    expect_error(&a, text, STR("decoding JSON: invalid character '[' exceeded max depth"));
    text = repeated(&a, STR(""), STR("- "), 10001, STR("a"));
    expect_error(&a, text, STR("JSON: yaml: exceeded max depth of 10000"));
    text = repeated(&a, STR(""), STR("["), 1000000, STR(""));
    expect_error(&a, text, STR("JSON: yaml: exceeded max depth of 10000"));
    arena_done(&a);
}

static void test_alias_limit(void **state)
{
    struct arena a;
    val v;
    str error;
    (void)state;
    arena_init(&a, NULL);
    struct buf b;
    buf_init(&b, &a);
    buf_put_str(&b, STR("a0: &a0 [x, x, x, x, x, x, x, x, x]\n"));
    for (int i = 1; i < 30; i++)
        buf_put_fmt(&b, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d]\n", i, i, i - 1, i - 1, i - 1,
                    i - 1, i - 1);
    expect_error(&a, buf_str(&b), STR("yaml: document contains excessive aliasing"));
    str few = repeated(&a, STR("a: &a [x]\nb: ["), STR("*a, "), 90, STR("]\n"));
    assert_true(yaml_parse(&a, few, YAML_ROOT_ANY, &v, &error));
    arena_done(&a);
}

/* Go reads 512 bytes ahead: an error of the parser before that wins over bad bytes after it. */
static void test_read_ahead(void **state)
{
    struct arena a;
    (void)state;
    arena_init(&a, NULL);
    str near = repeated(&a, STR("a: b: c\n"), STR("# text\n"), 10, STR("\x01"));
    expect_error(&a, near, STR("yaml: control characters are not allowed"));
    str far = repeated(&a, STR("a: b: c\n"), STR("# text\n"), 100, STR("\x01"));
    expect_error(&a, far, STR("yaml: mapping values are not allowed in this context"));
    arena_done(&a);
}

/* libyaml's memory is given back when the budget's trap is taken in the middle. */
/* Reading the text must take the budget's trap, at the limit told. */
static void expect_trap(str text, struct budget budget, enum limit over)
{
    struct arena a;
    budget_start(&budget);
    budget.armed = true;
    arena_init(&a, &budget);
    if (setjmp(budget.trap) == 0) {
        val v;
        str error;
        (void)yaml_parse(&a, text, YAML_ROOT_ANY, &v, &error);
        fail();
    }
    assert_int_equal(budget.over, over);
    arena_done(&a);
}

static void test_budget(void **state)
{
    struct arena texts;
    (void)state;
    arena_init(&texts, NULL);
    str many = repeated(&texts, STR(""), STR("- {a: b, c: [d]}\n"), 10000, STR(""));
    expect_trap(many, (struct budget){.limits[LIMIT_BYTES] = 200000}, LIMIT_BYTES);
    str close = repeated(&texts, STR(""), STR("]"), 9999, STR(""));
    str deep = repeated(&texts, STR(""), STR("["), 9999, close);
    expect_trap(deep, (struct budget){.limits[LIMIT_STEPS] = 200000}, LIMIT_STEPS);
    arena_done(&texts);
}

static void test_many_rewrites(void **state)
{
    struct arena a;
    val v;
    str error;
    (void)state;
    arena_init(&a, NULL);
    str text = repeated(&a, STR(""), STR("- \"it\\'s \\'x\\'\"\n- {b:}\n"), 100, STR(""));
    assert_true(yaml_parse(&a, text, YAML_ROOT_LIST, &v, &error));
    assert_int_equal(list_len(v.list), 200);
    assert_true(str_eq(val_text(v.list->items[198]), STR("it's 'x'")));
    assert_true(map_has(v.list->items[199].map, STR("b:")));
    text = repeated(&a, STR(""), STR("- \"\\'\"\n"), 100000, STR("")); /* ends in time */
    (void)yaml_parse(&a, text, YAML_ROOT_LIST, &v, &error);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documents),    cmocka_unit_test(test_maps),
        cmocka_unit_test(test_lists),        cmocka_unit_test(test_nul),
        cmocka_unit_test(test_aliases_copy), cmocka_unit_test(test_depth),
        cmocka_unit_test(test_alias_limit),  cmocka_unit_test(test_read_ahead),
        cmocka_unit_test(test_budget),       cmocka_unit_test(test_many_rewrites),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
