/* The natural order in which go-yaml writes the keys of a map: a2 before a10.
 *
 * Version 2's order is not transitive for some keys (x1y, x9y, x10y): Helm's own output then
 * depends on chance. Nothing here fails; bytes that are not UTF-8 count as U+FFFD.
 */
#ifndef CHELM_VALUE_YAML_KEY_ORDER_H
#define CHELM_VALUE_YAML_KEY_ORDER_H

#include "base/str.h"

/* keyList.Less of go-yaml v2 (toYaml). */
bool yaml_key_less(str a, str b);
/* That of go-yaml v3 (toYamlPretty): after a digit, letters come before the rest. */
bool yaml_key_less_pretty(str a, str b);

#endif
