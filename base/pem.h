/* PEM, as Go's encoding/pem reads and writes it. */
#ifndef CHELM_BASE_PEM_H
#define CHELM_BASE_PEM_H

#include "base/str.h"

struct pem {
    str type;  /* "CERTIFICATE": a view of the text */
    str bytes; /* what the base 64 stands for */
};

/* The first block of the text, as pem.Decode; false: there is none. Headers are read over. */
bool pem_decode(struct arena *a, str text, struct pem *ret);
/* A block without headers, in lines of 64 characters. */
str pem_encode(struct arena *a, struct pem block);

#endif
