#include "cli/job.h"

#include "base/arena.h"
#include "cli/api_texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void assert_str(str got, const char *want)
{
    if (!str_eq(got, str_from_c(want)))
        fail_msg("got %.*s, want %s", STR_ARG(got), want);
}

static void assert_value(const struct job *j, size_t i, chelm_value_kind kind, const char *want)
{
    assert_true(i < j->render.value_count);
    assert_int_equal(j->render.values[i].kind, kind);
    assert_str(api_str(j->render.values[i].text), want);
}

static void test_members(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    const chelm_value value = {CHELM_VALUES_SET, {"a=1", 3}};
    const chelm_text api = {"x/v1", 4};
    chelm_render_options defaults = {CHELM_SIZE(chelm_render_options),
                                     .values = &value,
                                     .value_count = 1,
                                     .api_versions = &api,
                                     .api_version_count = 1,
                                     .no_hooks = true,
                                     .kube_version = {"1.2.3", 5}};
    struct job j;
    job_parse(&a,
              STR("{\"id\": \"x\", \"chart\":\"c\",\"release\":\"\",\"namespace\":\"n\","
                  "\"set\":[\"b=2\",\"c=3\"],\"values\":\"f.yaml\",\"setString\":null,"
                  "\"apiVersions\":[\"y/v2\"],\"isUpgrade\":true,\"noHooks\":false,"
                  "\"delims\":\"<< >>\",\"output\":\"o\"}"),
              9, &defaults, &j);
    assert_str(j.error, "");
    assert_str(j.id, "\"x\"");
    assert_str(j.chart, "c");
    assert_str(j.output, "o");
    assert_non_null(j.render.release_name.s); /* empty is not the same as not given */
    assert_int_equal(j.render.release_name.len, 0);
    assert_str(api_str(j.render.name_space), "n");
    assert_str(api_str(j.render.kube_version), "1.2.3");
    assert_int_equal(j.render.value_count, 4); /* kind by kind, the defaults' first */
    assert_value(&j, 0, CHELM_VALUES_FILE, "f.yaml");
    assert_value(&j, 1, CHELM_VALUES_SET, "a=1");
    assert_value(&j, 2, CHELM_VALUES_SET, "b=2");
    assert_value(&j, 3, CHELM_VALUES_SET, "c=3");
    assert_int_equal(j.render.api_version_count, 2);
    assert_str(api_str(j.render.api_versions[1]), "y/v2");
    assert_true(j.render.is_upgrade);
    assert_false(j.render.no_hooks);
    assert_int_equal(j.render.delims, CHELM_DELIMS_ANGLES);
    arena_done(&a);
}

static const struct {
    const char *line, *id, *error;
} lines[] = {
    {"{\"chart\":\"c\"}", "7", ""},
    {"{\"id\":12,\"chart\":\"c\"}", "12", ""},
    {"{\"id\":null,\"chart\":\"c\"}", "null", ""},
    {"x", "7", "bad job: invalid character 'x' looking for beginning of value"},
    {"{\"id\":1}", "1", "bad job: \"chart\" is missing"},
    {"{\"chart\":\"\"}", "7", "bad job: \"chart\" is missing"},
    {"{\"chart\":3}", "7", "bad job: \"chart\" must be a text"},
    {"{\"id\":1,\"Chart\":\"c\"}", "1", "bad job: unknown member \"Chart\""},
    {"{\"chart\":\"c\",\"set\":{\"a\":1}}", "7", "bad job: \"set\" must be a list of texts"},
    {"{\"chart\":\"c\",\"showOnly\":[null]}", "7", "bad job: \"showOnly\" must be a list of texts"},
    {"{\"chart\":\"c\",\"noHooks\":1}", "7", "bad job: \"noHooks\" must be true or false"},
    {"{\"chart\":\"c\",\"values\":[\" - \"]}", "7",
     "bad job: values cannot come from standard input"},
    {"{\"chart\":\"c\",\"delims\":\"[[ ]]\"}", "7",
     "bad job: \"delims\" must be \"<< >>\" or \"{{ }}\""},
};

static void test_lines(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    const chelm_render_options defaults = {CHELM_SIZE(chelm_render_options)};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct job j;
        job_parse(&a, str_from_c(lines[i].line), 7, &defaults, &j);
        assert_str(j.id, lines[i].id);
        assert_str(j.error, lines[i].error);
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
