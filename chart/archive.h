/* Packed charts (.tgz): their files, checked before anything else looks at them.
 *
 * The first element of each path is cut off, whatever it is. Paths that lead out of the chart are
 * refused, and so are contents beyond Helm's limits, while they are inflated. As Helm's package
 * chart/loader/archive.
 */
#ifndef CHELM_CHART_ARCHIVE_H
#define CHELM_CHART_ARCHIVE_H

#include "chart/chart.h"

enum {
    ARCHIVE_FILE_MAX = 5 * 1024 * 1024,    /* bytes of a file, in folders too */
    ARCHIVE_TOTAL_MAX = 100 * 1024 * 1024, /* bytes of all files of an archive */
    ARCHIVE_ENTRIES_MAX = 1000 * 1000
};

/* The files of an archive, in its order; `gz` must live as long as the arena. */
bool archive_read(struct arena *a, str gz, struct chart_files *ret, str *ret_error);

/* Whether the bytes of a file named `name` begin as gzip; else the error says what they are. As
 * EnsureArchive. */
bool archive_is_gzip(struct arena *a, str name, str bytes, str *ret_error);

#endif
