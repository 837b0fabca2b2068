#include "lint/flow.h"

#include "base/buf.h"
#include "chart/fixture_test.h"
#include "lint/declare.h"

#include <stdlib.h>

#define META "apiVersion: v2\nname: top\nversion: 1.0.0\n"

static struct arena arena;

/* A chart with those values and one template; what is found in it: "102:.Values.a" by what each is
 * about, or by its text where it is about nothing; sorted. */
static int by_text(const void *x, const void *y)
{
    return str_cmp(*(const str *)x, *(const str *)y);
}

static str findings_of(const char *values, const char *text, const char *schema)
{
    struct chart_file files[] = {{STR("Chart.yaml"), STR(META)},
                                 {STR("values.yaml"), str_from_c(values)},
                                 {STR("templates/x.yaml"), str_from_c(text)},
                                 {STR("values.schema.json"), str_from_c(schema ? schema : "")}};
    struct findings f;
    findings_init(&f, &arena);
    struct lint_options o = {0};
    struct lint_project p;
    assert_true(lint_project_load_files(&arena, STR("top"), files, schema ? 4 : 3, &o, &f, &p));
    declare_values(&p);
    flow_check(&p);
    str *lines = ARENA_ARRAY(&arena, str, f.count + 1);
    for (uint32_t i = 0; i < f.count; i++) {
        const struct finding *g = f.items[i];
        str about = g->subject.len ? g->subject : g->message;
        lines[i] = str_fmt(&arena, "%.*s:%.*s", STR_ARG(str_from(rule_get(g->rule)->code, 2)),
                           STR_ARG(about));
    }
    qsort(lines, f.count, sizeof *lines, by_text);
    struct buf b;
    buf_init(&b, &arena);
    for (uint32_t i = 0; i < f.count; i++)
        buf_put_fmt(&b, "%s%.*s", i ? " | " : "", STR_ARG(lines[i]));
    return buf_str(&b);
}

struct example {
    const char *values, *text, *want;
};

static bool differs(const char *text, str got, const char *want)
{
    if (str_eq(got, str_from_c(want)))
        return false;
    print_error("%s\n  got  %.*s\n  want %s\n", text, STR_ARG(got), want);
    return true;
}

/* All that fail are shown. */
static void check(const struct example *e, size_t n)
{
    int failed = 0;
    for (size_t i = 0; i < n; i++)
        failed += differs(e[i].text, findings_of(e[i].values, e[i].text, NULL), e[i].want);
    assert_int_equal(failed, 0);
}

#define CHECK(examples) check(examples, sizeof(examples) / sizeof *(examples))

/* ---- reading: null in the middle ---- */

static void test_null(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"a: 1\n", "{{ .Values.miss.b }}", "102:.Values.miss"},
        {"a: 1\n", "{{ (.Values.miss).b }}", ""},
        {"a: 1\n", "{{ ((.Values.miss).b).c }}", ""},
        {"a: {k: 1}\n", "{{ (.Values.a.miss).c }}", ""},
        {"a: 1\n", "{{ $x := .Values.miss }}{{ $x.y }}", ""},
        {"a: 1\n", "{{ $x := .Values }}{{ $x.miss.y }}", "102:.Values.miss"},
        {"a: 1\n", "{{ with .Values }}{{ .miss.y }}{{ end }}", "102:.Values.miss"},
        {"a: 1\n", "{{ .Values.miss.b }}{{ .Values.miss.c }}", "102:.Values.miss"},
        {"a: {b: {c: 1}}\n", "{{ .Values.a.b.c }}", ""},
        {"a: {}\n", "{{ .Values.a.b.c }}", ""},
        {"a: 1\n", "{{ .Values.global.x }}", "102:.Values.global"},
        {"a: 1\n", "{{ index .Values \"a\" }}{{ get .Values \"b\" }}", ""},
        {"a:\nb: 1\n", "{{ .Values.a.x }}", "112:.Values.a"},
        {"#a:\n#  x: 1\nb: 1\n", "{{ if .Values.b }}{{ (.Values.a).x }}{{ end }}", ""},
    };
    CHECK(examples);
}

/* ---- conditions ---- */

static void test_guards(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"a: 1\n", "{{ if .Values.m }}{{ .Values.m.x }}{{ end }}", ""},
        {"a: 1\n", "{{ if .Values.m }}{{ end }}{{ .Values.m.x }}", "102:.Values.m"},
        {"a: 1\n", "{{ if .Values.m }}{{ else }}{{ .Values.m.x }}{{ end }}", "102:.Values.m"},
        {"a: 1\n", "{{ with .Values.m }}{{ .x.y }}{{ end }}", ""},
        {"a: 1\n", "{{ if and .Values.m .Values.m.x }}{{ .Values.m.x.y }}{{ end }}", ""},
        {"a: 1\n", "{{ if or .Values.m .Values.m.x }}{{ end }}", "102:.Values.m"},
        {"a: 1\n", "{{ if or (not .Values.m) .Values.m.x }}{{ end }}", ""},
        {"a: 1\n", "{{ if not .Values.m }}{{ else }}{{ .Values.m.x }}{{ end }}", ""},
        {"a: 1\n", "{{ if not (empty .Values.m) }}{{ .Values.m.x }}{{ end }}", ""},
        {"a: 1\n", "{{ if hasKey .Values \"m\" }}{{ .Values.m.x }}{{ end }}", ""},
        {"a: 1\n", "{{ if kindIs \"map\" .Values.m }}{{ .Values.m.x }}{{ end }}", ""},
        {"a: 1\n", "{{ if eq (kindOf .Values.m) \"map\" }}{{ .Values.m.x }}{{ end }}", ""},
        {"a: 1\n", "{{ if eq (typeOf .Values.m) \"string\" }}{{ else }}{{ .Values.m.x }}{{ end }}",
         "102:.Values.m"},
        {"a: 1\n",
         "{{ if ne .Values.m nil }}x{{ end }}{{ if gt (len .Values.m) 0 }}"
         "{{ .Values.m.x }}{{ end }}",
         ""},
        {"a: 1\n", "{{ if default false .Values.m }}{{ .Values.m.x }}{{ end }}", ""},
        {"a: 1\n", "{{ if .Values.m | default dict }}{{ .Values.m.x }}{{ end }}", ""},
        {"a: 1\n", "{{ $c := and .Values.a .Values.m }}{{ if $c }}{{ .Values.m.x }}{{ end }}", ""},
        {"a: 1\n", "{{ $c := .Values.m }}{{ $c = true }}{{ if $c }}{{ .Values.m.x }}{{ end }}",
         "102:.Values.m"},
        {"a: 1\n", "{{ range .Values.m }}{{ $.Values.m.x }}{{ end }}", ""},
        {"a: 1\n", "{{ $x := required \"m!\" .Values.m }}{{ $x }}{{ .Values.m.x }}", ""},
        {"a: 1\n", "{{ if not .Values.m }}{{ fail \"m!\" }}{{ end }}{{ .Values.m.x }}", ""},
        {"a: 1\n", "{{ ternary true false (empty .Values.m) }}", ""},
        {"a: 1\n", "{{ if .Values.m.x }}{{ end }}{{ .Values.m.y }}", "102:.Values.m"},
        {"a: {b: 1}\n", "{{ if .Values.a }}{{ else }}{{ .Values.miss.x }}{{ end }}", ""},
        {"a: 1\n", "{{ if dig \"m\" \"x\" \"\" .Values }}{{ .Values.m.x }}{{ end }}", ""},
        {"a: 1\n",
         "{{ define \"on\" }}{{ if .Values.m }}true{{ end }}{{ end }}"
         "{{ if include \"on\" . }}{{ .Values.m.x }}{{ end }}",
         ""},
        {"a: 1\n",
         "{{ define \"on\" }}{{ if .Values.m }}true{{ end }}{{ end }}"
         "{{ if eq (include \"on\" .) \"true\" }}{{ .Values.m.x }}{{ end }}",
         ""},
        {"a: 1\n",
         "{{ if or (and .Values.a .Values.m) (and .Values.m .Values.m.y) }}"
         "{{ .Values.m.x }}{{ end }}",
         ""},
    };
    CHECK(examples);
}

static void test_kinds(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"a: text\n", "{{ .Values.a.x }}", "105:.Values.a.x"},
        {"a: [1, 2]\n", "{{ .Values.a.x }}", "105:.Values.a.x"},
        {"a: \"\"\n", "{{ .Values.a.x }}", ""},
        {"a: text\n", "{{ if kindIs \"map\" .Values.a }}{{ .Values.a.x }}{{ end }}", ""},
        {"a: 3\n", "{{ range .Values.a }}{{ end }}", "205:range over a number fails"},
        {"a: text\n", "{{ range .Values.a }}{{ end }}", "205:range over a string fails"},
        {"a: 3\n", "{{ range until (int .Values.a) }}{{ end }}", ""},
        {"a: 3\n", "{{ range int .Values.a }}{{ end }}", ""},
        {"a: [1]\n", "{{ range .Values.a }}{{ .x }}{{ end }}", "105:.Values.a.x"},
        {"a: [{n: 1}]\n", "{{ range .Values.a }}{{ .n }}{{ .Values.a }}{{ end }}", "106:.Values"},
        {"a: []\n", "{{ range .Values.a }}{{ .n }}{{ .Release.Name }}{{ end }}", "106:.Release"},
        {"a: 1\n", "{{ range .Values.m }}{{ .n }}{{ end }}", ""},
        {"a: {l: []}\n", "{{ range .Values.a.l }}{{ .n }}{{ .Release.Name }}{{ end }}",
         "106:.Release"},
        {"a: [{n: 1}]\n", "{{ range .Values.a }}{{ $.Values.a | toYaml }}{{ end }}", ""},
        {"a: x\n", "{{ with .Values.a }}{{ .Values.a }}{{ end }}", "106:.Values"},
        {"a: 1\n", "{{ .Chart.name }}{{ .Release.Nme }}{{ .Chart.Name }}",
         "108:.Chart.name | 108:.Release.Nme"},
        {"a: 1\n", "{{ .Capabilities.Foo }}", "108:.Capabilities.Foo"},
        {"a: 1\n",
         "{{ .Capabilities.KubeVersion.Version }}{{ .Files.Get \"x\" }}"
         "{{ .Capabilities.APIVersions.Has \"v1\" }}",
         ""},
        {"a: 1\n", "{{ if \"false\" }}{{ end }}", "216:the condition is always true"},
        {"a: 1\n", "{{ if .Values.a }}{{ else if .Values.a }}{{ end }}",
         "404:the condition is always false here: another one around it says so"},
    };
    CHECK(examples);
}

/* ---- values that nothing declares ---- */

static void test_unknown(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"a: 1\n", "x: {{ .Values.zzz }}", "101:.Values.zzz"},
        {"a: 1\n", "x: {{ .Values.zzz | quote }}", "101:.Values.zzz"},
        {"a: 1\n", "x: {{ .Values.zzz | default 3 }}", ""},
        {"a: 1\n", "x: {{ default 3 .Values.zzz }}{{ coalesce .Values.zzz 3 }}", ""},
        {"a: 1\n", "{{ if .Values.zzz }}x: {{ .Values.zzz }}{{ end }}", ""},
        {"a: 1\n", "x: {{ toYaml .Values.zzz }}", ""},
        {"a: {}\n", "x: {{ .Values.a.zzz }}", ""},
        {"# zzz: 1\na: 1\n", "x: {{ .Values.zzz }}", ""},
        {"replicas: 1\n", "x: {{ .Values.replicsa }}{{ .Values.replicas }}",
         "104:.Values.replicsa"},
        {"replicas: 1\n", "x: {{ if .Values.replicsa }}{{ end }}", "104:.Values.replicsa"},
        {"image: {pullPolicy: x}\n", "x: {{ .Values.image.PullPolicy }}",
         "104:.Values.image.PullPolicy"},
        {"existingSecret: x\n", "{{ if .Values.existingCASecret }}{{ end }}", ""},
        {"mode: x\nmodes: []\n", "{{ .Values.mode }}", ""},
        {"modes: []\n",
         "{{ if .Values.modes }}{{ .Values.modes | toYaml }}{{ else }}{{ .Values.mode }}{{ end }}",
         ""},
        {"modes: x\n", "{{ coalesce .Values.mode .Values.modes }}", ""},
        {"a: {replicas: 1}\n",
         "{{ toYaml .Values.a }}{{ .Values.a.replicsa }}{{ .Values.a.replicas }}", ""},
        {"a: 1\n", "{{ $_ := set .Values \"zzz\" \"x\" }}{{ .Values.zzz }}", "217:.Values"},
        {"a: 1\n", "{{ range $k, $v := .Values.m }}{{ $k }}{{ $v.x }}{{ end }}", ""},
    };
    CHECK(examples);
}

/* ---- named templates ---- */

static void test_includes(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"a: 1\n", "{{ define \"x\" }}1{{ end }}{{ include \"y\" . }}{{ include \"x\" . }}",
         "301:include \"y\""},
        {"a: 1\n", "{{ define \"x\" }}1{{ end }}{{ template \"y\" . }}{{ include \"x\" . }}",
         "301:include \"y\""},
        {"a: 1\n", "{{ define \"x\" }}1{{ end }}{{ include \"x\" }}{{ include \"x\" . }}",
         "302:wrong number of args for include: want 2 got 1"},
        {"a: 1\n", "{{ define \"x\" }}1{{ end }}{{ \".\" | include \"x\" }}", ""},
        {"a: 1\n", "{{ define \"x\" }}{{ .Values.m.b }}{{ end }}{{ include \"x\" . }}",
         "102:.Values.m"},
        {"a: 1\n",
         "{{ define \"x\" }}{{ .Values.m.b }}{{ end }}{{ if .Values.m }}{{ include \"x\" . }}"
         "{{ end }}",
         ""},
        {"a: 1\n",
         "{{ define \"x\" }}{{ .ctx.Values.a }}{{ end }}{{ include \"x\" (dict \"ctx\" .) }}", ""},
        {"a: 1\n",
         "{{ define \"x\" }}{{ .ctx.Values.m.b }}{{ end }}{{ include \"x\" (dict \"ctx\" .) }}",
         "102:.Values.m"},
        {"a: 1\n",
         "{{ define \"x\" }}{{ .ctx.Values.a }}{{ end }}{{ include \"x\" (dict \"context\" .) }}",
         "305:include \"x\" .ctx"},
        {"a: 1\n", "{{ define \"x\" }}{{ .ctx.Values.a }}{{ end }}{{ include \"x\" . }}",
         "305:include \"x\" .ctx"},
        {"a: 1\n",
         "{{ define \"x\" }}{{ toYaml .v }}{{ .k }}{{ end }}{{ include \"x\" (dict \"v\" 1 \"k\" "
         "1) }}"
         "{{ include \"x\" (dict \"v\" 2 \"k\" 1) }}{{ include \"x\" (dict \"v\" 3 \"k\" 1) }}"
         "{{ include \"x\" (dict \"v\" 4 \"k\" 1) }}{{ include \"x\" (dict \"v\" 5 \"k\" 1) }}"
         "{{ include \"x\" (dict \"v\" 6 \"k\" 1) }}{{ include \"x\" (dict \"v\" 7 \"k\" 1) }}"
         "{{ include \"x\" (dict \"v\" 8 \"k\" 1) }}{{ include \"x\" (dict \"v\" 9 \"k\" 1) }}"
         "{{ include \"x\" (dict \"v\" 9) }}",
         "305:include \"x\" .k"},
        {"a: 1\n",
         "{{ define \"x\" }}{{ .Values.a }}{{ end }}{{ include \"x\" (dict \"context\" .) }}",
         "305:include \"x\" .Values"},
        {"a: 1\n",
         "{{ define \"x\" }}{{ if hasKey . \"context\" }}{{ .context.Values.a }}{{ else }}"
         "{{ .Values.a }}{{ end }}{{ end }}"
         "{{ include \"x\" (dict \"context\" .) }}{{ include \"x\" . }}",
         ""},
        {"a: 1\n",
         "{{ define \"x\" }}{{ if .scope }}{{ .scope.y }}{{ end }}{{ end }}"
         "{{ include \"x\" (dict \"context\" .) }}",
         ""},
        {"a: 1\n", "{{ define \"x\" }}{{ .b.c }}{{ end }}{{ include \"x\" .Values }}",
         "305:include \"x\" .b"},
        {"a: 1\n", "{{ define \"x\" }}{{ template \"x\" . }}{{ end }}{{ include \"x\" . }}",
         "308:x"},
        {"a: 1\n",
         "{{ define \"x\" }}{{ if .Values.a }}{{ template \"x\" . }}{{ end }}{{ end }}"
         "{{ include \"x\" . }}",
         ""},
        {"a: 1\n", "{{ define \"x\" }}1{{ end }}", "304:x"},
        {"a: 1\n", "{{ define \"x.y\" }}1{{ end }}{{ include (printf \"x.%s\" .Values.a) . }}",
         "208:.Values.a"},
        {"a: 1\n", "{{ define \"x\" }}1{{ end }}a: {{ template \"x\" . | nindent 4 }}",
         "304:x | 306:`template` gives nothing to a pipe: `nindent` gets its argument instead"},
        {"a: 1\n",
         "{{ define \"x\" }}{{ if .Values.a }}true{{ else }}false{{ end }}{{ end }}"
         "{{ if include \"x\" . }}{{ end }}{{ if eq (include \"x\" .) \"true\" }}{{ end }}",
         "213:`include \"x\"` always writes something, so the condition is always true"},
        {"a: 1\n",
         "{{ define \"x\" }}{{ if .Values.a }}true{{ end }}{{ end }}{{ if include \"x\" . }}"
         "{{ end }}",
         ""},
        {"a: 1\n", "{{ define \"x\" -}}\na: 1\nb: 2\n{{- end }}l: {{ include \"x\" . }}",
         "309:\"x\" writes several lines, but is printed behind a key"},
        {"a: 1\n",
         "{{ define \"x\" -}}\na: 1\nb: 2\n{{- end }}l: {{ include \"x\" . | nindent 2 }}", ""},
    };
    CHECK(examples);
}

static void test_variables(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"a: 1\n", "{{ $x := 1 }}", "403:$x"},
        {"a: 1\n", "{{ $_ := 1 }}{{ range $i, $e := list }}{{ end }}", ""},
        {"a: 1\n", "{{ $x := 1 }}{{ if .Values.a }}{{ $x := 2 }}{{ end }}{{ $x }}", "402:$x"},
        {"a: 1\n", "{{ $x := 1 }}{{ if .Values.a }}{{ $x := 2 }}{{ $x }}{{ end }}{{ $x }}", ""},
        {"a: 1\n", "{{ $x := 1 }}{{ if .Values.a }}{{ $x = 2 }}{{ end }}{{ $x }}", ""},
        {"a: 1\n",
         "{{ $x := dict }}{{ if .Values.a }}{{ $_ := set $x \"k\" (dict \"z\" 1) }}{{ end }}"
         "{{ $x.k.z }}",
         ""},
        {"a: 1\n",
         "{{ $x := dict }}{{ range list 1 2 }}{{ $x = dict \"k\" (dict) }}{{ end }}"
         "{{ $x.k.z }}",
         ""},
    };
    CHECK(examples);
}

static void test_calls(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"a: 1\n", "{{ randAlpha 3 }}",
         "218:`randAlpha` gives something else in each render, and "
         "nothing looks up what is there"},
        {"a: 1\n", "{{ $s := lookup \"v1\" \"Secret\" \"x\" \"y\" }}{{ $s.data }}{{ randAlpha 3 }}",
         ""},
        {"a: 1\n", "{{ ternary .Values.m.x 1 (not (empty .Values.m)) }}", "212:.Values.m"},
        {"a: 1\n", "{{ b64enc .Values.miss }}", "203:.Values.miss"},
        {"a: 1\n", "{{ if .Values.miss }}{{ b64enc .Values.miss }}{{ end }}", ""},
        {"a: 1\n", "{{ $_ := merge .Values (dict \"x\" 1) }}", "217:.Values"},
        {"a: 1\n", "{{ merge (deepCopy .Values) (dict \"x\" 1) | toYaml }}", ""},
    };
    CHECK(examples);
}

static void test_tpl(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"a: 1\n", "{{ tpl \"{{ .Values.m.x }}\" . }}", "102:.Values.m"},
        {"a: 1\n", "{{ tpl \"{{ .Values.a }}\" (dict \"b\" 1) }}", "406:.Values"},
        {"a: 1\n", "{{ range list 1 }}{{ tpl \"{{ .Values.a }}\" . }}{{ end }}", "406:.Values"},
        {"a: 1\n", "{{ tpl \"{{ $x }}\" . }}",
         "401:the text of tpl cannot be parsed: line 1: undefined variable \"$x\""},
        {"a: '{{ .Values.m.x }}'\n", "{{ tpl .Values.a . }}", "102:.Values.m"},
        {"a: '{{ .Values.b }}'\nb: 1\n", "{{ tpl .Values.a . }}", ""},
        {"a: '{{ b64enc .Values.miss }}'\n", "{{ tpl .Values.a . }}", "203:.Values.miss"},
        {"a: 1\n", "{{ tpl .Values.other . }}", ""},
    };
    CHECK(examples);
}

/* ---- values that are not set here ---- */

#define NOT "{{ if not .Values.a }}"
#define END "{{ end }}"

static void test_empty(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"a: {}\n", NOT "{{ toYaml .Values.a }}" END, "113:.Values.a"},
        {"a: {}\n", NOT "{{ .Values.a | toYaml | nindent 2 }}" END, "113:.Values.a"},
        {"a: {}\n", NOT "{{ tpl .Values.a . }}" END, ""},
        {"a: ''\n", NOT "{{ .Values.a | quote }}" END, "113:.Values.a"},
        {"a: ''\n", NOT "{{ .Values.a }}" END, "113:.Values.a"},
        {"a: []\n", NOT "{{ range .Values.a }}x{{ end }}" END, "113:.Values.a"},
        {"a: ''\n", "{{ if .Values.a }}{{ else }}{{ .Values.a }}" END, "113:.Values.a"},
        {"a: ''\nb: ''\n", "{{ if or .Values.a .Values.b }}{{ else }}{{ .Values.a }}" END,
         "113:.Values.a"},
        {"a: ''\nb: ''\n", "{{ if and .Values.a .Values.b }}{{ else }}{{ .Values.a }}" END, ""},
        {"a: {}\n",
         NOT "{{ include \"d\" (dict \"value\" .Values.a) }}" END
             "{{ define \"d\" }}{{ toYaml .value }}{{ end }}",
         "113:.Values.a"},
        {"a: ''\n", NOT "{{ .Values.a | default \"x\" | quote }}" END, ""},
        {"a: ''\n", NOT "{{ default \"x\" .Values.a }}" END, ""},
        {"a: false\n", NOT "{{ .Values.a }}" END, ""},
        {"a: 0\n", NOT "{{ .Values.a }}" END, ""},
        {"a: ''\n", NOT "{{ fail (printf \"%s\" .Values.a) }}" END, ""},
        {"a: ''\n", NOT "x" END "{{ .Values.a }}", ""},
        {"a: {c: 1}\n", NOT "{{ toYaml .Values.a }}" END,
         "113:.Values.a | 404:the condition is always false here: another one around it says so"},
        /* nobody makes that empty */
        {"a:\n  # b: 1\n  c: 1\n", NOT "{{ .Values.x.y }}" END,
         "404:the condition is always false here: another one around it says so"},
    };
    CHECK(examples);
}

/* ---- the schema ---- */

static void test_schema(void **state)
{
    (void)state;
    const char *schema = "{\"properties\": {\"a\": {\"type\": \"object\", \"properties\": {\"b\": "
                         "{\"type\": \"string\"}}, \"additionalProperties\": false}}}";
    fixture_check(findings_of("a: {b: x}\n", "{{ .Values.a.zzz }}", schema), "109:.Values.a.zzz");
    fixture_check(findings_of("a: {b: x}\n", "{{ .Values.a.b }}", schema), "");
}

/* ---- bounds: templates made to take for ever ---- */

static void test_bounds(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, &arena);
    for (int i = 0; i < 40; i++)
        buf_put_fmt(&b,
                    "{{ define \"d%d\" }}{{ include \"d%d\" (list . 1) }}{{ include \"d%d\" "
                    "(dict \"a\" .) }}{{ end }}",
                    i, i + 1, i + 1);
    buf_put_fmt(&b, "{{ define \"d40\" }}x{{ end }}{{ include \"d0\" . }}\n{{ $c := .Values.a }}");
    for (int i = 0; i < 200; i++)
        buf_put_fmt(&b, "{{ $c = and $c $c }}");
    buf_put_fmt(&b, "{{ if $c }}{{ end }}");
    for (int i = 0; i < 3000; i++)
        buf_put_fmt(&b, "{{ if .Values.a }}");
    for (int i = 0; i < 3000; i++)
        buf_put_fmt(&b, "{{ end }}");
    fixture_check(findings_of("a: '{{ tpl .Values.a . }}{{ tpl .Values.a . }}'\n",
                              str_c(&arena, buf_str(&b)), NULL),
                  "");
}

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_null),     cmocka_unit_test(test_guards),
        cmocka_unit_test(test_kinds),    cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_includes), cmocka_unit_test(test_variables),
        cmocka_unit_test(test_calls),    cmocka_unit_test(test_tpl),
        cmocka_unit_test(test_schema),   cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_empty),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
