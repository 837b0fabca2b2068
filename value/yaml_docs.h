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
struct marks;

/* Without documents the map is empty. Errors as Helm's, without what the caller puts in front:
 * "error reading yaml document: invalid Yaml document separator: x: 2" and "cannot unmarshal yaml
 * document: error converting YAML to JSON: …". */
bool yaml_parse_values(struct arena *a, str text, struct map **ret, str *ret_error);
/* The same with a mark on each value, lines counted from the start of the text. */
bool yaml_parse_values_marked(struct arena *a, str text, struct marks *marks, struct map **ret,
                              str *ret_error);

/* Helm's loader.MergeMaps, in place: `from`'s keys go into `into`, replacing what is there save
 * where both are maps, which merge. `into` and its maps must belong to the caller alone, as those
 * that parsing gave do; values of `from` are shared, not copied. */
void yaml_merge_values(struct map *into, const struct map *from);

#endif
