#include "chart/coalesce.h"
#include "chart/fixture_test.h"
#include "chart/schema_compile.h"
#include "chart/schema_plain.h"
#include "value/json_parse.h"

#include <stdio.h>

static const char *const keywords[] = {
#define PLAIN(name, shape, use) name,
#include "chart/schema_plain.def"
#undef PLAIN
    "unknown",
    "id",
};

/* What may stand behind a keyword, rightly or not. */
static const char *const values[] = {"null",
                                     "true",
                                     "1",
                                     "-1",
                                     "1.5",
                                     "1e2",
                                     "0",
                                     "\"x\"",
                                     "\"string\"",
                                     "\"(\"",
                                     "\"#/definitions/a\"",
                                     "\"#a b\"",
                                     "\"\"",
                                     "\"http://json-schema.org/draft-07/schema#\"",
                                     "[]",
                                     "[1]",
                                     "[\"a\"]",
                                     "[\"a\",\"a\"]",
                                     "[\"string\",\"null\"]",
                                     "[\"string\",\"string\"]",
                                     "[{}]",
                                     "[true,{\"type\":\"object\"}]",
                                     "[{\"type\":\"x\"}]",
                                     "[{},1]",
                                     "{}",
                                     "{\"a\":{}}",
                                     "{\"a\":true}",
                                     "{\"a\":1}",
                                     "{\"a\":{\"type\":\"x\"}}",
                                     "{\"type\":\"object\"}",
                                     "{\"type\":1}",
                                     "{\"a\":[\"b\"]}",
                                     "{\"$schema\":\"x\"}"};

static const char *const drafts[] = {
    "http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2019-09/schema",
    "https://json-schema.org/draft/2020-12/schema", "http://json-schema.org/draft-06/schema#",
    "http://json-schema.org/draft-04/schema#"};

static bool by_metaschema(struct fixture *f, struct schema_dialect *dialect, val schema)
{
    struct schema_compiler c;
    schema_compiler_init(&c, &f->a);
    c.regexes = regex_cache_new(&f->a);
    c.scratch = arena_within(&f->a);
    struct schema_root r = {
        .url = STR("file:///values.schema.json"), .doc = schema, .resources = map_new(&f->a, 1)};
    struct schema_resource res = {.id = r.url, .dialect = *dialect};
    map_set(r.resources, STR(""), (val){.tag = V_OPAQUE, .gotype = T_ANY, .p = &res});
    return schema_check_by_metaschema(&c.set, &r, schema, STR(""));
}

/* 1 when the schema is plain, and then it must be valid; else 0. */
static size_t check(const char *draft, const char *text)
{
    struct fixture f;
    fixture_init(&f);
    val schema;
    str error;
    struct schema_dialect dialect = {.draft = schema_draft_of_url(str_from_c(draft))};
    assert_true(json_parse_exact(&f.a, str_from_c(text), &schema, &error));
    bool plain = schema_is_plain(&dialect, regex_cache_new(&f.a), schema);
    if (plain && !by_metaschema(&f, &dialect, schema))
        fail_msg("%s takes %s for plain", draft, text);
    fixture_done(&f);
    return plain;
}

static void test_plain_is_valid(void **state)
{
    (void)state;
    size_t plain = 0;
    for (size_t d = 0; d < sizeof drafts / sizeof *drafts; d++)
        for (size_t k = 0; k < sizeof keywords / sizeof *keywords; k++)
            for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
                char text[256];
                snprintf(text, sizeof text, "{\"%s\":%s}", keywords[k], values[v]);
                plain += check(drafts[d], text);
                snprintf(text, sizeof text, "{\"properties\":{\"p\":{\"%s\":%s}}}", keywords[k],
                         values[v]);
                plain += check(drafts[d], text);
            }
    assert_true(plain > 1000);
}

static void test_usual_schemas_are_plain(void **state)
{
    (void)state;
    static const char *const usual[] = {
        "{\"$schema\":\"http://json-schema.org/"
        "schema#\",\"type\":\"object\",\"properties\":{}}",
        "{\"required\":[\"a\",\"b\"],\"additionalProperties\":false}",
        "{\"definitions\":{\"d\":{\"type\":[\"string\",\"null\"]}},\"items\":{\"$ref\":"
        "\"#/definitions/d\"},\"minLength\":1,\"pattern\":\"^[a-z]+$\",\"enum\":[\"a\"]}"};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        assert_int_equal(check(drafts[2], usual[i]), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_is_valid),
        cmocka_unit_test(test_usual_schemas_are_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
