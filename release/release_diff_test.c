#include "release/release_diff.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A map with metadata. */
#define OBJECT(version, kind, name, rest)                                                          \
    "apiVersion: " version "\nkind: " kind "\nmetadata: {name: " name "}\n" rest

/* Documents are separated by '|'. */
static struct object_set set_of(struct arena *a, const char *documents)
{
    struct object_set s = {.arena = a};
    for (str rest = str_from_c(documents); rest.len;) {
        size_t end = str_find_char(rest, '|');
        object_set_add(&s, STR("c/templates/x.yaml"),
                       str_slice(rest, 0, end == STR_NONE ? rest.len : end));
        rest = str_from(rest, end == STR_NONE ? rest.len : end + 1);
    }
    return s;
}

static str text_of(struct arena *a, struct object_set old, struct object_set new)
{
    struct release_diff d;
    struct object_set *sets = ARENA_ARRAY(a, struct object_set, 2);
    sets[0] = old, sets[1] = new;
    release_diff(a, &sets[0], &sets[1], &d);
    struct buf b;
    buf_init(&b, a);
    release_diff_put_text(&b, &d, false);
    return buf_str(&b);
}

static void assert_str(str got, const char *want)
{
    if (!str_eq(got, str_from_c(want)))
        fail_msg("got:\n%.*s\nwant:\n%s", STR_ARG(got), want);
}

static void test_objects(void **state)
{
    (void)state;
    static const struct {
        const char *old, *new, *want;
    } cases[] = {
        {OBJECT("v1", "A", "x", ""), OBJECT("v1", "A", "x", ""), ""},
        {OBJECT("v1", "A", "x", "") "|" OBJECT("v1", "B", "x", ""), OBJECT("v1", "B", "x", "m: 1"),
         "- A x (v1, c/templates/x.yaml)\n"
         "~ B x (v1, c/templates/x.yaml)\n"
         "    + m: 1\n"
         "1 changed, 0 added, 1 removed, 0 the same\n"},
        {OBJECT("v1", "A", "x", ""), OBJECT("v2", "A", "x", ""),
         "~ A x (v2, c/templates/x.yaml)\n"
         "    ~ apiVersion: \"v1\" → \"v2\"\n"
         "1 changed, 0 added, 0 removed, 0 the same\n"},
        {OBJECT("v2", "A", "x", "") "|" OBJECT("v1", "A", "x", ""), OBJECT("v1", "A", "x", ""),
         "- A x (v2, c/templates/x.yaml)\n"
         "0 changed, 0 added, 1 removed, 1 the same\n"},
        {OBJECT("v1", "Secret", "s", "data: {a: b}"), OBJECT("v1", "Secret", "s", "data: {a: c}"),
         "~ Secret s (v1, c/templates/x.yaml)\n"
         "    ~ data.a: *** → *** (changed)\n"
         "1 changed, 0 added, 0 removed, 0 the same\n"},
        {OBJECT("v1", "Secret", "s", ""), OBJECT("v1", "Secret", "s", "stringData: {a: c}"),
         "~ Secret s (v1, c/templates/x.yaml)\n"
         "    + stringData: *** (changed)\n"
         "1 changed, 0 added, 0 removed, 0 the same\n"},
        {OBJECT("v1", "ConfigMap", "s", "database: b"), OBJECT("v1", "Secret", "s", "data: x"),
         "- ConfigMap s (v1, c/templates/x.yaml)\n"
         "+ Secret s (v1, c/templates/x.yaml)\n"
         "0 changed, 1 added, 1 removed, 0 the same\n"},
        {"kind: List\nitems: [{kind: A, metadata: {name: x}, v: 1}]",
         "kind: A\nmetadata: {name: x}",
         "~ A x (c/templates/x.yaml)\n"
         "    - v: 1\n"
         "1 changed, 0 added, 0 removed, 0 the same\n"},
        {"kind: A\nt: \"\\e[31m\"", "kind: A\nt: \"b\"",
         "~ A (c/templates/x.yaml)\n"
         "    ~ t: \"\\u001b[31m\" → \"b\"\n"
         "1 changed, 0 added, 0 removed, 0 the same\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a, NULL);
        assert_str(text_of(&a, set_of(&a, cases[i].old), set_of(&a, cases[i].new)), cases[i].want);
        arena_done(&a);
    }
}

static void test_random(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct object_set x = set_of(&a, "kind: A\np: r1\nq: x\nt: \"a\\nr1\\n\"\nl: [1, 2]");
    struct object_set x2 = set_of(&a, "kind: A\np: r2\nq: x\nt: \"a\\nr2\\n\"\nl: [1]");
    struct object_set y = set_of(&a, "kind: A\np: r3\nq: w\nt: \"b\\nr3\\n\"\nl: [3]");
    struct object_set y2 = set_of(&a, "kind: A\np: r4\nq: w\nt: \"b\\nr4\\n\"\nl: [3, 4]");
    object_set_mask(&x, &x2);
    object_set_mask(&y, &y2);
    assert_str(text_of(&a, x, y), "~ A (c/templates/x.yaml)\n"
                                  "    ~ q: \"x\" → \"w\"\n"
                                  "    ~ t:\n"
                                  "      - a\n"
                                  "      + b\n"
                                  "        (random)\n"
                                  "1 changed, 0 added, 0 removed, 0 the same\n");
    struct object_set more = set_of(&a, "kind: A\nq: z|kind: B");
    object_set_mask(&y, &more); /* another number of objects: left alone */
    assert_str(text_of(&a, y, y), "");
    arena_done(&a);
}

static void test_json(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct object_set x = set_of(&a, OBJECT("v1", "Secret", "s", "data: {a: b}\nm: 1"));
    struct object_set y = set_of(&a, OBJECT("v1", "Secret", "s", "data: {a: c}\nm: 2"));
    struct release_diff d;
    release_diff(&a, &x, &y, &d);
    struct buf b;
    buf_init(&b, &a);
    release_diff_put_json(&b, &d);
    assert_str(buf_str(&b),
               "{\"schema\":1,\"same\":false,\"counts\":{\"changed\":1,\"added\":0,\"removed\":0,"
               "\"same\":0},\"objects\":[{\"change\":\"changed\",\"apiVersion\":\"v1\",\"kind\":"
               "\"Secret\",\"namespace\":\"\",\"name\":\"s\",\"template\":\"c/templates/x.yaml\","
               "\"fields\":[{\"change\":\"changed\",\"path\":\"data.a\",\"masked\":true},"
               "{\"change\":\"changed\",\"path\":\"m\",\"old\":1,\"new\":2}]}]}\n");
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_objects),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
