#include "lint/hollow_key.h"

#include "lint/found_test.h"
#include "lint/skeleton.h"

static str found_in(struct arena *a, const char *text)
{
    return found_in_template(a, "a: {x: 1}\nb: {}\nc: {}\n", text, check_skeletons);
}

#define CHECK(shapes) found_check(found_in, shapes, sizeof shapes / sizeof *shapes)

#define SOME "{{- if .Values.a }}\n    x: 1\n{{- end }}\n"
#define LINE "{{- with .Values.b }}\n    {{- toYaml . | nindent 4 }}\n{{- end }}\n"

static void test_hollow(void **state)
{
    (void)state;
    static const struct found_case shapes[] = {
        {"s:\n  selector:\n" SOME, "CH508:2"},
        {"s:\n  selector:\n" SOME LINE, "CH508:2"},
        {"s:\n  selector:\n" SOME "  z: 1\n", "CH508:2"},
        {"s:\n  selector:" LINE "---\na: 1\n", "CH508:2"},
        {"s:\n  selector:\n    {{- range .Values.a }}\n    - x\n    {{- end }}\n  z: 1\n",
         "CH508:2"},
        {"s:\n  selector:\n  {{- range .Values.a }}\n  - x\n  {{- end }}\n  z: 1\n", "CH508:2"},
        {"s:\n  selector: # why\n    {{/* so */}}\n    # so\n" SOME, "CH508:2"},
        {"s:\n  selector:\n    # why\n" SOME "  z: 1\n", "CH508:2"},
        {"s:\n  selector: {{ if .Values.a }}x{{ end }}\n", "CH508:2"},
        {"{{- if .Values.c }}\ns:\n  selector:\n" SOME "{{- end }}\n", "CH508:3"},
        {"s:\n  selector:\n    {{- if .Values.a }}\n    x: 1\n    {{- else if .Values.b }}\n    y: "
         "1\n"
         "    {{- end }}\n",
         "CH508:2"},
    };
    CHECK(shapes);
}

static void test_filled(void **state)
{
    (void)state;
    static const struct found_case shapes[] = {
        {"s:\n  labels:\n" SOME, ""}, /* null is as good as nothing there */
        {"s:\n  selector:\n" SOME "    y: 1\n", ""},
        {"s:\n  selector:\n    y: 1\n" SOME, ""},
        {"s:\n  selector:\n" SOME "    {{- toYaml .Values.b | nindent 4 }}\n", ""},
        {"s:\n  selector:\n    {{- if .Values.a }}\n    x: 1\n    {{- else }}\n    y: 1\n"
         "    {{- end }}\n",
         ""},
        {"s:\n  selector:\n  {{- if .Values.a }}\n  z: 1\n  {{- end }}\n", ""}, /* a sibling */
        {"s:\n  selector: x{{ if .Values.a }}x{{ end }}\n", ""},
        {"s: |\n  selector:\n" SOME "  z: 1\n", ""},
        {"{{- define \"c.s\" }}\nselector:\n{{- if .Values.a }}\n  x: 1\n{{- end }}\n{{- end }}\n",
         ""},
    };
    CHECK(shapes);
}

static void test_conditions(void **state)
{
    (void)state;
    static const struct found_case shapes[] = {
        {"{{- if .Values.a }}\ns:\n  selector:\n" SOME "{{- end }}\n", ""},
        {"{{- if or .Values.a .Values.b }}\ns:\n  selector:\n" SOME LINE "{{- end }}\n", ""},
        {"{{- with .Values.a }}\ns:\n  selector:\n    {{- range . }}\n    - x\n    {{- end }}\n"
         "{{- end }}\n",
         ""},
        {"s:\n  selector:\n    {{- if not .Values.a }}\n    x: 1\n    {{- end }}\n", ""},
        {"s:\n  selector:\n    {{- if empty .Values.a }}\n    x: 1\n    {{- end }}\n" LINE, ""},
    };
    CHECK(shapes);
}

#define POLICY                                                                                     \
    "kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nspec:\n  ingress:\n  - from:\n"
#define PEERS "    {{- range .Values.b }}\n    - ipBlock: {cidr: x}\n    {{- end }}\n"

static void test_kinds(void **state)
{
    (void)state;
    static const struct found_case shapes[] = {
        {POLICY PEERS, "CH508:5"},
        {"kind: Email\nspec:\n  from:\n" PEERS, ""},
    };
    CHECK(shapes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hollow),
        cmocka_unit_test(test_filled),
        cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
