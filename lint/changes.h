/* Which lines of which files changed, as `git diff -U0` tells it: for --since. */
#ifndef CHELM_LINT_CHANGES_H
#define CHELM_LINT_CHANGES_H

#include "base/str.h"

struct change_range {
    uint32_t first, last; /* lines of the file as it is now */
};

struct changed_file {
    str path; /* absolute */
    struct change_range *ranges;
    uint32_t n, cap;
    bool has_version; /* a line that begins with "version:" was put in */
};

struct changes {
    struct arena *arena;
    struct changed_file *files;
    uint32_t n, cap;
};

/* Reads a diff with the prefixes a/ and b/; paths in it are from `root`. What is not understood is
 * left out. */
void changes_parse(struct arena *a, str diff, str root, struct changes *ret);
/* Whether lines first to last (0: any) of the file at that absolute path changed. Where lines were
 * only taken out, those around count. */
bool changes_touch(const struct changes *c, str path, uint32_t first, uint32_t last);
/* Whether any file below the folder changed, and whether Chart.yaml there got another version. */
bool changes_in_chart(const struct changes *c, str folder, bool *ret_version);

#endif
