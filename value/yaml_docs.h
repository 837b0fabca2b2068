/* Values files: several YAML documents merged into one map, as Helm's loader.LoadValues.
 *
 * The text is split by lines as Kubernetes' YAMLReader splits it: a line that starts with "---"
 * ends a document, and nothing but blanks or a comment may follow on it. Each document is parsed
 * alone (line numbers in errors count from its start); documents merge in their order, maps deep,
 * all else replaced, null kept.
 */
#ifndef CHELM_VALUE_YAML_DOCS_H
#define CHELM_VALUE_YAML_DOCS_H

#include "base/str.h"

struct map;

/* Without documents the map is empty. Errors as Helm's, without what the caller puts in front:
 * "error reading yaml document: invalid Yaml document separator: x: 2" and "cannot unmarshal yaml
 * document: error converting YAML to JSON: …". */
bool yaml_parse_values(struct arena *a, str text, struct map **ret, str *ret_error);

/* Helm's loader.MergeMaps: a new map of a's keys and b's, b winning save where both are maps.
 * Values are shared with a and b. */
struct map *yaml_merge_maps(struct arena *arena, const struct map *a, const struct map *b);

#endif
