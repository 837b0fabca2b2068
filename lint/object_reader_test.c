#include "lint/object_reader.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct sample {
    const char *text, *api_version, *kind, *name, *name_space;
};

/* The first are plain, the others are left to the parser: both give the same heads. */
static const struct sample samples[] = {
    {"apiVersion: v1\nkind: A\nmetadata:\n  name: x\nspec: 1\n", "v1", "A", "x", ""},
    {"---\napiVersion: v1\nkind: A\nmetadata:\n  name: x\n", "v1", "A", "x", ""},
    {"apiVersion: v1\nkind: A\nmetadata:\n  name: x\n  namespace: ns\n", "v1", "A", "x", "ns"},
    {"apiVersion: v1\nkind: A\nmetadata:\n  NameSpace: ns\n", "v1", "A", "", "ns"},
    {"apiVersion: v1\nkind: A\n\"metadata\":\n  namespace: ns\n", "v1", "A", "", "ns"},
    {"metadata:\n  namespace: ns\n  name: x\nkind: A\napiVersion: v1\n", "v1", "A", "x", "ns"},
    {"{apiVersion: v1, kind: A}\n", "v1", "A", "", ""},
};

static void reads_heads(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const struct sample *s = &samples[i];
        struct arena a;
        arena_init(&a, NULL);
        struct object_reader r;
        struct object_head head;
        bool null = true;
        str error = STR("");
        object_reader_init(&r, &a, str_from_c(s->text));
        assert_int_equal(object_reader_next(&r, &head, &null, &error), OBJECT_OK);
        assert_false(null);
        assert_true(str_eq(head.api_version, str_from_c(s->api_version)));
        assert_true(str_eq(head.kind, str_from_c(s->kind)));
        assert_true(str_eq(head.metadata.name, str_from_c(s->name)));
        assert_true(str_eq(head.metadata.name_space, str_from_c(s->name_space)));
        assert_int_equal(object_reader_next(&r, &head, &null, &error), OBJECT_END);
        arena_done(&a);
    }
}

/* What is plain is not taken for granted: wrong types and broken YAML are still refused. */
static void refuses(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "apiVersion: v1\nkind: A\nmetadata:\n  name: x\n  namespace: [y]\n",
        "apiVersion: v1\nkind: A\nmetadata:\n  name: x\n bad: [\n",
        "apiVersion: [v1]\nkind: A\nmetadata:\n  name: x\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena a;
        arena_init(&a, NULL);
        struct object_reader r;
        struct object_head head;
        bool null;
        str error = STR("");
        object_reader_init(&r, &a, str_from_c(texts[i]));
        assert_int_equal(object_reader_next(&r, &head, &null, &error), OBJECT_FAILED);
        assert_true(error.len > 0);
        arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_heads), cmocka_unit_test(refuses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
