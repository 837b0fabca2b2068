/* Positions and spans of nodes, seen in the dump. */
#include "parser/test_parse.h"

static void check(const char *text, enum delims d, const char *want)
{
    struct parsed p;
    test_parse(&p, str_from_c(text), d, PARSE_HELM);
    assert_true(p.ok);
    struct buf b;
    buf_init(&b, &p.arena);
    ast_dump(&b, test_root(&p, STR("c/t.yaml")));
    assert_string_equal(str_c(&p.arena, buf_str(&b)), want);
    test_parse_done(&p);
}

/* Go reports a chain of fields at its second one. */
static void test_chains(void **state)
{
    (void)state;
    check("{{ .A.B.C $.x (.p).q .s print.t }}", DELIMS_HELM,
          "list @0 [0,34)\n"
          "  action @3 [0,34)\n"
          "    pipe @3 [3,31)\n"
          "      command @3 [3,31)\n"
          "        field .A.B.C @5 [3,9)\n"
          "        variable $.x @11 [10,13)\n"
          "        chain .q @18 [14,20)\n"
          "          pipe @15 [14,18)\n"
          "            command @15 [15,17)\n"
          "              field .p @15 [15,17)\n"
          "        field .s @21 [21,23)\n"
          "        chain .t @29 [24,31)\n"
          "          ident print @24 [24,29)\n");
}

static void test_control(void **state)
{
    (void)state;
    check("a\n{{- if .x -}}\nb{{else if .y}}c{{end}}{{template \"n\" .}}", DELIMS_HELM,
          "list @0 [0,57)\n"
          "  text \"a\" @0 [0,1)\n"
          "  if @9 [2,39)\n"
          "    pipe @9 [9,11)\n"
          "      command @9 [9,11)\n"
          "        field .x @9 [9,11)\n"
          "    list @16 [16,17)\n"
          "      text \"b\" @16 [16,17)\n"
          "    list @24 [24,39)\n"
          "      if @27 [24,39)\n"
          "        pipe @27 [27,29)\n"
          "          command @27 [27,29)\n"
          "            field .y @27 [27,29)\n"
          "        list @31 [31,32)\n"
          "          text \"c\" @31 [31,32)\n"
          "  template \"n\" @50 [39,57)\n"
          "    pipe @54 [54,55)\n"
          "      command @54 [54,55)\n"
          "        dot @54 [54,55)\n");
}

static void test_declarations(void **state)
{
    (void)state;
    check("<<range $i, $x := list 1>><<$x = \"s\" | quote>><<break>><<end>>", DELIMS_CHELM,
          "list @0 [0,62)\n"
          "  range @8 [0,62)\n"
          "    pipe := @8 [8,24)\n"
          "      variable $i @8 [8,10)\n"
          "      variable $x @12 [12,14)\n"
          "      command @18 [18,24)\n"
          "        ident list @18 [18,22)\n"
          "        number 1 @23 [23,24)\n"
          "    list @26 [26,55)\n"
          "      action @28 [26,46)\n"
          "        pipe = @28 [28,44)\n"
          "          variable $x @28 [28,30)\n"
          "          command @33 [33,36)\n"
          "            string \"s\" @33 [33,36)\n"
          "          command @39 [39,44)\n"
          "            ident quote @39 [39,44)\n"
          "      break @48 [46,55)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chains),
        cmocka_unit_test(test_control),
        cmocka_unit_test(test_declarations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
