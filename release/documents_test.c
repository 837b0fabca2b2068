#include "release/documents.h"

#include "base/arena.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Documents are shown between '|'. */
static const struct {
    const char *text, *want;
} cases[] = {
    {"", "|"},
    {" \n\t\n", "|"},
    {"a: 1\n", "|a: 1\n|"},
    {"---\na: 1\n---\nb: 2\n", "|a: 1\n|b: 2\n|"},
    {"\n  ---\na: 1", "|a: 1|"},
    {"a: 1\n  ---\nb", "|a: 1\n  ---\nb|"},
    {"---foo: 2\n", "|foo: 2\n|"},
    {"---- \n", "|- \n|"},
    {"------\nx", "|---\nx|"},
    {"--- ---\nx", "|---\nx|"},
    {"--- \t # c\na: 1", "|# c\na: 1|"},
    {"---\n---\n---", "|"},
    {"---\r\na: 1\r\n", "|a: 1\r\n|"},
    {"a\n\n\n---\n\n\xc2\xa0 b\n\n", "|a\n\n\n|b\n\n|"},
    {"a\n--", "|a\n--|"},
    {"a\n---", "|a\n|"},
};

static void test_split(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b;
        buf_init(&b, &a);
        struct documents d;
        documents_init(&d, str_from_c(cases[i].text));
        buf_put_char(&b, '|');
        for (str doc; documents_next(&d, &doc);) {
            buf_put_str(&b, doc);
            buf_put_char(&b, '|');
        }
        buf_put_char(&b, '\0');
        assert_string_equal(b.s, cases[i].want);
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_split)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
