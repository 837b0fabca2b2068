/* The formats of strings that a schema may ask for, with the validator's texts. */
#ifndef CHELM_CHART_SCHEMA_FORMAT_H
#define CHELM_CHART_SCHEMA_FORMAT_H

#include "base/regex.h"

struct schema_format;

/* NULL for a name that is no known format: it then asks for nothing. */
const struct schema_format *schema_format_find(str name);
str schema_format_name(const struct schema_format *f);
/* False with what is wrong in *ret_error, which lives in the arena. */
bool schema_format_check(const struct schema_format *f, struct arena *a,
                         struct regex_cache *regexes, str s, str *ret_error);

#endif
