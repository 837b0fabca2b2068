/* What a reading of YAML keeps quiet about: keys that stand twice in one mapping, of which the last
 * one counts, and keys without a value.
 *
 * Keys are compared as they are written, merge keys (<<) not at all. Each document of a text is
 * looked at; what cannot be read ends the search without an error.
 */
#ifndef CHELM_VALUE_YAML_SCAN_H
#define CHELM_VALUE_YAML_SCAN_H

#include "base/str.h"

enum yaml_finding_kind {
    YAML_DUPLICATE_KEY, /* it stood in the mapping before */
    YAML_NULL_VALUE     /* key: null, or key: and nothing */
};

struct yaml_finding {
    enum yaml_finding_kind kind;
    str path;    /* a.b[0].c, its last name is the key */
    size_t line; /* of the key, from 1 in the whole text */
    size_t column;
    size_t before; /* line of the same key above; of a duplicate */
};

/* In the order of the text, in the arena; at most YAML_FINDINGS_MAX. */
enum { YAML_FINDINGS_MAX = 1000 };
struct yaml_finding *yaml_scan(struct arena *a, str text, size_t *ret_n);

#endif
