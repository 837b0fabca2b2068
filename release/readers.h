/* Which places in templates read a value: looked up in the trees, nothing is run.
 *
 * Followed are chains from .Values or $.Values, `with`, `range`, variables, `index` and `get` with
 * constant keys. A definition is taken to be called with the chart's own context. Those of other
 * charts count for each chart that includes them by a constant name. What a program computes (tpl,
 * dig, keys put together) is not seen.
 */
#ifndef CHELM_RELEASE_READERS_H
#define CHELM_RELEASE_READERS_H

#include "chart/chart.h"
#include "chart/value_path.h"
#include "lexer/delims.h"

struct value_reader {
    str file;              /* from the root chart's folder: charts/sub/templates/x.yaml */
    uint32_t line, column; /* from 1 */
    str define;            /* the definition it stands in; empty: the file itself */
    str text;              /* .Values.image.tag */
    bool whole;            /* it reads a table that the value is in */
};

/* All readers of a path into the root chart's values, by file and place. `root_delims` may be NULL:
 * what the chart says. Files that cannot be parsed give what could be read. */
void readers_find(struct arena *a, const struct chart *c, const enum delims *root_delims,
                  const struct value_path *path, struct value_reader **ret, size_t *ret_n);

#endif
