/* A chart's folder: its files, without what .helmignore takes out.
 *
 * Symbolic links are followed and said so; what is neither file nor folder, and files too large,
 * are errors. As LoadDir and its walk (sympath.Walk).
 */
#ifndef CHELM_CHART_FOLDER_H
#define CHELM_CHART_FOLDER_H

#include "chart/chart.h"

/* The files below `path` (absolute, clean) in bytewise order of each folder's names, BOMs cut off.
 * Log lines go to diags; false with the error's text. */
bool folder_read(struct arena *a, str path, struct chart_files *ret, struct diags *diags,
                 str *ret_error);

#endif
