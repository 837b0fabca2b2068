#include "lint/fix.h"

#include "chart/fixture_test.h"
#include "lint/changes.h"

static struct finding *put(struct findings *f, struct lint_file *file, uint32_t begin, uint32_t end,
                           const char *text)
{
    struct finding *g = finding_put(f, RULE_CH104, file, (struct span){begin, end}, "m%u", begin);
    finding_edit(f, g, LINT_FIX_SAFE, file, g->span, str_from_c(text));
    return g;
}

static void test_plan(void **state)
{
    (void)state;
    struct arena a;
    struct findings f;
    struct fix_plan p;
    struct lint_chart *some = (struct lint_chart *)(void *)&f; /* any: only whether there is one */
    arena_init(&a, NULL);
    findings_init(&f, &a);
    fix_plan_init(&p, &a, STR("c"));
    struct lint_file file = {
        .path = STR_INIT("t"), .source.text = STR_INIT("abcdef"), .chart = some};
    struct lint_file other = {.path = STR_INIT("charts/x/t"),
                              .source.text = STR_INIT("abc"),
                              .chart = some,
                              .vendored = true};
    assert_true(fix_plan_add(&p, put(&f, &file, 4, 6, "!")));
    assert_true(fix_plan_add(&p, put(&f, &file, 0, 1, "AA")));
    assert_false(fix_plan_add(&p, put(&f, &file, 3, 5, "?")));
    assert_false(fix_plan_add(&p, put(&f, &file, 5, 9, "?")));
    assert_false(fix_plan_add(&p, put(&f, &other, 0, 1, "?")));
    assert_true(fix_plan_add(&p, put(&f, &file, 2, 2, "-")));
    fixture_check(fix_plan_text(&p, 0, &a), "AAb-cd!");
    p.groups[0].off = true;
    fixture_check(fix_plan_text(&p, 0, &a), "AAb-cdef");
    arena_done(&a);
}

static void test_diff(void **state)
{
    (void)state;
    struct arena a;
    struct buf out;
    arena_init(&a, NULL);
    buf_init(&out, &a);
    fix_put_diff(&out, STR("x"), STR("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n"),
                 STR("1\n2\n3\n4\n5\nsix\n7\n8\n9\n10\n11\n12\n13\n14\n"));
    fixture_check(buf_str(&out),
                  "--- a/x\n+++ b/x\n@@ -3,7 +3,7 @@\n 3\n 4\n 5\n-6\n+six\n 7\n 8\n 9\n"
                  "@@ -11,3 +11,4 @@\n 11\n 12\n 13\n+14\n");
    struct buf none;
    buf_init(&none, &a);
    fix_put_diff(&none, STR("x"), STR("a\n"), STR("a\n"));
    assert_int_equal(none.len, 0);
    arena_done(&a);
}

static void test_changes(void **state)
{
    (void)state;
    static const char diff[] =
        "diff --git a/c/Chart.yaml b/c/Chart.yaml\n--- a/c/Chart.yaml\n"
        "+++ b/c/Chart.yaml\n@@ -3 +3 @@\n-version: 1\n+version: 2\n"
        "diff --git a/c/x b/c/x\n--- a/c/x\n+++ b/c/x\n@@ -1,2 +4,3 @@\n"
        "++++ b/c/fake\n@@ -9,2 +12,0 @@ f\n-a\n-b\n"
        "diff --git a/gone b/gone\n--- a/gone\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n";
    struct arena a;
    struct changes c;
    bool bumped;
    arena_init(&a, NULL);
    changes_parse(&a, STR(diff), STR("/r"), &c);
    assert_int_equal(c.n, 3);
    assert_true(changes_touch(&c, STR("/r/c/x"), 6, 9));
    assert_false(changes_touch(&c, STR("/r/c/x"), 7, 9));
    assert_true(changes_touch(&c, STR("/r/c/x"), 13, 13));
    assert_false(changes_touch(&c, STR("/r/c/y"), 0, 0));
    assert_true(changes_touch(&c, STR("/r/gone"), 0, 0));
    assert_true(changes_in_chart(&c, STR("/r/c"), &bumped) && bumped);
    assert_false(changes_in_chart(&c, STR("/r/d"), &bumped));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plan),
        cmocka_unit_test(test_diff),
        cmocka_unit_test(test_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
