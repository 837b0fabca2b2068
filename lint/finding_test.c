#include "lint/finding.h"

#include "chart/fixture_test.h"

static void test_equal_findings_are_one(void **state)
{
    (void)state;
    struct arena a;
    struct findings f;
    arena_init(&a, NULL);
    findings_init(&f, &a);
    struct lint_file file = {.path = STR_INIT("templates/a.yaml")};
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < 500; i++) {
            struct finding *g =
                finding_put(&f, RULE_CH101, &file, (struct span){i, i + 1}, "n%u", i);
            finding_label(&f, g, &file, g->span, "here");
            finding_help(&f, g, "help");
            finding_edit(&f, g, LINT_FIX_SAFE, &file, g->span, STR("x"));
        }
    assert_int_equal(f.count, 500);
    assert_int_equal(f.items[7]->label_count, 1);
    assert_int_equal(f.items[7]->help_count, 1);
    assert_int_equal(f.items[7]->edit_count, 1);
    assert_int_equal(f.items[7]->severity, LINT_WARNING);
    fixture_check(f.items[7]->message, "n7");
    arena_done(&a);
}

static void test_fix_is_as_safe_as_its_least_safe_edit(void **state)
{
    (void)state;
    struct arena a;
    struct findings f;
    arena_init(&a, NULL);
    findings_init(&f, &a);
    struct finding *g = finding_put(&f, RULE_CH004, NULL, (struct span){0, 0}, "x");
    finding_edit(&f, g, LINT_FIX_SAFE, NULL, (struct span){0, 1}, STR("a"));
    assert_int_equal(g->fix, LINT_FIX_SAFE);
    finding_edit(&f, g, LINT_FIX_UNSAFE, NULL, (struct span){2, 3}, STR("b"));
    finding_edit(&f, g, LINT_FIX_SAFE, NULL, (struct span){4, 5}, STR("c"));
    assert_int_equal(g->fix, LINT_FIX_UNSAFE);
    arena_done(&a);
}

static void test_rules_by_code_and_name(void **state)
{
    (void)state;
    assert_ptr_equal(rule_find(STR("ch102")), rule_get(RULE_CH102));
    assert_ptr_equal(rule_find(STR("null-dereference")), rule_get(RULE_CH102));
    assert_null(rule_find(STR("CH999")));
    for (size_t i = 0; i < RULE_COUNT; i++) /* no name twice */
        assert_ptr_equal(rule_find(rule_get((enum rule_id)i)->name), rule_get((enum rule_id)i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal_findings_are_one),
        cmocka_unit_test(test_fix_is_as_safe_as_its_least_safe_edit),
        cmocka_unit_test(test_rules_by_code_and_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
