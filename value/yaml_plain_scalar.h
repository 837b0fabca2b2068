/* The lines and scalars of plain YAML. Internal to yaml_plain.c.
 *
 * A reader moves forward over the document. Functions that read begin at r->at and leave it behind
 * what they read; false: that is unusual or wrong, and the document is to be given up.
 */
#ifndef CHELM_VALUE_YAML_PLAIN_SCALAR_H
#define CHELM_VALUE_YAML_PLAIN_SCALAR_H

#include "value/yaml_plain.h"

enum { PLAIN_AT_END = -1 }; /* the column of the end of the text */

struct plain_reader {
    struct arena *arena;
    yaml_plain_fn *take;
    void *context;
    const char *at, *end;
    const char *line; /* where the line begins that `at` is in, */
    uint32_t number;  /* and its number */
    long column;      /* of the content that `at` is at the start of */
    unsigned depth;
};

/* A scalar that has been read. */
struct plain_scalar {
    str text;
    const char *begin, *end, *line;
    uint32_t number;
    bool plain;
    bool kept; /* the text is in the arena */
};

static inline const char *plain_skip_spaces(const char *s, const char *end)
{
    while (s < end && *s == ' ')
        s++;
    return s;
}

/* Whether a line ends here, or goes on with a blank. */
static inline bool plain_is_blank_at(const char *s, const char *end)
{
    return s == end || *s == ' ' || *s == '\n';
}

/* An empty one. */
static inline struct plain_scalar plain_scalar_here(const struct plain_reader *r)
{
    return (struct plain_scalar){STR(""), r->at, r->at, r->line, r->number, true, false};
}

/* From the start of a line to the next content. */
bool plain_find_content(struct plain_reader *r);
/* From the end of what a line holds to the next content. */
bool plain_finish_line(struct plain_reader *r);
/* Whether nothing more is on the line, or a comment, which needs a blank before it. */
bool plain_at_line_end(const struct plain_reader *r);

/* A quoted scalar, or the first line of a plain one. */
bool plain_read_scalar(struct plain_reader *r, struct plain_scalar *ret);
/* Goes on with a plain scalar at the next content, which is deeper than its parent. */
bool plain_fold(struct plain_reader *r, struct plain_scalar *s, long parent);
/* A literal or folded one; the reader is then at the start of a line. */
bool plain_read_block(struct plain_reader *r, long parent, struct plain_scalar *ret);
/* A scalar in brackets; a plain one is on one line. */
bool plain_read_flow_scalar(struct plain_reader *r, struct plain_scalar *ret);

#endif
