#include "parser/survey.h"

#include "base/arena.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool has_function(void *data, str name)
{
    (void)data;
    return str_eq(name, STR("f")) || str_eq(name, STR("include")) || str_eq(name, STR("and"));
}

/* Surveys the text. A yes must be the parser's, with the same trees. */
static bool survey(str text, enum delims d)
{
    struct arena a;
    arena_init(&a, NULL);
    struct source src = {.name = STR("t"), .text = text};
    struct parse_options o = {.delims = d, .has_function = has_function};
    struct parse_result quick, r;
    struct diags diags;
    diags_init(&diags, &a);
    bool yes = survey_source(&a, &a, &src, &o, &quick, NULL);
    bool parsed = parse_source(&a, &src, &o, &diags, &r);
    if (yes && !parsed)
        fail_msg("%.*s: %.*s", STR_ARG(text), STR_ARG(diags.first->text));
    if (yes)
        assert_int_equal(quick.count, r.count);
    for (size_t i = 0; yes && i < r.count; i++) {
        const struct tree *x = &quick.trees[i], *y = &r.trees[i];
        if (!str_eq(x->name, y->name) || x->begin != y->begin || x->is_empty != y->is_empty)
            fail_msg("%.*s: %.*s at %u, %d", STR_ARG(text), STR_ARG(x->name), x->begin,
                     x->is_empty);
        assert_true(x->delims == y->delims && x->source == y->source && !x->root);
        struct node *root = parse_again(&a, x, &o);
        struct buf again, want;
        buf_init(&again, &a);
        buf_init(&want, &a);
        ast_dump(&again, root);
        ast_dump(&want, y->root);
        assert_true(str_eq(buf_str(&again), buf_str(&want)));
    }
    arena_done(&a);
    return yes;
}

static void test_usual(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "text",
        "{{/* a comment */}}",
        "{{- /* a comment */ -}}\n",
        "{{ .a }}{{- .a.b -}}{{.}}{{$}}{{ $.a }}",
        "{{ f }}{{ f . | f 1 -2 0 }}{{ f \"a\\\"b\" `c` true nil (f .).b }}",
        "{{ $x := 1 }}{{ $x }}{{ $x = f $x }}{{ f ($x) }}",
        "{{ if .a }}{{ else if f .b }}{{ else }}{{ end }}",
        "{{- with $v := .a }}{{ $v.b }}{{ else with .c }}{{ end -}}",
        "{{ range .a }}{{ break }}{{ end }}{{ range $i, $e := .a }}{{ continue }}{{ $i }}{{ end }}",
        "{{ template \"a\" }}{{ template \"a\" . }}{{ template \"b\" f . }}",
        "{{/* c */}}{{ define \"a\" -}} {{- end -}} {{ define \"b\" }}{{ $ }}b{{ end }}",
        "{{ define \"a\" }}{{ $x := . }}{{ if $x }}{{ end }}{{ end }}\n",
        "{{ f\n  .a\n  | f }}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!survey(str_from_c(texts[i]), DELIMS_HELM))
            fail_msg("%s", texts[i]);
    assert_true(survey(STR("a: &b\n<<: *b\n<< define \"a\" >><< .x >><<- end >>"), DELIMS_CHELM));
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{{",
        "{{ }}",
        "{{ g }}",
        "{{ $x }}",
        "{{ if }}",
        "{{ if .a }}",
        "{{ end }}",
        "{{ else }}",
        "{{ .a | 1 }}",
        "{{ .a | }}",
        "{{ f(1) }}",
        "{{ \"a\nb\" }}",
        "{{ (.a }}",
        "{{ .a) }}",
        "{{ break }}",
        "{{ define \"a\" }}",
        "{{ .a -}",
        "{{ .a-}}",
        "{{- -}}",
        "{{ if .a }}{{ else }}{{ else }}{{ end }}",
        "{{ /* a */}}",
        "{{/* a */ }}",
        "{{ 0x }}",
        "{{ define \"a\" }}1{{ end }}{{ define \"a\" }}2{{ end }}",
        "{{ \"\\z\" }}",
        "{{ range .a }}{{ else }}{{ break }}{{ end }}",
        "{{ if .a }}{{ define \"a\" }}{{ end }}{{ end }}",
        "{{ if .a }}{{ $x := 1 }}{{ end }}{{ $x }}",
        "{{ $x := 1 }}{{ define \"a\" }}{{ $x }}{{ end }}",
        "{{ with .a }}{{ else if .b }}{{ end }}",
        "{{ $x := 1 }}{{ $x= 2 }}",
        "{{ if .a }}{{ else if$ }}{{ end }}",
        "{{ if .a }}{{ else if\"b\" }}{{ end }}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (survey(str_from_c(texts[i]), DELIMS_HELM))
            fail_msg("%s", texts[i]);
}

static void test_jumps(void **state)
{
    (void)state;
    static const char text[] =
        "{{ if .a }}b{{ else if .c }}d{{ else }}{{ with .e }}{{ end }}{{ end }}";
    enum { IF = 0, ELSE_IF = 12, ELSE = 29, WITH = 39, END_WITH = 52, END = 61 };
    struct arena a;
    arena_init(&a, NULL);
    struct source src = {.name = STR("t"), .text = str_from_c(text)};
    struct parse_options o = {.delims = DELIMS_HELM, .has_function = has_function};
    struct parse_result r;
    struct survey_jumps j;
    assert_true(survey_source(&a, &a, &src, &o, &r, &j));
    assert_int_equal(survey_next(&j, IF), ELSE_IF);
    assert_int_equal(survey_next(&j, ELSE_IF), ELSE);
    assert_int_equal(survey_next(&j, ELSE), END);
    assert_int_equal(survey_next(&j, WITH), END_WITH);
    assert_int_equal(survey_next(&j, END_WITH), 0);
    assert_int_equal(survey_next(&j, END), 0);
    assert_int_equal(survey_next(&j, 1), 0);
    arena_done(&a);
}

static const char *const fragments[] = {
    "{{",
    "{{",
    "{{ ",
    "{{- ",
    "}}",
    "}}",
    " }}",
    " -}}",
    "-}}",
    " ",
    "\n",
    "\t",
    "if",
    "if ",
    "else",
    "else ",
    "end",
    "end",
    "with ",
    "range ",
    "define ",
    "\"a\"",
    "\"b\"",
    "template ",
    "block ",
    "break",
    "continue",
    "$",
    "$x",
    "$y ",
    " := ",
    ":=",
    " = ",
    "=",
    ", ",
    ",",
    ".",
    ".a",
    ".b.c",
    "f ",
    "f",
    "and ",
    "g",
    "(",
    ")",
    " (",
    ") ",
    "|",
    " | ",
    "1",
    "-1",
    "0",
    "007",
    "1.5",
    "1e3",
    "0x1",
    "'a'",
    "`r`",
    "`\n`",
    "\"\\n\"",
    "\"\\q\"",
    "\"",
    "\\",
    "true",
    "false ",
    "nil",
    "/*",
    "*/",
    "{{/* c */}}",
    "{{- /* c */ -}}",
    "text",
    "\xC3\xA9",
    "\x01",
    "_x",
    "{",
    "}",
    ":",
    "<",
    "{{ if .a }}",
    "{{ else }}",
    "{{ else if .b }}",
    "{{ else if",
    "{{ else with",
    "{{ end }}",
    "{{- end -}}",
    "{{ define \"a\" }}",
    "{{ define \"b\" -}}",
    "{{ range $x := .a }}",
    "{{ range $x, $y := .a }}",
    "{{ with $x := .a }}",
    "{{ $x := 1 }}",
    "{{ $x }}",
    "{{ f $y }}",
    "{{ break }}",
    "{{ else with .c }}",
    "$x",
    "= ",
    ":= ",
};

/* Whatever is said yes to, the parser takes. */
static void test_random(void **state)
{
    (void)state;
    enum { TEXTS = 300000, PARTS = 9 };
    uint64_t seed = 7;
    size_t yes = 0;
    struct arena a;
    arena_init(&a, NULL);
    for (int i = 0; i < TEXTS; i++) {
        struct buf b;
        buf_init(&b, &a);
        unsigned parts = 1 + (unsigned)i % PARTS;
        bool balanced = i % 3 == 0;
        for (unsigned k = 0; k < parts; k++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            size_t n = sizeof fragments / sizeof *fragments, whole = 20;
            size_t pick = (seed >> 33) % (balanced ? whole : n);
            buf_put_str(&b, str_from_c(fragments[balanced ? n - 1 - pick : pick]));
        }
        yes += survey(buf_str(&b), DELIMS_HELM);
        arena_clear(&a);
    }
    arena_done(&a);
    assert_true(yes > TEXTS / 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_usual),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_jumps),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
