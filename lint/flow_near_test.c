#include "lint/flow_near.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const struct {
    const char *key, *name;
    bool near;
} pairs[] = {
    {"replicas", "replicsa", true},
    {"replicas", "replica", true},
    {"pullPolicy", "PullPolicy", true},
    {"accessModes", "accessMode", true},
    {"user_dn_pattern", "userDnPattern", true},
    {"tag", "tga", true},
    {"port", "prot", true},
    {"existingSecret", "exisitngSecret", true},
    {"existingSecret", "existinSgecret", true},
    {"usePasswordFiles", "userPasswordFiles", true},
    {"tag", "tab", false},
    {"existingSecret", "existingCASecret", false},
    {"nodeAffinityPreset", "podAffinityPreset", false},
    {"http", "https", false},
    {"httpPort", "httpsPort", false},
    {"max", "min", false},
    {"name", "game", true},
    {"enabled", "disabled", false},
    {"liveness", "readiness", false},
};

static void test_pairs(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const struct type *t =
            type_with_field(&a, type_map(&a, MAP_RECORD), str_from_c(pairs[i].key), &type_string,
                            PRESENCE_ALWAYS, NULL);
        bool near = flow_near_key(t, str_from_c(pairs[i].name)).len > 0;
        if (near != pairs[i].near)
            fail_msg("%s and %s: near is %d", pairs[i].key, pairs[i].name, near);
    }
    arena_done(&a);
}

static void test_same_word(void **state)
{
    (void)state;
    assert_true(flow_same_word(STR("a-b"), STR("aB")));
    assert_true(flow_same_word(STR("hosts"), STR("host")));
    assert_false(flow_same_word(STR("host"), STR("hosted")));
    assert_false(flow_same_word(STR("host"), STR("hose")));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_pairs),
                                              cmocka_unit_test(test_same_word)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
