/* The files of a chart rewritten for the other pair of delimiters, given what tpl is known to read.
 *
 * Templates are converted whole; the strings of values.yaml, the string literals in templates and
 * the chart's other files only where tpl reads them in a file of this chart. Subcharts keep their
 * pair. Internal to convert.h.
 */
#ifndef CHELM_RELEASE_CONVERT_FILES_H
#define CHELM_RELEASE_CONVERT_FILES_H

#include "chart/chart.h"
#include "release/convert.h"
#include "release/tpl_texts.h"

struct convert_plan {
    struct arena *arena;
    const struct chart_file *files;
    size_t n;
    enum delims from, to;
    const struct tpl_texts *texts; /* read when this chart was converted but for them */
    bool by_action;                /* a value counts as read when each of its actions was */
    bool guess_unread;             /* values that were not read, but stand in an action with tpl */
};

/* Fills ret[0..n), counting in *count (which starts as zeroes). False when a file cannot be
 * edited. */
bool convert_files(const struct convert_plan *p, struct chart_file *ret,
                   struct convert_count *count, struct diags *diags);

#endif
