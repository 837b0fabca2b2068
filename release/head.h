/* The YAML check of a document, and the few fields of its head that a release needs.
 *
 * Every document must be YAML, and decode into Go's
 *     struct SimpleHead { apiVersion, kind string; metadata *{ name string; annotations
 *                         map[string]string } }
 * with keys compared without case and scalars turned into strings, as sigs.k8s.io/yaml does it.
 */
#ifndef CHELM_RELEASE_HEAD_H
#define CHELM_RELEASE_HEAD_H

#include "base/str.h"

struct arena;

struct head {
    str version, kind, name; /* version: apiVersion */
    bool is_hook;            /* has the annotation helm.sh/hook */
    str hook;                /* its value */
    str hook_weight;
};

/* Reads one document. What it needs, and the texts of *ret, live in `scratch`. On false *ret_error
 * is what yaml.Unmarshal would say: the document is no YAML, or a field has another type. */
bool head_parse(struct arena *scratch, str text, struct head *ret, str *ret_error);
/* The same without the short cut for plain documents (skim.h): for tests. */
bool head_parse_yaml(struct arena *scratch, str text, struct head *ret, str *ret_error);

#endif
