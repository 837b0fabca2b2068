/* IP addresses, as Go's net/netip reads them. */
#ifndef CHELM_BASE_IP_H
#define CHELM_BASE_IP_H

#include "base/str.h"

struct ip {
    uint8_t byte[16]; /* IPv4: the first four */
    bool v4;
    str zone; /* what follows '%', a view of the text */
};

/* As netip.ParseAddr. On false, *ret_error is its text: ParseAddr("v1"): unable to parse IP */
bool ip_parse(struct arena *a, str text, struct ip *ret, str *ret_error);

#endif
