#include "eval/source_map.h"

#include "base/buf.h"
#include "eval/eval.h"
#include "eval/fixture_test.h"

static val top_value(void)
{
    struct map *v = map_new(&arena, 0), *top = map_new(&arena, 0);
    map_set(v, STR("s"), val_str(STR("hello")));
    map_set(v, STR("t"), val_str(STR("[{{ .Values.s }}]")));
    map_set(top, STR("Values"), val_typed_map(T_VALUES, v));
    return val_typed_map(T_VALUES, top);
}

static struct template_file run(const char *text, bool map)
{
    struct fn_env env = {.now = no_clock, .arena = &arena};
    struct eval_options o = {.env = &env, .map = map};
    struct template_file f = {.name = STR("c/templates/t.yaml"),
                              .base_path = STR("c/templates"),
                              .text = str_from_c(text),
                              .delims = DELIMS_HELM,
                              .top = top_value()};
    struct diags diags;
    diags_init(&diags, &arena);
    assert_true(eval_render(&arena, &arena, &f, 1, &o, &diags));
    return f;
}

/* The runs as text: output in quotes, T or A for text or action, its source line, '<' for each call
 * around it, '~' when it was made of another. */
static str describe(const struct template_file *f)
{
    struct buf b;
    buf_init(&b, &arena);
    for (size_t i = 0; f->map && i < f->map->count; i++) {
        const struct source_run *r = &f->map->runs[i];
        size_t end = i + 1 < f->map->count ? r[1].begin : f->map->len;
        uint32_t at = source_run_origin(r, r->begin);
        bool text = r->node->kind == NODE_TEXT;
        str out = str_slice(f->output, r->begin, end), from = str_from(r->tree->source->text, at);
        if (text && !str_has_prefix(from, out))
            fail_msg("not the text at its origin: %.*s", STR_ARG(out));
        buf_put_fmt(&b, "%.*s|%s%u", STR_ARG(out), text ? "T" : "A",
                    source_position(r->tree->source, &arena, at).line);
        buf_put_str(&b, source_run_path(&arena, r));
        for (const struct source_call *c = r->via; c; c = c->caller)
            buf_put_char(&b, '<');
        buf_put_str(&b, r->from ? STR("~;") : STR(";"));
    }
    return buf_str(&b);
}

#define DEFINE "{{- define \"f\" }}a: {{ .Values.s }}\nb: 1{{ end -}}\n"

static void test_runs(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"", ""},
        {"x\ny", "x\ny|T1;"},
        {"x {{ .Values.s }} y", "x |T1;hello|A1.Values.s; y|T1;"},
        {"{{ .Values.s | quote }}", "\"hello\"|A1.Values.s;"},
        {"{{ .Values.no }}x", "x|T1;"},
        {"a\n{{- if .Values.s }}\nb{{ end }}", "a|T1;\nb|T2;"},
        {DEFINE "{{ include \"f\" . }}", "a: |T1<;hello|A1.Values.s<;\nb: 1|T1<;"},
        {DEFINE "{{ template \"f\" . }}", "a: |T1<;hello|A1.Values.s<;\nb: 1|T1<;"},
        {DEFINE "{{ include \"f\" . | nindent 2 }}",
         "\n|A3;  |A3;a: |T1<;hello|A1.Values.s<;\n|T1<;  |A3;b: 1|T2<;"},
        {DEFINE "{{ $x := include \"f\" . }}{{ $x | trim | indent 1 }}",
         " |A3;a: |T1<;hello|A1.Values.s<;\n|T1<; |A3;b: 1|T2<;"},
        {DEFINE "{{ include \"f\" . | trunc 4 | quote }}", "\"|A3;a: |T1<;h|A1.Values.s<;\"|A3;"},
        {DEFINE "{{ include \"f\" . | upper }}", "A: HELLO\nB: 1|A3~;"},
        {DEFINE "{{ include \"f\" . | upper | indent 1 }}", " |A3;A: HELLO\n|A3~; |A3;B: 1|A3~;"},
        {"{{ tpl .Values.t . }}", "[|T1<;hello|A1.Values.s<;]|T1<;"},
        {"a<no value>b{{ .Values.s }}", "a|T1;b|T1;hello|A1.Values.s;"},
        {"a{{ .Values.no }}b", "a|T1;b|T1;"},
        {"{{ range (list 1 2) }}{{ . }},{{ end }}", "1|A1;,|T1;2|A1;,|T1;"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct template_file f = run(cases[i].text, true);
        assert_true(str_eq(f.output, run(cases[i].text, false).output));
        if (f.map)
            assert_int_equal(f.map->len, f.output.len);
        else
            assert_int_equal(f.output.len, 0);
        str got = describe(&f);
        if (!str_eq(got, str_from_c(cases[i].want)))
            fail_msg("%s\n got %.*s\nwant %s", cases[i].text, STR_ARG(got), cases[i].want);
    }
}

/* Cutting and taking apart, by hand. */
static void test_edit(void **state)
{
    (void)state;
    struct node text = {.kind = NODE_TEXT}, action = {.kind = NODE_ACTION, .span = {7, 9}};
    struct tree tree = {.root = NULL};
    struct source_map m, part;
    source_map_init(&m, &arena);
    source_map_add(&m, 4, (struct source_run){.tree = &tree, .node = &text, .at = 100});
    source_map_add(&m, 4, (struct source_run){.tree = &tree, .node = &action});
    source_map_add(&m, 6, (struct source_run){.tree = &tree, .node = &action});
    assert_int_equal(m.count, 2);
    source_map_init(&part, &arena);
    source_map_append(&part, &m, 3, 99, NULL);
    assert_int_equal(part.len, 3);
    assert_int_equal(part.runs[0].at, 103);
    assert_int_equal(source_run_origin(source_map_find(&m, 2), 2), 102);
    assert_int_equal(source_run_origin(source_map_find(&m, 5), 5), 7);
    assert_null(source_map_find(&m, 6));
    source_map_cut(&m, 4);
    assert_int_equal(m.count, 1);
    assert_int_equal(m.len, 4);
    source_map_cut(&m, 0);
    assert_null(source_map_find(&m, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs),
        cmocka_unit_test(test_edit),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
