/* --convert-delims: a copy of a chart's folder in which some files are replaced.
 *
 * Everything else is copied as it is, also what .helmignore hides; links stay links unless a file
 * behind them is replaced. The copy is made beside its place and appears there whole or not at all.
 * Functions return false after telling on standard error what is wrong.
 */
#ifndef CHELM_CLI_CONVERT_H
#define CHELM_CLI_CONVERT_H

#include "api/libchelm.h"
#include "base/str.h"

/* What can be said before the chart is read: it is a folder, and `dir` does not exist, nor does it
 * lie inside the chart. */
bool convert_check(struct arena *a, str chart, str dir);
/* The copy, with the documents of a chelm_convert. */
bool convert_write(struct arena *a, const chelm_result *r, str chart, str dir);

#endif
