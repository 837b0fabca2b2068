/* Reading X.509 certificates as Go's crypto/x509 does, with its errors.
 *
 * Everything up to the extensions' shape is checked; of what extensions hold, only the subject key
 * identifier, which a certificate signed with this one names.
 */
#ifndef CHELM_FUNCS_X509_H
#define CHELM_FUNCS_X509_H

#include "base/str.h"

struct x509 {
    str subject;    /* a Name in DER */
    str algorithm;  /* the AlgorithmIdentifier of the public key, in DER */
    str public_key;
    bool known_key; /* of a kind that Go knows: signing with another key is then refused */
    str subject_key_id; /* may be empty */
};

/* As ParseCertificate. On false, *ret_error is its text. */
bool x509_parse(struct arena *a, str der, struct x509 *ret, str *ret_error);

#endif
