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

/* The same, as the load_flags say. (Who changes the folder while it is read can still deceive
 * LOAD_CONFINED.) */
bool folder_read_as(struct arena *a, str path, unsigned flags, struct chart_files *ret,
                    struct diags *diags, str *ret_error);
/* A file of the folder, `name` within it, of which the chart must have one or none: a regular file
 * or a link to one, which with `confine` must be below `path`. *ret_found tells whether it is there
 * at all. */
bool folder_read_file(struct arena *a, str path, str name, bool confine, bool *ret_found, str *ret,
                      str *ret_error);

#endif
