/* YAML as it is written: nodes with their places, keys in their order, doubled ones kept.
 *
 * For questions that values can't answer: where something stands, whether it was quoted, which key
 * is there twice. Read with the renderer's own reader (value/yaml_reader.h), so that what Helm
 * refuses is refused here. Nodes live in the arena given and never change.
 */
#ifndef CHELM_LINT_YNODE_H
#define CHELM_LINT_YNODE_H

#include "base/source.h"

struct arena;

enum ynode_kind { YNODE_SCALAR, YNODE_MAP, YNODE_LIST, YNODE_ALIAS };

struct ynode;

struct ynode_pair {
    const struct ynode *key, *value;
};

struct ynode {
    enum ynode_kind kind;
    bool plain;            /* SCALAR: without quotes, not a block, no tag */
    bool flow;             /* MAP, LIST: [ ] or { } */
    bool open;             /* while it is being read: an alias to it leads in a circle */
    str text;              /* SCALAR: its value; ALIAS: the anchor's name */
    uint32_t line, column; /* of its first byte: line from 1, runes before it in the line */
    uint32_t end_line, end_column;
    const struct ynode *target; /* ALIAS: what it stands for; NULL when that is unknown */
    struct ynode_pair *pairs;   /* MAP */
    const struct ynode **items; /* LIST */
    uint32_t count, cap;
};

/* The first document of a text; *ret is NULL when it is empty. False when it is no YAML. */
bool ynode_parse(struct arena *a, str text, const struct ynode **ret);

/* What an alias stands for, else the node itself. NULL stays NULL. */
const struct ynode *ynode_resolve(const struct ynode *n);
/* The pair of the map with that key: the last one, which counts. NULL when there is none, or when
 * n is NULL or no map. */
const struct ynode_pair *ynode_pair(const struct ynode *n, str key);
/* Its value, aliases resolved, or NULL. */
const struct ynode *ynode_get(const struct ynode *n, str key);
/* The value at keys joined by dots: metadata.labels. */
const struct ynode *ynode_path(const struct ynode *n, str path);
/* The text of a scalar that is not null; else the empty text. */
str ynode_text(const struct ynode *n);
/* Whether it is absent or null. */
bool ynode_is_null(const struct ynode *n);
/* Whether it is a scalar that YAML 1.1 takes for a string. */
bool ynode_is_string(const struct ynode *n);

/* Bytes from the node's first to behind its last, in the text it was read from. */
struct span ynode_span(struct source *s, struct arena *a, const struct ynode *n);

/* A key that its map has already. */
struct ynode_double {
    const struct ynode *map;
    const struct ynode *first, *again; /* the keys */
    const struct ynode *value;         /* of the second */
};

/* All of them, inner ones before outer, in the order of the text. */
size_t ynode_doubles(struct arena *a, const struct ynode *root, struct ynode_double **ret);

#endif
