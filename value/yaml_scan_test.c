#include "value/yaml_scan.h"

#include "base/arena.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_findings(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *want; /* "2 path line:column(before);" or "0 path line:column;" */
    } cases[] = {
        {"a: 1\nb: 2\n", ""},
        {"a: 1\nb: 2\na: 3\n", "2 a 3:1(1);"},
        {"x:\n  a: 1\n  a: 2\ny: {a: 1}\n", "2 x.a 3:3(2);"},
        {"- a: 1\n- a: 1\n  b: [{c: 1, c: 2}]\n", "2 [1].b[0].c 3:14(3);"},
        {"a: 1\n'a': 2\n\"a\": 3", "2 a 2:1(1);2 a 3:1(2);"},
        {"a: &x {b: 1}\nc: {<<: *x, <<: *x, b: 2}\n", ""},
        {"a:\nb: ~\nc: null\nd: ''\ne: []\nf: 'null'\n", "0 a 1:1;0 b 2:1;0 c 3:1;"},
        {"a: 1\n---\na: 2\nb:\n  c:\n---\nd:\n", "0 b.c 5:3;0 d 7:1;"},
        {"? [a]\n: 1\n? {b: 1, b: 2}\n: 2\nc: 1\nc: 2\n", "2 ?.b 3:10(3);2 c 6:1(5);"},
        {"- null\n- ~\n", ""},
        {"a: 1\na: 2\n b: [\n", "2 a 2:1(1);"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a, NULL);
        size_t n;
        const struct yaml_finding *f = yaml_scan(&a, str_from_c(cases[i].yaml), &n);
        struct buf b;
        buf_init(&b, &a);
        for (size_t k = 0; k < n; k++) {
            bool twice = f[k].kind == YAML_DUPLICATE_KEY;
            buf_put_fmt(&b, "%d %.*s %zu:%zu", twice ? 2 : 0, STR_ARG(f[k].path), f[k].line,
                        f[k].column);
            if (twice)
                buf_put_fmt(&b, "(%zu)", f[k].before);
            buf_put_char(&b, ';');
        }
        if (!str_eq(buf_str(&b), str_from_c(cases[i].want)))
            fail_msg("%s: got %.*s, want %s", cases[i].yaml, (int)b.len, b.s, cases[i].want);
        arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_findings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
