/* A rendered release as `helm template` prints it.
 *
 * Writes text into a buffer; nothing is printed here.
 */
#ifndef CHELM_RELEASE_PRINT_H
#define CHELM_RELEASE_PRINT_H

#include "base/buf.h"
#include "base/diag.h"
#include "release/release.h"

/* A part of the output that is a document, or a part of one. */
struct print_piece {
    size_t at;
    str path, text; /* the text is a view into what was rendered */
};

struct print_pieces {
    struct print_piece *items;
    size_t n, cap;
};

struct print_options {
    bool include_crds;
    bool no_hooks;
    bool skip_tests;      /* leaves out hooks that are tests */
    const str *show_only; /* patterns of template paths, without the chart's name */
    size_t show_only_count;
    struct print_pieces *pieces; /* NULL, or gets them in order */
};

/* A part of the output: a document's text, whose path is given, or what stands around one. */
struct print_part {
    str path; /* empty: not of a document */
    str text; /* never empty */
};

struct print_parts {
    struct print_part *items;
    uint32_t n, cap;
};

/* The whole text in its parts, of which the large ones are views into what was rendered. What
 * show_only and pieces say is not looked at. */
void print_parts(struct arena *a, const struct release *r, const struct print_options *o,
                 struct print_parts *ret);
/* Appends the whole text, or the documents that show_only asks for. False, with an error in
 * `diags`, when a pattern of show_only matches nothing. As cmd/template.go and renderResources. */
bool print_release(struct buf *out, const struct release *r, const struct print_options *o,
                   struct diags *diags);

#endif
