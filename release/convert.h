/* A chart rewritten from one pair of delimiters to the other, and proved to render the same.
 *
 * Which strings of values.yaml are templates only a render can tell: tpl reads its text with the
 * pair of the file that calls it. So the chart is converted and rendered until no more texts of
 * the old pair come to a converted file's tpl, and then its documents are compared with those of
 * the original, with the same release, values, clock and random numbers.
 */
#ifndef CHELM_RELEASE_CONVERT_H
#define CHELM_RELEASE_CONVERT_H

#include "release/render.h"

struct convert_count {
    size_t templates; /* files below templates/ that changed */
    size_t values;    /* strings in values.yaml that changed */
    size_t files;     /* other files that changed, because tpl reads them */
    size_t left;      /* strings in values.yaml that hold actions and stay: nobody read them */
};

struct convert_job {
    struct arena *keep;             /* for results */
    const struct chart_file *files; /* all of the chart's, as read */
    size_t n;
    enum delims to;
    const struct render_options *options; /* env is not used; `delims`: what the chart is in */
    const struct map *user_values;
};

/* Gives the files that change. False after an error: when the chart does not render, cannot be
 * converted, or would render differently. */
bool convert_chart(const struct convert_job *job, struct chart_files *ret,
                   struct convert_count *ret_count, struct diags *diags);

#endif
