/* Charts that are read once: chelm_chart_load. */
#include "api/libchelm.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void assert_text(chelm_text got, const char *want)
{
    if (got.len != strlen(want) || (got.len && memcmp(got.s, want, got.len) != 0))
        fail_msg("got:\n%.*s\nwant:\n%s", (int)got.len, got.s, want);
}

#define FILE_OF(name, data)                                                                        \
    {                                                                                              \
        {name, sizeof name - 1},                                                                   \
        {                                                                                          \
            data, sizeof data - 1                                                                  \
        }                                                                                          \
    }

/* A chart with all that a render could write to: nested values, annotations, conditions, aliases,
 * imported values, templates shared by both charts, CRDs. */
static const chelm_file files[] = {
    FILE_OF("Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\nannotations: {z: '1', a: '2'}\n"
                          "dependencies:\n"
                          "- {name: sub, version: 1.0.0, condition: sub.enabled, alias: one,\n"
                          "   import-values: [{child: data, parent: got}]}\n"
                          "- {name: sub, version: 1.0.0, condition: two.enabled, alias: two}\n"),
    FILE_OF("values.yaml", "n: 1\nmap: {z: 1, a: {c: 1, b: 2}, m: [1, {q: 1, p: 2}]}\n"
                           "two: {enabled: false}\n"),
    FILE_OF("templates/a.yaml", "{{ $_ := set .Values.map \"z\" .Values.n }}"
                                "a: {{ toJson .Values.map }}\nb: {{ toJson .Chart.Annotations }}\n"
                                "c: {{ include \"f\" . }}\nd: {{ .Values.got.k }}\n"
                                "{{ if eq (int .Values.n) 7 }}{{ fail \"seven\" }}{{ end }}"),
    FILE_OF("values.schema.json",
            "{\"properties\": {\"n\": {\"maximum\": 8, \"enum\": [1, 2, 5, 7, 9]},"
            " \"map\": {\"patternProperties\": {}}}}"),
    FILE_OF("crds/x.yaml", "kind: X\n"),
    FILE_OF("charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 1.0.0\n"),
    FILE_OF("charts/sub/values.yaml", "data: {k: v}\n"),
    FILE_OF("charts/sub/values.schema.json",
            "{\"properties\": {\"data\": {\"additionalProperties\": {\"pattern\": \"^[vw]$\"}}}}"),
    FILE_OF("charts/sub/templates/s.yaml",
            "s: {{ .Chart.Name }} {{ tpl \"{{ .Values.data }}\" . }}\n"),
    FILE_OF("charts/sub/templates/_f.tpl", "{{ define \"f\" }}{{ .Release.Name }}{{ end }}"),
};

enum { FILES = sizeof files / sizeof *files, THREADS = 4, ROUNDS = 40 };

static chelm_result *render(chelm_context *c, const chelm_chart *chart, const char *set)
{
    const chelm_value value = {CHELM_VALUES_SET, chelm_text_of(set)};
    chelm_render_options o = {CHELM_SIZE(chelm_render_options), .values = &value, .value_count = 1,
                              .include_crds = true};
    return chelm_render(c, chart, &o);
}

/* What render `i` sets: some fail, some enable another subchart. */
static const char *setting(int i)
{
    static const char *const sets[] = {
        "n=1", "n=2,two.enabled=true", "n=7", "map.a=null", "n=5,map.a.b.c=1",
        "n=9", "one.data.k=x,n=3"};
    return sets[i % (int)(sizeof sets / sizeof *sets)];
}

static bool same(chelm_text a, chelm_text b)
{
    return a.len == b.len && (!a.len || memcmp(a.s, b.s, a.len) == 0);
}

/* Whether a render of the loaded chart gives what one of the plain chart gives. */
static bool agree(chelm_context *c, const chelm_chart *loaded, const chelm_chart *plain, int i)
{
    chelm_result *x = render(c, loaded, setting(i)), *y = render(c, plain, setting(i));
    bool ok = chelm_result_ok(x) == chelm_result_ok(y) &&
              same(chelm_result_output(x), chelm_result_output(y)) &&
              same(chelm_result_error(x), chelm_result_error(y)) &&
              chelm_result_failed_rendering(x) == chelm_result_failed_rendering(y) &&
              chelm_result_log_count(x) == chelm_result_log_count(y);
    for (size_t k = 0; ok && k < chelm_result_log_count(x); k++)
        ok = same(chelm_result_log(x, k, NULL), chelm_result_log(y, k, NULL));
    chelm_result_free(x);
    chelm_result_free(y);
    return ok;
}

struct shared {
    chelm_context *context;
    const chelm_chart *loaded, *plain;
};

/* NULL when all was well. */
static void *work(void *data)
{
    const struct shared *s = data;
    for (int i = 0; i < ROUNDS; i++)
        if (!agree(s->context, s->loaded, s->plain, i))
            return data;
    return NULL;
}

static void test_threads(void **state)
{
    (void)state;
    chelm_context *c = chelm_context_new(NULL);
    chelm_chart *loaded = chelm_chart_from_files(c, files, FILES);
    chelm_chart *plain = chelm_chart_from_files(c, files, FILES);
    chelm_chart_load(c, loaded);
    chelm_result *r = render(c, loaded, "n=1");
    assert_text(chelm_result_error(r), "");
    assert_text(chelm_result_output(r),
                "---\n# Source: c/crds/x.yaml\nkind: X\n\n"
                "---\n# Source: c/charts/one/templates/s.yaml\ns: one map[k:v]\n\n"
                "---\n# Source: c/templates/a.yaml\n"
                "a: {\"a\":{\"b\":2,\"c\":1},\"m\":[1,{\"p\":2,\"q\":1}],\"z\":1}\n"
                "b: {\"a\":\"2\",\"z\":\"1\"}\nc: release-name\nd: v\n");
    chelm_result_free(r);
    struct shared s = {c, loaded, plain};
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work, &s), 0);
    for (int i = 0; i < THREADS; i++) {
        void *failed;
        pthread_join(threads[i], &failed);
        assert_null(failed);
    }
    chelm_chart_free(loaded);
    chelm_chart_free(plain);
    chelm_context_free(c);
}

/* Errors come where a render without loading has them: the user's values before the chart. */
static void test_errors(void **state)
{
    (void)state;
    static const chelm_file broken[] = {FILE_OF("Chart.yaml", "name: [\n")};
    static const chelm_file unparsed[] = {
        FILE_OF("Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n"),
        FILE_OF("templates/x.yaml", "{{ nope }}")};
    chelm_context *c = chelm_context_new(NULL);
    chelm_chart *pairs[][2] = {
        {chelm_chart_from_files(c, broken, 1), chelm_chart_from_files(c, broken, 1)},
        {chelm_chart_from_files(c, unparsed, 2), chelm_chart_from_files(c, unparsed, 2)},
        {chelm_chart_open(c, chelm_text_of("./nope")),
         chelm_chart_open(c, chelm_text_of("./nope"))},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        chelm_chart_load(c, pairs[i][0]);
        assert_true(agree(c, pairs[i][0], pairs[i][1], 0));
        for (int bad = 0; bad < 2; bad++) {
            chelm_result *x = render(c, pairs[i][bad], "a[-1]=1");
            chelm_text error = chelm_result_error(x);
            bool location = i == 2; /* which comes before the values */
            assert_int_equal(error.len > 7 && memcmp(error.s, "failed ", 7) == 0, !location);
            chelm_result_free(x);
        }
        chelm_chart_free(pairs[i][0]);
        chelm_chart_free(pairs[i][1]);
    }
    chelm_context_free(c);
}

static void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void test_life(void **state)
{
    (void)state;
    char dir[] = "/tmp/chelm-test-XXXXXX", path[sizeof dir + 16];
    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/Chart.yaml", dir);
    put(path, "apiVersion: v2\nname: before\nversion: 1.0.0\n");
    chelm_context *c = chelm_context_new(NULL);
    chelm_chart *chart = chelm_chart_open(c, chelm_text_of(dir));
    chelm_chart_load(c, chart);
    chelm_chart_load(c, chart); /* again: nothing */
    unlink(path);
    rmdir(dir);
    chelm_result *r = chelm_evaluate(c, chart, NULL, chelm_text_of("templates/x.yaml"));
    chelm_chart_free(chart);
    assert_text(chelm_result_error(r), "templates/x.yaml is not a template of the chart");
    chelm_result_free(r);
    chart = chelm_chart_from_files(c, files, FILES);
    chelm_chart_load(c, chart);
    r = render(c, chart, "two.enabled=true");
    chelm_chart_free(chart);
    assert_true(chelm_result_document(r, 0).is_crd);
    assert_text(chelm_result_document(r, 0).text, "kind: X\n");
    chelm_result_free(r);
    chelm_context_free(c);
}

/* A chart that does not fit is left to its renders, which say so. */
static void test_memory_limit(void **state)
{
    (void)state;
    chelm_context_options limits = {CHELM_SIZE(chelm_context_options), .memory_limit = 1000};
    chelm_context *c = chelm_context_new(&limits);
    chelm_chart *chart = chelm_chart_from_files(c, files, FILES);
    chelm_chart_load(c, chart);
    chelm_result *r = render(c, chart, "n=1");
    assert_text(chelm_result_error(r), "memory limit of 1000 bytes exceeded");
    chelm_result_free(r);
    chelm_chart_free(chart);
    chelm_context_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_life),
        cmocka_unit_test(test_memory_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
