/* What a YAML 1.1 scalar without quotes means: go-yaml v2's resolve().
 *
 * Shared by the parser and by the writer, which quotes each string that would resolve to anything
 * else. Nothing here allocates or fails; texts of any bytes are taken.
 */
#ifndef CHELM_VALUE_YAML_SCALAR_H
#define CHELM_VALUE_YAML_SCALAR_H

#include "value/val.h"

enum yaml_scalar_kind {
    YAML_STR,
    YAML_NULL,
    YAML_BOOL,
    YAML_INT,
    YAML_UINT, /* !!int too: what does not fit int64 */
    YAML_FLOAT,
    YAML_MERGE, /* never resolved: "<<" is a string save as a key, where its reader asks */
    YAML_TIMESTAMP
};

/* As resolve("", text). *ret (may be NULL) gets V_NIL, V_BOOL, V_INT (Go's int), V_UINT (uint64) or
 * V_FLOAT; for strings, merge keys and timestamps the text itself, as go-yaml stores them into
 * an interface{}. */
enum yaml_scalar_kind yaml_scalar_resolve(str text, val *ret);

/* As resolve(tag, text): `tag` in its long form ("tag:yaml.org,2002:int"), "" for none. False when
 * the text is not of the tag's type: "cannot decode !!str `abc` as a !!int"; *ret_kind is then
 * what the text resolved to. Tags that resolve() does not know give YAML_STR with the text. */
bool yaml_scalar_resolve_tagged(str tag, str text, enum yaml_scalar_kind *ret_kind, val *ret);

/* "!!int" for "tag:yaml.org,2002:int"; other tags as they are, in error texts. Allocates in `a`. */
str yaml_tag_short(struct arena *a, str tag);
/* The short tag of a kind: "!!str", "!!null", … */
str yaml_kind_tag(enum yaml_scalar_kind kind);

#endif
