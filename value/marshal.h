/* Go's structs and bytes as the plain values that an encoder writes.
 *
 * encoding/json and go-yaml v3 each have rules of their own: methods (MarshalJSON, MarshalText),
 * field names, what is left out. Here a V_RECORD, V_OPAQUE or V_BYTES becomes nothing, a string, a
 * list or a map; the map's insertion order is the order of the struct's fields. Other values
 * are given back as they are. Results live in the arena.
 */
#ifndef CHELM_VALUE_MARSHAL_H
#define CHELM_VALUE_MARSHAL_H

#include "value/val.h"

/* Whether a value needs one of the functions below. */
static inline bool marshal_wanted(val v)
{
    return v.tag == V_RECORD || v.tag == V_OPAQUE || v.tag == V_BYTES;
}

/* As encoding/json: times and versions are strings, bytes base64. False for a time whose year JSON
 * can't hold, with encoding/json's text. */
bool marshal_json(struct arena *a, val v, val *ret, str *ret_error);
/* As go-yaml v3: bytes are a list of numbers, fields have lower-case names, times stay records. */
val marshal_yaml(struct arena *a, val v);

#endif
