#include "eval/eval.h"

#include "base/buf.h"
#include "eval/compile.h"
#include "eval/fixture_test.h"
#include "parser/parser.h"
#include "value/list.h"

/* The data of the tests: Values {s: "hello", n: 3.0, l: ["a","b"], m: {x: 1.0}, nul: nil}. */
static val top_value(void)
{
    struct list *l = list_new(&arena, 2);
    list_push(l, val_str(STR("a")));
    list_push(l, val_str(STR("b")));
    struct map *m = map_new(&arena, 0), *v = map_new(&arena, 0), *top = map_new(&arena, 0);
    map_set(m, STR("x"), val_float(1));
    map_set(v, STR("s"), val_str(STR("hello")));
    map_set(v, STR("n"), val_float(3));
    map_set(v, STR("l"), val_list(l));
    map_set(v, STR("m"), val_map(m));
    map_set(v, STR("nul"), val_nil());
    map_set(top, STR("Values"), val_typed_map(T_VALUES, v));
    return val_typed_map(T_VALUES, top);
}

static struct template_file file_of(const char *name, const char *text)
{
    return (struct template_file){.name = str_from_c(name),
                                  .base_path = STR("c/templates"),
                                  .text = str_from_c(text),
                                  .delims = DELIMS_HELM,
                                  .top = top_value()};
}

/* What rendering one template gives: its output, or the text of the error. */
static str render(const char *text, bool unfused)
{
    struct fn_env env = {.now = no_clock, .arena = &arena};
    struct eval_options o = {.env = &env, .unfused = unfused};
    struct template_file f = file_of("c/templates/t.yaml", text);
    struct diags diags;
    diags_init(&diags, &arena);
    if (eval_render(&arena, &arena, &f, 1, &o, &diags))
        return f.output;
    assert_non_null(diags.first);
    assert_true(diag_last_error(&diags)->rendering);
    return diags.first->text;
}

static void assert_str(str got, const char *want)
{
    assert_string_equal(str_c(&arena, got), want);
}

struct example {
    const char *text, *want;
};

#define T "template: c/templates/t.yaml:1:"
#define AT(col, node, msg)                                                                         \
    "c/templates/t.yaml:1:" col "\n  executing \"c/templates/t.yaml\" at <" node ">:\n    " msg

static const struct example examples[] = {
    {"plain", "plain"},
    {"{{ .Values.s }} {{ .Values.n }} {{ .Values.nope }}|", "hello 3 |"},
    {"{{ .Values.a.b }}", AT("10", ".Values.a.b", "nil pointer evaluating interface {}.b")},
    {"{{ .Values.s.b }}", AT("10", ".Values.s.b", "can't evaluate field b in type interface {}")},
    {"{{ (.Values.s).b }}", AT("11", ".Values.s", "can't evaluate field b in type string")},
    {"[{{ (.Values.nope).b.c }}]", "[]"},
    {"{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}", "2"},
    {"{{ $x = 1 }}", AT("8", "1", "undefined variable: $x")},
    {"{{ range $i, $v := .Values.l }}{{ $i }}{{ $v }}{{ else }}none{{ end }}", "0a1b"},
    {"{{ range .Values.nul }}x{{ else }}none{{ end }}", "none"},
    {"{{ range .Values.n }}{{ end }}", AT("16", ".Values.n", "range can't iterate over 3")},
    {"{{ range .Values.l }}{{ with 1 }}{{ break }}{{ end }}{{ end }}{{ .Values.s }}", "hello"},
    {"{{ with .Values.m }}{{ .x }}{{ end }}{{ with \"\" }}a{{ else with 2 }}{{ . }}{{ end }}",
     "12"},
    {"{{ and 1 0 2 }}{{ or 0 3 4 }}{{ 1 | and 2 }}{{ 1 | and 0 }}", "0310"},
    {"{{ define \"a\" }}[{{ . }}]{{ end }}{{ template \"a\" 1 }}{{ include \"a\" 2 }}", "[1][2]"},
    {"{{ define \"a\" }}{{ .Values.nope }}{{ end }}{{ len (include \"a\" .) }}", "10"},
    {"{{ tpl \"{{ .Values.s }}\" . }}", "hello"},
    /* printed where it is made */
    {"a:{{ toYaml .Values.m | nindent 2 }}|{{ .Values.m | toYaml | indent 1 }}|{{ toYaml .Values.l "
     "}}",
     "a:\n  x: 1| x: 1|- a\n- b"},
    {"{{ toYaml .Values.nul | nindent 2 }}{{ toYaml .Values.nope | indent 0 }}", "\n  nullnull"},
    {"{{ toYaml (dict \"a\" \"b\\n\\nc\\n\\n\") | nindent 2 }}|",
     "\n  a: |+\n    b\n  \n    c\n  |"},
    {"{{ toYaml (list 1 (dict \"a\" (mulf 1e308 1e308))) | nindent 2 }}|{{ toYaml (mulf 1e308 "
     "1e308) }}|",
     "\n  ||"},
    {"{{ toYaml .Values.s.x | nindent 2 }}",
     AT("17", ".Values.s.x", "can't evaluate field x in type interface {}")},
    {"{{ define \"a\" }}x\n\ny\n{{ end }}{{ include \"a\" . | nindent 2 }}|{{ include \"a\" . | "
     "indent "
     "1 }}|",
     "\n  x\n  \n  y\n  | x\n \n y\n |"},
    {"{{ define \"a\" }}{{ end }}{{ include \"a\" . | nindent 2 }}|{{ include \"a\" . | indent 3 "
     "}}|",
     "\n  |   |"},
    {"{{ define \"a\" }}a{{ . }}{{ end }}{{ define \"b\" }}b{{ include \"a\" . | nindent 1 }}{{ "
     "end }}"
     "{{ include \"b\" 1 | indent 1 }}{{ include \"b\" 2 | quote }}{{ len (include \"b\" 3) }}",
     " b\n  a1\"b\\n a2\"5"},
    {"{{ tpl \"x\\n<no value>{{ .Values.nope }}<no value>y\" . | nindent 2 }}|{{ tpl \"x\\ny\" . | "
     "indent 1 }}|{{ tpl \"{{ .Values.nope }}{{ 1 }}\" . }}",
     "\n  x\n  y| x\n y|1"},
    {"{{ .Values.s | upper | nindent 2 }}{{ .Values.s | indent 2 }}{{ \"a\" | indent 1 }}",
     "\n  HELLO  hello a"},
    {"{{ include \"no\" . | nindent 2 }}",
     AT("3", "include \"no\" .",
        "error calling include:\ntemplate: no template \"no\" "
        "associated with template \"gotpl\"")},
    {"{{ .Values.n | nindent 2 }}",
     AT("23", "2", "wrong type for value; expected string; got float64")},
    {"{{ toYaml 1 | nindent -1 }}", T "14: executing \"c/templates/t.yaml\" at <nindent -1>: error "
                                      "calling nindent: strings: negative Repeat count"},
    {"{{ tpl \"{{ define `q` }}Q{{ end }}{{ include `q` . }}\" . }}", "Q"},
    {"{{ template \"no\" }}", AT("12", "{{template \"no\"}}", "template \"no\" not defined")},
    {"{{ include \"no\" . }}", AT("3", "include \"no\" .",
                                  "error calling include:\ntemplate: no template \"no\" associated "
                                  "with template \"gotpl\"")},
    {"{{ fail \"stop\" }}", "execution error at (c/templates/t.yaml:1:3): stop"},
    {"{{ index .Values.l 9 }}",
     T "3: executing \"c/templates/t.yaml\" at <index .Values.l 9>: error calling index: index out "
       "of range: 9"},
    {"{{ .Values.s 1 }}", AT("10", ".Values.s", "s is not a method but has arguments")},
    {"{{ 1 | .Values.s }}", AT("14", ".Values.s", "s is not a method but has arguments")},
    {"{{ (1) 2 }}", AT("3", "(1) 2", "can't give argument to non-function 1")},
    {"{{ upper }}", AT("3", "upper", "wrong number of args for upper: want 1 got 0")},
    {"{{ upper 1 }}", AT("9", "1", "expected string; found 1")},
    {"{{ upper .Values.n }}",
     AT("16", ".Values.n", "wrong type for value; expected string; got float64")},
    {"{{ upper (or .Values.n .Values.s) }}",
     AT("20", ".Values.n", "wrong type for value; expected string; got float64")},
    {"{{ nope }}", "parse error at (c/templates/t.yaml:1): function \"nope\" not defined"},
};

#undef T
#undef AT

static void test_examples(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_str(render(examples[i].text, false), examples[i].want);
}

static void test_fused_and_unfused_agree(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_str(render(examples[i].text, true), examples[i].want);
}

static void test_order_of_files(void **state)
{
    (void)state;
    struct fn_env env = {.now = no_clock, .arena = &arena};
    struct eval_options o = {.env = &env};
    struct diags diags;
    diags_init(&diags, &arena);
    struct template_file files[] = {
        file_of("c/templates/a.yaml", "{{ include \"n\" . }}{{ .Values.s }}"),
        file_of("c/templates/_b.tpl", "{{ define \"n\" }}b{{ end }}"),
        file_of("c/templates/_c.tpl", "{{ define \"n\" }}c{{ end }}"),
        file_of("c/templates/z.yaml", "{{ $_ := set .Values \"s\" \"set by z\" }}"),
    };
    for (size_t i = 1; i < 4; i++)
        files[i].top = files[0].top;
    assert_true(eval_render(&arena, &arena, files, 4, &o, &diags));
    assert_str(files[0].output, "bset by z");
    assert_int_equal(files[1].output.len, 0);
}

/* Files of one text are parsed once, but stay files of their own. */
static void test_same_text(void **state)
{
    (void)state;
    static const char text[] =
        "{{ define \"n\" }}d{{ end }}{{ .Template.Name }} {{ include \"n\" . }}"
        "{{ if .Values.bad }}{{ fail \"x\" }}{{ end }}";
    struct fn_env env = {.now = no_clock, .arena = &arena};
    struct eval_options o = {.env = &env};
    struct diags diags;
    diags_init(&diags, &arena);
    struct template_file files[] = {file_of("c/templates/a.yaml", text),
                                    file_of("c/charts/s/templates/a.yaml", text),
                                    file_of("c/templates/b.yaml", text)};
    files[2].delims = DELIMS_CHELM;
    assert_true(eval_render(&arena, &arena, files, 3, &o, &diags));
    assert_str(files[0].output, "c/templates/a.yaml d");
    assert_str(files[1].output, "c/charts/s/templates/a.yaml d");
    assert_str(files[2].output, text);
    map_set(map_get(files[0].top.map, STR("Values"))->map, STR("bad"), val_bool(true));
    assert_false(eval_render(&arena, &arena, files, 3, &o, &diags));
    assert_true(str_has(diags.last->text, STR("c/templates/a.yaml:1:")));
}

static void test_keep_going(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *error; /* NULL: none */
    } cases[] = {
        {"c/templates/z.yaml", "{{ nope }}{{ nope }}", "parse error at (c/templates/z.yaml:1)"},
        {"c/templates/_h.tpl", "{{ define \"n\" }}{{ if }}", "parse error at (c/templates/_h.tpl"},
        {"c/templates/d.yaml", "x{{ .Values.s.t }}", "c/templates/d.yaml:1:11"},
        {"c/templates/c.yaml", "{{ include \"n\" . }}", NULL}, /* may be what _h.tpl defines */
        {"c/templates/b.yaml", "good", NULL},
        {"c/templates/a.yaml", "{{ fail \"no\" }}", "execution error at (c/templates/a.yaml:1:3)"},
    };
    enum { CASES = sizeof cases / sizeof *cases };
    struct fn_env env = {.now = no_clock, .arena = &arena};
    struct eval_options o = {.env = &env};
    struct diags diags;
    diags_init(&diags, &arena);
    diags.keep_going = true;
    struct template_file files[CASES];
    for (size_t i = 0; i < CASES; i++)
        files[i] = file_of(cases[i].name, cases[i].text);
    assert_false(eval_render(&arena, &arena, files, CASES, &o, &diags));
    const struct diag *d = diags.first;
    for (size_t i = 0; i < CASES; i++) {
        if (!cases[i].error)
            continue;
        assert_non_null(d);
        assert_true(str_has_prefix(d->text, str_from_c(cases[i].error)));
        d = d->next;
    }
    assert_null(d);
    assert_int_equal(diags.errors, 4);
    assert_str(files[4].output, "good");
    assert_int_equal(files[2].output.len, 0);
}

/* What a file's templates make is given back, but for what they put into values. */
static void test_files_leave_what_they_put(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second, *want;
    } cases[] = {
        {"{{ $_ := set .Values (printf \"k%d\" 1) (upper \"abc\") }}", "{{ .Values.k1 }}", "ABC"},
        {"{{ $_ := set .Values \"k\" (dict \"a\" (upper \"b\")) }}", "{{ .Values.k.a }}", "B"},
        {"{{ $_ := set .Values \"k\" (list (upper \"b\")) }}", "{{ first .Values.k }}", "B"},
        {"{{ $_ := set .Values \"k\" (semver \"1.2.3\") }}", "{{ .Values.k.Minor }}", "2"},
        {"{{ $_ := merge .Values (dict (upper \"k\") (list (upper \"b\"))) }}",
         "{{ first .Values.K }}", "B"},
        {"{{ $d := dict \"v\" .Values.m }}"
         "{{ $_ := mergeOverwrite $d (dict \"v\" (dict \"y\" (list (upper \"b\")))) }}",
         "{{ .Values.m.x }}{{ first .Values.m.y }}", "1B"},
        {"{{ $_ := set .Values \"k\" (dict) }}",
         "{{ $_ := set .Values.k \"l\" (append .Values.l (upper \"c\")) }}{{ last .Values.k.l }}",
         "C"},
        {"{{ tpl (printf \"{{ upper %s }}\" \"`a`\") . }}",
         "{{ tpl (printf \"{{ upper %s }}\" \"`a`\") . }}", "A"},
        {"{{ unset .Values \"s\" }}", "{{ .Values.s }}", ""},
        /* large keys, which are printed once until something changes */
        {"{{ $_ := set .Values \"big\" (repeat 300000 \"x\") }}",
         "{{ $a := dict . 1 }}{{ $b := dict . 2 }}{{ $_ := set .Values.m \"z\" 1 }}"
         "{{ $c := dict . 3 }}{{ $_ := unset .Values.m \"z\" }}{{ $d := dict . 4 }}"
         "{{ len (merge $a $b $c $d) }} {{ eq (keys $a | first) (keys $d | last) }}",
         "2 false"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct template_file f[] = {file_of("c/templates/a.yaml", "{{ $x := repeat 99 `#` }}"
                                                                  "{{ upper $x | len }}"),
                                    file_of("c/templates/b.yaml", cases[i].second),
                                    file_of("c/templates/c.yaml", "{{ repeat 999 `!` }}"),
                                    file_of("c/templates/d.yaml", cases[i].first)};
        for (size_t k = 0; k < 4; k++)
            f[k].top = f[0].top;
        struct fn_env env = {.now = no_clock, .arena = &arena};
        struct eval_options o = {.env = &env};
        struct diags diags;
        diags_init(&diags, &arena);
        assert_true(eval_render(&arena, &arena, f, 4, &o, &diags));
        assert_str(f[1].output, cases[i].want);
    }
}

/* Maps as keys beside names are printed only when somebody looks (late_key.h): as they were. */
static void test_keys_printed_late(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"{{ dict \"a\" 1 .Values.m 2 }}", "map[a:1 map[x:1]:2]"},
        {"{{ $d := dict \"a\" 1 .Values.m \"c\" }}{{ $d.a }}{{ $d.c }}{{ $d }}",
         "1map[a:1 map[x:1]:c]"},
        {"{{ dict .Values.m 1 \"a\" 2 .Values.m 3 }}", "map[a:2 map[x:1]:3]"},
        {"{{ dict \"a\" 2 .Values.m | toJson }}", "{\"a\":2,\"map[x:1]\":\"\"}"},
        {"{{ toYaml (dict \"a\" 2 .Values.m 3) }}", "a: 2\nmap[x:1]: 3"},
        {"{{ range $k, $v := dict \"a\" 1 .Values.m 2 }}{{ $k }}={{ $v }};{{ end }}",
         "a=1;map[x:1]=2;"},
        {"{{ with dict \"a\" 1 .Values.m 2 }}{{ .a }}{{ len . }}{{ keys . }}{{ end }}",
         "12[a map[x:1]]"},
        {"{{ $d := dict \"a\" 1 .Values.m 2 }}{{ hasKey $d \"b\" }}{{ hasKey $d \"map[x:1]\" }}",
         "falsetrue"},
        {"{{ $d := dict \"a\" 1 .Values.m 2 }}{{ get $d \"map[x:1]\" }}{{ index $d \"a\" }}", "21"},
        {"{{ $d := dict \"a\" 1 .Values.m 2 }}{{ $_ := set $d \"b\" 3 }}{{ $d }}",
         "map[a:1 b:3 map[x:1]:2]"},
        {"{{ $d := dict \"a\" 1 .Values.m 2 }}{{ $_ := set .Values.m \"y\" 3 }}{{ $d }}{{ "
         ".Values.m }}",
         "map[a:1 map[x:1]:2]map[x:1 y:3]"},
        {"{{ $d := dict \"a\" 1 .Values.m 2 }}{{ $_ := unset .Values.m \"x\" }}{{ $d }}",
         "map[a:1 map[x:1]:2]"},
        {"{{ $d := dict \"a\" 1 .Values.m 2 }}{{ $_ := merge .Values (dict \"m\" (dict \"z\" 1)) }}"
         "{{ $d }}{{ dict \"a\" 1 .Values.m 2 }}",
         "map[a:1 map[x:1]:2]map[a:1 map[x:1 z:1]:2]"},
        {"{{ $_ := set .Values \"k\" (dict \"a\" 1 .Values.m 2) }}{{ .Values.k }}",
         "map[a:1 map[x:1]:2]"},
        {"{{ $e := dict \"in\" 1 }}{{ $_ := set .Values \"k\" $e }}"
         "{{ $d := dict \"a\" 1 .Values.k 2 }}{{ $_ := set $e \"in\" 5 }}{{ $d }}",
         "map[a:1 map[in:1]:2]"},
        {"{{ define \"t\" }}{{ .a }}{{ .b }}{{ . }}{{ end }}{{ include \"t\" (dict \"a\" 1 "
         ".Values.m 2) }}",
         "1map[a:1 map[x:1]:2]"},
        {"{{ define \"t\" }}{{ .a }}{{ $ | len }}{{ end }}{{ template \"t\" dict \"a\" 1 .Values.m "
         "2 }}",
         "12"},
        {"{{ tpl \"{{ .a }}{{ . }}\" (dict \"a\" 1 .Values.m 2) }}", "1map[a:1 map[x:1]:2]"},
        {"{{ eq (dict \"a\" 1 .Values.m 2 | toString) \"map[a:1 map[x:1]:2]\" }}", "true"},
        {"{{ list (dict \"a\" 1 .Values.m 2) }}", "[map[a:1 map[x:1]:2]]"},
        {"{{ dict \"map[x:1]\" 1 .Values.m 2 }}", "map[map[x:1]:2]"},
        {"{{ dict .Values.m 2 \"map[x:1]\" 1 }}", "map[map[x:1]:1]"},
        {"{{ with and (dict \"a\" 1 .Values.m 2) 1 }}{{ . }}{{ end }}", "1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct template_file f[] = {file_of("c/templates/a.yaml", cases[i].text)};
        struct fn_env env = {.now = no_clock, .arena = &arena};
        struct eval_options o = {.env = &env};
        struct diags diags;
        diags_init(&diags, &arena);
        assert_true(eval_render(&arena, &arena, f, 1, &o, &diags));
        assert_str(f[0].output, cases[i].want);
    }
}

/* What is wrong where files that define nothing are parsed when they run: the error is Helm's. */
static void test_files_parsed_late(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b, *helper, *want; /* b runs before a */
    } cases[] = {
        {"{{ nope }}", "{{ fail \"x\" }}", "", "parse error at (c/templates/a.yaml:1)"},
        {"{{ nope }}", "{{ if }}", "", "parse error at (c/templates/b.yaml:1)"},
        {"a", "{{ if }}", "{{ define \"x\" }}", "parse error at (c/templates/b.yaml:1)"},
        {"{{ if }}", "b", "{{ define \"x\" }}", "parse error at (c/templates/a.yaml:1)"},
        {"{{ nope }}", "{{ include \"c/templates/a.yaml\" . }}", "",
         "parse error at (c/templates/a.yaml:1)"},
        {"{{ fail \"y\" }}", "b", "{{ nope }}", "parse error at (c/templates/_h.tpl:1)"},
        {"{{ fail \"y\" }}", "b", "", "execution error at (c/templates/a.yaml:1:3): y"},
        {"[{{ .Values.n }}]", "{{ include \"c/templates/a.yaml\" . }}", "", "[3]"},
        {"{{ include \"c/templates/b.yaml\" . }}", "{{ .Values.n }}", "", "3"},
        {"{{ include \"c/templates/b.yaml\" . }}{{ .Template.Name }}", "{{ .Template.Name }}", "",
         "c/templates/a.yamlc/templates/a.yaml"},
        {"{{ .Template.Name }}", "{{ .Template.Name }}", "", "c/templates/a.yaml"},
        {"a", "b", "{{ define \"c/templates/a.yaml\" }}h{{ end }}", "h"},
        {"a", "{{- define \"c/templates/a.yaml\" }}h{{ end }}", "", "a"},
        {"", "{{ define \"c/templates/a.yaml\" }}h{{ end }}", "", "h"},
        {"{{ include \"x\" . }}{{ include \"y\" 1 }}", "b",
         "{{ define \"x\" }}{{ \"a\\x41\" }}{{ end }}{{ define \"\\x79\" }}{{ . }}{{ end }}",
         "aA1"},
        {"{{ include \"x\" . }}", "b", "{{ define \"x\" }}\n {{ fail \"z\" }}{{ end }}",
         "execution error at (c/templates/a.yaml:1:3): z"},
        {"{{ include \"x\" . }}", "b",
         "{{ define \"y\" }}{{ .a.b.c }}{{ end }}{{ define \"x\" }}{{ template \"y\" . }}{{ end }}",
         "c/templates/a.yaml:1:3\n  executing \"c/templates/a.yaml\" at <include \"x\" .>:\n"
         "    error calling include:\n"
         "c/templates/_h.tpl:1:21\n  executing \"y\" at <.a.b.c>:\n"},
        {"{{ include \"x\" . }}", "b", "{{ define \"x\" }}1{{ end }}{{ define \"x\" }} {{ end }}",
         "1"},
        {"{{ include \"x\" 1 }}", "b",
         "{{ define \"x\" }}a{{ block \"y\" . }}{{ . }}{{ end }}c{{ end }}", "a1c"},
        {"{{ template \"x\" .Values }}", "b", "{{ $v := 1 }}{{ block \"x\" $v }}{{ .n }}{{ end }}",
         "3"},
        {"{{ $_ := set .Values \"k\" \"q\\x41\" }}{{ include \"c/templates/b.yaml\" . }}",
         "{{ .Values.k }}", "", "qA"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fn_env env = {.now = no_clock, .arena = &arena};
        struct eval_options o = {.env = &env};
        struct template_file f[] = {file_of("c/templates/a.yaml", cases[i].a),
                                    file_of("c/templates/b.yaml", cases[i].b),
                                    file_of("c/templates/_h.tpl", cases[i].helper)};
        struct diags diags;
        diags_init(&diags, &arena);
        bool ok = eval_render(&arena, &arena, f, 3, &o, &diags);
        str got = ok ? f[0].output : diags.first->text;
        str want = str_from_c(cases[i].want);
        assert_true(ok == (diags.errors == 0));
        if (!ok)
            got = str_slice(got, 0, want.len < got.len ? want.len : got.len);
        assert_str(got, cases[i].want);
    }
}

static void test_disassembly(void **state)
{
    (void)state;
    struct source src = {.name = STR("t"), .text = STR("a{{ .x.y }}{{ if 1 }}b{{ end }}")};
    struct parse_options o = {.delims = DELIMS_HELM};
    struct parse_result r;
    struct diags diags;
    diags_init(&diags, &arena);
    assert_true(parse_source(&arena, &src, &o, &diags, &r));
    struct compiler *c = compiler_new(&arena);
    struct buf fused, plain;
    buf_init(&fused, &arena);
    buf_init(&plain, &arena);
    code_disassemble(&fused, compile_tree(c, &arena, &r.trees[0], COMPILE_FUSED));
    code_disassemble(&plain, compile_tree(c, &arena, &r.trees[0], COMPILE_PLAIN));
    assert_true(str_has(buf_str(&fused), STR("EMIT_PATH")));
    assert_false(str_has(buf_str(&plain), STR("EMIT_PATH")));
    assert_true(str_has(buf_str(&plain), STR("FIELD")));
    assert_true(str_has(buf_str(&plain), STR("JUMP_FALSE")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_examples, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fused_and_unfused_agree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_order_of_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_same_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_keep_going, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files_leave_what_they_put, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_keys_printed_late, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files_parsed_late, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_disassembly, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
