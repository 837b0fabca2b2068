/* Base 64 and base 32 with padding: Go's encoding/base64 and base32, StdEncoding. */
#ifndef CHELM_BASE_BASE64_H
#define CHELM_BASE_BASE64_H

#include "base/str.h"

str base64_encode(struct arena *a, str bytes);
/* Line ends are skipped; bits left over at the end are not checked. On false, *ret_bad is the
 * offset that Go reports: "illegal base64 data at input byte %zu". */
bool base64_decode(struct arena *a, str text, str *ret, size_t *ret_bad);

str base32_encode(struct arena *a, str bytes);
/* The same; offsets count without the line ends. */
bool base32_decode(struct arena *a, str text, str *ret, size_t *ret_bad);

#endif
