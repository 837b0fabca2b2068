/* YAML text as a stream of libyaml's events, with the verdicts of go-yaml v2 where they differ.
 *
 * Go's scanner is a port of an older libyaml. What the installed one accepts and Go's does not is
 * refused here, with Go's text; what it refuses and Go's accepts is rewritten in the input before
 * another attempt. So a reading is a loop: open, take events until the end or until a step
 * answers YAML_STEP_RETRY, in which case everything built is thrown away and a reader is opened
 * again on the same input. The number of attempts is bounded.
 *
 * The reader owns libyaml's memory and gives it back when closed, or with the arena when control
 * left by its trap.
 */
#ifndef CHELM_VALUE_YAML_READER_H
#define CHELM_VALUE_YAML_READER_H

#include "base/str.h"

#include <yaml.h>

enum yaml_step { YAML_STEP_OK, YAML_STEP_FAILED, YAML_STEP_RETRY };

/* A text and what earlier attempts found out about it. */
struct yaml_input {
    struct arena *arena;
    str text;
    bool utf16;
    bool small_reads; /* read ahead no further than Go does */
    size_t work;      /* bytes read in all attempts */
    /* Private runes that stand for other text, 0 for none; scalars get the text back: */
    uint32_t bom;   /* U+FEFF inside the text */
    uint32_t slash; /* the '/' of a "\\/" */
    uint32_t colon; /* the ':' in front of an indicator in flow context */
};

struct yaml_reader;

/* `text` must live as long as the arena. */
void yaml_input_init(struct yaml_input *in, struct arena *a, str text);

struct yaml_reader *yaml_reader_open(struct yaml_input *in);
void yaml_reader_close(struct yaml_reader *r);

/* The next event, valid until the next call. After YAML_STEP_FAILED yaml_reader_error tells why. */
enum yaml_step yaml_reader_next(struct yaml_reader *r, const yaml_event_t **ret);
/* "yaml: line 2: did not find expected key" */
str yaml_reader_error(const struct yaml_reader *r);

/* The line of the first byte `c` from a mark on, which is not before the last event's. */
size_t yaml_reader_find_line(struct yaml_reader *r, const yaml_mark_t *from, char c);

/* Whether `c` is the next byte but blanks, from a mark on that is not before the last event's. */
bool yaml_reader_sees(struct yaml_reader *r, const yaml_mark_t *from, char c);

/* How many brackets or braces open from a mark on, blanks aside: at most `n`, and the line of the
 * last of them. libyaml takes the square of their number to read them. */
uint32_t yaml_reader_count_openers(struct yaml_reader *r, const yaml_mark_t *from, uint32_t n,
                                   size_t *ret_line);

/* Where Go's parser stops at an event that libyaml lets pass: `line` and `context_line` are those
 * of libyaml's marks, `scanner` whether it is Go's scanner that objects. Gives YAML_STEP_FAILED. */
enum yaml_step yaml_reader_fail(struct yaml_reader *r, bool scanner, const char *problem,
                                size_t line, size_t context_line);

#endif
