/* Values as YAML text, byte for byte as Helm's toYaml and toYamlPretty write them.
 *
 * Both append to `out` and leave the final newline for the caller to strip. On failure nothing is
 * appended and *ret_error is Go's text. Any depth of nesting is taken without recursion, a value
 * that contains itself is an error.
 */
#ifndef CHELM_VALUE_YAML_WRITE_H
#define CHELM_VALUE_YAML_WRITE_H

#include "base/buf.h"
#include "value/val.h"

/* sigs.k8s.io/yaml's Marshal: encoding/json, that text read as YAML, go-yaml v2. The text in
 * between is not made, but what it does to values holds: 1e6 becomes 1000000, bytes that are not
 * UTF-8 U+FFFD, and strings with DEL or C1 controls, keys beyond 1024 characters and nesting beyond
 * 10000 fail. "error marshaling into JSON: json: unsupported value: NaN". */
bool yaml_write(struct buf *out, val v, str *ret_error);

/* The same without the final newline, with `blanks` blanks behind each other one: what toYaml and
 * then indent give, but for the blanks before the first line. Nothing when it fails. What it takes
 * for a moment is in `scratch`. */
void yaml_write_indented(struct buf *out, struct arena *scratch, val v, size_t blanks);

/* go-yaml v3's Encoder with an indentation of two: "cannot marshal type: complex128". */
bool yaml_write_pretty(struct buf *out, val v, str *ret_error);

/* The character with which a value's line ends is part of the value when it is a literal block;
 * as strings.TrimSuffix(text, "\n"): cuts one newline from what was appended since `start`. */
void yaml_trim_newline(struct buf *out, size_t start);

#endif
