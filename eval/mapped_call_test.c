/* What is told of outputs: which values they were made from, whatever templates did with them. */
#include "eval/mapped_call.h"

#include "base/buf.h"
#include "eval/eval.h"
#include "eval/fixture_test.h"
#include "eval/lineage.h"
#include "value/map.h"
#include "value/yaml_parse.h"

static const char values[] = "s: hello\n"
                             "t: 'of {{ .Values.num }}'\n"
                             "num: 3\n"
                             "flag: true\n"
                             "none: ''\n"
                             "list: [a, 2]\n"
                             "m:\n"
                             "  k: v\n"
                             "  deep: {x: 1, z: [p]}\n"
                             "long: |\n"
                             "  one\n"
                             "  two\n"
                             "yaml: \"a: 1\\nb: [c]\\n\"\n"
                             "json: '{\"a\": [\"b\"]}'\n";

static val top_value(struct lineages *l)
{
    struct map *top = map_new(&arena, 0);
    val v;
    str error;
    assert_true(yaml_parse(&arena, str_from_c(values), YAML_ROOT_MAP, &v, &error));
    if (l)
        v.map = lineages_tag(l, STR("V"), v.map);
    map_set(top, STR("Values"), val_typed_map(T_VALUES, v.map));
    return val_typed_map(T_VALUES, top);
}

static struct template_file run(const char *text, struct lineages *l)
{
    struct fn_env env = {.now = no_clock, .arena = &arena};
    struct eval_options o = {.env = &env, .map = l != NULL, .lineages = l};
    struct template_file f = {.name = STR("c/templates/t.yaml"),
                              .base_path = STR("c/templates"),
                              .text = str_from_c(text),
                              .delims = DELIMS_HELM,
                              .top = top_value(l)};
    struct diags diags;
    diags_init(&diags, &arena);
    assert_true(eval_render(&arena, &arena, &f, 1, &o, &diags));
    return f;
}

static void put_ref(struct buf *b, const struct value_ref *r)
{
    if (!r->above)
        return;
    put_ref(b, r->above);
    if (r->key.s)
        buf_put_fmt(b, ".%.*s", STR_ARG(r->key));
    else
        buf_put_fmt(b, "[%zu]", r->index);
}

/* The runs that were made from values: "hello=.s ". */
static str describe(const struct template_file *f)
{
    struct buf b;
    buf_init(&b, &arena);
    for (size_t i = 0; f->map && i < f->map->count; i++) {
        const struct source_run *r = &f->map->runs[i];
        size_t end = i + 1 < f->map->count ? r[1].begin : f->map->len;
        if (!r->values)
            continue;
        buf_put_fmt(&b, "%.*s=", STR_ARG(str_slice(f->output, r->begin, end)));
        for (uint32_t k = 0; k < r->values->n; k++)
            put_ref(&b, r->values->refs[k]);
        buf_put_char(&b, ' ');
    }
    return buf_str(&b);
}

#define DEFINE "{{- define \"f\" }}[{{ .x }}]{{ end -}}\n"

struct row {
    const char *text, *want;
};

static void check(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct lineages l;
        lineages_init(&l, &arena);
        struct template_file f = run(rows[i].text, &l);
        assert_true(str_eq(f.output, run(rows[i].text, NULL).output));
        str got = describe(&f);
        if (!str_eq(got, str_from_c(rows[i].want)))
            fail_msg("%s\n got %.*s\nwant %s", rows[i].text, STR_ARG(got), rows[i].want);
    }
}

#define CHECK(rows) check(rows, sizeof rows / sizeof *rows)

static void test_carried(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"x{{ \"text\" }}{{ 1 }}", ""},
        {"{{ .Values.s }} {{ .Values.num }} {{ .Values.flag }}", "hello=.s 3=.num true=.flag "},
        {"{{ with .Values.m }}{{ .k }}{{ end }}", "v=.m.k "},
        {"{{ with .Values.num }}{{ . }}{{ end }}", "3=.num "},
        {"{{ range .Values.list }}{{ . }}{{ end }}", "a=.list[0] 2=.list[1] "},
        {"{{ range $k, $v := .Values.m.deep }}{{ $k }}{{ end }}", "x=.m.deep.x z=.m.deep.z "},
        {"{{ $n := .Values.num }}{{ if true }}{{ $n }}{{ end }}", "3=.num "},
        {"{{ $d := dict \"a\" .Values.num }}{{ $d.a }}{{ (deepCopy $d).a }}", "3=.num 3=.num "},
        {"{{ (merge (dict) .Values.m).deep.x }}", "1=.m.deep.x "},
        {"{{ index .Values.list 1 }}{{ get .Values.m \"k\" }}", "2=.list[1] v=.m.k "},
        {"{{ and .Values.flag .Values.num }}{{ or .Values.none .Values.s }}", "3=.num hello=.s "},
        {"{{ default \"d\" .Values.s }}{{ coalesce .Values.none .Values.num }}",
         "hello=.s 3=.num "},
        {"{{ ternary .Values.s \"no\" .Values.flag }}", "hello=.s "},
        {DEFINE "{{ include \"f\" (dict \"x\" .Values.num) }}", "3=.num "},
        {DEFINE "{{ template \"f\" (dict \"x\" .Values.m.k) }}", "v=.m.k "},
    };
    CHECK(rows);
}

static void test_made(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{{ .Values.s | upper | quote }}", "HELLO=.s "},
        {"{{ printf \"%s-%v\" .Values.s .Values.num }}", "hello-3=.s.num "},
        {"{{ add .Values.num 1 | int | quote }}", "\"4\"=.num "},
        {"{{ default \"d\" .Values.none }}", "d=.none "},
        {"{{ ternary \"a\" .Values.s .Values.flag }}", "a=.flag "},
        {"{{ ternary \"a\" \"b\" .Values.flag }}{{ ternary \"a\" \"b\" true }}", "a=.flag "},
        {"{{ join \",\" .Values.list }}{{ len .Values.list }}", "a,2=.list 2=.list "},
        {"{{ index (splitList \"l\" .Values.s) 0 }}", "he=.s "},
        {"{{ (split \"l\" .Values.s)._2 }}", "o=.s "},
        {"{{ first (regexFindAll \"l+\" .Values.s -1) }}", "ll=.s "},
        {"{{ trunc 2 .Values.s }}{{ \"hello\" }}", "he=.s "},
        {DEFINE "{{ include \"f\" (dict \"x\" .Values.s) | upper }}", "[HELLO]=.s "},
        {DEFINE "{{ printf \"%s%s\" (include \"f\" (dict \"x\" .Values.num)) .Values.s }}",
         "[3]hello=.num.s "},
        {DEFINE "{{ $d := dict \"i\" (include \"f\" (dict \"x\" .Values.num)) }}{{ toJson $d }}",
         "{\"i\":\"[3]\"}=.num "},
    };
    CHECK(rows);
}

static void test_texts(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{{ tpl .Values.t . }}", "of =.t 3=.num "},
        {"{{ tpl (printf \"%s!\" .Values.t) . }}", "of =.t 3=.num !=.t "},
        {"{{ tpl (toYaml .Values.m) . }}",
         "deep:\n=.m.deep   x: 1\n=.m.deep.x   z:\n=.m.deep.z   - p\n=.m.deep.z[0] k: v=.m.k "},
        {"{{ tpl \"a{{ .Values.num }}\" . }}", "3=.num "},
        {"{{ toYaml .Values.m.deep | nindent 1 }}",
         "x: 1\n=.m.deep.x z:\n=.m.deep.z - p=.m.deep.z[0] "},
        {"{{ toYaml (dict \"a\" \"c\" \"b\" .Values.num \"d\" 1) }}", "b: 3\n=.num "},
        {"{{ dict \"l\" .Values.long \"z\" 1 | toYaml }}",
         "l: |\n=.long   one\n=.long   two\n=.long "},
        {"{{ toYaml .Values.s }}{{ toYaml .Values.num }}", "hello=.s 3=.num "},
        {"{{ toYamlPretty .Values.list }}", "- a\n=.list[0] - 2=.list[1] "},
        {"{{ $y := fromYaml .Values.yaml }}{{ $y.a }}{{ index $y.b 0 }}", "1=.yaml c=.yaml "},
        {"{{ $y := toYaml .Values.m | fromYaml }}{{ $y.k }}{{ $y.deep.x }}", "v=.m.k 1=.m.deep.x "},
        {"{{ index (fromJson .Values.json).a 0 }}", "b=.json "},
        {DEFINE "{{ (include \"f\" (dict \"x\" .Values.s) | fromYamlArray | first) }}",
         "hello=.s "},
        {"{{ fromYaml .Values.s }}", ""},
    };
    CHECK(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_carried),
        cmocka_unit_test(test_made),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
