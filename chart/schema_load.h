/* Where documents of schemas come from: the chart's files and the embedded metaschemas; which draft
 * and vocabularies a `$schema` stands for. Part of schema_root.h; the same rules hold.
 */
#ifndef CHELM_CHART_SCHEMA_LOAD_H
#define CHELM_CHART_SCHEMA_LOAD_H

#include "chart/schema_root.h"

/* The JSON document of a URL. */
bool schema_load(struct schema_set *set, str url, val *ret);
/* The draft that the $schema of an object stands for; *ret stays when it has none. `url` and
 * `ptr` say where the object is. */
bool schema_load_draft(struct schema_set *set, str url, str ptr, const struct map *object,
                       const struct schema_draft **ret);
/* Narrows the dialect to the vocabularies of the metaschema that $schema names. */
bool schema_load_vocabs(struct schema_set *set, const struct map *object,
                        struct schema_dialect *dialect);

#endif
