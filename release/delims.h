/* Which delimiters a chart's templates are written with.
 *
 * A chart says it in the annotation chelm/delimiters of its Chart.yaml; one that says nothing is
 * read as Helm's when any of its templates holds "{{", else as chelm's own. Each subchart
 * decides for itself.
 */
#ifndef CHELM_RELEASE_DELIMS_H
#define CHELM_RELEASE_DELIMS_H

#include "base/diag.h"
#include "chart/chart.h"
#include "lexer/delims.h"

/* What the annotation says, or NULL. */
const val *delims_annotation(const struct chart *c);
/* False, with an error, when the annotation names no pair. */
bool delims_of_chart(const struct chart *c, enum delims *ret, struct diags *diags);

#endif
