#include "funcs/keys.h"

#include "funcs/call_test.h"
#include "funcs/keys_fixture_test.h"

#define BEGIN(type)  "-----BEGIN " type "-----\n"
#define END(type)    "-----END " type "-----\n"
#define A_BYTE(type) BEGIN(type) "YQ==\n" END(type)

/* What is written of a key that was read; the error after "!". */
static const struct call_case parse_cases[] = {
    {RSA_KEY, RSA_KEY},
    {RSA_KEY_PKCS8, RSA_KEY},
    {EC_KEY, EC_KEY},
    {EC_KEY_PKCS8, EC_KEY},
    {ED25519_KEY, ED25519_KEY},
    {"", "!no PEM data in input"},
    {"x", "!no PEM data in input"},
    {A_BYTE("CERTIFICATE"), "!no private key data in PEM block of type CERTIFICATE"},
    {A_BYTE("FOO PRIVATE KEY"), "!invalid private key type FOO PRIVATE KEY"},
    {A_BYTE("RSA PRIVATE KEY"),
     "!parsing RSA private key from PEM: asn1: syntax error: truncated tag or length"},
    {A_BYTE("EC PRIVATE KEY"), "!parsing EC private key from PEM: x509: failed to parse EC private "
                               "key: asn1: syntax error: truncated tag or length"},
    {A_BYTE("DSA PRIVATE KEY"),
     "!parsing DSA private key from PEM: asn1: syntax error: truncated tag or length"},
    {A_BYTE("PRIVATE KEY"), "!decoding PEM as PKCS#8: asn1: syntax error: truncated tag or length"},
    {K1_KEY, "!parsing EC private key from PEM: x509: unknown elliptic curve"},
    /* SEQUENCE { INTEGER 2, OCTET STRING "" } */
    {BEGIN("EC PRIVATE KEY") "MAUCAQIEAA==\n" END("EC PRIVATE KEY"),
     "!parsing EC private key from PEM: x509: unknown EC private key version 2"},
    {BEGIN("RSA PRIVATE KEY") "MAUCAQIEAA==\n" END("RSA PRIVATE KEY"),
     "!parsing RSA private key from PEM: x509: failed to parse private key (use ParseECPrivateKey "
     "instead for this key format)"},
    /* SEQUENCE { INTEGER 0, SEQUENCE { OBJECT IDENTIFIER 1.2.3 }, OCTET STRING "" } */
    {BEGIN("PRIVATE KEY") "MAsCAQAwBAYCKgMEAA==\n" END("PRIVATE KEY"),
     "!decoding PEM as PKCS#8: x509: PKCS#8 wrapping contained private key with unknown "
     "algorithm: 1.2.3"},
    {BEGIN("RSA PRIVATE KEY") "MAsCAQAwBAYCKgMEAA==\n" END("RSA PRIVATE KEY"),
     "!parsing RSA private key from PEM: x509: failed to parse private key (use "
     "ParsePKCS8PrivateKey instead for this key format)"},
};

static void test_reads_and_writes_as_go(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof parse_cases / sizeof *parse_cases; i++) {
        struct arena a;
        arena_init(&a, NULL);
        struct fn_env env = {.arena = &a, .random = call_random};
        struct fn_call c = {.fn = fn_find(STR("genCA")), .arena = &a, .env = &env};
        struct private_key key;
        str error;
        bool ok = key_parse_pem(&c, str_from_c(parse_cases[i].call), &key, &error);
        str got = ok ? key_pem(&a, &key) : str_concat(&a, STR("!"), error);
        assert_string_equal(str_c(&a, got), parse_cases[i].want);
        arena_done(&a);
    }
}

/* One number of a good key changed: each of Go's checks has its text. */
static void test_rsa_numbers_are_checked(void **state)
{
    (void)state;
    static const struct {
        size_t from_end; /* of the DER: dP, dQ and qInv are the last three numbers */
        const char *error;
    } cases[] = {
        {1, "parsing RSA private key from PEM: crypto/rsa: invalid CRT coefficient"},
        {70, "parsing RSA private key from PEM: crypto/rsa: invalid CRT exponent"},
        {280, "parsing RSA private key from PEM: crypto/rsa: p * q != n"},
        {340, "parsing RSA private key from PEM: crypto/rsa: d does not match dP"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a, NULL);
        struct fn_env env = {.arena = &a, .random = call_random};
        struct fn_call c = {.fn = fn_find(STR("genCA")), .arena = &a, .env = &env};
        struct private_key key;
        str error;
        assert_true(key_parse_pem(&c, STR(RSA_KEY), &key, &error));
        char *bytes = arena_bytes(&a, key.der.len);
        memcpy(bytes, key.der.s, key.der.len);
        bytes[key.der.len - cases[i].from_end] ^= 2;
        key.der.s = bytes;
        assert_false(key_parse_pem(&c, key_pem(&a, &key), &key, &error));
        assert_string_equal(str_c(&a, error), cases[i].error);
        arena_done(&a);
    }
}

static void test_generates(void **state)
{
    (void)state;
    static const struct call_case cases[] = {
        {"len (genPrivateKey \"ed25519\")", "119"},
        {"len (genPrivateKey \"ecdsa\")", "227"},
        {"hasPrefix \"-----BEGIN EC PRIVATE KEY-----\\n\" (genPrivateKey \"ecdsa\")", "true"},
        {"genPrivateKey \"RSA\"", "Unknown type RSA"},
    };
    CALL_CHECK_ALL(cases);
}

static void test_a_new_rsa_key_can_be_read(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct fn_env env = {.arena = &a, .random = call_random};
    struct fn_call c = {.fn = fn_find(STR("genCA")), .arena = &a, .env = &env};
    struct private_key key, again;
    str error, signature;
    assert_true(key_new_rsa(&c, 1024, &key));
    assert_int_equal(key.bits, 1024);
    assert_true(key_parse_pem(&c, key_pem(&a, &key), &again, &error));
    assert_true(str_eq(key.public_key, again.public_key));
    assert_true(key_sign(&c, &again, STR("text"), &signature, &error));
    assert_int_equal(signature.len, 128);
    assert_true(key_new_rsa(&c, 512, &key));
    assert_false(key_sign(&c, &key, STR("text"), &signature, &error));
    assert_true(str_has_prefix(error, STR("crypto/rsa: 512-bit keys are insecure")));
    arena_done(&a);
}

static void test_weak_secrets_share_an_rsa_key(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct weak_key weak = {.arena = &a};
    struct fn_env env = {
        .arena = &a, .random = call_random, .weak_secrets = true, .weak_key = &weak};
    struct fn_call c = {.fn = fn_find(STR("genCA")), .arena = &a, .env = &env};
    struct private_key key, again, own;
    str error, signature;
    assert_true(key_new_rsa(&c, 4096, &key));
    assert_int_equal(key.bits, 1024);
    assert_true(key_new_rsa(&c, 2048, &again));
    assert_true(str_eq(key.der, again.der));
    assert_true(key_sign(&c, &again, STR("text"), &signature, &error));
    env.weak_key = NULL;
    assert_true(key_new_rsa(&c, 4096, &own));
    assert_false(str_eq(key.der, own.der));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_and_writes_as_go),
        cmocka_unit_test(test_rsa_numbers_are_checked),
        cmocka_unit_test(test_generates),
        cmocka_unit_test(test_a_new_rsa_key_can_be_read),
        cmocka_unit_test(test_weak_secrets_share_an_rsa_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
