#include "chart/schema_accept.h"

#include "chart/fixture_test.h"
#include "chart/schema.h"

#include <stdio.h>

static const struct {
    const char *schema, *value;
} recorded[] = {
#define SCHEMA_CASE(group, schema, value, error) {schema, value},
#include "chart/schema_cases.def"
#undef SCHEMA_CASE
};

static val parse(struct fixture *f, const char *text)
{
    val v;
    str error;
    return json_parse(&f->a, str_from_c(text), JSON_ROOT_ANY, &v, &error) ? v : val_invalid();
}

/* Whether the validator compiles the schema and takes the value. */
static bool is_valid(struct fixture *f, const char *schema, val v)
{
    str error;
    struct schema *s = schema_compile(&f->a, str_from_c(schema), NULL, &f->diags, &error);
    return s && schema_validate(s, &f->a, v, &error);
}

static bool is_accepted(struct fixture *f, const char *schema, val v)
{
    struct regex_cache *regexes = NULL;
    const struct schema_brief_doc *doc = schema_brief_read(&f->a, str_from_c(schema));
    return doc && schema_accepts(&f->a, &regexes, doc, v);
}

/* 1 when there is a quick yes; the validator must then say yes, too. */
static size_t check(const char *schema, const char *value)
{
    struct fixture f;
    fixture_init(&f);
    val v = parse(&f, value);
    bool yes = is_accepted(&f, schema, v);
    if (yes && !is_valid(&f, schema, v))
        fail_msg("%s is said to accept %s", schema, value);
    fixture_done(&f);
    return yes;
}

static void test_recorded(void **state)
{
    (void)state;
    size_t yes = 0;
    for (size_t i = 0; i < sizeof recorded / sizeof *recorded; i++)
        yes += check(recorded[i].schema, recorded[i].value);
    assert_true(yes > 0);
}

static const char *const keywords[] = {
#define PLAIN(name, shape, use) name,
#include "chart/schema_plain.def"
#undef PLAIN
    "unknown",
};

static const char *const shapes[] = {"true",
                                     "false",
                                     "1",
                                     "2.5",
                                     "\"string\"",
                                     "\"integer\"",
                                     "\"^a\"",
                                     "\"email\"",
                                     "\"#\"",
                                     "\"#/$defs/d\"",
                                     "\"#/$defs/no\"",
                                     "\"#/properties/p\"",
                                     "\"#/default\"",
                                     "\"#/$defs/d/type\"",
                                     "\"#/properties\"",
                                     "[true,null,1,\"a\"]",
                                     "[\"a\",2.50]",
                                     "[\"a\",\"b\"]",
                                     "[\"string\",\"integer\"]",
                                     "[{}]",
                                     "{}",
                                     "{\"type\":\"integer\"}",
                                     "{\"a\":true}",
                                     "{\"b\":false}",
                                     "{\"a\":{\"type\":\"string\"}}",
                                     "[{\"type\":[\"null\"]}]"};

static const char *const samples[] = {"null",
                                      "true",
                                      "1",
                                      "1.5",
                                      "1e300",
                                      "-3",
                                      "\"\"",
                                      "\"a\"",
                                      "\"b\"",
                                      "[]",
                                      "[1]",
                                      "[\"a\",null]",
                                      "{}",
                                      "{\"a\":1}",
                                      "{\"a\":\"x\",\"b\":2}",
                                      "{\"p\":1}",
                                      "{\"p\":{\"p\":\"a\"}}"};

/* Where a keyword may stand. */
static const struct {
    const char *before, *after;
} forms[] = {
    {"{", "}"},
    {"{", ",\"type\":[\"object\",\"number\"]}"},
    {"{\"properties\":{\"p\":{", "}},\"$defs\":{\"d\":{\"type\":\"integer\"}}}"},
    {"{\"$schema\":\"http://json-schema.org/draft-07/schema#\",",
     ",\"minimum\":0,\"$defs\":{\"d\":{\"type\":\"integer\"}},"
     "\"properties\":{\"p\":{\"type\":\"integer\"}}}"},
    {"{\"$schema\":\"https://json-schema.org/draft/2019-09/schema\",\"items\":{",
     "},\"additionalProperties\":{\"type\":[\"integer\",\"string\"]}}"},
    /* where a no counts */
    {"{\"not\":{", "},\"$defs\":{\"d\":{\"type\":\"integer\"}}}"},
    {"{\"oneOf\":[{\"type\":\"string\"},{",
     "}],\"$schema\":\"http://json-schema.org/draft-07/schema#\"}"},
    {"{\"if\":{", "},\"then\":{\"type\":\"object\"},\"else\":{\"type\":[\"array\",\"number\"]}}"},
    {"{\"anyOf\":[{\"type\":\"array\",", "},{\"minProperties\":1,\"maxProperties\":1}]}"},
};

static void test_every_keyword(void **state)
{
    (void)state;
    size_t yes = 0;
    char schema[400];
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++)
        for (size_t k = 0; k < sizeof keywords / sizeof *keywords; k++)
            for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
                snprintf(schema, sizeof schema, "%s\"%s\":%s%s", forms[f].before, keywords[k],
                         shapes[s], forms[f].after);
                for (size_t v = 0; v < sizeof samples / sizeof *samples; v++)
                    yes += check(schema, samples[v]);
            }
    assert_true(yes > 5000);
}

static void test_usual(void **state)
{
    (void)state;
    static const struct {
        const char *schema, *value;
        size_t yes;
    } rows[] = {
        {"{\"$schema\":\"http://json-schema.org/schema#\",\"type\":\"object\",\"properties\":{"
         "\"a\":{\"type\":\"integer\",\"form\":true,\"title\":\"A\"}}}",
         "{\"a\":3,\"b\":{}}", 1},
        {"{\"properties\":{\"a\":{\"type\":\"integer\"}}}", "{\"a\":3.5}", 0},
        {"{\"definitions\":{\"d\":{\"enum\":[\"x\",\"y\"]}},\"items\":{\"$ref\":\"#/definitions/"
         "d\"}}",
         "[\"x\",\"y\",\"x\"]", 1},
        {"{\"additionalProperties\":false,\"properties\":{\"a\":{}}}", "{\"a\":1}", 1},
        {"{\"additionalProperties\":false,\"properties\":{\"a\":{}}}", "{\"b\":1}", 0},
        {"{\"required\":[\"a\"]}", "{\"a\":null}", 1},
        {"{\"required\":[\"a\"]}", "{\"b\":null}", 0},
        {"{\"properties\":{\"a\":{\"minimum\":1}}}", "{\"a\":\"1\"}", 1},
        {"{\"properties\":{\"a\":{\"minimum\":1}}}", "{\"a\":1}", 1},
        {"{\"properties\":{\"a\":{\"$ref\":\"#/definitions/none\"}}}", "{}", 0},
        {"{\"$ref\":\"#\"}", "{}", 0},
        {"{\"$ref\":\"#/$defs/d\",\"definitions\":{\"d\":true},\"$defs\":{\"d\":{}}}", "1", 1},
        {"{\"$ref\":\"#/$defs/d\",\"definitions\":{\"d\":true}}", "1", 0},
        {"{\"$ref\":\"#/$defs/d/x\",\"$defs\":{\"d\":{\"x\":{\"type\":\"null\"}}}}", "null", 1},
        {"{\"$ref\":\"#/$defs/d/x\",\"$defs\":{\"d\":{\"x\":{\"type\":\"null\"}}}}", "1", 0},
        {"{\"enum\":[true,null,1.50]}", "1.5", 1},
        {"{\"enum\":[true,null,1.50]}", "null", 1},
        {"{\"enum\":[true,null,1.50]}", "true", 1},
        {"{\"enum\":[true,null,1.50]}", "false", 0},
        {"{\"enum\":[true,null,1]}", "\"1\"", 0},
        {"{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"object\"}]}", "{}", 1},
        {"{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"null\"}]}", "null", 0},
        {"{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"string\"}]}", "\"x\"", 1},
        {"{\"if\":{\"required\":[\"a\"]},\"then\":false}", "{\"b\":1}", 1},
        {"{\"if\":{\"required\":[\"a\"]},\"then\":false}", "{\"a\":1}", 0},
        {"{\"maximum\":0.1,\"minimum\":-2.50}", "0.1", 1},
        {"{\"maximum\":0.1}", "0.10000000000000002", 0},
        {"{\"exclusiveMaximum\":3,\"exclusiveMinimum\":2}", "2.5", 1},
        {"{\"maximum\":1e3}", "1", 0}, /* not looked into */
        {"{\"pattern\":\"^a\\\\.b$\",\"maxLength\":3}", "\"a.b\"", 1},
        {"{\"pattern\":\"^a\\\\.b$\"}", "\"axb\"", 0},
        {"{\"pattern\":\"(\"}", "1", 0},
        {"{\"maxLength\":1}", "\"\u00fc\"", 1},
        {"{\"items\":{\"type\":\"string\"},\"uniqueItems\":true,\"maxItems\":2}", "[\"a\",\"b\"]",
         1},
        {"{\"uniqueItems\":true}", "[1,2,1]", 0},
        /* texts that are no JSON, or say a thing twice */
        {"{\"type\":\"null\",\"type\":\"string\"}", "\"x\"", 0},
        {"{\"properties\":{\"a\":{},\"a\":false}}", "{}", 0},
        {"{\"t\\u0079pe\":\"null\"}", "1", 0},
        {"{\"title\":\"a\\qb\"}", "1", 0},
        {"{\"title\":\"a\nb\"}", "1", 0},
        {"{\"title\":\"a long title with an escape: \\u00fC\\n, quoted \\\"so\\\"\"}", "1", 1},
        {"{\"default\":[1,-2.5e+3,true,null,{\"a\":[]}]}", "1", 1},
        {"{\"default\":[1,]}", "1", 0},
        {"{\"default\":{\"a\":1,}}", "1", 0},
        {"{\"default\":[01]}", "1", 0},
        {"{\"default\":[1.]}", "1", 0},
        {"{\"default\":nul}", "1", 0},
        {"{\"default\":[}", "1", 0},
        {"{} {}", "1", 0},
        {"{", "1", 0},
        {"", "1", 0},
        {" \n{ } \t\r\n", "1", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (check(rows[i].schema, rows[i].value) != rows[i].yes)
            fail_msg("%s of %s", rows[i].schema, rows[i].value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recorded),
        cmocka_unit_test(test_every_keyword),
        cmocka_unit_test(test_usual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
