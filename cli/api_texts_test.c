#include "cli/api_texts.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct texts *one(struct arena *a, const char *text)
{
    struct texts *t = ARENA_NEW(a, struct texts);
    *t = (struct texts){.n = 0};
    texts_add(a, t, str_from_c(text));
    return t;
}

static void test_values_go_by_kind(void **state)
{
    (void)state;
    static const chelm_value_kind order[] = {
        CHELM_VALUES_FILE,       CHELM_VALUES_FILE,     CHELM_VALUES_SET_JSON,   CHELM_VALUES_SET,
        CHELM_VALUES_SET_STRING, CHELM_VALUES_SET_FILE, CHELM_VALUES_SET_LITERAL};
    static const char *const texts[] = {"a.yaml", "b.yaml", "j={}", "s=1", "t=1", "f=x", "l=,"};
    struct arena a;
    arena_init(&a, NULL);
    struct texts files = {.n = 0};
    texts_add(&a, &files, STR("a.yaml"));
    texts_add(&a, &files, STR("b.yaml"));
    const struct value_texts given = {&files,         one(&a, "j={}"), one(&a, "s=1"),
                                      one(&a, "t=1"), one(&a, "f=x"),  one(&a, "l=,")};
    size_t n;
    const chelm_value *list = api_values(&a, &given, &n);
    assert_int_equal(n, sizeof texts / sizeof *texts);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(list[i].kind, order[i]);
        assert_true(str_eq(api_str(list[i].text), str_from_c(texts[i])));
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_go_by_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
