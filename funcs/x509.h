/* Reading X.509 certificates as Go's crypto/x509 does, with its errors.
 *
 * Whether the point of an EC key lies on its curve is not checked here.
 */
#ifndef CHELM_FUNCS_X509_H
#define CHELM_FUNCS_X509_H

#include "base/str.h"

struct x509 {
    str subject;   /* a Name in DER */
    str algorithm; /* the AlgorithmIdentifier of the public key, in DER */
    str public_key;
    bool known_key; /* of a kind that Go knows: signing with another key is then refused */
    bool is_ec;
    str subject_key_id; /* may be empty */
};

/* As ParseCertificate. On false, *ret_error is its text. */
bool x509_parse(struct arena *a, str der, struct x509 *ret, str *ret_error);

#endif
