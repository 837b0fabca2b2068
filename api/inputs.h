/* What a call works on: the chart behind a handle, the values of its options. Private to api/. */
#ifndef CHELM_API_INPUTS_H
#define CHELM_API_INPUTS_H

#include "api/handles.h"
#include "chart/values.h"
#include "lexer/delims.h"

/* The options with all members, defaults filled in; `o` may be NULL. */
chelm_render_options inputs_complete(const chelm_render_options *o);
/* The values, in `a`; o->value_count of them. */
struct value_option *inputs_values(struct arena *a, const chelm_render_options *o);
/* The delimiters that the options ask for, in *given; NULL: the chart decides. */
const enum delims *inputs_delims(const chelm_render_options *o, enum delims *given);

/* The two steps of reading a chart, between which values are read. False, NULL after an error. */
bool inputs_locate(struct chelm_result *r, const chelm_chart *chart, str *ret);
/* How charts are read: load_flags. */
unsigned inputs_load_flags(const struct chelm_result *r);
struct chart *inputs_load(struct chelm_result *r, const chelm_chart *chart, str path);

#endif
