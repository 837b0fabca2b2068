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

struct texts {
    str *items;
    size_t n, cap;
};

struct options {
/* One field for each row with OPTION. */
#define FIELD_FLAG(field)                               bool field;
#define FIELD_TEXT(field)                               str field;
#define FIELD_COMMAND(field)                            str field;
#define FIELD_OPTIONAL(field)                           str field;
#define FIELD_LIST(field)                               struct texts field;
#define FIELD_CSV(field)                                struct texts field;
#define FIELD_MAP(field)                                struct texts field;
#define OPTION(type, field, name, c, value, group, doc) FIELD_##type(field)
#define ALIAS(type, field, name, c, value, group, doc)
#define ACCEPTED(type, name, c, value, doc)
#define HIDDEN(type, name, c)
#define DEPRECATED(name, text)
#define EXCLUSIVE(first, second)
#define GLOBAL(name)
#include "cli/options.def"
#undef OPTION
#undef ALIAS
#undef ACCEPTED
#undef HIDDEN
#undef DEPRECATED
#undef EXCLUSIVE
#undef GLOBAL
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

#endif
