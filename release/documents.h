/* The documents of one rendered file.
 *
 * Helm does not ask the YAML parser where documents end: it cuts the text at every line that starts
 * with "---", whatever follows on that line. Views point into the text given; nothing fails.
 */
#ifndef CHELM_RELEASE_DOCUMENTS_H
#define CHELM_RELEASE_DOCUMENTS_H

#include "base/str.h"

struct documents {
    str rest; /* behind the last separator found */
};

/* Ready to read the documents of `text`, whose leading blanks don't count. */
void documents_init(struct documents *d, str text);
/* The next document: left-trimmed (Unicode blanks), never blank, with its trailing blanks. False
 * when nothing is left. As releaseutil.SplitManifests, whose separator is (?m)^---[ \t]* . */
bool documents_next(struct documents *d, str *ret);

#endif
