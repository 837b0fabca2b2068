/* The stable code of an error, by its text: docs/errors.md. Rows in error_codes.def. */
#ifndef CHELM_BASE_ERROR_CODE_H
#define CHELM_BASE_ERROR_CODE_H

#include "base/str.h"

/* The code of an error text; places before the message don't matter. Never empty. */
str error_code(str text);
/* What the code is called: null-dereference. */
str error_code_name(str code);

#endif
