/* Keys of YAML maps as JSON's strings, as sigs.k8s.io/yaml converts them, and the texts of the
 * errors that quote a value in Go's syntax. */
#ifndef CHELM_VALUE_YAML_KEY_H
#define CHELM_VALUE_YAML_KEY_H

#include "value/val.h"

/* A string as it is, an int in decimal, a bool as "true" or "false", a float64 formatted with the
 * precision of a float32. False for what cannot be a key: null, uint64 and containers. */
bool yaml_key_text(struct arena *a, val key, str *ret);

/* "unsupported map key of type: %!s(<nil>), key: <nil>, value: …" */
str yaml_key_error(struct arena *a, val key, val value);

/* fmt's %#v of what go-yaml decodes. Maps are given as lists of keys and values in turn, with T_MAP
 * as Go type (Go's map[interface {}]interface {} has keys of any type); a key V_INVALID stands for
 * a merge, whose pairs are in its value. */
str yaml_quote(struct arena *a, val v);

#endif
