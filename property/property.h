/* Properties that hold for every chart, checked on charts that are given (property.c). */
#ifndef CHELM_PROPERTY_PROPERTY_H
#define CHELM_PROPERTY_PROPERTY_H

#include "base/arena.h"
#include "base/buf.h"

struct check {
    struct arena *arena; /* of this check */
    str chart;           /* a folder or archive */
    str values;          /* a file, or empty */
    struct buf faults;   /* a line for each */
    size_t fault_count;
    size_t looked_at; /* runs, leaves, values */
};

/* Notes what does not hold; of many faults the first few are kept. */
void fault(struct check *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The output of a render with source maps is that of one without; the runs of the map cover it
 * without gap; where text of a template is said to stand, it stands; where an action is said to
 * begin, one begins. */
void check_source_map(struct check *c);
/* With two values files and three --set, made from the chart's own values: what is told of each
 * leaf agrees with renders of the values with the first, the first two, ... of them. */
void check_origins(struct check *c);
/* Each value of the chart that the source map says an output was made from: with another value
 * there, the output is another, or there is none (but for a few). */
void check_lineage(struct check *c);

#endif
