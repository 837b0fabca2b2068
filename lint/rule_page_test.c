#include "lint/rule_page.h"

#include "chart/fixture_test.h"

/* Every rule has a page, and a page has what there is to show. */
static void test_all_rules_have_pages(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    for (int i = 0; i < RULE_COUNT; i++) {
        const struct rule *r = rule_get((enum rule_id)i);
        struct rule_page p = rule_page(r);
        if (!p.why.len || !p.repair.len)
            print_error("%.*s has no page\n", STR_ARG(r->code));
        assert_true(p.why.len && p.repair.len);
        struct buf text, markdown;
        buf_init(&text, &a);
        buf_init(&markdown, &a);
        rule_page_put_text(&text, r);
        rule_page_put_markdown(&markdown, r);
        assert_true(str_has_prefix(buf_str(&text), r->code));
        assert_true(str_has(buf_str(&markdown), r->summary));
        assert_true(str_has_prefix(
            buf_str(&markdown), str_fmt(&a, "## %.*s %.*s\n", STR_ARG(r->code), STR_ARG(r->name))));
    }
    arena_done(&a);
}

static void test_examples(void **state)
{
    (void)state;
    struct rule_page p = rule_page(rule_get(RULE_CH004));
    assert_true(str_has(p.bad, STR("uper }}")));
    assert_true(str_has(p.good, STR("upper }}")));
    assert_true(str_has(p.found, STR("error CH004: ")));
    struct arena a;
    struct buf b;
    arena_init(&a, NULL);
    buf_init(&b, &a);
    rule_page_put_text(&b, rule_get(RULE_CH004));
    str text = buf_str(&b);
    assert_true(str_find(text, STR("Wrong:")) < str_find(text, STR("Found:")));
    assert_true(str_find(text, STR("Found:")) < str_find(text, STR("Right:")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_rules_have_pages),
        cmocka_unit_test(test_examples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
