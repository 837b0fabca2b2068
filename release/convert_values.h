/* The strings of values.yaml that tpl reads, rewritten in place for the other pair of delimiters.
 * Internal to convert.h. */
#ifndef CHELM_RELEASE_CONVERT_VALUES_H
#define CHELM_RELEASE_CONVERT_VALUES_H

#include "release/convert_files.h"

/* The text with what must change changed, counting in *count. */
str convert_values(const struct convert_plan *p, str text, struct convert_count *count);

#endif
