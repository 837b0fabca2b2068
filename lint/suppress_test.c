#include "lint/suppress.h"

#include "chart/fixture_test.h"

struct row {
    const char *text, *at; /* the finding is where this stands */
    bool suppressed;
    uint32_t bad; /* CH991 */
};

static const struct row rows[] = {
    {"{{- /* chelm:ignore CH101 */}}\na: {{ X }}\nb: {{ Y }}\n", "X", true, 0},
    {"{{- /* chelm:ignore CH101 */}}\na: {{ X }}\nb: {{ Y }}\n", "Y", false, 0},
    {"{{/* chelm:ignore unknown-value -- why */}}\nX", "X", true, 0},
    {"{{/* chelm:ignore CH102 */}}\nX", "X", false, 0},
    {"{{/* chelm:ignore CH102,CH101 */}}\nX", "X", true, 0},
    {"{{/* chelm:ignore CH102 CH101 */}}\nX", "X", true, 0},
    {"{{/* chelm:ignore CH102 */}}\n{{/* chelm:ignore CH101 */}}\nX", "X", true, 0},
    {"{{/* chelm:ignore CH101 */}}\n{{/* chelm:ignore CH102 */}}\nX", "X", true, 0},
    {"a: X # chelm:ignore CH101\nb: Y\n", "X", true, 0},
    {"a: X # chelm:ignore CH101\nb: Y\n", "Y", false, 0},
    {"a: {{ X }}{{/* chelm:ignore CH101 */}}\nb: Y\n", "X", true, 0},
    {"# chelm:ignore CH101\na: X\n", "X", true, 0},
    {"## chelm:ignore CH101\na: X\n", "X", true, 0},
    {"a: 'no# chelm:ignore CH101' X\n", "X", false, 0},
    {"a: chelm:ignore CH101 X\n", "X", false, 0},
    {"{{/* chelm:ignore CH101 */}}\n{{ if and\n  X }}\nY", "X", true, 0},
    {"{{/* chelm:ignore CH101 */}}\n{{ if and\n  X }}\nY", "Y", false, 0},
    {"Y\n{{/*\nchelm:ignore-file CH101\n*/}}\nX", "Y", true, 0},
    {"Y\n# chelm:ignore-start CH101\nX\n# chelm:ignore-end\nZ", "X", true, 0},
    {"Y\n# chelm:ignore-start CH101\nX\n# chelm:ignore-end\nZ", "Y", false, 0},
    {"Y\n# chelm:ignore-start CH101\nX\n# chelm:ignore-end\nZ", "Z", false, 0},
    {"Y\n# chelm:ignore-start CH101,CH102\nX\n# chelm:ignore-end CH102\nZ", "Z", true, 0},
    {"# chelm:ignore-start CH101\nX\n", "X", true, 0},
    {"<</* chelm:ignore CH101 */>>\nX", "X", true, 0},
    {"# chelm:ignore\nX", "X", false, 1},
    {"# chelm:ignore CH999\nX", "X", false, 1},
    {"# chelm:ignore CH999 CH101\nX", "X", true, 1},
    {"{{/* chelm:ignore CH101", "C", false, 0},
    {"{{/* chelm:ignore CH101 */}}", "{", false, 0},
    {"# chelm:ignore CH101", "#", false, 0},
};

static uint32_t count_rule(const struct findings *f, enum rule_id rule)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->count; i++)
        n += f->items[i]->rule == rule;
    return n;
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena a;
        struct findings f;
        struct suppressions s = {.n = 0};
        arena_init(&a, NULL);
        findings_init(&f, &a);
        struct lint_file file = {.path = STR_INIT("t"), .source.text = str_from_c(rows[i].text)};
        uint32_t at = (uint32_t)str_find(file.source.text, str_from_c(rows[i].at));
        suppress_read(&s, &f, &file, false);
        assert_int_equal(count_rule(&f, RULE_CH991), rows[i].bad);
        struct finding *g = finding_put(&f, RULE_CH101, &file, (struct span){at, at + 1}, "found");
        if ((suppress_find(&s, g) != NULL) != rows[i].suppressed)
            print_error("row %zu: %s\n", i, rows[i].text);
        assert_int_equal(suppress_find(&s, g) != NULL, rows[i].suppressed);
        arena_done(&a);
    }
}

static void test_reasons(void **state)
{
    (void)state;
    struct arena a;
    struct findings f;
    struct suppressions s = {.n = 0};
    arena_init(&a, NULL);
    findings_init(&f, &a);
    struct lint_file file = {
        .path = STR_INIT("t"),
        .source.text = STR_INIT("# chelm:ignore CH101\nX\n# chelm:ignore CH101 -- so be it\nX")};
    suppress_read(&s, &f, &file, true);
    assert_int_equal(count_rule(&f, RULE_CH991), 1);
    assert_int_equal(s.n, 2);
    fixture_check(s.items[1].reason, "so be it");
    arena_done(&a);
}

/* One that is used stays; one that is not is reported, unless its rule is off. */
static void test_unused(void **state)
{
    (void)state;
    struct arena a;
    struct findings f;
    struct suppressions s = {.n = 0};
    struct rule_choice choice;
    arena_init(&a, NULL);
    findings_init(&f, &a);
    choice_init(&choice);
    choice_set(&choice, STR("CH102"), false);
    struct lint_file file = {
        .path = STR_INIT("v"),
        .kind = LINT_FILE_VALUES,
        .source.text = STR_INIT("# chelm:ignore CH101 CH102 CH104\nX\n# chelm:ignore CH701\nY\n")};
    suppress_read(&s, &f, &file, false);
    struct finding *g = finding_put(&f, RULE_CH101, &file, (struct span){33, 34}, "found");
    assert_non_null(suppress_find(&s, g));
    suppress_report_unused(&s, &f, &choice);
    assert_int_equal(count_rule(&f, RULE_CH990), 2);
    struct finding *last = f.items[f.count - 1];
    assert_int_equal(last->edit_count, 1);
    assert_int_equal(last->edits[0].span.end - last->edits[0].span.begin, 21);
    arena_done(&a);
}

static void test_selectors(void **state)
{
    (void)state;
    struct rule_choice c;
    choice_init(&c);
    assert_true(c.on[RULE_CH101] && !c.on[RULE_CH103]);
    assert_true(choice_set(&c, STR("ch103"), true));
    assert_int_equal(c.severity[RULE_CH103], LINT_WARNING);
    assert_true(choice_set(&c, STR("CH1"), false));
    assert_true(!c.on[RULE_CH101] && c.on[RULE_CH201]);
    assert_true(choice_set(&c, STR("null-dereference"), true) && c.on[RULE_CH102]);
    assert_false(choice_set(&c, STR("CH9999"), true));
    assert_false(choice_set(&c, STR("nothing"), true));
    assert_true(choice_set_severity(&c, STR("CH2"), LINT_OFF) && !c.on[RULE_CH201]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_unused),
        cmocka_unit_test(test_selectors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
