#include "base/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *wanted, *near;
    } cases[] = {
        {"toYAML", "toYaml"},
        {"defualt", "default"},
        {"serviceAcount", "serviceAccount"},
        {"nope", ""},
        {"x", ""},
        {"quotee", "quote"},
        {"", ""},
    };
    static const char *const names[] = {"default", "quote", "toYaml", "squote", "serviceAccount"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nearest n;
        nearest_init(&n, str_from_c(cases[i].wanted));
        for (size_t j = 0; j < sizeof names / sizeof *names; j++)
            nearest_offer(&n, str_from_c(names[j]));
        assert_true(str_eq(n.best, str_from_c(cases[i].near)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
