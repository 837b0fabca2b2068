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
    struct arena *arena; /* for texts that are no piece of the document; NULL: they are not made */
    yaml_plain_fn *take;
    void *context;
    const char *at, *end;
    const char *line; /* where the line begins that `at` is in, */
    uint32_t number;  /* and its number */
    long column;      /* of the content that `at` is at the start of */
    unsigned depth;
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

/* An empty plain scalar that begins here. */
static inline void plain_begin_scalar(const struct plain_reader *r, struct yaml_plain_event *ret)
{
    ret->kind = YAML_PLAIN_SCALAR;
    ret->plain = true;
    ret->flow = ret->kept = false;
    ret->text = STR("");
    ret->begin = ret->end = r->at;
    ret->line_begin = r->line;
    ret->line = r->number;
}

/* The next two where there is more to see to than usual. */
bool plain_look_for_content(struct plain_reader *r);
bool plain_look_for_line_end(struct plain_reader *r);

/* From the start of a line to the next content. */
static inline bool plain_find_content(struct plain_reader *r)
{
    const char *s = plain_skip_spaces(r->at, r->end);
    if (s == r->at || s == r->end || *s == '\n' || *s == '#')
        return plain_look_for_content(r);
    r->line = r->at;
    r->column = s - r->at;
    r->at = s;
    return true;
}

/* From the end of what a line holds to the next content. */
static inline bool plain_finish_line(struct plain_reader *r)
{
    if (r->at == r->end || *r->at != '\n')
        return plain_look_for_line_end(r);
    r->at++;
    r->number++;
    return plain_find_content(r);
}

/* Whether nothing more is on the line, or a comment, which needs a blank before it. */
bool plain_at_line_end(const struct plain_reader *r);

/* A quoted scalar, or the first line of a plain one. */
bool plain_read_scalar(struct plain_reader *r, struct yaml_plain_event *ret);
/* Goes on with a plain scalar at the next content, which is deeper than its parent. */
bool plain_fold(struct plain_reader *r, struct yaml_plain_event *s, long parent);
/* A literal or folded one; the reader is then at the start of a line. */
bool plain_read_block(struct plain_reader *r, long parent, struct yaml_plain_event *ret);
/* A scalar in brackets; a plain one is on one line. */
bool plain_read_flow_scalar(struct plain_reader *r, struct yaml_plain_event *ret);

#endif
