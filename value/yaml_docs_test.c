#include "value/yaml_docs.h"

#include "base/arena.h"
#include "value/dump_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct test_case files[] = {
    {"", true, "{}"},
    {"---\n", true, "{}"},
    {"a: 1\n---\na: 2\nb: {c: 1}\n---\nb: {d: 2}\n", true, "{\"a\":2,\"b\":{\"c\":1,\"d\":2}}"},
    {"---\na: 1\n---\n---\nb: 2\n", true, "{\"a\":1,\"b\":2}"},
    {"a: {b: 1}\n---\na: null\n", true, "{\"a\":null}"},
    {"l: [1, 2]\n---\nl: [3]\n", true, "{\"l\":[3]}"},
    {"# c\n--- # d\na: 1\r\nb: |\r\n  x\r\n", true, "{\"a\":1,\"b\":\"x\n\"}"},
    {"a: 1\n...\nb: [\n---\nc: 1\n", true, "{\"a\":1,\"c\":1}"},
    {"a: |\n  x", true, "{\"a\":\"x\n\"}"},
    {"null\n---\n{}\n", true, "{}"},
    {"a: 1\n", true, "{\"a\":1}"},
    {"a: 1\r\n", true, "{\"a\":1}"},
    {"a: 1\n--- # c\n", true, "{\"a\":1}"},
    {"a: 1\n ---\n", true, "{\"a\":\"1 ---\"}"},
    {"# nothing\n", true, "{}"},
    {"[1]\n", false,
     "cannot unmarshal yaml document: error unmarshaling JSON: while decoding JSON: json: c"
     "annot unmarshal array into Go value of type map[string]interface {}"},
    {"a: 1\n--- {b: 1}\n", false,
     "error reading yaml document: invalid Yaml document separator: {b: 1}"},
    {"a: 1\n---x: 2\n", false,
     "error reading yaml document: invalid Yaml document separator: x: 2"},
    {"a: [\n---x: 2\n", false,
     "error reading yaml document: invalid Yaml document separator: x: 2"},
    {"a: 1\n---\n[1]\n", false,
     "cannot unmarshal yaml document: error unmarshaling JSON: while decoding JSON: json: c"
     "annot unmarshal array into Go value of type map[string]interface {}"},
    {"a: 1\n---\nb: 1\n c: 2\n", false,
     "cannot unmarshal yaml document: error converting YAML to JSON: yaml: line 2: mapping "
     "values are not allowed in this context"},
    {"%YAML 1.1\n---\na: 1\n", false,
     "cannot unmarshal yaml document: error converting YAML to JSON: yaml: line 1: did not "
     "find expected <document start>"},
    {"a: 1\n---\n\xef\xbb\xbf"
     "b: 1\n",
     true, "{\"a\":1,\"b\":1}"},
};

static void test_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct arena a;
        val v = val_invalid();
        str error = STR("");
        arena_init(&a, NULL);
        struct map *m = NULL;
        bool ok = yaml_parse_values(&a, str_from_c(files[i].text), &m, &error);
        v = val_map(m);
        check(&a, &files[i], ok, v, error);
        arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
