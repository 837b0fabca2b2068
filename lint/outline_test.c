#include "lint/outline.h"

#include "lint/found_test.h"
#include "lint/skeleton.h"

static void check_both(struct lint_project *p)
{
    check_skeletons(p);
    check_outlines(p);
}

static str found_in(struct arena *a, const char *text)
{
    return found_in_template(a,
                             "map: {a: 1}\nlist: [1]\nport: 80\nyes1: true\nname: x\ntext: |\n  "
                             "a\n  b\nend: |\n  a\n",
                             text, check_both);
}

#define CHECK(texts) found_check(found_in, texts, sizeof texts / sizeof *texts)

#define IF         "{{- if .Values.x }}\n"
#define ELSE       "{{- else }}\n"
#define END        "{{- end }}\n"
#define DEPLOYMENT "apiVersion: apps/v1\nkind: Deployment\n"

static void test_keys_twice(void **state)
{
    (void)state;
    static const struct found_case texts[] = {
        {"a: 1\nb: 2\na: 3\n", "CH506:3"},
        {"a: 1\n" IF "a: 2\n" END, "CH506:3"},
        {IF "a: 1\n" ELSE "a: 2\n" END, ""},
        {IF "a: 1\n" END "a: 2\n", ""}, /* the condition may say which */
        {"a:\n  b: 1\n  c: 2\n  b: 3\n", "CH506:4"},
        {"a:\n  b: 1\nc:\n  b: 2\n", ""},
        {"a:\n- b: 1\n- b: 2\n", ""},
        {"a:\n- b: 1\n  c: 2\n  b: 3\n", "CH506:4"},
        {"a:\n  - b: 1\n    c:\n      - d\n    b: 2\n", "CH506:5"},
        {"a: 1\n---\na: 2\n", ""},
        {"a: 1\n{{ include \"x\" . }}\na: 2\n", ""},
        {"a:\n  b: 1\n  c: {{ toYaml .Values.map | nindent 4 }}\n  b: 2\n", "CH506:4"},
        {"a: |\n  b: 1\n  b: 2\n", ""},
        {"a:\n  {{ .Values.name }}: 1\n  b: 1\n  b: 2\n", "CH506:4"},
        {"{{ define \"d\" }}\na: 1\na: 2\n{{ end }}", "CH506:3"},
        {"a: {{ if .Values.x }}1{{ end }}\nb: 1\n", ""},
    };
    CHECK(texts);
}

static void test_documents(void **state)
{
    (void)state;
    static const struct found_case texts[] = {
        {"{{ range .Values.list }}\napiVersion: v1\nkind: A\n{{ end }}\n", "CH510:2"},
        {"{{ range .Values.list }}\n---\napiVersion: v1\nkind: A\n{{ end }}\n", ""},
        {"{{ range .Values.list }}\napiVersion: v1\nkind: A\n---\n{{ end }}\n", ""},
        {"{{ range .Values.list }}\n{{ include \"x\" . }}\n{{ end }}\n", ""},
        {DEPLOYMENT IF DEPLOYMENT END, "CH510:4 CH506:5"},
        {DEPLOYMENT IF "---\n" DEPLOYMENT END, ""},
    };
    CHECK(texts);
}

static void test_fields(void **state)
{
    (void)state;
    static const struct found_case texts[] = {
        {DEPLOYMENT "spec:\n  replica: 1\n", "CH601:4"},
        {DEPLOYMENT "spec:\n" IF "  replica: 1\n" END "  paused: true\n", "CH601:5"},
        {DEPLOYMENT IF "specs:\n" END, "CH601:4"},
        {"kind: Deployment\napiVersion: {{ include \"v\" . }}\nspec:\n  replica: 1\n", "CH601:4"},
        {"kind: {{ .Values.kind }}\napiVersion: apps/v1\nspec:\n  replica: 1\n", ""},
        {"kind: Widget\napiVersion: e.com/v1\nmetadata:\n  nam: x\nspec:\n  nam: 1\n", "CH601:4"},
        {IF "kind: Deployment\n" ELSE "kind: StatefulSet\n" END
            "apiVersion: apps/v1\nspec:\n  serviceName: x\n",
         ""},
        {DEPLOYMENT "spec:\n  template:\n    spec:\n      containers:\n      - name: x\n"
                    "        imag: y\n        env:\n        - name: z\n          valu: 1\n",
         "CH601:8 CH601:11"},
        {DEPLOYMENT "spec:\n  {{- with .Values.x }}\n  paused: true\n  {{- end }}\n  replica: 1\n",
         "CH601:7"},
    };
    CHECK(texts);
}

#define ENV                                                                                        \
    DEPLOYMENT "spec:\n  template:\n    spec:\n      containers:\n      - name: x\n        env:\n" \
               "        - name: z\n          value: "

static void test_values(void **state)
{
    (void)state;
    static const struct found_case texts[] = {
        {DEPLOYMENT "spec:\n  replicas: {{ .Values.port }}\n", ""},
        {DEPLOYMENT "spec:\n  replicas: {{ .Values.port | quote }}\n", "CH505:4"},
        {DEPLOYMENT "spec:\n  replicas: \"{{ .Values.port }}\"\n", "CH505:4"},
        {DEPLOYMENT "spec:\n  replicas: \"3\"\n", "CH602:4"},
        {DEPLOYMENT "spec:\n  replicas: {{ if .Values.x }}\"1\"{{ else }}2{{ end }}\n", "CH602:4"},
        {DEPLOYMENT "spec:\n  template: 5\n", "CH602:4"},
        {DEPLOYMENT "spec:\n  template: {}\n", ""},
        {DEPLOYMENT "metadata:\n  annotations:\n    a: {{ .Values.yes1 }}\n", "CH504:5"},
        {DEPLOYMENT "metadata:\n  annotations:\n    a: {{ .Values.name }}\n", ""},
        {DEPLOYMENT "metadata:\n  annotations: {{ .Values.port }}\n", "CH602:4"},
        {DEPLOYMENT "metadata:\n  annotations:\n    a: 1\n    b: \"1\"\n", "CH602:5"},
        {ENV "{{ .Values.port }}\n", "CH504:10"},
        {ENV "{{ .Values.port | quote }}\n", ""},
        {ENV "\"{{ .Values.port }}\"\n", ""},
        {ENV "{{ .Values.port }}s\n", ""},
        {ENV "{{ .Values.unknown }}\n", ""},
        {ENV "{{ if .Values.x }}1{{ end }}s\n", ""},
    };
    CHECK(texts);
}

static void test_blocks(void **state)
{
    (void)state;
    static const struct found_case texts[] = {
        {DEPLOYMENT "spec:\n  selector: {{ toYaml .Values.x | nindent 2 }}\n", "CH501:4"},
        {DEPLOYMENT "spec:\n  selector: {{ toYaml .Values.x | nindent 4 }}\n", ""},
        {DEPLOYMENT
         "spec:\n  template:\n    spec:\n      containers: {{ toYaml .Values.x | nindent 6 }}\n",
         ""},
    };
    CHECK(texts);
}

static void test_texts_of_several_lines(void **state)
{
    (void)state;
    static const struct found_case texts[] = {
        {"a: {{ .Values.text }}\n", "CH509:1"},  {"a: \"{{ .Values.text }}\"\n", "CH509:1"},
        {"a: {{ .Values.text | quote }}\n", ""}, {"a: {{ .Values.end }}\n", ""},
        {"a: |\n  {{ .Values.text }}\n", ""},    {"a: {{ .Values.text | nindent 2 }}\n", ""},
    };
    CHECK(texts);
}

static void test_more_levels_than_are_kept(void **state)
{
    (void)state;
    struct arena a;
    struct buf b;
    arena_init(&a, NULL);
    buf_init(&b, &a);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 2 * OUTLINE_DEPTH; i++)
            buf_put_fmt(&b, "%*sk%d%d:\n", i, "", round, i);
    buf_put_str(&b, STR("                  x: 1\n"));
    buf_put_char(&b, '\0');
    fixture_check(found_in(&a, buf_str(&b).s), "");
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_twice),
        cmocka_unit_test(test_documents),
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_texts_of_several_lines),
        cmocka_unit_test(test_more_levels_than_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
