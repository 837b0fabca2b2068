#include "base/ip.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct good {
    const char *text;
    bool v4;
    uint8_t byte[16];
    const char *zone;
};

static const struct good good[] = {
    {"1.2.3.255", true, {1, 2, 3, 255}, ""},
    {"::", false, {0}, ""},
    {"::1", false, {[15] = 1}, ""},
    {"1::", false, {0, 1}, ""},
    {"fe80::1:ab%eth0", false, {0xFE, 0x80, [13] = 1, [15] = 0xAB}, "eth0"},
    {"::ffff:1.2.3.4", false, {[10] = 0xFF, 0xFF, 1, 2, 3, 4}, ""},
    {"1:2:3:4:5:6:7:8", false, {0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8}, ""},
};

static const struct {
    const char *text, *error;
} bad[] = {
    {"", "unable to parse IP"},
    {"%eth0", "missing IPv6 address"},
    {"1.2.3", "IPv4 address too short"},
    {"1.2.3.4.5", "IPv4 address too long"},
    {"01.2.3.4", "IPv4 field has octet with leading zero"},
    {"1.2.3.256", "IPv4 field has value >255"},
    {"1..2.3", "IPv4 field must have at least one digit (at \".2.3\")"},
    {"v1.x", "unexpected character (at \"v1.x\")"},
    {"::1%", "zone must be a non-empty string"},
    {":", "each colon-separated field must have at least one digit (at \":\")"},
    {"1:2", "address string too short"},
    {"1:", "colon must be followed by more characters (at \":\")"},
    {"1::2::3", "multiple :: in address (at \":3\")"},
    {"12345::", "each group must have 4 or less digits (at \"12345::\")"},
    {"1:2:3:4:5:6:7:8:9", "trailing garbage after address (at \"9\")"},
    {"1:2:3:4:5:6:7::8", "the :: must expand to at least one field of zeros"},
    {"::g", "each colon-separated field must have at least one digit (at \"g\")"},
    {"1:2.3.4.5", "embedded IPv4 address must replace the final 2 fields of the address "
                  "(at \"2.3.4.5\")"},
};

static void test_good(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct ip ip;
        str error = STR("");
        if (!ip_parse(&a, str_from_c(good[i].text), &ip, &error))
            fail_msg("%s: %.*s", good[i].text, STR_ARG(error));
        assert_memory_equal(ip.byte, good[i].byte, sizeof ip.byte);
        assert_int_equal(ip.v4, good[i].v4);
        assert_true(str_eq(ip.zone, str_from_c(good[i].zone)));
    }
    arena_done(&a);
}

static void test_bad(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct ip ip;
        str error, want = str_fmt(&a, "ParseAddr(\"%s\"): %s", bad[i].text, bad[i].error);
        assert_false(ip_parse(&a, str_from_c(bad[i].text), &ip, &error));
        if (!str_eq(error, want))
            fail_msg("got %.*s want %.*s", STR_ARG(error), STR_ARG(want));
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_good), cmocka_unit_test(test_bad)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
