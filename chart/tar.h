/* A gzipped tar archive, read once from front to back.
 *
 * Read by hand on zlib and not with libarchive: loading that library takes longer than rendering a
 * chart, and what it forgives or how it says what is wrong differs from Go's archive/tar and
 * compress/gzip, whose verdicts Helm prints. Formats: ustar, pax (path and size), GNU long names.
 *
 * No more is inflated than asked for, as in Go: what follows the end of the archive is not looked
 * at. The reader owns zlib's state and gives it back with its arena.
 */
#ifndef CHELM_CHART_TAR_H
#define CHELM_CHART_TAR_H

#include "base/str.h"

struct tar;

struct tar_entry {
    str name;
    uint64_t size; /* as the header says; 0 for what has no content */
    char type;     /* '0' file, '5' folder, 'g' pax header for all, … */
    bool is_dir;
};

enum tar_step { TAR_ENTRY, TAR_END, TAR_FAILED };

/* `gz` must live as long as the arena. False when it does not begin as gzip does; *ret_error is
 * Go's text ("gzip: invalid header", "EOF"). */
bool tar_open(struct arena *a, str gz, struct tar **ret, str *ret_error);
/* The next entry; the rest of the last one is skipped. */
enum tar_step tar_next(struct tar *t, struct tar_entry *ret, str *ret_error);
/* The content of the entry, all `size` bytes of it. */
bool tar_read(struct tar *t, const struct tar_entry *e, str *ret, str *ret_error);

#endif
