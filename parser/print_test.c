#include "parser/test_parse.h"

static void check(const char *text, enum delims d, const char *want)
{
    struct parsed p;
    test_parse(&p, str_from_c(text), d, PARSE_HELM);
    assert_true(p.ok);
    struct buf b;
    buf_init(&b, &p.arena);
    ast_print(&b, test_root(&p, STR("c/t.yaml")));
    assert_string_equal(str_c(&p.arena, buf_str(&b)), want);
    test_parse_done(&p);
}

static void test_print(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"a{{/* c */}}b", "ab"},
        {"{{- .Values.a  |  quote -}}", "{{.Values.a | quote}}"},
        {"{{ print   \"a\\n\" `b` 'c' 0x1F nil true . $ }}",
         "{{print \"a\\n\" `b` 'c' 0x1F nil true . $}}"},
        {"{{ ( ( 1 ) ) }}", "{{((1))}}"},
        {"{{ (list 1).x.y }}{{ print.z }}", "{{(list 1).x.y}}{{print.z}}"},
        {"{{$x:=1}}{{$x =2}}{{$x.a.b}}", "{{$x := 1}}{{$x = 2}}{{$x.a.b}}"},
        {"{{ 1 | }}", "{{1}}"},
        {"{{if .a}}x{{else if .b}}y{{else}}z{{end}}",
         "{{if .a}}x{{else}}{{if .b}}y{{else}}z{{end}}{{end}}"},
        {"{{range $i,$x:=.l}}{{break}}{{else}}{{end}}",
         "{{range $i, $x := .l}}{{break}}{{else}}{{end}}"},
        {"{{with $y := .a}}{{range .}}{{continue}}{{end}}{{end}}",
         "{{with $y := .a}}{{range .}}{{continue}}{{end}}{{end}}"},
        {"{{template `a\"b`}}{{template \"n\" (dict \"a\" .)}}",
         "{{template \"a\\\"b\"}}{{template \"n\" (dict \"a\" .)}}"},
        {"{{block \"b\" .x}}in{{end}}", "{{template \"b\" .x}}"},
        {"{{define \"d\"}}in{{end}}out", "out"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(rows[i].text, DELIMS_HELM, rows[i].want);
}

/* Errors speak Go whatever pair the file is written in. */
static void test_print_chelm(void **state)
{
    (void)state;
    check("<<if .a>>{{x}}<<template \"n\" .>><<end>>", DELIMS_CHELM,
          "{{if .a}}{{x}}{{template \"n\" .}}{{end}}");
}

static void test_empty(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool empty;
    } rows[] = {
        {"", true},
        {" \n\t", true},
        {"\xc2\xa0", true},
        {"{{/* c */}} ", true},
        {"x", false},
        {"{{\"\"}}", false},
        {"{{if 1}}{{end}}", false},
        {"{{define \"d\"}}x{{end}}\n", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct parsed p;
        test_parse(&p, str_from_c(rows[i].text), DELIMS_HELM, PARSE_HELM);
        assert_true(p.ok);
        assert_int_equal(ast_is_empty(test_root(&p, STR("c/t.yaml"))), rows[i].empty);
        test_parse_done(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_print),
        cmocka_unit_test(test_print_chelm),
        cmocka_unit_test(test_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
