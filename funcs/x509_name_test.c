#include "funcs/x509_name.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

enum { EMAIL = 0x81, DNS = 0x82, URI = 0x86, IP = 0x87, FOLDER = 0xA4 };

struct row {
    uint8_t tag;
    str name;
    const char *want; /* NULL: nothing is wrong */
};

static void check(const struct row *rows, size_t n,
                  const char *(*f)(struct arena *a, uint8_t tag, str name))
{
    for (size_t i = 0; i < n; i++) {
        struct arena a;
        arena_init(&a, NULL);
        const char *got = f(&a, rows[i].tag, rows[i].name);
        assert_string_equal(got ? got : "", rows[i].want ? rows[i].want : "");
        arena_done(&a);
    }
}

static void names(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {EMAIL, STR_INIT("anything"), NULL},
        {EMAIL, STR_INIT("\xff"), "SAN rfc822Name is malformed"},
        {DNS, STR_INIT("\xff"), "SAN dNSName is malformed"},
        {URI, STR_INIT("http://a:80/"), NULL},
        {URI, STR_INIT("http://a..b/"), "cannot parse URI \"http://a..b/\": invalid domain"},
        {URI, STR_INIT("%zz"),
         "cannot parse URI \"%zz\": parse \"%zz\": invalid URL escape \"%zz\""},
        {IP, STR_INIT("1234"), NULL},
        {IP, STR_INIT("123"), "cannot parse IP address of length 3"},
        {FOLDER, STR_INIT("\xff"), NULL},
    };
    check(rows, sizeof rows / sizeof *rows, x509_name_check);
}

static void constraints(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {DNS, STR_INIT(""), NULL},
        {DNS, STR_INIT(".a.b"), NULL},
        {DNS, STR_INIT("."), "failed to parse dnsName constraint \".\""},
        {DNS, STR_INIT("a..b"), "failed to parse dnsName constraint \"a..b\""},
        {DNS, STR_INIT("a b"), "failed to parse dnsName constraint \"a b\""},
        {DNS, STR_INIT("\xc3\xa9"),
         "invalid constraint value: x509: \"\xc3\xa9\" cannot be encoded as an IA5String"},
        {EMAIL, STR_INIT("a.b@c"), NULL},
        {EMAIL, STR_INIT("\"a \\\"b\"@c"), NULL},
        {EMAIL, STR_INIT("a\\@b@c"), NULL},
        {EMAIL, STR_INIT("a..b@c"), "failed to parse rfc822Name constraint \"a..b@c\""},
        {EMAIL, STR_INIT("a.@c"), "failed to parse rfc822Name constraint \"a.@c\""},
        {EMAIL, STR_INIT("\"a@c"), "failed to parse rfc822Name constraint \"\\\"a@c\""},
        {EMAIL, STR_INIT("@\\"), "failed to parse rfc822Name constraint \"@\\\\\""},
        {URI, STR_INIT("::1"), "failed to parse URI constraint \"::1\": cannot be IP address"},
        {URI, STR_INIT("fe80::1%x"), NULL},
        {IP, STR_INIT("\x0a\0\0\0\xff\xf0\0\0"), NULL},
        {IP, STR_INIT("\x0a\0\0\0\xff\0\xff\0"), "IP constraint contained invalid mask ff00ff00"},
        {IP, STR_INIT("1"), "IP constraint contained value of length 1"},
        {FOLDER, STR_INIT("\xff"), NULL},
    };
    check(rows, sizeof rows / sizeof *rows, x509_name_check_constraint);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names), cmocka_unit_test(constraints)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
