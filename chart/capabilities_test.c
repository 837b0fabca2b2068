#include "chart/capabilities.h"

#include "chart/fixture_test.h"
#include "value/list.h"

#define HEAD(name) "apiVersion: v2\nname: " name "\nversion: 1.0.0\n"

struct version_case {
    const char *text, *want; /* Version Major Minor String, or the error behind "!" */
};

static const struct version_case versions[] = {
    {"", "v1.36.0 1 36 v1.36.0"},
    {"1.20", "v1.20 1 20 v1.20"},
    {"v1.33.4-gke.1245000", "v1.33.4-gke.1245000 1 33 v1.33.4"},
    {"1.02", "v1.02 1 2 v1.2"},
    {"1", "!invalid kube version '1': illegal version string \"1\""},
    {"1.x", "!invalid kube version '1.x': illegal version string \"1.x\""},
    {"abc", "!invalid kube version 'abc': could not parse \"abc\" as version"},
    {"01.2", "!invalid kube version '01.2': illegal zero-prefixed version component \"01\" in "
             "\"01.2\""},
    {"99999999999999999999.1",
     "!invalid kube version '99999999999999999999.1': illegal non-numeric version component "
     "\"99999999999999999999\" in \"99999999999999999999.1\": strconv.ParseUint: parsing "
     "\"99999999999999999999\": value out of range"},
};

static void test_kube_version(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        struct fixture f;
        val caps;
        fixture_init(&f);
        if (capabilities_init(&f.a, str_from_c(versions[i].text), NULL, 0, &caps, &f.diags)) {
            const struct record *kube = caps.record->field[0].record;
            str t[4];
            for (size_t k = 0; k < 4; k++)
                t[k] = val_text(kube->field[k]);
            str got = str_fmt(&f.a, "%.*s %.*s %.*s %.*s", STR_ARG(t[0]), STR_ARG(t[2]),
                              STR_ARG(t[3]), STR_ARG(t[1]));
            fixture_check(got, versions[i].want);
        } else {
            fixture_check_error(&f, versions[i].want + 1);
        }
        fixture_done(&f);
    }
}

static void test_api_versions(void **state)
{
    (void)state;
    struct fixture f;
    val caps;
    fixture_init(&f);
    const str more = STR("example.com/v1");
    assert_true(capabilities_init(&f.a, STR(""), &more, 1, &caps, &f.diags));
    val set = caps.record->field[1];
    assert_int_equal(set.gotype, T_VERSION_SET);
    fixture_check(val_text(val_at(set, 0)), "v1");
    fixture_check(val_text(val_at(set, val_len(set) - 1)), "example.com/v1");
    fixture_done(&f);
}

static void test_required_version(void **state)
{
    (void)state;
    struct fixture f;
    val caps;
    fixture_init(&f);
    assert_true(capabilities_init(&f.a, STR("1.33.4-gke.1"), NULL, 0, &caps, &f.diags));
    const char *fits[] = {"Chart.yaml", HEAD("c") "kubeVersion: '>=1.33.4'", NULL};
    assert_true(capabilities_check(fixture_chart(&f, fits), caps, &f.diags));
    const char * not [] = {"Chart.yaml", HEAD("c") "kubeVersion: '>=1.99'", NULL};
    assert_false(capabilities_check(fixture_chart(&f, not ), caps, &f.diags));
    fixture_check_error(&f, "chart requires kubeVersion: >=1.99 which is incompatible with "
                            "Kubernetes v1.33.4-gke.1");
    assert_true(f.diags.last->rendering);
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kube_version),
        cmocka_unit_test(test_api_versions),
        cmocka_unit_test(test_required_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
