/* Events of one YAML document into a value, in one pass: go-yaml v2's decoder followed by
 * sigs.k8s.io/yaml's step to JSON.
 *
 * Go parses the whole document before it decodes it, decodes all of it before keys become strings,
 * and so on: errors of a later stage are only remembered until all earlier stages have passed.
 * Numbers become float64 and keys strings at once.
 */
#ifndef CHELM_VALUE_YAML_BUILD_H
#define CHELM_VALUE_YAML_BUILD_H

#include "value/mark.h"
#include "value/yaml_reader.h"

enum { YAML_DEPTH_MAX = 10000 }; /* of go-yaml's scanner, and of encoding/json */

/* Whether a map's key stands for one that JSON cannot have (null, an integer above int64's). It is
 * an error only in a map that the document keeps: of equal keys the last one counts. */
bool yaml_is_bad_key(str key);

struct yaml_document {
    val root;         /* V_NIL for an empty document */
    str error;        /* of go-yaml or the keys: what follows "error converting YAML to JSON: " */
    bool wants_quote; /* the error quotes a value: build again with `quoting` for it */
    bool has_bad_key; /* some map, perhaps replaced since, has a key that yaml_is_bad_key knows */
    bool not_finite;  /* an infinity or NaN was among the values: JSON has none */
    bool too_deep;    /* deeper than encoding/json reads; root is then incomplete */
    char deepest;     /* '[' or '{', of the first container that is */
};

enum yaml_build_mode {
    YAML_BUILD_JSON,   /* numbers are float64 */
    YAML_BUILD_EXACT,  /* integers stay V_INT and V_UINT */
    YAML_BUILD_QUOTING /* only for the error's text, with Go's own types: the root means nothing */
};

/* Builds the first document. With `marks` (else NULL) each value carries where it stands. False
 * results as yaml_reader_next's. */
enum yaml_step yaml_build(struct yaml_reader *r, struct arena *a, enum yaml_build_mode mode,
                          struct marks *marks, struct yaml_document *ret);

#endif
