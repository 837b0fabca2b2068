/* OpenSSL's libcrypto, loaded when a function first needs it.
 *
 * Linking it would cost every start of the program 1.7 ms. The table of functions is made once per
 * render, belongs to the render's arena, and is closed when that arena is done, after the keys.
 */
#ifndef CHELM_FUNCS_LIBCRYPTO_H
#define CHELM_FUNCS_LIBCRYPTO_H

#include "funcs/func.h"

struct bignum_st;
struct bignum_ctx;
struct evp_md_ctx_st;
struct evp_pkey_ctx_st;
struct evp_pkey_st;
struct ossl_lib_ctx_st;
struct ossl_param_st;
struct ossl_provider_st;
struct ossl_core_handle_st;
struct ossl_dispatch_st;
struct evp_rand_ctx_st;

struct libcrypto {
    void *handle; /* of shared_library_open */
    /* What keys are made in: NULL is OpenSSL's own, else libcrypto_random.h's. */
    struct ossl_lib_ctx_st *context;
    struct ossl_provider_st *own, *standard;
#define CRYPTO_FN(result, name, params) result(*name) params;
#include "funcs/libcrypto.def"
#undef CRYPTO_FN
};

/* The library, or NULL after call_fail: it is not installed, or too old. */
const struct libcrypto *libcrypto_get(struct fn_call *c);

/* A place for a key, NULL at first; what is put there is freed when the render's arena is done.
 * (A local variable would lose it when an allocation leaves by the budget's trap.) */
struct evp_pkey_st **libcrypto_key_slot(struct fn_call *c, const struct libcrypto *lib);

#endif
