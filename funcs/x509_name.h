/* The names in a certificate's extensions, and those that name constraints hold: what Go's
 * crypto/x509 finds wrong with them. Each function gives the text of the error without "x509: ", or
 * NULL. */
#ifndef CHELM_FUNCS_X509_NAME_H
#define CHELM_FUNCS_X509_NAME_H

#include "base/str.h"

#include <stdint.h>

/* A general name of an alternative name, by its tag. */
const char *x509_name_check(struct arena *a, uint8_t tag, str name);
/* The base of a subtree of a name constraint, by its tag; other kinds of names are not looked into.
 */
const char *x509_name_check_constraint(struct arena *a, uint8_t tag, str value);

#endif
