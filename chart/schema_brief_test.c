#include "chart/schema_brief.h"

#include "base/arena.h"
#include "chart/fixture_test.h"
#include "chart/schema.h"

#include <math.h>
#include <stdio.h>

static const struct schema_brief_doc *read(struct fixture *f, const char *text)
{
    return schema_brief_read(&f->a, str_from_c(text));
}

static const struct schema_rule *rule(const struct schema_brief *s, enum schema_use use)
{
    const struct schema_rule *r = s->rules;
    while (r && r->use != use)
        r = r->next;
    assert_non_null(r);
    return r;
}

static void test_what_is_kept(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f);
    const struct schema_brief_doc *doc =
        read(&f, "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"title\":\"t\","
                 "\"type\":[\"object\",\"null\"],\"properties\":{\"a\":{\"minimum\":-1.5},"
                 "\"b\":{\"$ref\":\"#/definitions/d\"}},\"additionalProperties\":false,"
                 "\"required\":[\"a\"],\"definitions\":{\"d\":{\"maximum\":1e2}}}");
    assert_non_null(doc);
    assert_int_equal(doc->draft, 7);
    assert_int_equal(doc->root.types, SCHEMA_OBJECT | SCHEMA_NULL);
    assert_true(doc->root.more->never);
    fixture_check(rule(&doc->root, USE_REQUIRED)->names->name, "a");
    const struct schema_prop_brief *a = doc->root.properties;
    fixture_check(str_make(a->name, a->len), "a");
    assert_true(fabs(rule(&a->schema, USE_MINIMUM)->number + 1.5) < 1e-9);
    const struct schema_brief *d = rule(&a->next->schema, USE_REF)->schema;
    assert_ptr_equal(d, &rule(&doc->root, USE_DEFINITIONS)->schemas->schema);
    assert_true(isnan(rule(d, USE_MAXIMUM)->number));
    assert_null(a->next->next);
    fixture_done(&f);
}

/* What is read compiles; what is left to the validator may compile or not. */
static void test_what_is_plain(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool plain;
    } rows[] = {
        {"{}", true},
        {"true", false},
        {"[]", false},
        {"{\"type\":\"strin\"}", false},
        {"{\"type\":[]}", false},
        {"{\"type\":[\"null\",\"null\"]}", false},
        {"{\"enum\":[]}", false},
        {"{\"enum\":[1,\"1\",null,true,false,-2.5]}", true},
        {"{\"enum\":[1,1.0]}", false},
        {"{\"enum\":[true,true]}", false},
        {"{\"enum\":[1e2]}", false},
        {"{\"enum\":[[]]}", false},
        {"{\"required\":[\"a\",\"a\"]}", false},
        {"{\"required\":[\"\xc3\xbc\"]}", true},
        {"{\"$id\":\"x\"}", false},
        {"{\"items\":[{}]}", false},
        {"{\"items\":[{}],\"$schema\":\"http://json-schema.org/draft-07/schema\"}", true},
        {"{\"items\":[],\"$schema\":\"http://json-schema.org/draft-07/schema\"}", false},
        {"{\"$schema\":\"http://json-schema.org/draft-06/schema\"}", false},
        {"{\"not\":{\"$schema\":\"http://json-schema.org/draft-07/schema\"}}", false},
        {"{\"minLength\":1.0}", false},
        {"{\"minLength\":-1}", false},
        {"{\"minLength\":1000000000}", false},
        {"{\"pattern\":\"[\"}", false},
        {"{\"pattern\":\"\\\\d+\\\"\"}", true},
        {"{\"pattern\":\"\\u0041\"}", false},
        {"{\"allOf\":[]}", false},
        {"{\"allOf\":[{\"type\":\"null\"},true]}", true},
        {"{\"$ref\":\"#\"}", true},
        {"{\"$ref\":\"#/\"}", false},
        {"{\"$ref\":\"#/$defs\",\"$defs\":{}}", true},
        {"{\"$ref\":\"#/$defs/a/\",\"$defs\":{\"a\":{}}}", false},
        {"{\"$ref\":\"#/$defs/a/x\",\"$defs\":{\"a\":{\"x\":1,\"x\":{\"$ref\":\"#/$defs/a/y\"},"
         "\"y\":{\"$ref\":\"#/$defs/a/x\"}}}}",
         true},
        {"{\"$ref\":\"#/$defs/a/x\",\"$defs\":{\"a\":{\"x\":{},\"x\":1}}}", false},
        {"{\"$ref\":\"#/$defs/a/x\",\"$defs\":{\"a\":{\"x\":{\"$schema\":"
         "\"http://json-schema.org/draft-07/schema\"}}}}",
         false},
        {"{\"$ref\":\"#/allOf/0\",\"allOf\":[{}]}", false},
        {"{\"$ref\":\"#/$defs/a/properties/b\",\"$defs\":{\"a\":{\"properties\":{\"b\":{}}}}}",
         true},
        {"{\"$ref\":\"#/title\",\"title\":\"x\"}", false},
        {"{\"$ref\":\"a.json\"}", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        fixture_init(&f);
        str error = STR("");
        bool plain = read(&f, rows[i].text) != NULL;
        if (plain != rows[i].plain)
            fail_msg("%s", rows[i].text);
        if (plain && !schema_compile(&f.a, str_from_c(rows[i].text), NULL, &f.diags, &error))
            fail_msg("%s does not compile: %.*s", rows[i].text, STR_ARG(error));
        fixture_done(&f);
    }
}

/* A text of n entries, `before` and `after` around them. */
static bool reads_many(const char *before, const char *entry, size_t n, const char *after)
{
    struct fixture f;
    fixture_init(&f);
    struct buf b;
    buf_init(&b, &f.a);
    buf_put_str(&b, str_from_c(before));
    for (size_t i = 0; i < n; i++) {
        char number[32];
        snprintf(number, sizeof number, "%s\"e%zu\"", i ? "," : "", i);
        buf_put_str(&b, str_from_c(number));
        buf_put_str(&b, str_from_c(entry));
    }
    buf_put_str(&b, str_from_c(after));
    bool ok = schema_brief_read(&f.a, buf_str(&b)) != NULL;
    fixture_done(&f);
    return ok;
}

/* What must differ is compared each with each: not too many. */
static void test_bounds(void **state)
{
    (void)state;
    assert_true(reads_many("{\"properties\":{", ":{}", 512, "}}"));
    assert_false(reads_many("{\"properties\":{", ":{}", 600, "}}"));
    assert_true(reads_many("{\"required\":[", "", 64, "]}"));
    assert_false(reads_many("{\"required\":[", "", 66, "]}"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_kept),
        cmocka_unit_test(test_what_is_plain),
        cmocka_unit_test(test_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
