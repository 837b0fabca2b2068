/* Values files: several YAML documents merged into one map, as Helm's loader.LoadValues.
 *
 * The text is split by lines as Kubernetes' YAMLReader splits it: a line that starts with "---"
 * ends a document, and nothing but blanks or a comment may follow on it. Each document is parsed
 * alone (line numbers in errors count from its start); documents merge in their order, maps deep,
 * all else replaced, null kept.
 */
#ifndef CHELM_VALUE_YAML_DOCS_H
#define CHELM_VALUE_YAML_DOCS_H

#include "base/buf.h"

struct map;
struct marks;

/* A text whose documents are read one by one. Begins as {.text = text}. */
struct yaml_docs {
    str text;
    size_t at;
    uint32_t taken; /* lines read so far */
};

/* The lines of the next document in `doc` (an initialised buffer, used again), each with "\n";
 * nothing at the end of the text. A separator in front of a document stays part of it, as
 * YAMLReader leaves it. False at a separator that is none: "invalid Yaml document separator: x". */
bool yaml_docs_next(struct yaml_docs *l, struct buf *doc, str *ret_error);

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
