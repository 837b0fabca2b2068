#include "funcs/libcrypto.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#ifdef __has_include
#if __has_include(<openssl/evp.h>)
#define HAVE_OPENSSL_HEADERS 1
#endif
#endif

#ifdef HAVE_OPENSSL_HEADERS
#include <openssl/bn.h>
#include <openssl/dsa.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

/* Only types are looked at: the functions are not linked. */
#define CRYPTO_FN(result, name, params)                                                            \
    _Static_assert(_Generic(&name, result(*) params : 1, default : 0), #name " has another type");
#include "funcs/libcrypto.def"
#undef CRYPTO_FN
#endif

static void test_is_loaded_once(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct fn_env env = {.arena = &a};
    struct fn_call c = {.fn = fn_find(STR("genCA")), .arena = &a, .env = &env};
    const struct libcrypto *lib = libcrypto_get(&c);
    assert_non_null(lib);
    assert_ptr_equal(libcrypto_get(&c), lib);
    struct bignum_st *n = lib->BN_bin2bn((const unsigned char *)"\x01\x00", 2, NULL);
    assert_int_equal(lib->BN_num_bits(n), 9);
    lib->BN_free(n);
    struct evp_pkey_st **slot = libcrypto_key_slot(&c, lib);
    assert_null(*slot);
    *slot = lib->EVP_PKEY_new_raw_private_key_ex(
        NULL, "ED25519", NULL, (const unsigned char *)"0123456789abcdef0123456789abcdef", 32);
    assert_non_null(*slot);
    arena_done(&a); /* the key must go before the library */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_is_loaded_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
