#include "funcs/call_test.h"

static const struct call_case yaml[] = {
    {"toYaml (dict \"a\" 1 \"b\" (list true nil \"y\"))", "a: 1\nb:\n- true\n- null\n- \"y\""},
    {"toYaml \"a\\n\\n\"", "|+\n  a\n"},
    {"toYaml \"a\\x7f\"", ""},
    {"toYaml nil", "null"},
    {"mustToYaml (dict \"a\" 1.5)", "a: 1.5"},
    {"mustToYaml \"\\x7f\"", "!yaml: control characters are not allowed"},
    {"toYamlPretty (dict \"a\" (list 1 \"\\x7f\"))", "a:\n  - 1\n  - \"\\x7F\""},
    {"fromYaml \"a: 1\\nb: [x]\"", "map[a:1 b:[x]]"},
    {"fromYaml \"\"", "map[]"},
    {"fromYaml \"null\" | toJson", "{}"},
    {"fromYaml \"[1]\"", "map[Error:error unmarshaling JSON: while decoding JSON: json: cannot "
                         "unmarshal array into Go value of type map[string]interface {}]"},
    {"fromYamlArray \"- 1\\n- a\"", "[1 a]"},
    {"fromYamlArray \"null\" | toJson", "[]"},
    {"fromYamlArray \"a: 1\"", "[error unmarshaling JSON: while decoding JSON: json: cannot "
                               "unmarshal object into Go value of type []interface {}]"},
};

static const struct call_case json[] = {
    {"toJson (dict \"a\" \"<\" \"b\" (list))", "{\"a\":\"\\u003c\",\"b\":[]}"},
    {"toPrettyJson (list 1 \"<\")", "[\n  1,\n  \"\\u003c\"\n]"},
    {"toRawJson \"<&>\"", "\"<&>\""},
    {"mustToJson nil", "null"},
    {"mustToPrettyJson (dict)", "{}"},
    {"mustToRawJson \"<\"", "\"<\""},
    {"fromJson \"{\\\"a\\\": [1, null]}\" | toJson", "{\"a\":[1,null]}"},
    {"fromJson \"null\" | toJson", "null"},
    {"fromJson \"\"", "map[Error:unexpected end of JSON input]"},
    {"fromJson \"{\\\"a\\\": 1e400, \\\"b\\\": [2]}\" | toJson",
     "{\"Error\":\"json: cannot unmarshal number 1e400 into Go value of type float64\","
     "\"a\":null,\"b\":[2]}"},
    {"fromJson \"1e400\"", "map[Error:json: cannot unmarshal number into Go value of type "
                           "map[string]interface {}]"},
    {"fromJsonArray \"[1, {}]\"", "[1 map[]]"},
    {"fromJsonArray \"null\" | toJson", "null"},
    {"fromJsonArray \"{}\"",
     "[json: cannot unmarshal object into Go value of type []interface {}]"},
    {"mustFromJson \"[1]\"", "[1]"},
    {"mustFromJson \"1e400\"",
     "!json: cannot unmarshal number 1e400 into Go value of type float64"},
    {"mustFromJson \"x\"", "!invalid character 'x' looking for beginning of value"},
};

static const struct call_case toml[] = {
    {"toToml (dict \"a\" 1 \"b\" (dict \"c\" \"d\"))", "a = 1\n\n[b]\n  c = \"d\"\n"},
    {"toToml (list nil)", "toml: cannot encode array with nil element"},
    {"toToml nil", "!reflect: call of reflect.Value.Type on zero Value"},
    {"mustToToml (list 1)", "[1]"},
    {"mustToToml (list nil)", "!toml: cannot encode array with nil element"},
    {"mustToToml nil", "!reflect: call of reflect.Value.Type on zero Value"},
    {"fromToml \"a = 1\\n[b]\\nc = 'x'\"", "map[a:1 b:map[c:x]]"},
    {"fromToml \"\" | toJson", "{}"},
    {"fromToml \"a\"", "map[Error:toml: line 1: unexpected EOF; expected key separator '=']"},
};

static void test_yaml(void **state)
{
    (void)state;
    CALL_CHECK_ALL(yaml);
}

static void test_json(void **state)
{
    (void)state;
    CALL_CHECK_ALL(json);
}

static void test_toml(void **state)
{
    (void)state;
    CALL_CHECK_ALL(toml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_yaml),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_toml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
