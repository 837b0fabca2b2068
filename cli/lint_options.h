/* The command line of chelm-lint: lint_options.def. */
#ifndef CHELM_CLI_LINT_OPTIONS_H
#define CHELM_CLI_LINT_OPTIONS_H

#include "cli/option_table.h"
#include "cli/options.h"

struct lint_command {
#define OPTIONS_DEF "cli/lint_options.def"
#include "cli/option_fields.def"
#undef OPTIONS_DEF
    struct texts args; /* what is no option */
    str conflict;      /* why the options cannot be used together; empty: they can */
};

/* As options_parse; nothing is Helm's own here but the words of errors. */
bool lint_options_parse(struct arena *a, int argc, const char *const *argv,
                        struct lint_command *ret, struct diags *diags);

#endif
