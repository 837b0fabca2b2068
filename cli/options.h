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
#define FLAG(field, long_name, short_name, doc) bool field;
#define TEXT(field, long_name, short_name, metavar, doc) str field;
#define LIST(field, long_name, short_name, metavar, doc) struct texts field;
#define CSV(field, long_name, short_name, metavar, doc) struct texts field;
#define OPTIONAL(field, long_name) str field;
#define SILENT_FLAG(long_name, short_name)
#define SILENT_TEXT(long_name, short_name)
#define REFUSED(long_name)
#include "cli/options.def"
#undef FLAG
#undef TEXT
#undef LIST
#undef CSV
#undef OPTIONAL
#undef SILENT_FLAG
#undef SILENT_TEXT
#undef REFUSED
    struct texts args; /* what is no option */
};

/* Reads argv[1..]. *ret starts out as zeroes and is complete only when true is returned; on false
 * one error is in `diags`. As pflag's FlagSet.Parse. */
bool options_parse(struct arena *a, int argc, const char *const *argv, struct options *ret,
                   struct diags *diags);
/* The rows that have a text of their own, aligned, for --help. */
void options_put_help(struct buf *out);

#endif
