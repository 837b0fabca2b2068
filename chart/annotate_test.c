#include "chart/annotate.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char *edit(struct arena *a, const char *text, const char *value)
{
    str out;
    if (!annotate(a, str_from_c(text), STR("k/d"), str_from_c(value), &out))
        return "refused";
    return str_c(a, out);
}

static void test_annotate(void **state)
{
    (void)state;
    static const struct {
        const char *text, *value, *want;
    } rows[] = {
        {"name: x\n", "1", "name: x\nannotations:\n  k/d: 1\n"},
        {"name: x", "1", "name: x\nannotations:\n  k/d: 1\n"},
        {"name: x\r\n", "1", "name: x\r\nannotations:\r\n  k/d: 1\r\n"},
        {"name: x\n", "", "name: x\n"},
        {"name: x\nannotations:\n  k/d: 1\n", "", "name: x\n"},
        {"annotations: # all\n\n    # one\n    a: b\nname: x\n", "1",
         "annotations: # all\n    k/d: 1\n\n    # one\n    a: b\nname: x\n"},
        {"annotations:\n  a: |\n    k/d: 5\n  k/d: '2'  # why\nname: x\n", "\"1\"",
         "annotations:\n  a: |\n    k/d: 5\n  k/d: \"1\"  # why\nname: x\n"},
        {"annotations:\n  \"k/d\": 2\n  a: b\n", "1", "annotations:\n  \"k/d\": 1\n  a: b\n"},
        {"annotations:\n  k/d: 2\n  a: b\n", "", "annotations:\n  a: b\n"},
        {"annotations: {}\nname: x\n", "1", "annotations:\n  k/d: 1\nname: x\n"},
        {"annotations: {}\nname: x\n", "", "annotations: {}\nname: x\n"},
        {"annotations: {a: b}\nname: x\n", "1", "annotations: {k/d: 1, a: b}\nname: x\n"},
        {"annotations: {k/d: 2}\n", "1", "refused"},
        {"annotations: *x\n", "1", "refused"},
        {"annotations:", "1", "annotations:\n  k/d: 1\n"},
        {"x:\n  annotations:\n    k/d: 2\n", "1",
         "x:\n  annotations:\n    k/d: 2\nannotations:\n  k/d: 1\n"},
    };
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(edit(&a, rows[i].text, rows[i].value), rows[i].want);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_annotate)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
