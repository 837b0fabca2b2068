/* A quick yes: a document that is a plain schema (schema_plain.h) accepts a value for certain.
 *
 * Most values fit their schemas, and use a part of them. So nothing is compiled: the value is held
 * against the JSON of the schema. Whatever is rare, and every no, is left to the validator proper
 * (schema_run.h), which alone knows what to report.
 */
#ifndef CHELM_CHART_SCHEMA_ACCEPT_H
#define CHELM_CHART_SCHEMA_ACCEPT_H

#include "base/regex.h"
#include "value/val.h"

/* True: `doc`, a values.schema.json without other files, compiles and accepts the value. False:
 * unsure. The arena is charged for the steps. */
bool schema_accepts(struct arena *a, struct regex_cache *regexes, val doc, val v);

#endif
