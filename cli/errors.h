/* How errors of renders are shown: --errors and --color. */
#ifndef CHELM_CLI_ERRORS_H
#define CHELM_CLI_ERRORS_H

#include "api/libchelm.h"
#include "cli/options.h"

enum error_form {
    ERRORS_HELM, /* Helm's words alone */
    ERRORS_RICH, /* and behind them place, calls and advice */
    ERRORS_JSON  /* one JSON object, nothing else */
};

/* False, after telling why, when --errors is none of its words. Without it: rich on a terminal. */
bool errors_form(const struct options *o, enum error_form *ret);
/* Tells of a mistake in the options, in the form that they ask for, with what was perhaps meant.
 * Always false. */
bool errors_print_usage(struct arena *a, const struct options *o, const char *const *argv,
                        struct diags *diags);
/* Whether what goes to the file descriptor has colours: --color, $NO_COLOR, or it is a terminal. */
bool errors_is_colored(const struct options *o, int fd);
/* Everything a result has to say, on standard error. As output_messages. */
void errors_print(struct arena *a, const struct options *o, enum error_form form,
                  const chelm_result *r);

#endif
