/* One annotation of Chart.yaml set or taken away in its text, everything else left as it is.
 *
 * Works on lines, as people write the file: `annotations:` at the left margin with its entries
 * below it, or as one {…} on its line. The caller checks, by reading the result, that what it asked
 * for is there; a text written in other ways comes back unchanged or is refused.
 */
#ifndef CHELM_CHART_ANNOTATE_H
#define CHELM_CHART_ANNOTATE_H

#include "base/str.h"

/* `value` is the YAML of the value, with its quotes; empty: the annotation goes, and `annotations:`
 * with it when nothing else is in it. False when the text is written in a way that this does not
 * edit. */
bool annotate(struct arena *a, str text, str key, str value, str *ret);

#endif
