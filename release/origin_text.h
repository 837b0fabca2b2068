/* Sources of values in words: values.yaml:6:8, --set image.tag=v9. */
#ifndef CHELM_RELEASE_ORIGIN_TEXT_H
#define CHELM_RELEASE_ORIGIN_TEXT_H

#include "base/buf.h"
#include "chart/origins.h"

/* "--set" */
str origin_option_name(enum value_kind kind);
/* Whether the source is a file, not the text of an option. */
bool origin_is_file(const struct origin_source *s);
/* The source, with line and column unless line is 0. */
void origin_put_place(struct buf *out, const struct origin_source *s, uint32_t line,
                      uint32_t column);
/* The value as JSON on one line; null for what JSON has not. */
void origin_put_json(struct buf *out, val v);
/* What was written since `from` is cut to about `max` bytes. */
void origin_cut(struct buf *out, size_t from, size_t max);
/* The same as origin_put_json, cut to about 60 bytes. */
void origin_put_short(struct buf *out, val v);

#endif
