#include "funcs/keys.h"

#include "base/der.h"
#include "base/pem.h"
#include "funcs/key_reading.h"

enum { WEAK_RSA_BITS = 1024 };
enum { RSA_BITS = 4096 }; /* of genPrivateKey */

str key_pem(struct arena *a, const struct private_key *key)
{
    return pem_encode(a, (struct pem){key->pem_type, key->der});
}

static bool prepare(const struct libcrypto *lib, struct evp_pkey_ctx_st *ctx, const char *group,
                    int rsa_size)
{
    return ctx && lib->EVP_PKEY_keygen_init(ctx) == 1 &&
           (!rsa_size || lib->EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, rsa_size) == 1) &&
           (!group || lib->EVP_PKEY_CTX_set_group_name(ctx, group) == 1);
}

/* A new key of OpenSSL's, in the slot. */
static bool generate(struct fn_call *c, const struct libcrypto *lib, const char *name,
                     const char *group, int rsa_size, struct evp_pkey_st **slot)
{
    struct evp_pkey_ctx_st *ctx = lib->EVP_PKEY_CTX_new_from_name(lib->context, name, NULL);
    bool ok = prepare(lib, ctx, group, rsa_size) && lib->EVP_PKEY_generate(ctx, slot) == 1;
    lib->EVP_PKEY_CTX_free(ctx);
    lib->ERR_clear_error();
    return ok || call_fail(c, "OpenSSL cannot generate a key of type %s", name);
}

static str key_der(struct arena *a, const struct libcrypto *lib, const struct evp_pkey_st *key)
{
    int len = lib->i2d_PrivateKey(key, NULL);
    if (len <= 0)
        return STR("");
    char *bytes = arena_bytes(a, (size_t)len);
    unsigned char *at = (unsigned char *)bytes;
    lib->i2d_PrivateKey(key, &at);
    return str_make(bytes, (size_t)len);
}

/* Sprig's DSA keys: 2048 bits with a subgroup of 256. */
static bool generate_dsa(struct fn_call *c, const struct libcrypto *lib, struct evp_pkey_st **slot)
{
    struct evp_pkey_st **params = libcrypto_key_slot(c, lib);
    struct evp_pkey_ctx_st *ctx = lib->EVP_PKEY_CTX_new_from_name(lib->context, "DSA", NULL);
    bool ok = ctx && lib->EVP_PKEY_paramgen_init(ctx) == 1 &&
              lib->EVP_PKEY_CTX_set_dsa_paramgen_bits(ctx, 2048) == 1 &&
              lib->EVP_PKEY_CTX_set_dsa_paramgen_q_bits(ctx, 256) == 1 &&
              lib->EVP_PKEY_generate(ctx, params) == 1;
    lib->EVP_PKEY_CTX_free(ctx);
    ctx = ok ? lib->EVP_PKEY_CTX_new_from_pkey(lib->context, *params, NULL) : NULL;
    ok = ctx && lib->EVP_PKEY_keygen_init(ctx) == 1 && lib->EVP_PKEY_generate(ctx, slot) == 1;
    lib->EVP_PKEY_CTX_free(ctx);
    lib->ERR_clear_error();
    return ok || call_fail(c, "OpenSSL cannot generate a key of type DSA");
}

static bool new_seed(struct key_reading *r, struct evp_pkey_st **slot)
{
    unsigned char seed[32];
    size_t len = sizeof seed;
    return generate(r->c, r->lib, "ED25519", NULL, 0, slot) &&
           r->lib->EVP_PKEY_get_raw_private_key(*slot, seed, &len) == 1 &&
           key_from_seed(r, KEY_ED25519, str_make((const char *)seed, len));
}

static bool new_rsa(struct key_reading *r, int size, struct evp_pkey_st **slot)
{
    return generate(r->c, r->lib, "RSA", NULL, size, slot) &&
           key_read_pkcs1(r, key_der(r->c->arena, r->lib, *slot));
}

/* Nobody uses the key, and finding primes takes longer than rendering most charts. */
static bool weak_rsa(struct key_reading *r, int size, struct evp_pkey_st **slot)
{
    struct weak_key *weak = r->c->env->weak_key;
    if (size > WEAK_RSA_BITS)
        size = WEAK_RSA_BITS;
    if (!weak || size < WEAK_RSA_BITS)
        return new_rsa(r, size, slot);
    if (weak->der.len)
        return key_read_pkcs1(r, weak->der);
    if (!new_rsa(r, size, slot))
        return false;
    weak->der = str_dup(weak->arena, r->key->der);
    return true;
}

static bool new_of_type(struct key_reading *r, enum key_type type, int rsa_size,
                        struct evp_pkey_st **slot)
{
    struct arena *a = r->c->arena;
    switch (type) {
    case KEY_RSA:
        return r->c->env->weak_secrets ? weak_rsa(r, rsa_size, slot) : new_rsa(r, rsa_size, slot);
    case KEY_EC:
        return generate(r->c, r->lib, "EC", "P-256", 0, slot) &&
               key_read_sec1(r, key_der(a, r->lib, *slot), NULL);
    case KEY_DSA:
        return generate_dsa(r->c, r->lib, slot) && key_read_dsa(r, key_der(a, r->lib, *slot));
    case KEY_ED25519:
    case KEY_X25519:
        break;
    }
    return new_seed(r, slot);
}

/* Each new key is read as if it came from a file: there is one way to a struct private_key. */
static bool key_new(struct fn_call *c, enum key_type type, int rsa_size, struct private_key *ret)
{
    str error = STR("");
    struct key_reading r = {c, libcrypto_get(c), ret, &error};
    if (!r.lib)
        return false;
    if (new_of_type(&r, type, rsa_size, libcrypto_key_slot(c, r.lib)))
        return true;
    return !c->error.len && call_fail(c, "OpenSSL's new key cannot be read: %.*s", STR_ARG(error));
}

bool key_new_rsa(struct fn_call *c, int bits, struct private_key *ret)
{
    return key_new(c, KEY_RSA, bits, ret);
}

bool fn_gen_private_key(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    static const struct {
        str name;
        enum key_type type;
    } types[] = {{STR_INIT(""), KEY_RSA},
                 {STR_INIT("rsa"), KEY_RSA},
                 {STR_INIT("dsa"), KEY_DSA},
                 {STR_INIT("ecdsa"), KEY_EC},
                 {STR_INIT("ed25519"), KEY_ED25519}};
    str type = val_text(arg[0]);
    struct private_key key;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!str_eq(type, types[i].name))
            continue;
        bool weak_dsa = types[i].type == KEY_DSA && c->env->weak_secrets; /* primes take long */
        if (!key_new(c, weak_dsa ? KEY_EC : types[i].type, RSA_BITS, &key))
            return false;
        *ret = val_str(key_pem(c->arena, &key));
        return true;
    }
    *ret = val_str(str_concat(c->arena, STR("Unknown type "), type));
    return true;
}

bool key_sign(struct fn_call *c, const struct private_key *key, str text, str *ret, str *ret_error)
{
    const struct libcrypto *lib = libcrypto_get(c);
    if (key->type == KEY_RSA && key->bits < 1024) {
        *ret_error = str_fmt(c->arena,
                             "crypto/rsa: %d-bit keys are insecure (see "
                             "https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)",
                             key->bits);
        return false;
    }
    size_t len = key->type == KEY_RSA ? (size_t)(key->bits + 7) / 8 : 160;
    unsigned char *out = arena_alloc(c->arena, len);
    struct evp_md_ctx_st *ctx = lib->EVP_MD_CTX_new();
    bool ok = ctx &&
              lib->EVP_DigestSignInit_ex(ctx, NULL, key->digest, lib->context, NULL, key->pkey,
                                         NULL) == 1 &&
              lib->EVP_DigestSign(ctx, out, &len, (const uint8_t *)text.s, text.len) == 1;
    lib->EVP_MD_CTX_free(ctx);
    lib->ERR_clear_error();
    *ret = str_make((const char *)out, len);
    if (!ok)
        *ret_error = STR("x509: OpenSSL cannot sign with this key");
    return ok;
}

bool key_public_is_valid(struct fn_call *c, const struct libcrypto *lib, str algorithm,
                         str public_key)
{
    str spki = DER_LIST(c->arena, DER_SEQUENCE, algorithm, der_bits(c->arena, public_key));
    const unsigned char *at = (const unsigned char *)spki.s;
    struct evp_pkey_st *key = lib->d2i_PUBKEY(NULL, &at, (long)spki.len);
    lib->EVP_PKEY_free(key);
    lib->ERR_clear_error();
    return key != NULL;
}
