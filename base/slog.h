/* Log lines as Helm prints them: Go's slog text form without the time.
 *
 *     level=WARN msg="returned non-bool value" path=a.enabled chart=a
 *
 * Values are quoted as Go's %q only when they are empty or hold blanks, quotes, '=' or what does
 * not print. The line goes into a diagnostic; nothing here prints. Never fails.
 */
#ifndef CHELM_BASE_SLOG_H
#define CHELM_BASE_SLOG_H

#include "base/buf.h"

/* Starts a line: level=LEVEL msg=MSG. */
void slog_begin(struct buf *out, const char *level, const char *msg);
/* Appends one attribute: " KEY=VALUE". As slog's TextHandler. */
void slog_attr(struct buf *out, const char *key, str value);

#endif
