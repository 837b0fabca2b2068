/* A quick yes: a schema in brief (schema_brief.h) accepts a value for certain.
 *
 * Most values fit their schemas. Whatever is rare, and every no, is left to the validator proper
 * (schema_run.h), which alone knows what to report.
 */
#ifndef CHELM_CHART_SCHEMA_ACCEPT_H
#define CHELM_CHART_SCHEMA_ACCEPT_H

#include "chart/schema_brief.h"
#include "value/val.h"

/* True: the schema accepts the value. False: no, or unsure. The arena is charged for the steps, and
 * is where `regexes` are made when it is NULL and they are needed. */
bool schema_accepts(struct arena *a, struct regex_cache **regexes,
                    const struct schema_brief_doc *doc, val v);

#endif
