#include "api/libchelm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool is(chelm_text t, const char *s)
{
    return t.len == strlen(s) && memcmp(t.s, s, t.len) == 0;
}

/* One finding, its place and the report of it. */
static void test_findings(void **state)
{
    (void)state;
    chelm_context *c = chelm_context_new(NULL);
    chelm_text chart = chelm_text_of("spec-tests/lint/CH102-null-dereference/bad");
    chelm_text select = chelm_text_of("CH102"), text;
    chelm_lint_options o = {CHELM_SIZE(chelm_lint_options), .select = &select, .select_count = 1,
                            .no_config = true};
    chelm_findings *f = chelm_lint(c, &chart, 1, &o);
    assert_int_equal(chelm_findings_error(f).len, 0);
    assert_true(chelm_findings_failed(f));
    assert_int_equal(chelm_findings_count(f), 1);
    chelm_finding g = chelm_findings_at(f, 0);
    assert_true(is(g.code, "CH102") && is(g.name, "null-dereference"));
    assert_int_equal(g.level, CHELM_LEVEL_ERROR);
    assert_true(g.line > 0 && g.column > 0 && g.fingerprint.len == 16);
    assert_int_equal(chelm_findings_at(f, 1).line, 0);
    assert_true(chelm_findings_text(f, chelm_text_of("short"), NULL, &text) && text.len);
    assert_false(chelm_findings_text(f, chelm_text_of("xml"), NULL, &text));
    chelm_findings_free(f);
    chelm_context_free(c);
}

static void test_failures(void **state)
{
    (void)state;
    chelm_context *c = chelm_context_new(NULL);
    chelm_text nowhere = chelm_text_of("nowhere/at/all"), bad = chelm_text_of("CH4711");
    chelm_findings *f = chelm_lint(c, &nowhere, 1, NULL);
    assert_true(chelm_findings_unreadable(f));
    assert_int_equal(chelm_findings_count(f), 1);
    chelm_findings_free(f);
    chelm_lint_options o = {CHELM_SIZE(chelm_lint_options), .ignore = &bad, .ignore_count = 1};
    f = chelm_lint(c, &nowhere, 1, &o);
    assert_true(chelm_findings_error(f).len > 0);
    chelm_findings_free(f);
    f = chelm_lint(c, NULL, 0, NULL);
    assert_false(chelm_findings_failed(f) || chelm_findings_unreadable(f));
    chelm_findings_free(f);
    chelm_findings_free(NULL);
    chelm_context_free(c);
}

/* A chart that takes too much ends alone. */
static void test_memory_limit(void **state)
{
    (void)state;
    chelm_context_options world = {CHELM_SIZE(chelm_context_options), .memory_limit = 60000};
    chelm_context *c = chelm_context_new(&world);
    chelm_text charts[] = {chelm_text_of("examples/webapp"), chelm_text_of("examples/webapp")};
    chelm_findings *f = chelm_lint(c, charts, 2, NULL);
    assert_true(chelm_findings_unreadable(f));
    chelm_findings_free(f);
    chelm_context_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_findings),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_memory_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
