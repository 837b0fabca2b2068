/* The rows of options.def and lint_options.def as data: what parses the command line and what
 * documents it read the same tables. Everything here is constant. */
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
    GROUP_RULES,
    GROUP_FIXES,
    GROUP_PROGRAM,
    GROUP_HELM,
    GROUP_COUNT,
    GROUP_HIDDEN = GROUP_COUNT
};

enum { OPTION_NO_FIELD = -1 };

/* Texts and not where they are: addresses would have to be relocated at each start. */
struct option_row {
    char name[36];   /* option_name */
    char short_name; /* or 0 */
    uint8_t type;    /* enum option_type */
    uint8_t group;   /* enum option_group */
    int16_t offset;  /* of the field in struct options, or OPTION_NO_FIELD */
    char value[72];  /* what it takes; empty: nothing */
    char doc[96];    /* empty: hidden */
};

static inline str option_name(const struct option_row *row)
{
    return str_from_c(row->name);
}

/* What is said when an option is used; a pair of which only one may be used. */
struct option_note {
    str name;
    const char *text;
};
struct option_pair {
    str first, second;
};

/* All options of one program; the lists end with an empty name. */
struct option_table {
    const char *program; /* chelm-template */
    const char *def;     /* the file of the rows */
    const char *args;    /* what zsh completes that is no option */
    const struct option_row *rows;
    size_t count;
    const struct option_note *deprecated;
    const struct option_pair *exclusive;
    const str *globals;
};

extern const struct option_table template_options, lint_options;

/* The row at i < t->count. */
const struct option_row *option_row(const struct option_table *t, size_t i);
/* Its place in the table, for arrays beside it. */
size_t option_index(const struct option_table *t, const struct option_row *row);
/* Rows by name; NULL when there is none. */
const struct option_row *option_find(const struct option_table *t, str name);
const struct option_row *option_find_short(const struct option_table *t, char c);
/* Whether it is an option of all of Helm's commands. */
bool option_is_global(const struct option_table *t, const struct option_row *row);
/* What Helm says when the option is used, or NULL. */
const char *option_deprecated(const struct option_table *t, const struct option_row *row);
/* Options of which only one may be used: the pair at i, false behind the last. */
bool option_exclusive(const struct option_table *t, size_t i, const struct option_row **ret_first,
                      const struct option_row **ret_second);
/* What --name alone stands for; false when it needs a value. As pflag's NoOptDefVal. */
bool option_bare_value(const struct option_row *row, str *ret);
/* What heads a group of options in manuals. */
const char *option_group_title(enum option_group group);

#endif
