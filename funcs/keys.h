/* Private keys: made, read from PEM, written, and signed with, as Sprig and Go's crypto do.
 *
 * A key lives as long as the render. Functions that fail have called call_fail or, where they have
 * a ret_error, put Go's text there (then the caller says what it was about).
 */
#ifndef CHELM_FUNCS_KEYS_H
#define CHELM_FUNCS_KEYS_H

#include "funcs/libcrypto.h"

enum key_type { KEY_RSA, KEY_EC, KEY_ED25519, KEY_X25519, KEY_DSA };

struct private_key {
    enum key_type type;
    str pem_type;  /* "RSA PRIVATE KEY" */
    str der;       /* in the form that belongs to pem_type */
    str algorithm; /* the AlgorithmIdentifier of its public key, in DER */
    str public_key;
    str signature_algorithm;  /* an AlgorithmIdentifier; empty: the key cannot sign */
    const char *digest;       /* NULL: the signature has its own */
    int bits;                 /* RSA: of the modulus */
    struct evp_pkey_st *pkey; /* NULL for DSA, which nothing is done with */
};

/* Sprig's parsePrivateKeyPEM. false with an empty *ret_error: call_fail was called. */
bool key_parse_pem(struct fn_call *c, str text, struct private_key *ret, str *ret_error);
bool key_new_rsa(struct fn_call *c, int bits, struct private_key *ret);
/* Sprig's pemBlockForKey: PKCS #1, SEC 1 or PKCS #8, whatever it was read from. */
str key_pem(struct arena *a, const struct private_key *key);
/* The signature of `text`. */
bool key_sign(struct fn_call *c, const struct private_key *key, str text, str *ret, str *ret_error);

/* Whether OpenSSL reads a public key: for EC, whether the point lies on its curve. */
bool key_public_is_valid(struct fn_call *c, const struct libcrypto *lib, str algorithm,
                         str public_key);

#endif
