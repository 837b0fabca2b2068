#include "parser/test_parse.h"

struct row {
    const char *text;
    unsigned line;
    const char *message;
};

/* What Helm reports first; recorded from Helm v4.2.4. */
static const struct row errors[] = {
    {"{{- - 1}}", 1, "\"-\""},
    {"{{{ 1 }}}", 1, "unexpected \"{\" in command"},
    {"{{/* c */ }}", 1, "comment ends before closing delimiter"},
    {"{{/* c", 1, "unclosed comment"},
    {"{{ 1 /* c */ }}", 1, "unexpected \"/\" in operand"},
    {"{{ }}", 1, "missing value for command"},
    {"{{", 1, "unclosed action"},
    {"{{ a b }}", 1, "function \"a\" not defined"},
    {"{{ : }}", 1, "expected :="},
    {"{{ $x : 1 }}", 1, "undefined variable \"$x\""},
    {"{{ \001 }}", 1, "U+0001"},
    {"{{ \177 }}", 1, "U+007F"},
    {"{{ true.b }}", 1, "unexpected . after term \"true\""},
    {"{{ .a..b }}", 1, "unexpected <.> in operand"},
    {"{{ .a-b }}", 1, "bad character U+002D '-'"},
    {"{{1)}}", 1, "unexpected right paren"},
    {"{{ (1 }}", 1, "unclosed left paren"},
    {"{{print \"a\"\"b\"}}", 1, "unexpected \"\\\"b\\\"\" in operand"},
    {"{{print \"a\"\"b: c\"}}", 1, "c\\\"\" in operand"},
    {"{{ 08 }}", 1, "\"08\""},
    {"{{ '\\\"' }}", 1, "invalid syntax"},
    {"{{ 'ab' }}", 1, "'ab'"},
    {"{{ ' }}", 1, "unterminated character constant"},
    {"{{ 1.5.5 }}", 1, "unexpected \".5\" in operand"},
    {"{{ 1+i }}", 1, "syntax error scanning complex number"},
    {"{{ print 18446744073709551616 }}", 1, "\"18446744073709551616\""},
    {"{{ \"\\'\" | quote }}", 1, "invalid syntax"},
    {"{{ \"\\\n\" }}", 1, "unterminated quoted string"},
    {"{{ `a | quote }}", 1, "unterminated raw quoted string"},
    {"{{ if True }}T{{ else }}F{{ end }}", 1, "function \"True\" not defined"},
    {"{{ \"a\" | 1 }}", 1, "non executable command in pipeline stage 2"},
    {"{{ 1 | print | 2 }}", 1, "non executable command in pipeline stage 3"},
    {"{{ | 1 }}", 1, "unexpected \"|\" in command"},
    {"{{ () }}", 1, "missing value for parenthesized pipeline"},
    {"{{ $x }}", 1, "undefined variable \"$x\""},
    {"{{ range $i, $j, $k := list 1 }}{{ end }}", 1, "too many declarations in range"},
    {"{{ $a, $b := list 1 2 }}{{ $a }}", 1, "too many declarations in command"},
    {"{{ range $i, 2 }}{{ end }}", 1, "range can only initialize variables"},
    {"{{ with $a, $b := list 1 2 }}{{ end }}", 1, "too many declarations in with"},
    {"{{ if $a, $b := list 1 2 }}{{ end }}", 1, "too many declarations in if"},
    {"{{ $x := }}", 1, "missing value for command"},
    {"{{ $x := dict \"y\" 1 }}{{ $x.y = 2 }}{{ $x }}", 1, "unexpected \"=\" in operand"},
    {"{{ $x := 1 }}{{ $x + 1 }}", 1, "\"+\""},
    {"{{ if }}a{{ end }}", 1, "missing value for if"},
    {"{{ if 1 }}a", 1, "unexpected EOF"},
    {"{{ end }}", 1, "unexpected {{end}}"},
    {"{{ else }}", 1, "unexpected {{else}}"},
    {"{{ if 1 }}{{ else }}{{ else }}{{ end }}", 1, "expected end; found {{else}}"},
    {"{{ if 1 }}a{{ end if }}", 1, "unexpected <if> in end"},
    {"{{ if 1 }}a{{ else 1 }}b{{ end }}", 1, "unexpected \"1\" in else"},
    {"{{ if 1 }}a{{ else with 1 }}b{{ end }}", 1, "unexpected <with> in input"},
    {"{{ with 1 }}a{{ else if 1 }}b{{ end }}{{ end }}", 1, "unexpected <if> in input"},
    {"{{ range }}{{ end }}", 1, "missing value for range"},
    {"{{ define \"b\" }}{{ break }}{{ end }}", 1, "{{break}} outside {{range}}"},
    {"{{ range . }}{{ else }}{{ continue }}{{ end }}", 1, "{{continue}} outside {{range}}"},
    {"{{ range . }}{{ block \"b\" . }}{{ break }}{{ end }}{{ end }}", 1,
     "{{break}} outside {{range}}"},
    {"{{ range . }}{{ break 1 }}{{ end }}", 1, "unexpected \"1\" in {{break}}"},
    {"{{ range . }}{{ print break }}{{ end }}", 1, "unexpected <break> in operand"},
    {"{{ range . }}{{ $x := 1 }}{{ end }}{{ $x }}", 1, "undefined variable \"$x\""},
    {"{{ $q := 1 }}{{ define \"d\" }}{{ $q }}{{ end }}", 1, "undefined variable \"$q\""},
    {"\n\n  {{- nosuch }}", 3, "function \"nosuch\" not defined"},
    {"{{ define \"x\" }}{{ else }}{{ end }}", 1, "unexpected {{else}} in define clause"},
    {"{{ block \"x\" . }}\n\n{{ else }}{{ end }}", 1, "unexpected {{else}} in block clause"},
    {"{{ define \"x\" 1 }}{{ end }}", 1, "unexpected \"1\" in define clause"},
    {"{{ define x }}{{ end }}", 1, "unexpected \"x\" in define clause"},
    {"{{ template $n }}", 1, "unexpected \"$n\" in template clause"},
    {"{{ block \"x\" }}{{ end }}", 1, "missing value for block clause"},
    {"{{ if 1 }}{{ define \"x\" }}{{ end }}{{ end }}", 1, "unexpected <define> in command"},
    {"{{define \"x\"}}a{{end}}\n{{define \"x\"}}b{{end}}", 2,
     "multiple definition of template \"x\""},
    {"{{define \"c/t.yaml\"}}a{{end}}\nb\n", 3, "multiple definition of template \"c/t.yaml\""},
    {"{{ print\n\n\"a", 3, "unterminated quoted string in action started at c/t.yaml:1"},
    {"{{ print\n", 2, "unclosed action started at c/t.yaml:1"},
    {"{{if 1}}\n{{/* a", 2, "unclosed comment in action started at c/t.yaml:1"},
    {"{{if 1}}{{ 1 }}\n{{/* a", 2, "unclosed comment"},
};

static void test_first_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        struct parsed p;
        test_parse(&p, str_from_c(errors[i].text), DELIMS_HELM, PARSE_HELM);
        assert_false(p.ok);
        str want = str_fmt(&p.arena, "parse error at (c/t.yaml:%u): %s", errors[i].line,
                           errors[i].message);
        assert_string_equal(str_c(&p.arena, p.diags.first->text), str_c(&p.arena, want));
        assert_ptr_equal(p.diags.first->source, &p.src);
        assert_true(p.diags.first->rendering);
        assert_true(p.diags.first->span.end <= p.src.text.len);
        test_parse_done(&p);
    }
}

/* With << >> the messages are the same; a delimiter among the tokens is shown as written. */
static void test_first_error_chelm(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{{ nope }}<< nope >>", 1, "function \"nope\" not defined"},
        {"<< end >>", 1, "unexpected {{end}}"},
        {"<< define >>", 1, "unexpected \">>\" in define clause"},
        {"a:\n  <<: *x\n<< break >>", 3, "{{break}} outside {{range}}"},
        {"<< { >>", 1, "unexpected \"{\" in command"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct parsed p;
        test_parse(&p, str_from_c(rows[i].text), DELIMS_CHELM, PARSE_HELM);
        str want =
            str_fmt(&p.arena, "parse error at (c/t.yaml:%u): %s", rows[i].line, rows[i].message);
        assert_string_equal(str_c(&p.arena, p.diags.first->text), str_c(&p.arena, want));
        test_parse_done(&p);
    }
}

static void test_raw_error(void **state)
{
    (void)state;
    struct parsed p;
    test_parse(&p, STR("\n{{ 1a }}"), DELIMS_HELM, PARSE_RAW);
    assert_string_equal(str_c(&p.arena, p.diags.first->text),
                        "template: c/t.yaml:2: bad number syntax: \"1a\"");
    test_parse_done(&p);
    test_parse(&p, STR("{{define \"x\"}}a{{end}}{{define \"x\"}}b{{end}}"), DELIMS_HELM, PARSE_RAW);
    assert_string_equal(str_c(&p.arena, p.diags.first->text),
                        "template: c/t.yaml:1: template: multiple definition of template \"x\"");
    test_parse_done(&p);
}

/* All messages without their common head, one a line. */
static const char *messages(struct parsed *p)
{
    struct buf b;
    buf_init(&b, &p->arena);
    for (const struct diag *d = p->diags.first; d; d = d->next) {
        buf_put_str(&b, str_from(d->text, sizeof "parse error at (c/t.yaml:" - 1));
        buf_put_char(&b, '\n');
    }
    return str_c(&p->arena, buf_str(&b));
}

static void test_recovery(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"{{ nope }}{{ .a | bad }}\n{{ $x }}{{ 1 }}",
         "1): function \"nope\" not defined\n1): function \"bad\" not defined\n"
         "2): undefined variable \"$x\"\n"},
        {"{{ if }}{{ else }}{{ end }}{{ end }}",
         "1): missing value for if\n1): unexpected {{end}}\n"},
        {"{{ if nope }}a{{ else if }}b{{ end }}\n{{ \"abc }}\n{{ nope }}",
         "1): function \"nope\" not defined\n1): missing value for if\n"
         "2): unterminated quoted string\n3): function \"nope\" not defined\n"},
        {"{{ if 1 }}{{ else foo }}{{ nope }}{{ end 1 }}x",
         "1): unexpected \"foo\" in else\n1): function \"nope\" not defined\n"
         "1): unexpected \"1\" in end\n"},
        {"{{ if 1 }}{{ define \"x\" }}{{ end }}{{ end }}{{ else }}",
         "1): unexpected <define> in command\n1): unexpected {{else}}\n"},
        {"{{ define x }}{{ nope }}{{ end }}{{ block 1 . }}{{ end }}{{ end }}",
         "1): unexpected \"x\" in define clause\n1): function \"nope\" not defined\n"
         "1): unexpected \"1\" in block clause\n1): unexpected {{end}}\n"},
        {"{{ a-b }}{{ (1 }}{{ '' }}\n{{ if 1 }}{{ range . }}",
         "1): bad character U+002D '-'\n1): unclosed left paren\n1): invalid syntax\n"
         "2): unexpected EOF\n"},
        {"{{/* a }}\n{{ nope }}", "1): unclosed comment\n2): function \"nope\" not defined\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct parsed p;
        test_parse(&p, str_from_c(rows[i].text), DELIMS_HELM, PARSE_HELM);
        assert_string_equal(messages(&p), rows[i].want);
        test_parse_done(&p);
    }
}

static str repeated(struct arena *a, const char *before, const char *middle, const char *after,
                    unsigned n)
{
    struct buf b;
    buf_init(&b, a);
    for (unsigned i = 0; i < n; i++)
        buf_put_str(&b, str_from_c(before));
    buf_put_str(&b, str_from_c(middle));
    for (unsigned i = 0; i < n; i++)
        buf_put_str(&b, str_from_c(after));
    return buf_str(&b);
}

static void test_error_limit(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct parsed p;
    test_parse(&p, repeated(&a, "{{nope}}", "", "", 1000), DELIMS_HELM, PARSE_HELM);
    assert_int_equal(p.diags.errors, PARSE_MAX_ERRORS);
    test_parse_done(&p);
    arena_done(&a);
}

static void check_depth(str text, const char *message)
{
    struct parsed p;
    test_parse(&p, text, DELIMS_HELM, PARSE_HELM);
    if (message)
        assert_string_equal(str_c(&p.arena, p.diags.first->text), message);
    else
        assert_true(p.ok);
    struct buf b; /* walking what was read must be safe, too */
    buf_init(&b, &p.arena);
    for (size_t i = 0; i < p.trees.count; i++) {
        ast_print(&b, p.trees.trees[i].root);
        ast_is_empty(p.trees.trees[i].root);
    }
    test_parse_done(&p);
}

static void test_depth(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    const unsigned n = PARSE_MAX_DEPTH;
    const char *parens = "parse error at (c/t.yaml:1): max expression depth exceeded";
    const char *nested = "parse error at (c/t.yaml:1): max nesting depth exceeded";
    str deep = repeated(&a, "(", "1", ")", n), deeper = repeated(&a, "(", "1", ")", n + 1);
    check_depth(str_fmt(&a, "{{%.*s}}", STR_ARG(deep)), NULL);
    check_depth(str_fmt(&a, "{{%.*s}}", STR_ARG(deeper)), parens);
    check_depth(repeated(&a, "{{if 1}}", "", "{{end}}", n), NULL);
    check_depth(repeated(&a, "{{if 1}}", "", "{{end}}", n + 1), nested);
    check_depth(repeated(&a, "{{block \"b\" .}}", "", "", n + 1), nested);
    str chain = repeated(&a, "{{else if 1}}", "{{end}}", "", n - 1);
    check_depth(str_concat(&a, STR("{{if 1}}"), chain), NULL);
    arena_done(&a);
}

/* The names of the trees in their order. */
static const char *tree_names(struct parsed *p)
{
    struct buf b;
    buf_init(&b, &p->arena);
    for (size_t i = 0; i < p->trees.count; i++) {
        buf_put_str(&b, p->trees.trees[i].name);
        buf_put_char(&b, ' ');
        assert_ptr_equal(p->trees.trees[i].source, &p->src);
    }
    return str_c(&p->arena, buf_str(&b));
}

static void test_definitions(void **state)
{
    (void)state;
    static const struct {
        const char *text, *names, *name, *body; /* body: of the tree `name` */
    } rows[] = {
        {"x", "c/t.yaml ", "c/t.yaml", "x"},
        {"{{define \"a\"}}1{{end}}{{block \"b\" .}}2{{block \"c\" .}}3{{end}}{{end}}",
         "a c b c/t.yaml ", "b", "2{{template \"c\" .}}"},
        {"{{define \"a\"}}1{{end}}{{define \"a\"}} {{end}}", "a c/t.yaml ", "a", "1"},
        {"{{define \"a\"}} {{end}}{{define \"a\"}}2{{end}}", "a c/t.yaml ", "a", "2"},
        {"{{define \"\"}}1{{end}}", " c/t.yaml ", "", "1"},
        {"{{define \"c/t.yaml\"}}1{{end}} ", "c/t.yaml ", "c/t.yaml", "1"},
        {"{{if $x := 0}}{{else}}{{$x}}{{end}}", "c/t.yaml ", "c/t.yaml",
         "{{if $x := 0}}{{else}}{{$x}}{{end}}"},
        {"{{$x = 1}}{{$x}}", "c/t.yaml ", "c/t.yaml", "{{$x = 1}}{{$x}}"},
        {"{{(print ($y := 1))}}{{$y}}", "c/t.yaml ", "c/t.yaml", "{{(print ($y := 1))}}{{$y}}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct parsed p;
        test_parse(&p, str_from_c(rows[i].text), DELIMS_HELM, PARSE_HELM);
        assert_true(p.ok);
        assert_string_equal(tree_names(&p), rows[i].names);
        struct buf b;
        buf_init(&b, &p.arena);
        ast_print(&b, test_root(&p, str_from_c(rows[i].name)));
        assert_string_equal(str_c(&p.arena, buf_str(&b)), rows[i].body);
        test_parse_done(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_error), cmocka_unit_test(test_first_error_chelm),
        cmocka_unit_test(test_raw_error),   cmocka_unit_test(test_recovery),
        cmocka_unit_test(test_error_limit), cmocka_unit_test(test_depth),
        cmocka_unit_test(test_definitions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
