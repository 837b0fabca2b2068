/* How private keys are read, format by format: for keys.c, which reads the keys it makes, too.
 *
 * On false, *error has Go's text, or is empty when call_fail was called.
 */
#ifndef CHELM_FUNCS_KEY_READING_H
#define CHELM_FUNCS_KEY_READING_H

#include "funcs/keys.h"

struct key_reading {
    struct fn_call *c;
    const struct libcrypto *lib;
    struct private_key *key; /* to be filled */
    str *error;
};

/* x509.ParsePKCS1PrivateKey, with everything that Go checks of the numbers. */
bool key_read_pkcs1(struct key_reading *r, str der);
/* x509.ParseECPrivateKey. curve_oid, if any, is the container's and goes before the key's own. */
bool key_read_sec1(struct key_reading *r, str der, const str *curve_oid);
/* Sprig's form of DSA keys, which is OpenSSL's. */
bool key_read_dsa(struct key_reading *r, str der);
/* KEY_ED25519 and KEY_X25519: 32 bytes. */
bool key_from_seed(struct key_reading *r, enum key_type type, str seed);

#endif
