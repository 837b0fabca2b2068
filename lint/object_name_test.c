#include "lint/object_name.h"

#include "base/arena.h"
#include "lint/deprecation.h"
#include "lint/web_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct budget budget;
static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, &budget);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

/* The texts are recorded: spec-tests/lint/helm. */
static void knows_names_by_kind(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *name;
        bool ok;
    } cases[] = {
        {"ConfigMap", "a.b-c", true},  {"ConfigMap", "a..b", false},
        {"ConfigMap", "", false},      {"Service", "a1", true},
        {"Service", "1a", false},      {"service", "a.b", false},
        {"Namespace", "1-a", true},    {"Namespace", "a.b", false},
        {"Role", "A:b", true},         {"ClusterRole", "..", false},
        {"RoleBinding", "a/b", false}, {"CertificateSigningRequest", "&", true},
    };
    str why;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(
            object_name_check(&arena, str_from_c(cases[i].kind), str_from_c(cases[i].name), &why),
            cases[i].ok);
    assert_false(object_name_check(&arena, STR("Role"), STR("a/b%"), &why));
    assert_true(str_eq(why, STR("[metadata.name: Invalid value: \"a/b%\": may not contain '/', "
                                "metadata.name: Invalid value: \"a/b%\": may not contain '%']")));
}

static void knows_label_values(void **state)
{
    (void)state;
    assert_true(object_label_is_valid(STR("")));
    assert_true(object_label_is_valid(STR("a_b.c-1")));
    assert_false(object_label_is_valid(STR("1.0+build")));
    assert_false(object_label_is_valid(STR("-a")));
    assert_false(object_label_is_valid(STR("a b")));
    assert_true(object_label_is_valid(
        STR("123456789012345678901234567890123456789012345678901234567890123")));
    assert_false(object_label_is_valid(
        STR("1234567890123456789012345678901234567890123456789012345678901234")));
}

static void finds_deprecations_of_a_version(void **state)
{
    (void)state;
    const struct deprecation *d =
        deprecation_find(STR("extensions/v1beta1"), STR("Ingress"), 1, 20);
    assert_non_null(d);
    assert_true(str_eq(deprecation_text(&arena, d),
                       STR("extensions/v1beta1 Ingress is deprecated in v1.14+, unavailable in "
                           "v1.22+; use networking.k8s.io/v1 Ingress")));
    assert_null(deprecation_find(STR("extensions/v1beta1"), STR("Ingress"), 1, 13));
    assert_null(deprecation_find(STR("networking.k8s.io/v1"), STR("Ingress"), 1, 36));
    uint32_t major, minor;
    deprecation_version(STR("v1.29.3"), &major, &minor);
    assert_int_equal(major * 1000 + minor, 1029);
}

static void judges_addresses(void **state)
{
    (void)state;
    struct web_names w;
    web_names_init(&w, &arena);
    assert_true(web_is_email(&w, STR("a.b+c@x-y.example.com")));
    assert_false(web_is_email(&w, STR("a@localhost")));
    assert_true(web_is_url(&w, STR("example.com")));
    assert_false(web_is_url(&w, STR("not a url")));
    assert_true(web_is_request_url(&w, STR("https://a.b/#c")));
    assert_false(web_is_request_url(&w, STR("https://a#b/c")));
    assert_false(web_is_request_url(&w, STR("/a/b")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_names_by_kind),
        cmocka_unit_test(knows_label_values),
        cmocka_unit_test(finds_deprecations_of_a_version),
        cmocka_unit_test(judges_addresses),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
