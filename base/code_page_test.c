#include "base/code_page.h"

#include "base/arena.h"
#include "base/error_code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_every_code_has_a_page(void **state)
{
    (void)state;
    static const char *const codes[] = {
#define CODE(code, name, head, part) code,
#include "base/error_codes.def"
#undef CODE
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        struct code_page p;
        assert_true(code_page_find(str_from_c(codes[i]), &p));
        assert_true(str_eq(p.code, str_from_c(codes[i])));
        assert_true(str_eq(p.name, error_code_name(p.code)));
        assert_true(p.what.len && p.bad.len && p.good.len && p.fix.len && p.helm.len);
    }
}

/* What a page says that Helm prints has the page's code. */
static void test_pages(void **state)
{
    (void)state;
    struct code_page p, before = {.code = STR("")};
    size_t n = 0;
    for (; code_page_at(n, &p); n++) {
        assert_true(str_cmp(before.code, p.code) < 0);
        assert_false(str_eq(p.name, STR("error")));
        before = p;
        str lines[] = {p.bad, p.good, p.helm};
        for (size_t k = 0; k < sizeof lines / sizeof *lines; k++)
            assert_true(str_has_suffix(lines[k], STR("\n")));
    }
    assert_true(n > 20);
    assert_false(code_page_at(n, &p));
}

static void test_find(void **state)
{
    (void)state;
    struct code_page p;
    assert_true(code_page_find(STR("ch102"), &p));
    assert_true(str_eq(p.code, STR("CH102")));
    assert_true(code_page_find(STR("null-dereference"), &p));
    assert_true(str_eq(p.code, STR("CH102")));
    assert_false(code_page_find(STR("CH999"), &p));
    assert_false(code_page_find(STR(""), &p));
}

static void test_put(void **state)
{
    (void)state;
    struct arena a;
    struct buf b;
    arena_init(&a, NULL);
    buf_init(&b, &a);
    const struct code_page p = {
        .code = STR_INIT("CH000"),
        .name = STR_INIT("some-name"),
        .what = STR_INIT("one two three four five six seven eight nine ten eleven twelve "
                         "thirteen 14 fifteen"),
        .bad = STR_INIT("a\n\nb\n"),
        .fix = STR_INIT("do it"),
    };
    code_page_put(&b, &p);
    assert_true(
        str_eq(buf_str(&b),
               STR("CH000 some-name\n\none two three four five six seven eight nine ten "
                   "eleven twelve thirteen 14\nfifteen\n\nWrong:\n\n    a\n\n    b\n\ndo it\n")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_code_has_a_page),
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_put),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
