/* Going over JSON text without making values of it.
 *
 * A cursor stands before what comes next, blanks included. Functions return false where
 * encoding/json would fail, and where a text is nested deeper than SKIM_DEPTH_MAX; the cursor then
 * means nothing.
 */
#ifndef CHELM_CHART_SCHEMA_SKIM_H
#define CHELM_CHART_SCHEMA_SKIM_H

#include "base/str.h"

enum { SKIM_DEPTH_MAX = 100 };

struct skim {
    const char *at, *end;
    unsigned depth; /* of open objects and arrays */
};

/* The first byte of what comes next, blanks passed over; NUL at the end. */
char skim_peek(struct skim *s);
/* Takes that byte when it is c. */
bool skim_take(struct skim *s, char c);
/* A string; *ret: what stands between its quotes. */
bool skim_string(struct skim *s, str *ret);
/* A string without an escape, of valid UTF-8: one that stands for itself. */
bool skim_plain_string(struct skim *s, str *ret);
bool skim_number(struct skim *s, str *ret);
bool skim_bool(struct skim *s, bool *ret);
/* Any value. */
bool skim_value(struct skim *s);

/* Around the entries of an object or the items of an array: begin with its first byte, then
 * skim_more before each; *ret_more is false once it is closed. */
bool skim_open(struct skim *s, char c);
bool skim_more(struct skim *s, char close, bool *first, bool *ret_more);

#endif
