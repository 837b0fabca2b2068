/* A quick look at a schema: whether it is plain enough to be valid against its metaschema for
 * certain.
 *
 * Almost all schemas are: keywords with what belongs there. Reading and compiling a metaschema and
 * running it costs several times what the schema itself costs, so that this is done for the others
 * only, and for all that are wrong: nothing is ever refused here.
 */
#ifndef CHELM_CHART_SCHEMA_PLAIN_H
#define CHELM_CHART_SCHEMA_PLAIN_H

#include "base/regex.h"
#include "chart/schema_draft.h"

/* True: the metaschema of the dialect accepts the schema. False: ask it. */
bool schema_is_plain(const struct schema_dialect *dialect, struct regex_cache *regexes, val schema);

#endif
