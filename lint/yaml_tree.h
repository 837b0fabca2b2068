/* YAML as it was written: every key and value with its place, for findings that point at them.
 *
 * What the values are is for value/yaml_parse.h to say; this tree tells where they stand, how they
 * were quoted, and which keys were written twice. It is made of the events of libyaml, so it is of
 * text that libyaml accepts; of other text it holds what comes before the mistake. Documents after
 * the first are not read.
 */
#ifndef CHELM_LINT_YAML_TREE_H
#define CHELM_LINT_YAML_TREE_H

#include "base/source.h"

struct arena;
struct map;

enum ynode_kind { YNODE_SCALAR, YNODE_LIST, YNODE_MAP, YNODE_ALIAS };

struct yentry;

struct ynode {
    enum ynode_kind kind;
    struct span span;       /* of a scalar with its quotes */
    bool plain;             /* SCALAR: without quotes, not a block, without a tag */
    bool flow;              /* LIST, MAP: in brackets */
    str text;               /* SCALAR: unquoted; ALIAS: the anchor's name */
    struct yentry *entries; /* LIST: with empty keys */
    uint32_t count;
    struct map *index; /* MAP: key → number of the entry that counts (V_INT) */
};

struct yentry {
    str key;
    struct span key_span; /* LIST: empty, where the item begins */
    uint32_t column;      /* of the key, from 0, in characters */
    bool plain_key;       /* MAP: without quotes and tag */
    bool twice;           /* MAP: a later entry has that key, and replaces this one */
    struct ynode *value;
};

/* The root of the first document; NULL when there is none. Never fails. */
const struct ynode *yaml_tree(struct arena *a, str text);
/* The entry that counts for a key of a map (the last one), or NULL: also of NULL and of no map. */
const struct yentry *ynode_find(const struct ynode *n, str key);
/* Its value, or NULL. */
const struct ynode *ynode_get(const struct ynode *n, str key);
/* The value at keys joined by dots: metadata.labels. */
const struct ynode *ynode_path(const struct ynode *n, str path);
/* Whether it is absent or null. */
bool ynode_is_null(const struct ynode *n);
/* The text of a scalar that is not null; else the empty text. */
str ynode_text(const struct ynode *n);
/* Whether it is a scalar that YAML 1.1 takes for a string. */
bool ynode_is_string(const struct ynode *n);

#endif
