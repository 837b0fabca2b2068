/* JSON into values as Go's encoding/json does it: all numbers are float64.
 *
 * Of equal keys the last one counts; bytes that are not UTF-8 and lone surrogates become U+FFFD;
 * nesting ends at 10000. Strings are copied. On failure *ret is not touched (save when a number is
 * beyond float64: Go then reads on, and *ret holds the value with nil in its place) and *ret_error
 * is Go's text: "invalid character '}' looking for beginning of value", "unexpected end of JSON
 * input", "json: cannot unmarshal array into Go value of type map[string]interface {}".
 */
#ifndef CHELM_VALUE_JSON_PARSE_H
#define CHELM_VALUE_JSON_PARSE_H

#include "value/val.h"

/* What Go unmarshals into. */
enum json_root {
    JSON_ROOT_ANY, /* interface {} */
    JSON_ROOT_MAP, /* map[string]interface {} */
    JSON_ROOT_LIST /* []interface {} */
};

/* json.Unmarshal. null gives V_NIL whatever the root: Go leaves a nil map or slice. */
bool json_parse(struct arena *a, str text, enum json_root root, val *ret, str *ret_error);

/* json.Decoder.Decode into an interface{}: the value at the front of a stream, and how many bytes
 * it and the blanks before it take; after an error, what was read. Errors "EOF" (only blanks) and
 * "unexpected EOF" too. */
bool json_parse_prefix(struct arena *a, str text, val *ret, size_t *ret_used, str *ret_error);

/* A whole text whose numbers stay as they are written: V_STRINGs of gotype T_JSON_NUMBER. As the
 * jsonschema module's UnmarshalJSON. */
bool json_parse_exact(struct arena *a, str text, val *ret, str *ret_error);

/* Whether a value fits the root, else Go's error. */
bool json_check_root(struct arena *a, val v, enum json_root root, str *ret_error);

#endif
