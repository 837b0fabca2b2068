/* The value of a plain YAML document (value/yaml_plain.h), built while it is read. */
#ifndef CHELM_VALUE_YAML_QUICK_H
#define CHELM_VALUE_YAML_QUICK_H

#include "value/mark.h"

/* True: *ret is what value/yaml_build.h makes of the document, which has no error; `exact` is
 * YAML_BUILD_EXACT, `marks` may be NULL. False: ask there; *ret is not touched. */
bool yaml_quick(struct arena *a, str text, bool exact, struct marks *marks, val *ret);

#endif
