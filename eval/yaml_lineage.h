/* What stands where in YAML that a template writes or reads, told by what the values are made from
 * (lineage.h): toYaml spreads tables over lines, fromYaml makes tables of lines again. Internal to
 * eval.
 */
#ifndef CHELM_EVAL_YAML_LINEAGE_H
#define CHELM_EVAL_YAML_LINEAGE_H

#include "eval/lineage.h"
#include "eval/source_map.h"

/* The map of a text that toYaml made of v: runs of whole lines, each with the lineage of what
 * begins there, and without a tree. False when the text is no YAML, or nothing is known of v. */
bool yaml_lineage_written(struct lineages *l, str text, val v, struct source_map *ret);
/* v was read from the text, which `map` covers: its members get the lineages of the runs that they
 * stand in. Their values may only be known to whoever calls. */
void yaml_lineage_read(struct lineages *l, str text, const struct source_map *map, val v);

#endif
