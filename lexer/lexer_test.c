#include "lexer/lexer.h"

#include "base/arena.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* The tokens as one line: kind, and the text in angle brackets where it matters. */
static const char *tokens(struct arena *a, str text, enum delims d)
{
    struct lexer l;
    lexer_init(&l, a, text, d);
    struct buf b;
    buf_init(&b, a);
    for (;;) {
        struct token t = lexer_next(&l);
        if (t.kind == TOK_EOF)
            break;
        if (b.len)
            buf_put_char(&b, ' ');
        buf_put_str(&b, token_kind_name(t.kind));
        if (!token_is_keyword(t.kind) && t.kind != TOK_SPACE && t.kind != TOK_LEFT_DELIM &&
            t.kind != TOK_RIGHT_DELIM) {
            buf_put_char(&b, '<');
            buf_put_str(&b, t.text);
            buf_put_char(&b, '>');
        }
    }
    return str_c(a, buf_str(&b));
}

struct row {
    const char *text, *want;
};

static void check(const struct row *rows, size_t n, enum delims d)
{
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(tokens(&a, str_from_c(rows[i].text), d), rows[i].want);
    arena_done(&a);
}

#define CHECK(rows, d) check(rows, sizeof rows / sizeof *rows, d)

static void test_text_and_trim(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", ""},
        {"a }} b", "text<a }} b>"},
        {"a {{1}} b", "text<a > left-delim number<1> right-delim text< b>"},
        {"a \n{{- 1 -}}\t\r\n b", "text<a> left-delim number<1> right-delim text<b>"},
        {" {{- 1}}", "left-delim number<1> right-delim"},
        {"a\v {{- 1}}", "text<a\v> left-delim number<1> right-delim"},
        {"a {{-1}}", "text<a > left-delim number<-1> right-delim"},
        {"{{ 1-}}", "left-delim space error<bad number syntax: \"1-\">"},
        {"{{1  -}} x", "left-delim number<1> space right-delim text<x>"},
        {"{{- -}}", "left-delim number<-> right-delim"},
        {"{{-  -}}", "left-delim right-delim"},
    };
    CHECK(rows, DELIMS_HELM);
}

static void test_comments(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"a{{/* {{ x }} */}}b", "text<a> text<b>"},
        {"a {{- /* c */ -}} b", "text<a> text<b>"},
        {"{{/**/}}", ""},
        {"{{/*/}}", "error<unclosed comment>"},
        {"{{/* c */ }}", "error<comment ends before closing delimiter>"},
        {"{{- /* c */-}}", "error<comment ends before closing delimiter>"},
        {"{{-/* c */}}",
         "left-delim number<-> char</> char<*> space ident<c> space char<*> char</> "
         "right-delim"},
        {"{{ /* c */}}", "left-delim space char</> char<*> space ident<c> space char<*> char</> "
                         "right-delim"},
    };
    CHECK(rows, DELIMS_HELM);
}

static void test_words(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{{if .if}}", "left-delim if space field<.if> right-delim"},
        {"{{.a.b|c}}", "left-delim field<.a> field<.b> pipe<|> ident<c> right-delim"},
        {"{{. $ $x.y}}", "left-delim . space variable<$> space variable<$x> field<.y> right-delim"},
        {"{{$x:=true}}", "left-delim variable<$x> declare<:=> bool<true> right-delim"},
        {"{{$x =1}}", "left-delim variable<$x> space assign<=> number<1> right-delim"},
        {"{{ü ५ _a1}}", "left-delim ident<ü> space ident<५> space ident<_a1> right-delim"},
        {"{{(a)}}", "left-delim left-paren<(> ident<a> right-paren<)> right-delim"},
        {"{{a\n\tb}}", "left-delim ident<a> space ident<b> right-delim"},
        {"{{a-b}}", "left-delim error<bad character U+002D '-'>"},
        {"{{$x=2}}", "left-delim error<bad character U+003D '='>"},
        {"{{€}}", "left-delim error<unrecognized character in action: U+20AC '€'>"},
        {"{{\x01}}", "left-delim error<unrecognized character in action: U+0001>"},
        {"{{\xff}}", "left-delim error<unrecognized character in action: U+FFFD '\xef\xbf\xbd'>"},
        {"{{ :x}}", "left-delim space error<expected :=>"},
        {"{{)}}", "left-delim error<unexpected right paren>"},
        {"{{(}}", "left-delim left-paren<(> error<unclosed left paren>"},
        {"{{a", "left-delim ident<a> error<unclosed action>"},
        {"{{ @,}}", "left-delim space char<@> char<,> right-delim"},
    };
    CHECK(rows, DELIMS_HELM);
}

static void test_literals(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{{\"a\\\"}}\"}}", "left-delim string<\"a\\\"}}\"> right-delim"},
        {"{{`a\n`}}", "left-delim raw-string<`a\n`> right-delim"},
        {"{{'}'}}", "left-delim rune<'}'> right-delim"},
        {"{{\"a\n\"}}", "left-delim error<unterminated quoted string>"},
        {"{{\"a\\\n\"}}", "left-delim error<unterminated quoted string>"},
        {"{{'a\n'}}", "left-delim error<unterminated character constant>"},
        {"{{`a}}", "left-delim error<unterminated raw quoted string>"},
        {"{{.5 0x1_F 1e-3 0x1p+4}}", "left-delim number<.5> space number<0x1_F> space "
                                     "number<1e-3> space number<0x1p+4> right-delim"},
        {"{{1+2i -1i}}", "left-delim complex<1+2i> space number<-1i> right-delim"},
        {"{{1+2}}", "left-delim error<bad number syntax: \"1+2\">"},
        {"{{1a}}", "left-delim error<bad number syntax: \"1a\">"},
        {"{{1_000}}", "left-delim number<1_000> right-delim"},
        {"{{0b2}}", "left-delim error<bad number syntax: \"0b2\">"},
    };
    CHECK(rows, DELIMS_HELM);
}

static void test_chelm_pair(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"a << .x >> {{ .y }}", "text<a > left-delim space field<.x> space right-delim "
                                "text< {{ .y }}>"},
        {"a \n<<- 1 ->> b", "text<a> left-delim number<1> right-delim text<b>"},
        {"a<</* << x >> */>>b", "text<a> text<b>"},
        {"  <<: *base\n  x: <<.x>>", "text<  <<: *base\n  x: > left-delim field<.x> right-delim"},
        {"<<:", "text<<<:>"},
        {"<< : >>", "left-delim space error<expected :=>"},
        {"<< (x>> ", "left-delim space left-paren<(> ident<x> error<unclosed left paren>"},
        {"<<\"}}>>\">>", "left-delim string<\"}}>>\"> right-delim"},
    };
    CHECK(rows, DELIMS_CHELM);
}

static void test_places(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct source src = {.name = STR("x"), .text = STR("a\n{{- if\n  .b -}}\n c")};
    struct buf b;
    buf_init(&b, &a);
    lexer_dump(&b, &src, DELIMS_HELM);
    assert_string_equal(str_c(&a, buf_str(&b)), "1:0\ttext\t\"a\"\n"
                                                "2:0\tleft-delim\t\"{{\"\n"
                                                "2:4\tif\n"
                                                "2:6\tspace\t\"\\n  \"\n"
                                                "3:2\tfield\t\".b\"\n"
                                                "3:6\tright-delim\t\"}}\"\n"
                                                "4:1\ttext\t\"c\"\n"
                                                "4:2\teof\n");
    struct lexer l;
    lexer_init(&l, &a, src.text, DELIMS_HELM);
    static const uint32_t lines[] = {1, 2, 2, 2, 3, 3, 4, 4};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_int_equal(lexer_line(&l, lexer_next(&l).span.begin), lines[i]);
    arena_done(&a);
}

static void test_going_on_after_errors(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct source src = {.name = STR("x"), .text = STR("{{ a-b \"}}\" }}{{ \"x }}\n{{/* }}z{{ 1")};
    struct buf b;
    buf_init(&b, &a);
    lexer_dump(&b, &src, DELIMS_HELM);
    assert_string_equal(str_c(&a, buf_str(&b)), "1:0\tleft-delim\t\"{{\"\n"
                                                "1:2\tspace\t\" \"\n"
                                                "1:3\terror\tbad character U+002D '-'\n"
                                                "1:10\ttext\t\"\\\" }}\"\n"
                                                "1:14\tleft-delim\t\"{{\"\n"
                                                "1:16\tspace\t\" \"\n"
                                                "1:17\terror\tunterminated quoted string\n"
                                                "1:22\ttext\t\"\\n\"\n"
                                                "2:2\terror\tunclosed comment\n"
                                                "2:7\ttext\t\"z\"\n"
                                                "2:8\tleft-delim\t\"{{\"\n"
                                                "2:10\tspace\t\" \"\n"
                                                "2:11\tnumber\t\"1\"\n"
                                                "2:12\terror\tunclosed action\n"
                                                "2:12\teof\n");
    arena_done(&a);
}

static void test_eof_for_ever(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct lexer l;
    lexer_init(&l, &a, STR("{{ \""), DELIMS_HELM);
    for (int i = 0; i < 2; i++)
        lexer_next(&l);
    assert_int_equal(lexer_next(&l).kind, TOK_ERROR);
    for (int i = 0; i < 3; i++)
        assert_int_equal(lexer_next(&l).kind, TOK_EOF);
    arena_done(&a);
}

static const char *const fragments[] = {"{{",
                                        "}}",
                                        "<<",
                                        ">>",
                                        "{{-",
                                        "-}}",
                                        " -}}",
                                        "{{- ",
                                        "<<-",
                                        " ->>",
                                        " ",
                                        "  ",
                                        "\n",
                                        "\t",
                                        "-",
                                        "--",
                                        ".a",
                                        ".",
                                        ".5",
                                        "$",
                                        "$x",
                                        "$1",
                                        "a",
                                        "end",
                                        "ends",
                                        "if ",
                                        "true",
                                        "a1",
                                        "1",
                                        "0x1f",
                                        "1.5e3",
                                        "+",
                                        "(",
                                        ")",
                                        "|",
                                        "\"s\"",
                                        "\"a\\\"b\"",
                                        "\"",
                                        "`r\n`",
                                        "`",
                                        "'x'",
                                        "'",
                                        ":=",
                                        ":",
                                        "=",
                                        ",",
                                        "\xC3\xA9",
                                        "\xFF",
                                        "x\xC3\xA9",
                                        "/*",
                                        "*/",
                                        "{",
                                        "}",
                                        "<",
                                        ">",
                                        "_a",
                                        "\x01",
                                        "!",
                                        "define \"d\"",
                                        "\"sixteen bytes, or\\t\"",
                                        "\"sixteen bytes, or more\"",
                                        "\"\xC3\xA9\x7F\"",
                                        "\"eight by\x1F\"",
                                        " -}}",
                                        " ->>",
                                        ".long_name.b",
                                        "continue",
                                        "{{/* c */}}",
                                        "text"};

static bool same(const struct token *a, const struct token *b)
{
    return a->kind == b->kind && a->span.begin == b->span.begin && a->span.end == b->span.end &&
           str_eq(a->text, b->text);
}

/* The short way gives the tokens, and leaves the lexer as, the rules do. */
static void compare(struct arena *a, str text, enum delims d)
{
    struct lexer quick, slow;
    struct token t, u = {.kind = TOK_ERROR};
    lexer_init(&quick, a, text, d);
    lexer_init(&slow, a, text, d);
    for (bool end = false; !end; end = u.kind == TOK_EOF) {
        bool space = lexer_at_space(&quick);
        struct lexer fields = quick;
        str name = {0};
        bool field = lexer_take_field(&fields, &name);
        lexer_read(&quick, &t);
        lexer_read_slowly(&slow, &u);
        if (field)
            assert_true(u.kind == TOK_FIELD && fields.pos == slow.pos &&
                        str_eq(name, str_from(u.text, 1)));
        if (!same(&t, &u) || quick.pos != slow.pos || quick.in_action != slow.in_action ||
            quick.paren_depth != slow.paren_depth || quick.failed != slow.failed)
            fail_msg("%.*s: at %u", STR_ARG(text), u.span.begin);
        for (size_t i = 1; t.plain && t.kind == TOK_STRING && i + 1 < t.text.len; i++)
            assert_true(t.text.s[i] >= ' ' && t.text.s[i] != '"' && t.text.s[i] != '\\');
        if (space)
            assert_true(u.kind == TOK_SPACE && u.text.len == 1);
    }
}

static void test_short_way(void **state)
{
    (void)state;
    enum { TEXTS = 20000, PARTS = 12 };
    uint64_t seed = 1;
    for (int i = 0; i < TEXTS; i++) {
        struct arena a;
        struct buf b;
        arena_init(&a, NULL);
        buf_init(&b, &a);
        buf_put_str(&b, i % 2 ? STR("{{") : STR("<<"));
        for (int k = 0; k < PARTS; k++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            size_t n = sizeof fragments / sizeof *fragments;
            buf_put_str(&b, str_from_c(fragments[(seed >> 33) % n]));
        }
        compare(&a, buf_str(&b), i % 2 ? DELIMS_HELM : DELIMS_CHELM);
        arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_and_trim),
        cmocka_unit_test(test_comments),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_literals),
        cmocka_unit_test(test_chelm_pair),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_going_on_after_errors),
        cmocka_unit_test(test_eof_for_ever),
        cmocka_unit_test(test_short_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
