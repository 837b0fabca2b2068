/* --diff: two renders compared.
 *
 *     --diff [NAME] CHART_A CHART_B [A.yaml B.yaml]   two charts, with the same values or their own
 *     --diff [NAME] CHART A.yaml B.yaml               one chart, two sets of values
 *     --diff [NAME] CHART B.yaml                      one chart, without and with these values
 *
 * Arguments that end in .yaml, .yml or .json and are no folders are values files; they come behind
 * the files of -f, which both renders get like every other option. With values files, two other
 * arguments are a name and a chart: two charts then need the name, too.
 */
#ifndef CHELM_CLI_DIFF_H
#define CHELM_CLI_DIFF_H

#include "cli/errors.h"

/* As kubectl diff: 0 the same, 1 different; and what is behind it is trouble. */
enum { DIFF_DIFFERENT = 1, DIFF_TROUBLE = 2 };

struct diff {
    str name;
    str charts[2];
    str values[2]; /* empty: none */
    enum error_form form;
};

/* Sorts the arguments. False after telling what is wrong with them. */
bool diff_arguments(struct arena *a, const struct options *o, struct diff *ret);
/* Renders, compares and prints. The exit status, which differences change only with --exit-code. */
int diff_run(struct arena *a, chelm_context *c, const struct options *o, const struct diff *d,
             const chelm_render_options *common, chelm_format format);

#endif
