#include "funcs/libcrypto_random.h"

#include <stdlib.h>
#include <string.h>

/* OpenSSL's interface to providers (openssl/core.h, core_dispatch.h), of which a provider with a
 * single generator needs little. The numbers and layouts are part of its binary interface. */
struct ossl_dispatch_st {
    int function_id;
    void (*function)(void);
};

struct ossl_algorithm_st {
    const char *names, *properties;
    const struct ossl_dispatch_st *implementation;
    const char *description;
};

struct ossl_param_st {
    const char *key;
    unsigned data_type;
    void *data;
    size_t data_size, return_size;
};

enum { PROVIDER_TEARDOWN = 1024, PROVIDER_QUERY = 1027, OPERATION_RAND = 5 };
enum {
    RAND_NEW = 1,
    RAND_FREE,
    RAND_INSTANTIATE,
    RAND_UNINSTANTIATE,
    RAND_GENERATE,
    RAND_ENABLE_LOCKING = 8,
    RAND_LOCK,
    RAND_UNLOCK,
    RAND_GET_PARAMS = 15,
    RAND_SET_PARAMS
};
enum { PARAM_OCTET_PTR = 7, GENERATOR_READY = 1 };

#define ENV_PARAM "chelm-env"
#define NAME      "chelm"

/* The provider's state, and that of each of its generators: they all ask the same render. */
struct generator {
    const struct fn_env *env;
};

static void *new_generator(void *provider, void *parent, const struct ossl_dispatch_st *calls)
{
    (void)parent;
    (void)calls;
    return provider;
}

static void nothing(void *g)
{
    (void)g;
}

static int start(void *g, unsigned strength, int prediction, const unsigned char *text, size_t len,
                 const struct ossl_param_st *params)
{
    (void)g;
    (void)strength;
    (void)prediction;
    (void)text;
    (void)len;
    (void)params;
    return 1;
}

static int succeed(void *g)
{
    (void)g;
    return 1;
}

static int generate(void *data, unsigned char *out, size_t n, unsigned strength, int prediction,
                    const unsigned char *text, size_t len)
{
    (void)strength;
    (void)prediction;
    (void)text;
    (void)len;
    const struct generator *g = data;
    if (!g->env)
        return 0;
    g->env->random(g->env->data, out, n);
    return 1;
}

static void put_number(struct ossl_param_st *p, size_t n)
{
    unsigned small = (unsigned)n;
    p->return_size = p->data_size;
    if (p->data_size == sizeof n)
        memcpy(p->data, &n, sizeof n);
    else if (p->data_size == sizeof small)
        memcpy(p->data, &small, sizeof small);
}

static int get_params(void *g, struct ossl_param_st *p)
{
    (void)g;
    for (; p && p->key; p++) {
        if (strcmp(p->key, "max_request") == 0)
            put_number(p, 1 << 16);
        else if (strcmp(p->key, "strength") == 0)
            put_number(p, 256);
        else if (strcmp(p->key, "state") == 0)
            put_number(p, GENERATOR_READY);
    }
    return 1;
}

static int set_params(void *data, const struct ossl_param_st *p)
{
    struct generator *g = data;
    for (; p && p->key; p++)
        if (strcmp(p->key, ENV_PARAM) == 0)
            memcpy(&g->env, p->data, sizeof g->env);
    return 1;
}

typedef void function(void);

static const struct ossl_algorithm_st *query(void *provider, int operation, int *no_cache)
{
    static const struct ossl_dispatch_st functions[] = {
        {RAND_NEW, (function *)new_generator},
        {RAND_FREE, (function *)nothing},
        {RAND_INSTANTIATE, (function *)start},
        {RAND_UNINSTANTIATE, (function *)succeed},
        {RAND_GENERATE, (function *)generate},
        {RAND_ENABLE_LOCKING, (function *)succeed},
        {RAND_LOCK, (function *)succeed},
        {RAND_UNLOCK, (function *)nothing},
        {RAND_GET_PARAMS, (function *)get_params},
        {RAND_SET_PARAMS, (function *)set_params},
        {0, NULL},
    };
    static const struct ossl_algorithm_st algorithms[] = {
        {NAME, "provider=" NAME, functions, NULL},
        {NULL, NULL, NULL, NULL},
    };
    (void)provider;
    *no_cache = 0;
    return operation == OPERATION_RAND ? algorithms : NULL;
}

static int start_provider(const struct ossl_core_handle_st *handle,
                          const struct ossl_dispatch_st *in, const struct ossl_dispatch_st **out,
                          void **provider)
{
    static const struct ossl_dispatch_st functions[] = {
        {PROVIDER_TEARDOWN, (function *)free},
        {PROVIDER_QUERY, (function *)query},
        {0, NULL},
    };
    (void)handle;
    (void)in;
    *out = functions;
    *provider = calloc(1, sizeof(struct generator)); /* outlives the arena's parts: OpenSSL's */
    return *provider != NULL;
}

/* OpenSSL keeps generators for each thread until that ends; the context may be gone by then. */
static void leave(struct fn_env *env)
{
    if (env->crypto)
        env->crypto->OPENSSL_thread_stop_ex(env->crypto->context);
}

bool libcrypto_random_open(struct libcrypto *lib, struct fn_env *env)
{
    env->leave = leave;
    struct ossl_param_st params[] = {{ENV_PARAM, PARAM_OCTET_PTR, &env, sizeof env, 0},
                                     {NULL, 0, NULL, 0, 0}};
    lib->context = lib->OSSL_LIB_CTX_new();
    if (!lib->context || !lib->OSSL_PROVIDER_add_builtin(lib->context, NAME, start_provider))
        return false;
    lib->own = lib->OSSL_PROVIDER_load(lib->context, NAME);
    lib->standard = lib->OSSL_PROVIDER_load(lib->context, "default");
    if (!lib->own || !lib->standard ||
        !lib->RAND_set_DRBG_type(lib->context, NAME, NULL, NULL, NULL))
        return false;
    struct evp_rand_ctx_st *rand = lib->RAND_get0_public(lib->context);
    return rand && lib->EVP_RAND_CTX_set_params(rand, params);
}

void libcrypto_random_free(struct libcrypto *lib)
{
    if (lib->standard)
        lib->OSSL_PROVIDER_unload(lib->standard);
    if (lib->own)
        lib->OSSL_PROVIDER_unload(lib->own);
    if (lib->context)
        lib->OSSL_LIB_CTX_free(lib->context);
    lib->context = NULL;
    lib->own = lib->standard = NULL;
}
