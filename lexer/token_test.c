#include "lexer/token.h"

#include "base/arena.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_words(void **state)
{
    (void)state;
    assert_int_equal(token_word_kind(STR("if")), TOK_IF);
    assert_int_equal(token_word_kind(STR("with")), TOK_WITH);
    assert_int_equal(token_word_kind(STR("block")), TOK_BLOCK);
    assert_int_equal(token_word_kind(STR("true")), TOK_BOOL);
    assert_int_equal(token_word_kind(STR("True")), TOK_IDENT);
    assert_int_equal(token_word_kind(STR("elseif")), TOK_IDENT);
    for (int kind = 0; kind < TOKEN_KIND_COUNT; kind++) {
        str name = token_kind_name((enum token_kind)kind);
        enum token_kind want =
            token_is_keyword((enum token_kind)kind) ? (enum token_kind)kind : TOK_IDENT;
        assert_int_equal(token_word_kind(name), want);
    }
    assert_int_equal(token_word_kind(STR("false")), TOK_BOOL);
    assert_int_equal(token_word_kind(STR("continues")), TOK_IDENT);
    assert_true(token_is_keyword(TOK_DOT));
    assert_false(token_is_keyword(TOK_BOOL));
    assert_true(str_eq(token_kind_name(TOK_RAW_STRING), STR("raw-string")));
}

/* What Go's "unexpected TOKEN" shows. */
static void test_shown(void **state)
{
    (void)state;
    static const struct {
        enum token_kind kind;
        const char *text, *want;
    } rows[] = {
        {TOK_EOF, "", "EOF"},
        {TOK_ERROR, "unclosed action", "unclosed action"},
        {TOK_IF, "if", "<if>"},
        {TOK_DOT, ".", "<.>"},
        {TOK_STRING, "\"b\"", "\"\\\"b\\\"\""},
        {TOK_IDENT, "abcdefghij", "\"abcdefghij\""},
        {TOK_IDENT, "abcdefghijk", "\"abcdefghij\"..."},
        {TOK_IDENT, "ééééééé", "\"ééééééé\"..."},
    };
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct token t = {.kind = rows[i].kind, .text = str_from_c(rows[i].text)};
        struct buf b;
        buf_init(&b, &a);
        token_put(&b, &t);
        assert_string_equal(str_c(&a, buf_str(&b)), rows[i].want);
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
