/* YAML into values as sigs.k8s.io/yaml's Unmarshal does it, which is how Helm reads all YAML.
 *
 * YAML 1.1 in go-yaml v2's reading becomes JSON, JSON becomes values: all numbers are float64, all
 * keys strings, aliases copies, of equal keys the last one counts. Only the first document is read.
 * Strings are copied: nothing refers to `text` afterwards. On failure *ret is not touched and
 * *ret_error is Go's text. Hostile input is bounded by go-yaml's own limits on depth and aliases.
 */
#ifndef CHELM_VALUE_YAML_PARSE_H
#define CHELM_VALUE_YAML_PARSE_H

#include "value/mark.h"

/* What Go unmarshals into. */
enum yaml_root {
    YAML_ROOT_MAP,  /* map[string]interface {} */
    YAML_ROOT_LIST, /* []interface {} */
    YAML_ROOT_ANY   /* interface {} */
};

/* An empty document and null give V_NIL whatever the root: Go leaves a nil map or slice. Errors
 * read "error converting YAML to JSON: yaml: line 2: did not find expected node content" and
 * "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of
 * type map[string]interface {}". */
bool yaml_parse(struct arena *a, str text, enum yaml_root root, val *ret, str *ret_error);

/* The same with a mark on each value: where it stands in the text. What an alias stands for has
 * the place of its anchor. */
bool yaml_parse_marked(struct arena *a, str text, enum yaml_root root, struct marks *marks,
                       val *ret, str *ret_error);

/* The same into an interface {}, but integers stay what they are in the text (V_INT, V_UINT): for
 * readers of Go structs, whose string fields take the exact text of a number. */
bool yaml_parse_exact(struct arena *a, str text, val *ret, str *ret_error);

#endif
