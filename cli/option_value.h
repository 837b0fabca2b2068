/* The values of options: checked and stored as their types ask. */
#ifndef CHELM_CLI_OPTION_VALUE_H
#define CHELM_CLI_OPTION_VALUE_H

#include "base/diag.h"
#include "cli/option_table.h"
#include "cli/options.h"

/* strconv.ParseBool; false when s is no boolean. */
bool option_parse_bool(str s, bool *ret);
/* Stores a value in the row's field of a struct of options. False with pflag's text in `diags`:
 * invalid argument "x" for "-f, --values" flag: … Memory is the arena of `diags`. As pflag's
 * Value.Set. */
bool option_set(void *fields, const struct option_row *row, str value, struct diags *diags);

#endif
