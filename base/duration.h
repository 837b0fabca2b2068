/* Go's time.Duration: nanoseconds, as text. */
#ifndef CHELM_BASE_DURATION_H
#define CHELM_BASE_DURATION_H

#include "base/buf.h"

/* Duration.String: "1h15m30.918s", "1.5µs", "0s". */
void duration_put(struct buf *out, int64_t ns);
/* time.ParseDuration. False with Go's text (`time: invalid duration "x"`), which lives in `a`. */
bool duration_parse(str s, int64_t *ret, struct arena *a, str *ret_error);
/* Duration.Round: half away from zero, saturating; ns itself when to <= 0. */
int64_t duration_round(int64_t ns, int64_t to);
/* Duration.Truncate: toward zero. */
int64_t duration_truncate(int64_t ns, int64_t to);

#endif
