#include "api/libchelm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define HELPERS "{{ define \"pw\" }}{{ randAlphaNum 12 }}{{ end }}"

static void fixed_now(int64_t *seconds, int32_t *nanoseconds, void *payload)
{
    (void)payload;
    *seconds = 86400;
    *nanoseconds = 0;
}

/* What `text` prints under a seed ("": none), as a C string. */
static const char *render(char *out, size_t room, const char *seed, const char *text,
                          bool own_clock)
{
    const chelm_file files[] = {
        {chelm_text_of("Chart.yaml"), chelm_text_of("apiVersion: v2\nname: c\nversion: 1.0.0\n")},
        {chelm_text_of("templates/x.yaml"), chelm_text_of(text)},
        {chelm_text_of("templates/_h.tpl"), chelm_text_of(HELPERS)},
    };
    chelm_context_options world = {CHELM_SIZE(chelm_context_options), .seed = chelm_text_of(seed),
                                   .now = own_clock ? fixed_now : NULL};
    chelm_context *c = chelm_context_new(&world);
    chelm_chart *chart = chelm_chart_from_files(c, files, sizeof files / sizeof *files);
    chelm_result *r = chelm_evaluate(c, chart, NULL, chelm_text_of("templates/x.yaml"));
    chelm_text got = chelm_result_output(r), error = chelm_result_error(r);
    if (error.len)
        fail_msg("%.*s", (int)error.len, error.s);
    snprintf(out, room, "%.*s", (int)got.len, got.s);
    chelm_result_free(r);
    chelm_chart_free(chart);
    chelm_context_free(c);
    return out;
}

struct text {
    char s[4096];
};

#define RENDER(t, seed, text) render((t)->s, sizeof(t)->s, seed, text, false)

/* The rest of the line of `out` that begins with `key`. */
static const char *line_of(struct text *ret, const char *out, const char *key)
{
    const char *at = strstr(out, key);
    if (!at)
        fail_msg("no %s in:\n%s", key, out);
    snprintf(ret->s, sizeof ret->s, "%.*s", (int)strcspn(at, "\n"), at);
    return ret->s;
}

static void assert_same_line(const char *a, const char *b, const char *key)
{
    struct text x, y;
    assert_string_equal(line_of(&x, a, key), line_of(&y, b, key));
}

#define ALL                                                                                        \
    "{{ randAlpha 9 }} {{ randAlphaNum 9 }} {{ randAscii 9 }} {{ randNumeric 9 }} "                \
    "{{ randBytes 9 }} {{ randInt 0 1000000 }} {{ uuidv4 }} {{ shuffle \"0123456789\" }} {{ now "  \
    "}}"

static void test_repeats(void **state)
{
    (void)state;
    struct text a, b;
    RENDER(&a, "x", ALL);
    assert_string_equal(a.s, RENDER(&b, "x", ALL));
    assert_string_not_equal(a.s, RENDER(&b, "y", ALL));
    RENDER(&a, "", ALL);
    assert_string_not_equal(a.s, RENDER(&b, "", ALL));
}

static const char *const random_functions[] = {
    "randAlpha 20",
    "randAlphaNum 20",
    "randAscii 20",
    "randNumeric 20",
    "randBytes 20",
    "uuidv4",
    "randInt 0 1000000000",
    "shuffle \"abcdefghijklmnopqrst\"",
    "encryptAES \"p\" \"text\"",
    "genPrivateKey \"ecdsa\"",
    "genPrivateKey \"ed25519\"",
    "(genCA \"ca\" 1).Cert",
    "(genSelfSignedCertWithKey \"a\" nil nil 1 (genPrivateKey \"ecdsa\")).Cert",
    "bcrypt \"secret\"",
    "htpasswd \"me\" \"secret\"",
};

/* One by one, so that a function which is not seeded shows. */
static void test_each_function(void **state)
{
    (void)state;
    struct text t, a, b;
    for (size_t i = 0; i < sizeof random_functions / sizeof *random_functions; i++) {
        snprintf(t.s, sizeof t.s, "{{ %s }}", random_functions[i]);
        RENDER(&a, "x", t.s);
        assert_string_equal(a.s, RENDER(&b, "x", t.s));
        assert_string_not_equal(a.s, RENDER(&b, "y", t.s));
    }
}

static void test_insertion(void **state)
{
    (void)state;
    struct text a, b;
    RENDER(&a, "x", "a: {{ randAlpha 9 }}\nb: {{ include \"pw\" . }}\n");
    RENDER(&b, "x",
           "n: {{ randAlpha 9 }}\n  a: {{ randAlpha 9 }}\nm: {{ include \"pw\" . }}\n"
           "b: {{ include \"pw\" . }}\n");
    assert_same_line(a.s, b.s, "a: ");
    assert_same_line(a.s, b.s, "b: ");
}

static void test_places_differ(void **state)
{
    (void)state;
    struct text a, x, y;
    RENDER(&a, "x",
           "a: {{ randAlpha 9 }}\nb: {{ randAlpha 9 }}\nc: {{ include \"pw\" . }}\n"
           "d: {{ include \"pw\" . }}\n{{ range until 2 }}\n{{ . }}: {{ randAlpha 9 }}{{ end }}");
    assert_string_not_equal(line_of(&x, a.s, "a: ") + 3, line_of(&y, a.s, "b: ") + 3);
    assert_string_not_equal(line_of(&x, a.s, "c: ") + 3, line_of(&y, a.s, "d: ") + 3);
    assert_string_not_equal(line_of(&x, a.s, "0: ") + 3, line_of(&y, a.s, "1: ") + 3);
}

static void test_clock(void **state)
{
    (void)state;
    struct text a;
    assert_string_equal(RENDER(&a, "x", "{{ now | date \"2006-01-02T15:04:05Z07:00\" }}"),
                        "2000-01-01T00:00:00Z");
    render(a.s, sizeof a.s, "x", "{{ now | unixEpoch }}", true);
    assert_string_equal(a.s, "86400");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_repeats),   cmocka_unit_test(test_each_function),
        cmocka_unit_test(test_insertion), cmocka_unit_test(test_places_differ),
        cmocka_unit_test(test_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
