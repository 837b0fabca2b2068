#include "funcs/call_test.h"

static const struct call_case parsing[] = {
    {"urlParse \"https://us%2Fer:pass@Host.com:8080/p%20a?q=%zz&r#f%20g\"",
     "map[fragment:f g host:Host.com:8080 hostname:Host.com opaque: path:/p a query:q=%zz&r "
     "scheme:https userinfo:us%2Fer:pass]"},
    {"urlParse \"MAILTO:a@b\" | values", "[   a@b   mailto ]"},
    {"get (urlParse \"http://[fe80::1%25eth0]:80/\") \"hostname\"", "fe80::1%eth0"},
    {"get (urlParse \"http://[::ffff:1.2.3.4]:1/\") \"host\"", "[::ffff:1.2.3.4]:1"},
    {"get (urlParse \"//h/x\") \"host\"", "h"},
    {"get (urlParse \"///h/x\") \"path\"", "///h/x"},
    {"get (urlParse \"ftp://a:1:80/\") \"host\"", "a:1:80"},
    {"get (urlParse \"*\") \"path\"", "*"},
    {"urlParse \"http://a:1:80/\"",
     "!unable to parse url: parse \"http://a:1:80/\": invalid port \":1:80\" after host"},
    {"urlParse \":x\"", "!unable to parse url: parse \":x\": missing protocol scheme"},
    {"urlParse \"1http://x\"", "!unable to parse url: parse \"1http://x\": "
                               "first path segment in URL cannot contain colon"},
    {"urlParse \"http://ho st/\"",
     "!unable to parse url: parse \"http://ho st/\": invalid character \" \" in host name"},
    {"urlParse \"http://h%41/\"",
     "!unable to parse url: parse \"http://h%41/\": invalid URL escape \"%41\""},
    {"urlParse \"http://h/%\"",
     "!unable to parse url: parse \"http://h/%\": invalid URL escape \"%\""},
    {"urlParse \"http://h/#%zz\"",
     "!unable to parse url: parse \"http://h/#%zz\": invalid URL escape \"%zz\""},
    {"urlParse \"http://h/\\x7f#a\"", "!unable to parse url: parse \"http://h/\\x7f\": "
                                      "net/url: invalid control character in URL"},
    {"urlParse \"http://a b@h/\"",
     "!unable to parse url: parse \"http://a b@h/\": net/url: invalid userinfo"},
    {"urlParse \"http://[::1\"",
     "!unable to parse url: parse \"http://[::1\": missing ']' in host"},
    {"urlParse \"http://[1.2.3.4]/\"",
     "!unable to parse url: parse \"http://[1.2.3.4]/\": invalid IP-literal"},
    {"urlParse \"http://[v1.x]/\"", "!unable to parse url: parse \"http://[v1.x]/\": invalid host: "
                                    "ParseAddr(\"v1.x\"): unexpected character (at \"v1.x\")"},
};

static const struct call_case building[] = {
    {"urlJoin (dict)", ""},
    {"urlJoin nil", ""},
    {"urlJoin (dict \"scheme\" \"http\" \"host\" \"h:80\" \"path\" \"p q\" \"query\" \"a b\" "
     "\"fragment\" \"f'g\" \"userinfo\" \"u:p@x\")",
     "http://u:p%40x@h:80/p%20q?a b#f%27g"},
    {"urlJoin (dict \"path\" \"a:b\")", "./a:b"},
    {"urlJoin (dict \"path\" \"/%2f\")", "/%252f"},
    {"urlJoin (dict \"scheme\" \"http\" \"path\" \"p\")", "http://p"},
    {"urlJoin (dict \"scheme\" \"http\" \"host\" \"\")", "http:"},
    {"urlJoin (dict \"scheme\" \"mailto\" \"opaque\" \"a@b\" \"host\" \"h\")", "mailto:a@b"},
    {"urlJoin (dict \"userinfo\" \"u:p\")", "//u:p@"},
    {"urlJoin (dict \"path\" \"*\")", "*"},
    {"urlJoin (dict \"host\" \"a b\")", "//a%20b"},
    {"urlJoin (dict \"userinfo\" \"a b\")", "!unable to parse userinfo in dict: parse "
                                            "\"proto://a b@host\": net/url: invalid userinfo"},
    {"urlJoin (dict \"userinfo\" \"a\\0b\")",
     "!unable to parse userinfo in dict: parse \"proto://a\\x00b@host\": net/url: invalid control "
     "character in URL"},
    {"urlJoin (dict \"path\" (list))",
     "!unable to parse path key, must be of type string, but slice found"},
    {"urlJoin (dict \"host\" nil)",
     "!runtime error: invalid memory address or nil pointer dereference"},
};

static void test_parsing(void **state)
{
    (void)state;
    CALL_CHECK_ALL(parsing);
}

static void test_building(void **state)
{
    (void)state;
    CALL_CHECK_ALL(building);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parsing),
        cmocka_unit_test(test_building),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
