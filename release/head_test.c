#include "release/head.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define BAD "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "

/* Recorded from `helm template`, behind "YAML parse error on c/templates/x.yaml: ". */
static const struct {
    const char *text, *error;
} bad[] = {
    {"hello", BAD "string into Go value of type util.SimpleHead"},
    {"5", BAD "number into Go value of type util.SimpleHead"},
    {"true", BAD "bool into Go value of type util.SimpleHead"},
    {"[1]", BAD "array into Go value of type util.SimpleHead"},
    {"kind: [1]", BAD "array into Go struct field SimpleHead.kind of type string"},
    {"KIND: {a: 1}", BAD "object into Go struct field SimpleHead.kind of type string"},
    {"apiVersion: []", BAD "array into Go struct field SimpleHead.apiVersion of type string"},
    {"metadata: x",
     BAD "string into Go struct field SimpleHead.metadata of type struct { Name string "
         "\"json:\\\"name\\\"\"; Annotations map[string]string \"json:\\\"annotations\\\"\" }"},
    {"metadata: {name: [1]}", BAD "array into Go struct field .metadata.name of type string"},
    {"metadata: {annotations: x}",
     BAD "string into Go struct field .metadata.annotations of type map[string]string"},
    {"metadata: {annotations: {a: {}}}",
     BAD "object into Go struct field .metadata.annotations of type string"},
    {"kind: []\napiVersion: []",
     BAD "array into Go struct field SimpleHead.apiVersion of type string"},
    {"a: 1\n b: 2", "error converting YAML to JSON: yaml: line 2: mapping values are not allowed "
                    "in this context"},
};

static void test_errors(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct arena a;
        arena_init(&a, NULL);
        struct head head;
        str error = {0};
        assert_false(head_parse(&a, str_from_c(bad[i].text), &head, &error));
        if (!str_eq(error, str_from_c(bad[i].error)))
            fail_msg("%s: got %.*s", bad[i].text, STR_ARG(error));
        arena_done(&a);
    }
}

static const struct {
    const char *text, *kind, *name, *hook; /* hook NULL: none */
} good[] = {
    {"", "", "", NULL},
    {"# only a comment", "", "", NULL},
    {"null", "", "", NULL},
    {"{}", "", "", NULL},
    {"kind: Pod\nmetadata:\n  name: x\n", "Pod", "x", NULL},
    {"kind: 5\nmetadata: {name: true}", "5", "true", NULL},
    {"kind: null", "", "", NULL},
    {"KIND: A\nkind: B", "B", "", NULL},
    {"kind: B\nKIND: A", "B", "", NULL},
    {"\xe2\x84\xaaind: K", "K", "", NULL},
    {"Metadata: {Name: nm}", "", "nm", NULL},
    {"metadata: null", "", "", NULL},
    {"metadata: {annotations: null}", "", "", NULL},
    {"metadata: {annotations: {a: b}}", "", "", NULL},
    {"metadata: {annotations: {helm.sh/hook: test}}", "", "", "test"},
    {"metadata: {annotations: {helm.sh/hook: null}}", "", "", ""},
    {"metadata: {annotations: {helm.sh/hook: 5}}", "", "", "5"},
    {"metadata: {annotations: {helm.sh/hook: yes}}", "", "", "true"},
    {"metadata: {Annotations: {helm.sh/hook: a}, annotations: {b: c}}", "", "", "a"},
    {"metadata: {Annotations: {helm.sh/hook: a}, annotations: null}", "", "", NULL},
};

static void test_heads(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct arena a;
        arena_init(&a, NULL);
        struct head head;
        str error = {0};
        if (!head_parse(&a, str_from_c(good[i].text), &head, &error))
            fail_msg("%s: %.*s", good[i].text, STR_ARG(error));
        if (!str_eq(head.kind, str_from_c(good[i].kind)) ||
            !str_eq(head.name, str_from_c(good[i].name)) ||
            head.is_hook != (good[i].hook != NULL) ||
            (head.is_hook && !str_eq(head.hook, str_from_c(good[i].hook))))
            fail_msg("%s: kind %.*s name %.*s", good[i].text, STR_ARG(head.kind),
                     STR_ARG(head.name));
        arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_heads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
