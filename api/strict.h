/* The option strict. Private to api/. */
#ifndef CHELM_API_STRICT_H
#define CHELM_API_STRICT_H

#include "api/handles.h"
#include "eval/missing.h"
#include "release/render.h"

/* Puts an error for each thing that Helm lets pass. The render, finished or failed, was done with
 * source maps and the log. Values are read and merged once more, to know where they come from;
 * what came from standard input is gone, and not looked at. */
void strict_check(struct chelm_result *r, const chelm_chart *chart, const chelm_render_options *o,
                  const struct render *render, const struct missing_log *log);

#endif
