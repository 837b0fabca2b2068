/* What the date functions and the methods of time.Time share. */
#ifndef CHELM_FUNCS_DATES_H
#define CHELM_FUNCS_DATES_H

#include "base/gotime.h"
#include "funcs/func.h"

/* time.Local of this render, always the same pointer. */
const struct zone *dates_local(struct fn_call *c);
/* time.Now: the injected clock, in the local zone, with a monotonic reading. */
struct gotime dates_now(struct fn_call *c);

#endif
