/* Plain YAML, read many times faster than by a parser of all of it.
 *
 * Almost all values, charts and manifests use a small part of YAML: block maps and lists, plain,
 * quoted and block scalars, lists and maps in brackets. That part is read here, in one pass
 * over the bytes. Whatever is unusual (anchors, tags, merge keys, tabs, "? ", more documents) and
 * all that is wrong is left to value/yaml_reader.h: nothing is refused here. What is read gives the
 * events of libyaml, with their places.
 */
#ifndef CHELM_VALUE_YAML_PLAIN_H
#define CHELM_VALUE_YAML_PLAIN_H

#include "base/str.h"

struct arena;

enum yaml_plain_kind { YAML_PLAIN_MAP, YAML_PLAIN_LIST, YAML_PLAIN_END, YAML_PLAIN_SCALAR };

struct yaml_plain_event {
    enum yaml_plain_kind kind;
    bool plain;             /* SCALAR: without quotes, no block */
    bool flow;              /* MAP, LIST: in brackets */
    bool kept;              /* SCALAR: the text is in the arena, else a view of the document */
    str text;               /* SCALAR */
    const char *begin;      /* of its bytes in the document; of END: where the next thing begins */
    const char *end;        /* of MAP and LIST: the same as begin */
    const char *line_begin; /* of the line that `begin` is in, */
    uint32_t line;          /* and its number, from 0 */
};

/* Takes an event, which is gone afterwards; false ends the reading: yaml_plain_read is then
 * false, too. */
typedef bool yaml_plain_fn(void *context, const struct yaml_plain_event *e);

/* Reads a document's events. True: it is plain, all of it was told, and libyaml would have told the
 * same; no event means an empty document. False: forget what was told, ask the reader. Texts that
 * are no piece of the document live in the arena; where `a` is NULL they are not made: a scalar
 * that is `kept` is then empty. */
bool yaml_plain_read(struct arena *a, str text, yaml_plain_fn *take, void *context);

/* The column of a place, from 0, in characters. */
size_t yaml_plain_column(const char *line_begin, const char *at);

/* Whether the reader of YAML takes all bytes, and none but '\n' ends a line. */
bool yaml_plain_bytes(str s);

#endif
