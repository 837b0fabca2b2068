/* Lines of JSON that answer a request: {"id":…,"out":"…"}. */
#ifndef CHELM_CLI_ANSWER_H
#define CHELM_CLI_ANSWER_H

#include "api/libchelm.h"
#include "base/buf.h"
#include "cli/errors.h"

/* ,"KEY":"TEXT", or ,"KEY_b64":"…" in base64 when the text is not UTF-8. */
void answer_put(struct buf *out, const char *key, str text);
/* ,"report":… of an error, with several ,"reports":[…]: the JSON object or the text for people, as
 * --errors asks for it; nothing for ERRORS_HELM. */
void answer_put_reports(struct buf *out, const chelm_result *r, enum error_form form);
/* ,"errors":["…",…] when there are several. */
void answer_put_errors(struct buf *out, const chelm_result *r);

#endif
