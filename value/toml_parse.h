/* TOML into values as BurntSushi's decoder does it (Helm's fromToml).
 *
 * Integers are int64, floats float64, dates time.Time (local ones in zones called "datetime-local",
 * "date-local" and "time-local"), arrays of tables []map[string]interface {}. Strings are copied or
 * views of `text`, which must live as long as the arena.
 */
#ifndef CHELM_VALUE_TOML_PARSE_H
#define CHELM_VALUE_TOML_PARSE_H

#include "value/map.h"

/* `now`, in seconds since 1970, decides the offset of local dates and times. On failure *ret is not
 * touched and *ret_error is Go's text: `toml: line 1 (last key "a"): expected value but found …`.
 */
bool toml_parse(struct arena *a, str text, int64_t now, struct map **ret, str *ret_error);

#endif
