/* The rule at the end of a TZif file, for times after its last transition: "CET-1CEST,M3.5.0,…".
 *
 * The grammar is POSIX's TZ with the extensions that Go's time package reads.
 */
#ifndef CHELM_BASE_ZONE_RULE_H
#define CHELM_BASE_ZONE_RULE_H

#include "base/zone.h"

/* What the rule says of `sec` (since 1970), with `last` the last transition of the file. False
 * when the rule cannot be read. */
bool zone_rule_lookup(str rule, int64_t last, int64_t sec, struct zone_info *ret);

#endif
