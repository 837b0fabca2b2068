/* What stands behind chelm_findings. Private to api/. */
#ifndef CHELM_API_LINT_H
#define CHELM_API_LINT_H

#include "api/handles.h"
#include "api/inputs.h"
#include "lint/session.h"

struct chelm_findings {
    struct budget budget;
    struct chunk_store store; /* memory of one chart, for the next one */
    struct arena arena;       /* of all that stays */
    struct weak_key weak_key; /* of renders */
    struct arena *work;       /* of the chart that is being linted or fixed */
    chelm_lint_options given;
    struct session_options options;
    struct lint_session session;
    struct baseline baseline;
    struct changes changes;
    str error;
    bool out_of_memory;
    bool known_format; /* that was asked for last */
    uint64_t elapsed;  /* microseconds */
    chelm_fix *fixes;
    uint32_t fix_count, fix_cap;
    struct buf refused;
};

/* Turns the session's plans into files, as far as the charts then render as they should. */
void lint_make_fixes(struct chelm_findings *f, chelm_context *c);

#endif
