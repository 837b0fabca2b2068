#include "value/yaml_style.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* 1 when s is simple, and then both forms write it as it is; else 0. */
static size_t check(str s)
{
    if (!yaml_is_simple(s))
        return 0;
    for (int pretty = 0; pretty < 2; pretty++) {
        struct yaml_form f = yaml_form_of(s, yaml_bytes_of(s), pretty, false);
        if (f.style != YAML_PLAIN || f.multiline)
            fail_msg("simple: %.*s", STR_ARG(s));
    }
    return 1;
}

/* Whatever begins with up to three bytes out of all that YAML may find a meaning in. */
static void test_short(void **state)
{
    (void)state;
    static const char bytes[] =
        "yYnNtTfFoOeEsSlLuUrRaAbxz0159_-./~+:# \n\t'\"|>&*!%@?,[]{}<=\x01\x7F\xC3";
    size_t n = sizeof bytes - 1, simple = 0;
    char text[3];
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            for (size_t m = 0; m < n; m++) {
                text[0] = bytes[i];
                text[1] = bytes[k];
                text[2] = bytes[m];
                for (size_t len = 0; len <= sizeof text; len++)
                    simple += check(str_make(text, len));
            }
    assert_true(simple > 1000);
}

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t simple;
    } rows[] = {
        {"name", 1},        {"names", 1},    {"number", 1},      {"app.kubernetes.io/name", 1},
        {"true", 0},        {"false", 0},    {"falsey", 1},      {"off", 0},
        {"null", 0},        {"kind", 1},     {"ConfigMap", 1},   {"v1", 1},
        {"a b", 0},         {"a:", 0},       {"1a", 0},          {"-a", 0},
        {"_a", 0},          {"a_", 1},       {"caf\xC3\xA9", 0}, {"quay.io/a/b", 1},
        {"timestamp-1", 1}, {"infinity", 1}, {"nan", 1},         {"", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (check(str_from_c(rows[i].text)) != rows[i].simple)
            fail_msg("%s", rows[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
