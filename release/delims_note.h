/* Advice for a chart that may have been read with the wrong pair of delimiters.
 *
 * After a render failed, its error gets a note that names the annotation chelm/delimiters when
 *   - the chart was taken for Helm's because a template holds "{{", but holds << >> actions, too;
 *   - the error is in an action of a << >> chart whose "<<" looks like text (a shell's <<EOF).
 * Helm's own words never change, and a render that succeeds gets no note.
 */
#ifndef CHELM_RELEASE_DELIMS_NOTE_H
#define CHELM_RELEASE_DELIMS_NOTE_H

#include "base/diag.h"
#include "chart/chart.h"
#include "lexer/delims.h"

/* Completes the first error of `diags`, if there is something to say. `forced` is the pair of the
 * root chart when the user named it, else NULL. */
void delims_note(const struct chart *root, const enum delims *forced, struct diags *diags);

#endif
