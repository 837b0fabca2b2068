#include "parser/convert.h"

#include "parser/test_parse.h"

struct row {
    const char *helm, *chelm;
};

static const char *turn(struct arena *a, const char *text, enum delims from, enum delims to)
{
    struct conversion c = {.from = from, .to = to};
    str out, error;
    if (!convert_text(a, &c, str_from_c(text), &out, &error))
        return str_c(a, str_concat(a, STR("error: "), error));
    return str_c(a, out);
}

/* Both ways. */
static void test_both(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", ""},
        {"text }} >> <: { <", "text }} >> <: { <"},
        {"a {{ .b }} c", "a << .b >> c"},
        {"{{-  .a  -}}\n", "<<-  .a  ->>\n"},
        {"a {{- /* x }} >> */ -}} b{{/**/}}", "a <<- /* x }} >> */ ->> b<</**/>>"},
        {"{{ print \">>\" `<<` '>' }}>", "<< print \">>\" `<<` '>' >>>"},
        {"{{if .a}}x{{else}}y{{end}}\r\n", "<<if .a>>x<<else>>y<<end>>\r\n"},
        {"<<: *base\n", "<<: *base\n"},
        /* what only one of them needs to escape */
        {"{{ \"{{ $labels.x }}\" }} is down", "{{ $labels.x }} is down"},
        {"{{ `{{ $x | printf \"%d\" }}` }}", "{{ $x | printf \"%d\" }}"},
        {"{{ \"{{\" }} two\nlines }}", "{{ two\nlines }}"},
        {"{{ \"{{\" }}{{ \"{{ x }}\" }}", "{{{{ x }}"},
        {"{{ \"{\" }}{{ .a }}}", "{<< .a >>}"},
        {"cat <<EOF\n", "cat << \"<<\" >>EOF\n"},
        {"<<.Series>>", "<< \"<<.Series>>\" >>"},
        {"<{{ .a }}>", "<< \"<\" >><< .a >>>"},
        {"<{{/* a */}}>", "<< \"<\" >><</* a */>>>"},
        {"<<<: x", "<< \"<<\" >><: x"},
        {"<<\"a\" \\ `b`>>", "<< \"<<\" >>\"a\" \\ `b`>>"},
    };
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(turn(&a, rows[i].helm, DELIMS_HELM, DELIMS_CHELM), rows[i].chelm);
        assert_string_equal(turn(&a, rows[i].chelm, DELIMS_CHELM, DELIMS_HELM), rows[i].helm);
    }
    arena_done(&a);
}

/* From Helm's only: other spellings come back in the usual one, or stay actions. */
static void test_one_way(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{{`{{ x }}`}}", "{{ x }}"},
        {"{{ \"}}\" }}", "}}"},
        {"{{ \"\\u007b{\" }}", "{{"},
        {"{{- \"{{\" }}", "<<- \"{{\" >>"},
        {"{{ \"{{\" -}}", "<< \"{{\" ->>"},
        {"{{ \"{{ \" }}", "<< \"{{ \" >>"},
        {"{{ \"{{<<\" }}", "<< \"{{<<\" >>"},
        {"{{ \"{{\" | quote }}", "<< \"{{\" | quote >>"},
        {"{{ \"plain\" }}", "<< \"plain\" >>"},
        {"{{ x", "error: line 1: unclosed action"},
        {"a\n{{/* x", "error: line 2: unclosed comment"},
    };
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(turn(&a, rows[i].helm, DELIMS_HELM, DELIMS_CHELM), rows[i].chelm);
    arena_done(&a);
}

/* The trees are the same when nothing had to be escaped. */
static void test_trees(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "{{- define \"a\" -}} x {{- end }} {{ include \"a\" . | quote }}",
        "{{ if .a }}\n b {{- else if .c -}} d {{ else }}{{ end }}",
        "{{ range $i, $x := .l }}{{ $x.y }},{{ break }}{{ end }}",
        "{{ print (list 1 2.5 'c' \"}}\" `>>`) }}{{ with .x }}{{ .y }}{{ end }}",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct parsed p, q;
        test_parse(&p, str_from_c(rows[i]), DELIMS_HELM, PARSE_HELM);
        const char *other = turn(&p.arena, rows[i], DELIMS_HELM, DELIMS_CHELM);
        test_parse(&q, str_from_c(other), DELIMS_CHELM, PARSE_HELM);
        assert_true(p.ok && q.ok);
        struct buf x, y;
        buf_init(&x, &p.arena);
        buf_init(&y, &q.arena);
        ast_print(&x, test_root(&p, STR("c/t.yaml")));
        ast_print(&y, test_root(&q, STR("c/t.yaml")));
        assert_string_equal(str_c(&p.arena, buf_str(&x)), str_c(&q.arena, buf_str(&y)));
        test_parse_done(&q);
        test_parse_done(&p);
    }
}

static bool only_in_tpl(void *data, str literal, bool in_tpl)
{
    (void)data;
    (void)literal;
    return in_tpl;
}

static void test_literals(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct conversion c = {.from = DELIMS_HELM, .to = DELIMS_CHELM, .is_template = only_in_tpl};
    str out, error;
    assert_true(convert_text(&a, &c,
                             STR("{{ tpl \"{{ .a }}\" . }}{{ tpl `<{{ `+\"b\" }}"
                                 "{{ print \"{{ x\" }}"),
                             &out, &error));
    assert_string_equal(str_c(&a, out),
                        "<< tpl \"<< .a >>\" . >><< tpl `<{{ `+\"b\" >><< print \"{{ x\" >>");
    arena_done(&a);
}

static void test_marks(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct convert_mark *marks;
    size_t n;
    str error;
    assert_true(
        convert_marks(&a, DELIMS_HELM, STR("a {{ \"}}\" }} {{/* }} */}} }}"), &marks, &n, &error));
    assert_int_equal(n, 4);
    static const struct convert_mark want[] = {{2, false}, {10, true}, {13, false}, {23, true}};
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(marks[i].at, want[i].at);
        assert_int_equal(marks[i].right, want[i].right);
    }
    assert_true(convert_has_actions(&a, DELIMS_HELM, STR("{{/* */}}")));
    assert_false(convert_has_actions(&a, DELIMS_HELM, STR("{{ x")));
    assert_false(convert_has_actions(&a, DELIMS_CHELM, STR("<<: {{ x }}")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both),  cmocka_unit_test(test_one_way),
        cmocka_unit_test(test_trees), cmocka_unit_test(test_literals),
        cmocka_unit_test(test_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
