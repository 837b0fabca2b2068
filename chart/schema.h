/* JSON schemas: values.schema.json checked against itself and a chart's values against it, with
 * the verdicts and texts of the validator that Helm uses (santhosh-tekuri/jsonschema v6).
 *
 * Drafts 4, 6, 7, 2019-09 and 2020-12; the default is 2020-12. Formats are asserted as there: by
 * drafts before 2019. Where Helm reports in the random order of its maps, names are sorted here.
 * Differences, all for safety: references are followed within the chart only (schema_root.h), and
 * depth and steps are bounded. A schema and what it was compiled with live in the arena given and
 * belong to one thread.
 */
#ifndef CHELM_CHART_SCHEMA_H
#define CHELM_CHART_SCHEMA_H

#include "base/diag.h"
#include "chart/chart.h"
#include "chart/schema_node.h"

struct schema;

/* Compiles a values.schema.json; `files` (may be NULL) are what it may refer to, `diags` (may be
 * NULL) gets warnings. NULL with the validator's text in *ret_error when it is no valid schema. As
 * Compiler.Compile. */
struct schema *schema_compile(struct arena *a, str text, const struct chart_files *files,
                              struct diags *diags, str *ret_error);
/* The root of the compiled graph. */
const struct schema_node *schema_root_node(const struct schema *s);
/* Checks a value; false with Helm's text, which ends in a line end, in *ret_error. As
 * ValidateAgainstSingleSchema. */
bool schema_validate(struct schema *s, struct arena *a, val v, str *ret_error);

/* Reads the schemas of a chart and of those below it, once for all checks to come: for a chart that
 * is rendered again and again. */
void schema_read_chart(struct chart *c);
/* Checks the merged values of a chart and of the charts below it. False, with the error that
 * `helm template` prints, when some don't fit. As ValidateAgainstSchema. */
bool schema_check_chart(struct arena *a, const struct chart *c, struct map *values,
                        struct diags *diags);

#endif
