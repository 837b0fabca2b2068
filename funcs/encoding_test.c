#include "funcs/call_test.h"

static const struct call_case encoding[] = {
    {"b64enc \"\"", ""},
    {"b64enc \"a\"", "YQ=="},
    {"b64enc \"ab\"", "YWI="},
    {"b64enc \"abc\\xff\"", "YWJj/w=="},
    {"b32enc \"a\"", "ME======"},
    {"b32enc \"ab\"", "MFRA===="},
    {"b32enc \"abc\"", "MFRGG==="},
    {"b32enc \"abcd\"", "MFRGGZA="},
    {"b32enc \"abcde\"", "MFRGGZDF"},
};

static const struct call_case decoding[] = {
    {"b64dec \"\"", ""},
    {"b64dec \"YWI=\"", "ab"},
    {"b64dec \"Y\\r\\nQ=\\n=\\n\"", "a"},
    {"b64dec \"YR==\"", "a"},
    {"b64dec \"//4=\"", "\xff\xfe"},
    {"b64dec \"YQ\"", "illegal base64 data at input byte 0"},
    {"b64dec \"YQ=\"", "illegal base64 data at input byte 3"},
    {"b64dec \"YQ=x\"", "illegal base64 data at input byte 2"},
    {"b64dec \"YWJj=\"", "illegal base64 data at input byte 4"},
    {"b64dec \"YQ==YQ==\"", "illegal base64 data at input byte 4"},
    {"b64dec \"YW J\"", "illegal base64 data at input byte 2"},
    {"b64dec \"YWJjZ===\"", "illegal base64 data at input byte 5"},
    {"b32dec \"MFRGGZDFME======\"", "abcdea"},
    {"b32dec \"MFRGG\\n===\"", "abc"},
    {"b32dec \"me======\"", "illegal base32 data at input byte 0"},
    {"b32dec \"ME\"", "illegal base32 data at input byte 0"},
    {"b32dec \"ME=====\"", "illegal base32 data at input byte 7"},
    {"b32dec \"ME=A====\"", "illegal base32 data at input byte 2"},
    {"b32dec \"========\"", "illegal base32 data at input byte 0"},
    {"b32dec \"MFR=====\"", "illegal base32 data at input byte 3"},
};

static void test_encoding(void **state)
{
    (void)state;
    CALL_CHECK_ALL(encoding);
}

static void test_decoding(void **state)
{
    (void)state;
    CALL_CHECK_ALL(decoding);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encoding),
        cmocka_unit_test(test_decoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
