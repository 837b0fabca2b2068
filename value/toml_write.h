/* Values as TOML text, byte for byte as BurntSushi's encoder writes them (Helm's toToml).
 *
 * Keys are in bytewise order, scalars before tables, tables indented by two spaces a level. On
 * failure nothing is appended and *ret_error is Go's text: "toml: cannot encode array with nil
 * element". V_NIL and V_INVALID must not be given: Go's encoder panics before it begins.
 */
#ifndef CHELM_VALUE_TOML_WRITE_H
#define CHELM_VALUE_TOML_WRITE_H

#include "base/buf.h"
#include "value/val.h"

bool toml_write(struct buf *out, val v, str *ret_error);

#endif
