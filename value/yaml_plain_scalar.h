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

/* What a byte may end or spoil: a plain scalar in its line, or at its start; or it means something
 * in quotes. */
enum { PLAIN_STOP = 1, PLAIN_INDICATOR = 2, PLAIN_SOFT = 4 };

extern const unsigned char plain_classes[256];

static inline bool plain_has_class(char c, unsigned class)
{
    return plain_classes[(unsigned char)c] & class;
}

/* Inline are those that work on each line; they hand the place on in a register, as a way through
 * memory for each step would take most of the time. */

/* An empty plain scalar that begins at s. */
static inline void plain_begin_scalar(const struct plain_reader *r, const char *s,
                                      struct yaml_plain_event *ret)
{
    ret->kind = YAML_PLAIN_SCALAR;
    ret->plain = true;
    ret->flow = ret->kept = false;
    ret->text = STR("");
    ret->begin = ret->end = s;
    ret->line_begin = r->line;
    ret->line = r->number;
}

/* The next two where there is more to see to than usual, from r->at on. */
bool plain_look_for_content(struct plain_reader *r);
bool plain_look_for_line_end(struct plain_reader *r);

/* From s, the start of a line, to the next content. */
static inline bool plain_find_content(struct plain_reader *r, const char *s)
{
    const char *text = plain_skip_spaces(s, r->end);
    if (text == s || text == r->end || *text == '\n' || *text == '#') {
        r->at = s;
        return plain_look_for_content(r);
    }
    r->line = s;
    r->column = text - s;
    r->at = text;
    return true;
}

/* From s, the end of what a line holds, to the next content. */
static inline bool plain_finish_line(struct plain_reader *r, const char *s)
{
    if (s == r->end || *s != '\n') {
        r->at = s;
        return plain_look_for_line_end(r);
    }
    r->number++;
    return plain_find_content(r, s + 1);
}

/* To the next byte that may end a plain scalar or spoil it. */
static inline const char *plain_find_stop(const char *s, const char *end)
{
    for (; end - s >= 4; s += 4) {
        if (plain_has_class(s[0], PLAIN_STOP))
            return s;
        if (plain_has_class(s[1], PLAIN_STOP))
            return s + 1;
        if (plain_has_class(s[2], PLAIN_STOP))
            return s + 2;
        if (plain_has_class(s[3], PLAIN_STOP))
            return s + 3;
    }
    while (s < end && !plain_has_class(*s, PLAIN_STOP))
        s++;
    return s;
}

/* The end of a plain scalar's part that is on this line; NULL for a tab. */
static inline const char *plain_line_part(const char *s, const char *end)
{
    const char *begin = s;
    for (;; s++) {
        s = plain_find_stop(s, end);
        if (s == end || *s == '\n')
            break;
        if (*s == '\t')
            return NULL;
        if (*s == ':' ? plain_is_blank_at(s + 1, end) : s > begin && s[-1] == ' ')
            break;
    }
    while (s > begin && s[-1] == ' ')
        s--;
    return s;
}

bool plain_read_quoted(struct plain_reader *r, struct yaml_plain_event *ret);

/* A scalar that begins at s, or the first line of a plain one; r->at is its end. */
static inline bool plain_read_scalar(struct plain_reader *r, const char *s,
                                     struct yaml_plain_event *ret)
{
    plain_begin_scalar(r, s, ret);
    if (*s == '"' || *s == '\'') {
        r->at = s;
        ret->plain = false;
        return plain_read_quoted(r, ret);
    }
    if (plain_has_class(*s, PLAIN_INDICATOR) ||
        ((*s == '-' || *s == ':') && (plain_is_blank_at(s + 1, r->end) || s[1] == '\t')))
        return false;
    const char *last = plain_line_part(s, r->end);
    if (!last || last == s)
        return false;
    ret->text = str_make(s, (size_t)(last - s));
    ret->end = r->at = last;
    return true;
}

/* Whether nothing more is on the line, or a comment, which needs a blank before it. */
bool plain_at_line_end(const struct plain_reader *r);

/* Goes on with a plain scalar at the next content, which is deeper than its parent. */
bool plain_fold(struct plain_reader *r, struct yaml_plain_event *s, long parent);
/* A literal or folded one; the reader is then at the start of a line. */
bool plain_read_block(struct plain_reader *r, long parent, struct yaml_plain_event *ret);
/* A scalar in brackets; a plain one is on one line. */
bool plain_read_flow_scalar(struct plain_reader *r, struct yaml_plain_event *ret);

#endif
