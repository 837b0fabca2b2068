/* One record of comma-separated values, as Go's encoding/csv reads it: what Helm's options that
 * take several values at once are written in. */
#ifndef CHELM_CLI_CSV_H
#define CHELM_CLI_CSV_H

#include "base/str.h"

struct csv {
    struct arena *arena;
    str text; /* the first line of what was given */
    size_t at;
    bool more;
    str error; /* not empty: why csv_next stopped */
};

/* Ready to read the first record of `text`; empty text has no fields. */
void csv_init(struct csv *c, struct arena *a, str text);
/* The next field, unquoted. False at the end and at an error. As csv.Reader.Read. */
bool csv_next(struct csv *c, str *ret);

#endif
