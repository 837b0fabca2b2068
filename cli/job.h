/* One job of a batch: a line such as {"id":"a","chart":"./c","release":"r","set":["x=1"]}.
 *
 * The members are those of job.def and "id" (anything, given back with the answer; default: the
 * number of the line), "chart" (a folder or archive), "output" (a file) and "delims". Members that
 * are not known are errors: they are misspelled ones.
 */
#ifndef CHELM_CLI_JOB_H
#define CHELM_CLI_JOB_H

#include "api/libchelm.h"
#include "base/str.h"

struct job {
    str id; /* as JSON */
    str chart, output;
    chelm_render_options render;
    str error; /* not empty: why the line is no job; only `id` counts then */
};

/* Reads line `number`. What it does not say is as in `defaults`, whose lists come before the job's.
 * All texts live in `a` or are those of `defaults`. */
void job_parse(struct arena *a, str line, size_t number, const chelm_render_options *defaults,
               struct job *ret);

#endif
