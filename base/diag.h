/* What went wrong, or is worth saying: collected in order, printed by the programs only.
 *
 * Functions that can fail take a `struct diags *` as their context, put one diagnostic of severity
 * DIAG_ERROR there and return false (or NULL); callers pass that on unchanged. `text` is the whole
 * message in Helm's own words, without the leading "Error: ". Warnings that Helm logs are put
 * as DIAG_INFO or DIAG_WARN, their text in Go's slog form without time (`level=INFO msg="…"`).
 * All memory is the arena's of the collection.
 */
#ifndef CHELM_BASE_DIAG_H
#define CHELM_BASE_DIAG_H

#include "base/source.h"

#include <stdarg.h>

enum diag_severity { DIAG_INFO, DIAG_WARN, DIAG_ERROR, DIAG_DEBUG };

/* A place on the way to the error. */
struct diag_frame {
    struct source *source;
    struct span span;
    str what; /* the call that stands there: include "x"; empty: where it went wrong */
};

/* A line of the rendered text, for errors about it. */
struct diag_line {
    uint32_t number; /* in its document, from 1 */
    str text;
    str origin;  /* the template's file and line, and how they were reached */
    bool marked; /* this is the bad one */
};

/* A value of the chart that has to do with an error. */
struct diag_value {
    str path;     /* as for --explain, below the values that the templates of the chart see */
    bool missing; /* it is null, or not there */
};

struct diag {
    enum diag_severity severity;
    str text;
    struct source *source; /* may be NULL: no place */
    struct span span;
    str note;       /* our own advice, one line, printed behind Helm's words; empty: none */
    bool rendering; /* Helm adds "Use --debug flag to render out invalid YAML" */
    str code;       /* CH102: stays the same between versions (error_code.h); empty: by the text */
    struct diag_frame *frames; /* innermost first; none: source and span are all that is known */
    size_t frame_count;
    struct diag_line *lines;
    size_t line_count;
    str *notes; /* what may help, a line each */
    size_t note_count;
    struct diag_value *values; /* of the chart of the outermost frame's file */
    size_t value_count;
    struct diag *next;
};

struct diags {
    struct arena *arena;
    struct diag *first, *last;
    uint32_t errors;
    bool keep_going; /* who can go on behind an error, does: there may be several, Helm's first */
};

void diags_init(struct diags *d, struct arena *a);
/* Appends a diagnostic; the result may be completed (place, rendering) by the caller. */
struct diag *diag_put(struct diags *d, enum diag_severity severity, str text);
/* Appends an error without a place. Always returns false, so that it can end a function. */
bool diag_error(struct diags *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Adds a note. */
void diag_note(struct diags *d, struct diag *g, str note);
/* Of the errors behind `before` (NULL: of all) drops every one but the first. */
void diag_keep_first(struct diags *d, struct diag *before);
/* The newest error, or NULL. */
const struct diag *diag_last_error(const struct diags *d);

#endif
