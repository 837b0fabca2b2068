#include "lint/kubernetes_type.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct kubernetes_type *kind(const char *api_version, const char *name)
{
    return kubernetes_kind(str_from_c(api_version), str_from_c(name));
}

static struct kubernetes_slot slot(const struct kubernetes_type *t, const char *name)
{
    struct kubernetes_slot s = {.scalar = KUBERNETES_ANY};
    assert_non_null(t);
    assert_true(kubernetes_field(t, str_from_c(name), &s));
    return s;
}

static void test_kinds(void **state)
{
    (void)state;
    static const char *const known[][2] = {
        {"v1", "Pod"},
        {"v1", "Service"},
        {"apps/v1", "Deployment"},
        {"batch/v1", "CronJob"},
        {"networking.k8s.io/v1", "Ingress"},
        {"rbac.authorization.k8s.io/v1", "ClusterRole"},
        {"apiextensions.k8s.io/v1", "CustomResourceDefinition"},
        {"admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"},
        {"storage.k8s.io/v1", "StorageClass"},
        {"policy/v1", "PodDisruptionBudget"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_non_null(kind(known[i][0], known[i][1]));
    assert_null(kind("apps/v1", "Pod"));
    assert_null(kind("apps/v1", "deployment"));
    assert_null(kind("", ""));
    assert_null(kind("monitoring.coreos.com/v1", "ServiceMonitor"));
    assert_null(kind("policy/v1beta1", "PodSecurityPolicy"));
}

static void test_fields(void **state)
{
    (void)state;
    struct kubernetes_slot s = slot(kind("apps/v1", "Deployment"), "spec");
    assert_int_equal(s.shape, KUBERNETES_ONE);
    assert_int_equal(s.scalar, KUBERNETES_OBJECT);
    assert_int_equal(slot(s.type, "replicas").scalar, KUBERNETES_INTEGER);
    assert_int_equal(slot(s.type, "paused").scalar, KUBERNETES_BOOLEAN);
    s = slot(slot(slot(s.type, "template").type, "spec").type, "containers");
    assert_int_equal(s.shape, KUBERNETES_LIST);
    assert_int_equal(slot(s.type, "image").scalar, KUBERNETES_STRING);
    assert_null(slot(s.type, "image").type);
    assert_int_equal(slot(s.type, "args").shape, KUBERNETES_LIST);
    s = slot(slot(s.type, "resources").type, "limits");
    assert_int_equal(s.shape, KUBERNETES_MAP);
    assert_int_equal(s.scalar, KUBERNETES_QUANTITY);
    assert_int_equal(slot(kind("v1", "Secret"), "data").scalar, KUBERNETES_BASE64);
    assert_int_equal(slot(kubernetes_metadata(), "labels").shape, KUBERNETES_MAP);
    assert_int_equal(slot(kubernetes_metadata(), "creationTimestamp").scalar, KUBERNETES_ANY);
    assert_int_equal(
        slot(slot(kind("authorization.k8s.io/v1", "SubjectAccessReview"), "spec").type, "extra")
            .shape,
        KUBERNETES_MAP_OF_LISTS);
}

static void test_no_field(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "a", "Spec", "specs", "zzz", "apiversion"};
    struct kubernetes_slot s;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(kubernetes_field(kind("v1", "Pod"), str_from_c(wrong[i]), &s));
}

static void test_nearest(void **state)
{
    (void)state;
    const struct kubernetes_type *pod = slot(kind("v1", "Pod"), "spec").type;
    assert_true(str_eq(kubernetes_nearest_field(pod, STR("contaners")), STR("containers")));
    assert_true(str_eq(kubernetes_nearest_field(pod, STR("hostnetwork")), STR("hostNetwork")));
    assert_int_equal(kubernetes_nearest_field(pod, STR("replicas")).len, 0);
}

static void test_required(void **state)
{
    (void)state;
    const struct kubernetes_type *container =
        slot(slot(kind("v1", "Pod"), "spec").type, "containers").type;
    assert_true(str_eq(kubernetes_required(container, 0), STR("image")));
    assert_true(str_eq(kubernetes_required(container, 1), STR("name")));
    assert_int_equal(kubernetes_required(container, 2).len, 0);
    assert_int_equal(kubernetes_required(kind("v1", "Pod"), 0).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),    cmocka_unit_test(test_fields),
        cmocka_unit_test(test_no_field), cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_required),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
