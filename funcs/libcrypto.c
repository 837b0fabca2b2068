#include "base/shared_library.h"
#include "funcs/libcrypto_random.h"

#include <string.h>

static const struct {
    const char *name;
    size_t offset;
} symbols[] = {
#define CRYPTO_FN(result, name, params) {#name, offsetof(struct libcrypto, name)},
#include "funcs/libcrypto.def"
#undef CRYPTO_FN
};

static void close_library(void *p)
{
    struct libcrypto *l = p;
    libcrypto_random_free(l);
    if (l->handle)
        shared_library_close(l->handle);
}

/* A function pointer cannot be converted from an object's pointer in standard C: its bytes are
 * copied, as POSIX asks of those who call dlsym. */
static bool resolve(struct libcrypto *l)
{
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        void *symbol = shared_library_symbol(l->handle, symbols[i].name);
        if (!symbol)
            return false;
        memcpy((char *)l + symbols[i].offset, &symbol, sizeof symbol);
    }
    return true;
}

const struct libcrypto *libcrypto_get(struct fn_call *c)
{
    if (c->env->crypto)
        return c->env->crypto;
    struct libcrypto *l = ARENA_NEW(c->env->arena, struct libcrypto);
    arena_defer(c->env->arena, close_library, l); /* before it is open: this may trap */
    l->handle = shared_library_open(c->arena, "libcrypto.so.3");
    if (!l->handle) {
        call_fail(c, "%.*s needs OpenSSL 3 (libcrypto.so.3): %s", STR_ARG(fn_name(c->fn)),
                  shared_library_remedy("install the package libssl3 or openssl-libs"));
        return NULL;
    }
    if (!resolve(l)) {
        call_fail(c, "%.*s needs OpenSSL 3.0 or later; this libcrypto.so.3 lacks functions",
                  STR_ARG(fn_name(c->fn)));
        return NULL;
    }
    if (c->env->own_random && !libcrypto_random_open(l, c->env)) {
        call_fail(c, "OpenSSL cannot be given another source of randomness");
        return NULL;
    }
    c->env->crypto = l;
    return l;
}

struct kept_key {
    const struct libcrypto *lib;
    struct evp_pkey_st *key;
};

static void free_key(void *p)
{
    struct kept_key *k = p;
    k->lib->EVP_PKEY_free(k->key);
}

struct evp_pkey_st **libcrypto_key_slot(struct fn_call *c, const struct libcrypto *lib)
{
    struct kept_key *k = ARENA_NEW(c->env->arena, struct kept_key);
    k->lib = lib;
    arena_defer(c->env->arena, free_key, k); /* EVP_PKEY_free(NULL) does nothing */
    return &k->key;
}
