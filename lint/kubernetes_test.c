#include "lint/kubernetes.h"

#include "base/arena.h"
#include "base/buf.h"
#include "chart/fixture_test.h"
#include "lint/fix.h"
#include "lint/render_rules.h"

#define META "apiVersion: v2\nname: top\nversion: 1.0.0\n"
#define POD  "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
#define MAP  "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"

static struct arena arena;

/* "CH601 text it is about: message; …" of a document. */
static str check_text(const char *yaml)
{
    str text = str_from_c(yaml);
    struct object_checker c = {.arena = &arena};
    struct buf b;
    buf_init(&b, &arena);
    const struct ynode *root = yaml_tree(&arena, text);
    if (root)
        kubernetes_check(&c, root);
    for (uint32_t i = 0; i < c.count; i++) {
        const struct problem *p = &c.problems[i];
        enum rule_id rule = p->printed ? p->printed : p->rule;
        assert_true(p->at + p->len <= text.len);
        buf_put_fmt(&b, "%s%.*s %.*s: %.*s", i ? "; " : "", STR_ARG(rule_get(rule)->code),
                    STR_ARG(str_slice(text, p->at, p->at + p->len)), STR_ARG(p->message));
    }
    return buf_str(&b);
}

static void check(const char *yaml, const char *want)
{
    fixture_check(check_text(yaml), want);
}

static void test_right(void **state)
{
    (void)state;
    static const char *const right[] = {
        "",
        "a: b\n",
        "- a\n",
        "apiVersion: [v1]\nkind: ConfigMap\ndata: 1\n",
        MAP "data: {a: x, b: \"1\", c: null, d: 2020-01-01, e: '', 8080: \"on\"}\n",
        MAP "data:\n",
        "apiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}\n",
        POD "spec:\n  containers:\n  - {name: a, image: b, resources: {limits: {cpu: 1, memory: "
            "1Gi}}}\n",
        POD "spec: {containers: [{name: a, image: b, ports: [{containerPort: 1e3}]}]}\n",
        POD "spec: {containers: [{name: a, image: b, livenessProbe: {httpGet: {port: http}}}]}\n",
        POD "spec: {containers: [{name: a, image: b, livenessProbe: {httpGet: {port: 80}}}]}\n",
        /* what a merge key gives is not known */
        POD "spec:\n  containers:\n  - &a {name: a, image: b}\n  - <<: *a\n    name: b\n  - *a\n",
        POD "spec: {hostNetwork: yes, containers: [{name: a, image: b}]}\n",
        "apiVersion: a.b/v1\nkind: Pod\nmetadata: {name: a}\nspec: 5\n",
        "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n",
    };
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        check(right[i], "");
}

static void test_unknown_fields(void **state)
{
    (void)state;
    check(POD "spec:\n  containers:\n  - {name: a, image: b, imagePullPolicyy: c}\n",
          "CH601 imagePullPolicyy: unknown field spec.containers[0].imagePullPolicyy (Pod v1); did "
          "you mean imagePullPolicy?");
    check(MAP "spec: {}\n", "CH601 spec: unknown field spec (ConfigMap v1)");
    check("apiVersion: a.b/v1\nkind: X\nmetadata: {name: a, label: {}}\n",
          "CH601 label: unknown field metadata.label (X a.b/v1); did you mean labels?");
    check("apiVersion: v1\nkind: List\nitems:\n- a\n- {apiVersion: v1, kind: Secret, metadata: "
          "{name: a}, dat: {}}\n",
          "CH601 dat: unknown field items[1].dat (Secret v1); did you mean data?");
}

static void test_unknown_kinds(void **state)
{
    (void)state;
    check("apiVersion: apps/v1\nkind: Deploymnet\nmetadata: {name: a}\n",
          "CH616 Deploymnet: apps/v1 has no kind Deploymnet; did you mean Deployment?");
    check("apiVersion: v1\nkind: StatefulSet\nmetadata: {name: a}\n",
          "CH616 StatefulSet: v1 has no kind StatefulSet, but apps/v1 has");
    check("apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: a}\n", "");
    check("apiVersion: example.org/v1\nkind: Deploymnet\nmetadata: {name: a}\n", "");
    check("apiVersion: autoscaling/v2beta1\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\n",
          "");
}

static void test_strings(void **state)
{
    (void)state;
    check(MAP "data: {a: 1, b: yes, c: 1.5, d: [x], e: {}}\n",
          "CH504 1: data[\"a\"] must be a string, but is the number 1 (ConfigMap v1); "
          "CH504 yes: data[\"b\"] must be a string, but is the boolean true (ConfigMap v1); "
          "CH504 1.5: data[\"c\"] must be a string, but is the number 1.5 (ConfigMap v1); "
          "CH602 [x]: data[\"d\"] must be a string, but is a list (ConfigMap v1); "
          "CH602 {}: data[\"e\"] must be a string, but is a map (ConfigMap v1)");
    check("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {a: YQ==, b: YQ=, c: 5}\n",
          "CH602 YQ=: data[\"b\"] must be in base 64, but is the string \"YQ=\" (Secret v1); "
          "stringData takes text as it is; "
          "CH504 5: data[\"c\"] must be a string, but is the number 5 (Secret v1)");
    check(
        "apiVersion: a.b/v1\nkind: X\nmetadata: {name: a, labels: {a: true}}\n",
        "CH504 true: metadata.labels[\"a\"] must be a string, but is the boolean true (X a.b/v1)");
}

static void test_numbers(void **state)
{
    (void)state;
#define SERVICE "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n"
    check(SERVICE "spec: {ports: [{port: \"80\"}, {port: http}, {port: 1.5}, {port: true}]}\n",
          "CH505 \"80\": spec.ports[0].port must be an integer, but is the string \"80\" (Service "
          "v1); CH602 http: spec.ports[1].port must be an integer, but is the string \"http\" "
          "(Service v1); CH602 1.5: spec.ports[2].port must be an integer, but is the number 1.5 "
          "(Service v1); CH602 true: spec.ports[3].port must be an integer, but is the boolean "
          "true (Service v1)");
    check(SERVICE "spec: {publishNotReadyAddresses: 'true', ports: [{port: 1, targetPort: no}]}\n",
          "CH505 'true': spec.publishNotReadyAddresses must be true or false, but is the string "
          "\"true\" (Service v1); "
          "CH602 no: spec.ports[0].targetPort must be a string or a number, but is the boolean "
          "false (Service v1)");
}

static void test_shapes(void **state)
{
    (void)state;
    check(POD "spec: {containers: {name: a}, nodeSelector: [a], securityContext: ''}\n",
          "CH602 {name: a}: spec.containers must be a list, but is a map (Pod v1); "
          "CH602 [a]: spec.nodeSelector must be a map, but is a list (Pod v1); "
          "CH602 '': spec.securityContext must be a map, but is the empty string (Pod v1)");
    check(POD "spec: text\n",
          "CH602 text: spec must be a map, but is the string \"text\" (Pod v1)");
    check(MAP "data: 0123456789012345678901234567890123456789ää€€\n",
          "CH602 0123456789012345678901234567890123456789ää€€: data must be a map, but is the "
          "string \"0123456789012345678901234567890123456789\"… (ConfigMap v1)");
}

static void test_required(void **state)
{
    (void)state;
    check("apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: }]}\n",
          "CH603 image: spec.containers[0].image is empty: Kubernetes needs it (Pod v1); "
          "CH603 kind: metadata.name is missing: Kubernetes needs it (Pod v1)");
    check("apiVersion: v1\nkind: Secret\nmetadata: {name: ''}\n",
          "CH603 name: metadata.name is empty: Kubernetes needs it (Secret v1)");
    check(POD "spec: {hostNetwork: true}\n",
          "CH603 {: spec.containers is missing: Kubernetes needs it (Pod v1)");
}

static void test_many_problems(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, &arena);
    buf_put_str(&b, STR(MAP "data:\n"));
    for (int i = 0; i < 20000; i++)
        buf_put_fmt(&b, "  a%d: 1\n", i);
    struct object_checker c = {.arena = &arena};
    kubernetes_check(&c, yaml_tree(&arena, buf_str(&b)));
    assert_int_equal(c.count, 500);
}

/* ---- findings ---- */

static void put_finding(struct buf *b, const struct finding *g)
{
    buf_put_fmt(b, "%.*s %.*s %.*s", STR_ARG(rule_get(g->rule)->code), STR_ARG(g->file->path),
                STR_ARG(str_slice(g->file->source.text, g->span.begin, g->span.end)));
    for (uint32_t i = 0; i < g->label_count; i++)
        buf_put_fmt(b, " (%.*s: %.*s)", STR_ARG(g->labels[i].file->path),
                    STR_ARG(g->labels[i].text));
}

/* The findings in a template with values, a ci file and helpers; then what fixes make of the
 * template. */
static void check_chart(const char *template, const char *values, const char *helpers,
                        const char *want, const char *want_fixed)
{
    struct chart_file files[] = {
        {STR("Chart.yaml"), STR(META)},
        {STR("values.yaml"), str_from_c(values)},
        {STR("templates/_h.tpl"), str_from_c(helpers)},
        {STR("templates/a.yaml"), str_from_c(template)},
        {STR("templates/b.yaml"), str_from_c(template)},
        {STR("ci/x-values.yaml"), STR("unused: 1\n")},
    };
    files[4].data = str_replace_all(&arena, files[4].data, STR("name: a"), STR("name: b"));
    struct lint_options o = {0};
    struct findings f;
    struct lint_project p;
    struct fix_plan plan;
    struct buf b;
    findings_init(&f, &arena);
    assert_true(lint_project_load_files(&arena, STR("top"), files, sizeof files / sizeof *files, &o,
                                        &f, &p));
    check_renders(&p);
    buf_init(&b, &arena);
    fix_plan_init(&plan, &arena, STR("top"));
    for (uint32_t i = 0; i < f.count; i++) {
        if (str_eq(f.items[i]->file->path, STR("templates/b.yaml")))
            continue;
        buf_put_fmt(&b, "%s", b.len ? "; " : "");
        put_finding(&b, f.items[i]);
        fix_plan_add(&plan, f.items[i]);
    }
    fixture_check(buf_str(&b), want);
    if (want_fixed)
        fixture_check(fix_plan_text(&plan, 0, &arena), want_fixed);
}

static void test_places(void **state)
{
    (void)state;
    /* literal text, an action, what an action printed as a block */
    check_chart(MAP "dat: {}\n", "", "", "CH601 templates/a.yaml dat", MAP "data: {}\n");
    check_chart(MAP "data:\n  a: 5\n", "", "", "CH602 templates/a.yaml 5",
                MAP "data:\n  a: \"5\"\n");
    check_chart(MAP "data:\n  a: {{- /* */}} {{ .Values.a }}\n", "a: 5\n", "",
                "CH504 templates/a.yaml {{ .Values.a }} (values.yaml: the value)",
                MAP "data:\n  a: {{- /* */}} {{ .Values.a | quote }}\n");
    check_chart(MAP "data: {{ toYaml .Values.a | nindent 2 }}\n", "a: {b: 5}\n", "",
                "CH602 templates/a.yaml {{ toYaml .Values.a | nindent 2 }} (values.yaml: the "
                "value)",
                NULL);
    check_chart(MAP "immutable: {{ .Values.a | quote }}\n", "a: true\n", "",
                "CH505 templates/a.yaml {{ .Values.a | quote }} (values.yaml: the value)",
                MAP "immutable: {{ .Values.a }}\n");
    check_chart(MAP "immutable: \"{{ .Values.a }}\"\n", "a: true\n", "",
                "CH505 templates/a.yaml {{ .Values.a }} (values.yaml: the value)",
                MAP "immutable: {{ .Values.a }}\n");
    /* two templates include it, and each turn of a loop prints it: once */
    check_chart(MAP "data:\n  a: {{ include \"h\" . }}\n", "a: 5\n",
                "{{ define \"h\" }}{{ .Values.a }}{{ end }}",
                "CH504 templates/_h.tpl {{ .Values.a }} (templates/a.yaml: included here) "
                "(values.yaml: the value)",
                "{{ define \"h\" }}{{ .Values.a | quote }}{{ end }}");
    check_chart(MAP "data:\n{{- range $k, $v := .Values.a }}\n  {{ $k }}: {{ $v }}\n{{- end }}\n",
                "a: {x: 1, y: 2}\n", "", "CH504 templates/a.yaml {{ $v }}",
                MAP
                "data:\n{{- range $k, $v := .Values.a }}\n  {{ $k }}: {{ $v | quote }}\n{{- end "
                "}}\n");
}

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_right),         cmocka_unit_test(test_unknown_fields),
        cmocka_unit_test(test_strings),       cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_shapes),        cmocka_unit_test(test_required),
        cmocka_unit_test(test_places),        cmocka_unit_test(test_many_problems),
        cmocka_unit_test(test_unknown_kinds),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
