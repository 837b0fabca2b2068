#include "lint/skeleton.h"

#include "lint/found_test.h"

static str found_in(struct arena *a, const char *text)
{
    return found_in_template(a, "map: {a: 1}\nlist: [1]\nport: 80\nname: x\n", text,
                             check_skeletons);
}

#define CHECK(shapes) found_check(found_in, shapes, sizeof shapes / sizeof *shapes)

static void test_columns_of_blocks(void **state)
{
    (void)state;
    static const struct found_case shapes[] = {
        {"a:\n  b: {{- toYaml .Values.map | nindent 4 }}\n", ""},
        {"a:\n  b: {{- toYaml .Values.map | nindent 2 }}\n", "CH501:2"},
        {"a:\n  b: {{- toYaml .Values.list | nindent 2 }}\n", ""},
        {"a:\n  b: {{- toYaml .Values.list | nindent 0 }}\n", "CH501:2"},
        {"a:\n  b: {{- toYaml .Values.x | nindent 2 }}\n", ""}, /* perhaps a list */
        {"a:\n  b:\n    {{- toYaml .Values.x | nindent 1 }}\n", "CH501:3"},
        {"a:\n  b: 1\n  {{- toYaml .Values.x | nindent 2 }}\n", ""},
        {"a:\n  b: 1\n  {{- toYaml .Values.x | nindent 4 }}\n", "CH501:3"},
        {"a:\n  - {{- toYaml .Values.map | nindent 4 }}\n", ""},
        {"a:\n  - b: 1\n    {{- toYaml .Values.map | nindent 4 }}\n", ""},
        {"a:\n  - b: 1\n{{ toYaml .Values.map | indent 3 }}\n", "CH501:3"},
        {"a: {{ toYaml .Values.map | indent 2 }}\n", "CH502:1"},
        {"a: {{ toYaml .Values.name | indent 2 }}\n", ""},
    };
    CHECK(shapes);
}

static void test_branches_that_disagree_are_unknown(void **state)
{
    (void)state;
    static const struct found_case shapes[] = {
        {"a:\n  {{- if .Values.x }}\n  b:\n  {{- else }}\n  b: 1\n  {{- end }}\n"
         "  {{- toYaml .Values.map | nindent 0 }}\n",
         ""},
        {"a:\n  {{- if .Values.x }}\n  b: {{- toYaml .Values.map | nindent 1 }}\n  {{- end }}\n",
         "CH501:3"},
        {"{{- range .Values.list }}\na:\n  b: c\n{{- end }}\n{{ toYaml .Values.map | nindent 2 "
         "}}\n",
         ""},
    };
    CHECK(shapes);
}

static void test_block_scalars_hold_anything(void **state)
{
    (void)state;
    static const struct found_case shapes[] = {
        {"a: |\n  x\n    y:{{ .Values.port }}\n  \tz\nb: 1\n", ""},
        {"a:\n  - |\n    x: 1\n      y: 2\n    {{- toYaml .Values.map | nindent 6 }}\n", ""},
        {"a:\n  b: |\n{{ toYaml .Values.map | indent 2 }}\n", "CH501:3"},
        {"a: >-\n  x\nb: 1\n  c: 2\n", "CH513:4"},
    };
    CHECK(shapes);
}

static void test_lines(void **state)
{
    (void)state;
    static const struct found_case shapes[] = {
        {"a: 1\n  b: 2\n", "CH513:2"},
        {"a: one\n  more\n", ""},
        {"a: \"one\n  b: two\"\n", ""},
        {"a:\n\tb: 1\n", "CH507:2"},
        {"a:{{ .Values.port }}\n", "CH514:1"},
        {"a: b:{{ .Values.port }}\n", ""},
        {"{{ .Values.name }}:{{ .Values.name | quote }}\n", "CH514:1"},
        {"a: x\n{{- if .Values.x -}}\nb: y\n{{- end }}\n", "CH405:3"},
        {"a: x\n{{- if .Values.x }}\nb: y\n{{- end }}\n", ""},
        {"a: {{ if .Values.x }}b: {{ end }}\n", ""},
    };
    CHECK(shapes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_of_blocks),
        cmocka_unit_test(test_branches_that_disagree_are_unknown),
        cmocka_unit_test(test_block_scalars_hold_anything),
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
