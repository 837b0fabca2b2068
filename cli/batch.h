/* --batch: many renders in one process, on several threads.
 *
 * Each line of JOBS is a job (job.h). Answers come in the order of the lines, each as soon as it
 * and all before it are there: {"id":…,"out":"…"} (`out_b64`, base64, when that is not UTF-8),
 * {"id":…,"output":"FILE"} where the job named a file, or {"id":…,"err":"…"}; with "warnings", a
 * list, when Helm would have logged any, and with "report" when --errors is given. A chart that
 * several jobs name is read and compiled once. One failing job does not stop the others.
 */
#ifndef CHELM_CLI_BATCH_H
#define CHELM_CLI_BATCH_H

#include "api/libchelm.h"
#include "base/str.h"
#include "cli/errors.h"

struct batch_options {
    str jobs;                      /* a file; "-" is standard input */
    enum error_form errors;        /* what is told beside "err" */
    size_t threads;                /* 0: as many as there are processors */
    chelm_render_options defaults; /* what jobs don't say */
};

/* Whether every job succeeded and every answer was written; what else went wrong has been told. */
bool batch_run(chelm_context *c, const struct batch_options *o);

#endif
