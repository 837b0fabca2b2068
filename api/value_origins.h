/* Who set the values that an error is about. Private to api/. */
#ifndef CHELM_API_VALUE_ORIGINS_H
#define CHELM_API_VALUE_ORIGINS_H

#include "api/handles.h"
#include "chart/origins.h"

/* Reads and merges everything once more to trace it, a chart and options that could be read before:
 * origins_trace, or without a path origins_trace_last. False when that is not possible: values from
 * standard input are gone. */
bool value_origins_trace(struct chelm_result *r, const chelm_chart *chart,
                         const chelm_render_options *o, const struct value_path *path,
                         struct origins *ret);
/* Whether some of the values came from standard input, which cannot be read again. */
bool value_origins_are_gone(const chelm_render_options *o);
/* Adds notes on the values that the error names. */
void value_origins_note(struct chelm_result *r, const chelm_chart *chart,
                        const chelm_render_options *o, struct diag *d);

#endif
