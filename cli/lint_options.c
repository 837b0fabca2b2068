#include "cli/lint_options.h"

#include <stddef.h>

#define OPTIONS_DEF   "cli/lint_options.def"
#define OPTION_FIELDS struct lint_command
#include "cli/option_rows.def"

const struct option_table lint_options = {
    .program = "chelm-lint",
    .def = "cli/lint_options.def",
    .args = "  '*:chart:_files'\n",
    .rows = rows,
    .count = sizeof rows / sizeof *rows,
    .deprecated = deprecated,
    .exclusive = exclusive,
    .globals = globals,
};

bool lint_options_parse(struct arena *a, int argc, const char *const *argv,
                        struct lint_command *ret, struct diags *diags)
{
    const struct option_target target = {&lint_options, ret, &ret->args, &ret->conflict};
    return options_parse_table(a, argc, argv, &target, diags);
}
