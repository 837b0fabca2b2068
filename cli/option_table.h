/* The rows of options.def as data: what parses the command line and what documents it read the same
 * table. Everything here is constant. */
#ifndef CHELM_CLI_OPTION_TABLE_H
#define CHELM_CLI_OPTION_TABLE_H

#include "base/str.h"

enum option_type {
    OPTION_FLAG,     /* yes or no: --x, --x=false */
    OPTION_TEXT,     /* one value, the last one given counts */
    OPTION_LIST,     /* may be given again */
    OPTION_CSV,      /* may be given again, or hold several values with commas */
    OPTION_MAP,      /* K=V pairs; kept are the keys */
    OPTION_COMMAND,  /* a text that may be given once */
    OPTION_OPTIONAL, /* --x, --x=VALUE */
    OPTION_WAIT,     /* Helm's --wait */
    OPTION_INT,
    OPTION_FLOAT,
    OPTION_DURATION,
    /* Options of Go's own flag package, whose errors are worded otherwise. */
    OPTION_GO_FLAG,
    OPTION_GO_SIZE,
    OPTION_GO_LEVEL,
    OPTION_GO_SEVERITY
};

enum option_group {
    GROUP_VALUES,
    GROUP_RELEASE,
    GROUP_OUTPUT,
    GROUP_CHELM,
    GROUP_PROGRAM,
    GROUP_HELM,
    GROUP_COUNT,
    GROUP_HIDDEN = GROUP_COUNT
};

enum { OPTION_NO_FIELD = -1 };

struct option_row {
    str name;
    char short_name; /* or 0 */
    enum option_type type;
    enum option_group group;
    long offset;             /* of the field in struct options, or OPTION_NO_FIELD */
    const char *value, *doc; /* NULL: takes none; hidden */
};

/* How many rows there are. */
enum {
#define OPTION(type, field, name, c, value, group, doc) +1
#define ALIAS(type, field, name, c, value, group, doc)  +1
#define ACCEPTED(type, name, c, value, doc)             +1
#define HIDDEN(type, name, c)                           +1
#define DEPRECATED(name, text)
#define EXCLUSIVE(first, second)
#define GLOBAL(name)
    OPTION_COUNT = 0
#include "cli/options.def"
#undef OPTION
#undef ALIAS
#undef ACCEPTED
#undef HIDDEN
#undef DEPRECATED
#undef EXCLUSIVE
#undef GLOBAL
};

/* The row at i < OPTION_COUNT. */
const struct option_row *option_row(size_t i);
/* Its place in the table, for arrays beside it. */
size_t option_index(const struct option_row *row);
/* Rows by name; NULL when there is none. */
const struct option_row *option_find(str name);
const struct option_row *option_find_short(char c);
/* Whether it is an option of all of Helm's commands. */
bool option_is_global(const struct option_row *row);
/* What Helm says when the option is used, or NULL. */
const char *option_deprecated(const struct option_row *row);
/* Options of which only one may be used: the pair at i, false behind the last. */
bool option_exclusive(size_t i, const struct option_row **ret_first,
                      const struct option_row **ret_second);
/* What --name alone stands for; false when it needs a value. As pflag's NoOptDefVal. */
bool option_bare_value(const struct option_row *row, str *ret);
/* What heads a group of options in manuals. */
const char *option_group_title(enum option_group group);

#endif
