/* The command line of chelm-template.
 *
 * Options and arguments may be mixed; "--" ends the options. Forms: --x VALUE, --x=VALUE, -x VALUE,
 * -xVALUE, -x=VALUE; flags take a value only behind '='. Errors are worded as by the library that
 * Helm uses (spf13/pflag). Texts are views into argv or live in the arena given.
 */
#ifndef CHELM_CLI_OPTIONS_H
#define CHELM_CLI_OPTIONS_H

#include "base/buf.h"
#include "base/diag.h"

struct option_table;

struct texts {
    str *items;
    size_t n, cap;
};

struct options {
/* One field for each row with OPTION. */
#define OPTIONS_DEF "cli/options.def"
#include "cli/option_fields.def"
#undef OPTIONS_DEF
    struct texts args;  /* what is no option */
    bool print_version; /* --version and nothing else */
    str color_mode;     /* what Helm takes --color for, before all else */
    str conflict;       /* why the options cannot be used together; empty: they can */
};

/* Adds a text to a list in the arena. */
void texts_add(struct arena *a, struct texts *t, str text);

/* Reads argv[1..]. *ret starts out with defaults and is complete only when true is returned; on
 * false one error is in `diags`. Warnings go there, too. As pflag's FlagSet.Parse and cobra's
 * ValidateFlagGroups, whose error is `conflict`: Helm looks at the arguments before it. */
bool options_parse(struct arena *a, int argc, const char *const *argv, struct options *ret,
                   struct diags *diags);

/* What any table of options is parsed into: its fields, what is no option, and why options cannot
 * be used together (empty: they can). */
struct option_target {
    const struct option_table *table;
    void *fields;
    struct texts *args;
    str *conflict;
};

/* The same for another program's options, without what is Helm's own. */
bool options_parse_table(struct arena *a, int argc, const char *const *argv,
                         const struct option_target *target, struct diags *diags);

#endif
