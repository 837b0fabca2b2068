/* What Go checks of the extensions that it knows when it reads a certificate. */
#ifndef CHELM_FUNCS_X509_EXTENSION_H
#define CHELM_FUNCS_X509_EXTENSION_H

#include "base/str.h"

struct x509_extension {
    str oid, value;
    bool critical;
};

/* As processExtensions for one extension, unknown ones included. On false, *ret_error is Go's text.
 */
bool x509_extension_check(struct arena *a, const struct x509_extension *e, str *ret_error);

#endif
