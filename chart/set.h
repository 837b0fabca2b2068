/* The grammar of --set, --set-string, --set-file, --set-json and --set-literal: text that edits a
 * tree of values in place. As Helm's package strvals.
 *
 *     line := assign (',' assign)* [',']
 *     assign := key '=' value        key := name ('.' name | '[' int ']')*
 *
 * Keys and strings that come into the tree live in the arena. False with the error's text as
 * strvals words it (without "failed parsing --set data: "); the tree is then half edited.
 */
#ifndef CHELM_CHART_SET_H
#define CHELM_CHART_SET_H

#include "value/val.h"

enum set_kind {
    SET_TYPED,  /* --set: true, null, 12 have their types */
    SET_STRING, /* --set-string */
    SET_FILE,   /* --set-file: the value is the content of the file it names */
    SET_JSON,   /* --set-json: values are JSON; any error */
    SET_LITERAL /* --set-literal: one assignment, its value taken as it is */
};

enum { SET_INDEX_MAX = 65536, SET_DEPTH_MAX = 30 };

/* Reads the file that --set-file names. */
typedef bool set_read_file(struct arena *a, str path, str *ret, str *ret_error);

/* `read` is needed for SET_FILE only. */
bool set_parse(struct arena *a, str text, enum set_kind kind, set_read_file *read, struct map *into,
               str *ret_error);

#endif
