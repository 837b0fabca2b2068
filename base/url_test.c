#include "base/url.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct {
    const char *text, *formatted, *hostname, *userinfo;
} good[] = {
    {"", "", "", ""},
    {"https://u:p@Host:80/a b?q=1&r#f g", "https://u:p@Host:80/a%20b?q=1&r#f%20g", "Host", "u:p"},
    {"HTTP://h", "http://h", "h", ""},
    {"//h/p", "//h/p", "h", ""},
    {"urn:isbn:1", "urn:isbn:1", "", ""},
    {"http:/p", "http:///p", "", ""},
    {"./a:b", "./a:b", "", ""},
    {"*", "*", "", ""},
    {"http://h?", "http://h", "h", ""},
    {"http://u%40x:p%2f@h/", "http://u%40x:p%2F@h/", "h", "u%40x:p%2F"},
    {"http://@h", "http://@h", "h", ""},
    {"http://[::1]:8080/", "http://[::1]:8080/", "::1", ""},
    {"http://h/%2f", "http://h//", "h", ""},
    {"ldap://[2001:db8::7]/c=GB?objectClass?one", "ldap://[2001:db8::7]/c=GB?objectClass?one",
     "2001:db8::7", ""},
};

static const struct {
    const char *text, *error;
} bad[] = {
    {":x", "parse \":x\": missing protocol scheme"},
    {"1:x", "parse \"1:x\": first path segment in URL cannot contain colon"},
    {"http://h:x", "parse \"http://h:x\": invalid port \":x\" after host"},
    {"http://h%41", "parse \"http://h%41\": invalid URL escape \"%41\""},
    {"http://h/#%z", "parse \"http://h/#%z\": invalid URL escape \"%z\""},
    {"http://a[::1]", "parse \"http://a[::1]\": invalid IP-literal"},
    {"http://[::1]x", "parse \"http://[::1]x\": invalid port \"x\" after host"},
};

static void check(const char *text, str got, const char *want)
{
    if (!str_eq(got, str_from_c(want)))
        fail_msg("%s: got %.*s want %s", text, STR_ARG(got), want);
}

static void test_good(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct url u;
        str error = STR("");
        if (!url_parse(&a, str_from_c(good[i].text), &u, &error))
            fail_msg("%s: %.*s", good[i].text, STR_ARG(error));
        check(good[i].text, url_format(&a, &u), good[i].formatted);
        check(good[i].text, url_hostname(&u), good[i].hostname);
        check(good[i].text, url_userinfo(&a, &u), good[i].userinfo);
    }
    arena_done(&a);
}

static void test_bad(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct url u;
        str error;
        assert_false(url_parse(&a, str_from_c(bad[i].text), &u, &error));
        check(bad[i].text, error, bad[i].error);
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_good), cmocka_unit_test(test_bad)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
