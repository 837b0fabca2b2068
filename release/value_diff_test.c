#include "release/value_diff.h"

#include "base/arena.h"
#include "base/buf.h"
#include "release/line_diff.h"
#include "value/json_write.h"
#include "value/yaml_parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static val parse(struct arena *a, const char *yaml)
{
    val v;
    str error;
    assert_true(yaml_parse(a, str_from_c(yaml), YAML_ROOT_ANY, &v, &error));
    return v;
}

static void put_value(struct buf *out, val v)
{
    str error;
    if (v.tag != V_INVALID)
        assert_true(json_write(out, v, JSON_RAW, &error));
}

/* The changes, each as "~path old>new;". */
static str describe(struct arena *a, const char *old, const char *new)
{
    static const char signs[] = {'~', '+', '-', '%'};
    struct value_changes c = {.arena = a};
    value_diff(&c, parse(a, old), parse(a, new));
    struct buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < c.n; i++) {
        buf_put_fmt(&b, "%c%.*s ", signs[c.items[i].kind], STR_ARG(c.items[i].path));
        put_value(&b, c.items[i].old);
        buf_put_char(&b, '>');
        put_value(&b, c.items[i].new);
        buf_put_char(&b, ';');
    }
    return buf_str(&b);
}

static void test_changes(void **state)
{
    (void)state;
    static const struct {
        const char *old, *new, *want;
    } cases[] = {
        {"{a: 1, b: {c: x}}", "{b: {c: x}, a: 1}", ""},
        {"{a: 1}", "{a: 2}", "~a 1>2;"},
        {"{a: {b: 1, c: 2}}", "{a: {c: 2, d: 3}}", "-a.b 1>;+a.d >3;"},
        {"{a: 1}", "{a: '1'}", "~a 1>\"1\";"},
        {"{a: null}", "{}", "-a null>;"},
        {"{a: {b: 1}}", "{a: [1]}", "~a {\"b\":1}>[1];"},
        {"{a.b/c: 1}", "{a.b/c: 2}", "~[\"a.b/c\"] 1>2;"},
        {"{m: {\"\": 1}}", "{m: {\"\": 2}}", "~m[\"\"] 1>2;"},
        {"1", "2", "~ 1>2;"},
        /* lists by position */
        {"[a, b, c]", "[a, x, b, c]", "+[1] >\"x\";"},
        {"[a, b, c]", "[a, c]", "-[1] \"b\">;"},
        {"[a, b]", "[b, b]", "~[0] \"a\">\"b\";"},
        {"[]", "[a]", "+[0] >\"a\";"},
        /* by their natural key */
        {"[{name: a, v: 1}, {name: b, v: 2}]", "[{name: b, v: 3}]",
         "-[name=a] {\"name\":\"a\",\"v\":1}>;~[name=b].v 2>3;"},
        {"[{name: a}, {name: b}]", "[{name: b}, {name: a}]", "% [\"a\",\"b\"]>[\"b\",\"a\"];"},
        {"[{containerPort: 80, x: 1}]", "[{containerPort: 80, x: 2}]",
         "~[containerPort=80].x 1>2;"},
        {"[{name: v, mountPath: /a, r: 1}, {name: v, mountPath: /b}]",
         "[{name: v, mountPath: /a, r: 2}, {name: v, mountPath: /b}]", "~[mountPath=/a].r 1>2;"},
        {"[{name: a, v: 1}, {name: a, v: 2}]", "[{name: a, v: 1}, {name: a, v: 3}]", "~[1].v 2>3;"},
        {"[{name: a}, 1]", "[{name: a}, 2]", "~[1] 1>2;"},
        {"[{name: {x: 1}}]", "[{name: {x: 2}}]", "~[0].name.x 1>2;"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a, NULL);
        str got = describe(&a, cases[i].old, cases[i].new);
        if (!str_eq(got, str_from_c(cases[i].want)))
            fail_msg("%s / %s: got %.*s, want %s", cases[i].old, cases[i].new, STR_ARG(got),
                     cases[i].want);
        arena_done(&a);
    }
}

static void test_lines(void **state)
{
    (void)state;
    static const struct {
        const char *old, *new, *want;
    } cases[] = {
        {"a\nb\nc", "a\nc", " a-b c"},
        {"a", "a", " a"},
        {"", "a", "-+a"},
        {"a\nb", "b\na", "-a b+a"},
        {"a\nb\nc\nd", "a\nx\nc\ny", " a-b+x c-d+y"},
        {"x\nx\nx", "x\nx", " x x-x"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a, NULL);
        size_t n;
        const struct line *l =
            line_diff(&a, str_from_c(cases[i].old), str_from_c(cases[i].new), &n);
        struct buf b;
        buf_init(&b, &a);
        for (size_t k = 0; k < n; k++) {
            buf_put_char(&b, l[k].change == LINE_SAME ? ' ' : l[k].change == LINE_OLD ? '-' : '+');
            buf_put_str(&b, l[k].text);
        }
        if (!str_eq(buf_str(&b), str_from_c(cases[i].want)))
            fail_msg("got %.*s, want %s", (int)b.len, b.s, cases[i].want);
        arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
