#include "value/yaml_plain.h"

#include "base/arena.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* The events as a text: { [ and } for containers, =text for plain scalars, "text" for others, each
 * with the byte where it begins. */
struct told {
    struct buf out;
    const char *base;
};

static bool take(void *context, const struct yaml_plain_event *e)
{
    struct told *t = context;
    static const char marks[] = {[YAML_PLAIN_MAP] = '{',
                                 [YAML_PLAIN_LIST] = '[',
                                 [YAML_PLAIN_END] = '}',
                                 [YAML_PLAIN_SCALAR] = '='};
    bool text = e->kind == YAML_PLAIN_SCALAR;
    buf_put_fmt(&t->out, "%s%zu%c", t->out.len ? " " : "", (size_t)(e->begin - t->base),
                text && !e->plain ? '"' : marks[e->kind]);
    buf_put_str(&t->out, e->text);
    return true;
}

static bool read_text(struct arena *a, const char *text, str *ret)
{
    struct told t = {.base = text};
    buf_init(&t.out, a);
    bool ok = yaml_plain_read(a, str_from_c(text), take, &t);
    *ret = buf_str(&t.out);
    return ok;
}

static void test_events(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"", ""},
        {"# only\n\n", ""},
        {"a: 1\n", "0{ 0=a 3=1 5}"},
        {"---\na: b # c\n", "4{ 4=a 7=b 13}"},
        {"a:\n  b:\nc: x", "0{ 0=a 5{ 5=b 7= 8} 8=c 11=x 12}"},
        {"a:\n- x\n- y: 1\n  z: 'it''s'\n", "0{ 0=a 3[ 5=x 9{ 9=y 12=1 16=z 19\"it's 27} 27} 27}"},
        {"- - a\n  - b\n-\n", "0[ 2[ 4=a 10=b 12} 13= 14} "},
        {"a: [x, \"y\\n\", {b: 1}]\n", "0{ 0=a 3[ 4=x 7\"y\n 14{ 15=b 18=1 20} 21} 22}"},
        {"k: {}\nl: []\n", "0{ 0=k 3{ 5} 6=l 9[ 11} 12}"},
        {"a: one\n  two\n\n  three\nb: 1\n", "0{ 0=a 3=one two\nthree 22=b 25=1 27}"},
        {"a: |\n  x\n\n   y\n\nb: >-\n  p\n  q\n", "0{ 0=a 3\"x\n\n y\n 16=b 19\"p q 30}"},
        {"a: |+\n  x\n\n\n", "0{ 0=a 3\"x\n\n\n 12}"},
        {"a: |\n  x", "0{ 0=a 3\"x 8}"},
        {"a: |2\n    x\n", "0{ 0=a 3\"  x\n 12}"},
        {"- >1-\n  x\n y\n", "0[ 2\" x\ny 13}"},
        {"a: 'x  \n  y\n\n z''\tw'\n", "0{ 0=a 3\"x y\nz'\tw 21}"},
        {"a: \"\\u0041\\x42 \\t \n \\\"\n\"", "0{ 0=a 3\"AB \t \"  24}"},
        {"a: \"x \\\n  y\\\n\n\n z\"\n", "0{ 0=a 3\"x y\n\nz 19}"},
        {"a\n", "0=a"},
        {"'a' #\n", "0\"a"},
        {"a:\n b\n c\n", "0{ 0=a 4=b c 9}"},
        {"a: [x # y\n, ] # z\n", "0{ 0=a 3[ 4=x 13} 18}"},
        {"{\"a\":\"b\", c d: -e:f, g: {\n# h\n}}\n",
         "0{ 1\"a 5\"b 10=c d 15=-e:f 21=g 24{ 31} 32}"},
        {"\"k\" : v\nhttp://x: -1\n", "0{ 0\"k 6=v 8=http://x 18=-1 21}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a, NULL);
        str got;
        bool ok = read_text(&a, cases[i].text, &got);
        str want = str_trim_blanks(str_from_c(cases[i].want));
        if (!ok || !str_eq(got, want))
            fail_msg("%s\ngot  %.*s\nwant %s", cases[i].text, STR_ARG(got), cases[i].want);
        arena_done(&a);
    }
}

/* What is unusual, and what is wrong. */
static void test_left(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "a: &x 1\n",
        "a: *x\n",
        "a: !!str 1\n",
        "<<: {a: 1}\n",
        "? a\n: b\n",
        "a:\tb\n",
        "a: 1\n---\nb: 2\n",
        "---\n",
        "%YAML 1.1\n---\n",
        "a: b: c\n",
        "a: 1\n b: 2\n",
        "a:\n  - x\n b: 1\n",
        "a: - b\n",
        "{}: 1\n",
        "a: |0\n    x\n",
        "a: |2+1\n    x\n",
        "'a\n b': x\n",
        "a: 'x\n---\n'\n",
        "a: \"\\/\"\n",
        "a: \"\\uD800\"\n",
        "a: \"\\'\"\n",
        "a: {b: c: d}\n",
        "a: {b:}\n",
        "a: {b?: c}\n",
        "a: {'b\n ': c}\n",
        "a: {<<: {b: c}}\n",
        "a: [b: c]\n",
        "a: [b\n  c]\n",
        "a: [b\n---\n]\n",
        "a: [,]\n",
        "a: [-]\n",
        "a: [b#c, d #e]\n",
        "a: [b]c\n",
        "a: [b\n",
        "a: |\n \tx\n",
        "a: \xff\n",
        "a: \xc2\x85\n",
        "a: x\r\n",
        "a: [*]\n",
        "- a\nb: 1\n",
        "a: 1\n...\n",
        "a: x #\n  y\n",
        "a: |\n\n    \n  x\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena a;
        arena_init(&a, NULL);
        str got;
        if (read_text(&a, texts[i], &got))
            fail_msg("%s was read: %.*s", texts[i], STR_ARG(got));
        arena_done(&a);
    }
}

static bool refuse(void *context, const struct yaml_plain_event *e)
{
    (void)e;
    return --*(int *)context > 0;
}

static void test_refusal_ends(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    int left = 2;
    assert_false(yaml_plain_read(&a, STR("a: 1\nb: 2\n"), refuse, &left));
    assert_int_equal(left, 0);
    arena_done(&a);
}

static void test_columns_are_characters(void **state)
{
    (void)state;
    static const char line[] = "\xC3\xA9\xE2\x82\xAC: x";
    assert_int_equal(yaml_plain_column(line, line + 7), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_left),
        cmocka_unit_test(test_refusal_ends),
        cmocka_unit_test(test_columns_are_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
