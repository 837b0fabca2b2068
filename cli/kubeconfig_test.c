#include "cli/kubeconfig.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const char text[] = "current-context: b\n"
                           "contexts:\n"
                           "- name: a\n"
                           "  context: {namespace: from-a}\n"
                           "- name: b\n"
                           "  context: {namespace: from-b}\n"
                           "- name: c\n"
                           "  context: {cluster: x}\n";

static void test_namespace(void **state)
{
    (void)state;
    char path[] = "/tmp/chelm-kubeconfig-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, sizeof text - 1), sizeof text - 1);
    close(fd);
    struct arena a;
    arena_init(&a, NULL);
    str file = str_from_c(path), none = {0};
    assert_true(str_eq(kubeconfig_namespace(&a, file, none), STR("from-b")));
    assert_true(str_eq(kubeconfig_namespace(&a, file, STR("a")), STR("from-a")));
    assert_int_equal(kubeconfig_namespace(&a, file, STR("c")).len, 0);
    assert_int_equal(kubeconfig_namespace(&a, file, STR("nope")).len, 0);
    assert_int_equal(kubeconfig_namespace(&a, STR("/nonexistent"), none).len, 0);
    char list[sizeof path + 16];
    snprintf(list, sizeof list, "/nonexistent:%s", path);
    assert_int_equal(setenv("KUBECONFIG", list, 1), 0);
    assert_true(str_eq(kubeconfig_namespace(&a, none, none), STR("from-b")));
    arena_done(&a);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_namespace)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
