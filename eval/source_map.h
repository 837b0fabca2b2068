/* Where the bytes of an output come from.
 *
 * A map is a list of runs that follow each other without a gap: run i covers the bytes from its
 * `begin` to the next one's, the last one's up to the map's `len`. Text of a template maps byte for
 * byte (`at` is where it stands in its source); what an action prints is one run of that action,
 * except that the output of an include keeps the runs that it had (map_recorder.h).
 *
 * Maps live in the arena they were made with and refer to trees, which must outlive them.
 */
#ifndef CHELM_EVAL_SOURCE_MAP_H
#define CHELM_EVAL_SOURCE_MAP_H

#include "parser/ast.h"

struct arena;
struct lineage;

/* One call of a template on the way to a run: innermost first. */
struct source_call {
    const struct source_call *caller; /* or NULL: called by the file itself */
    const struct tree *tree;          /* the caller's */
    const struct node *node;          /* what calls */
    str name;                         /* of what is called; the text, if it is tpl's */
    bool is_tpl, is_template;         /* neither: include */
};

struct source_run {
    size_t begin;
    const struct tree *tree; /* NULL, in strings only: what the action adds that will print it */
    const struct node *node; /* NODE_TEXT, or the action */
    uint32_t at;             /* NODE_TEXT: where its first byte stands in the source */
    const struct source_call *via;
    const struct source_run *from; /* the action changed an include's output: where that began */
    const struct lineage *values;  /* what of the chart's values it was made from, or NULL */
};

struct source_map {
    struct arena *arena;
    struct source_run *runs;
    size_t count, cap;
    size_t len; /* bytes that are mapped */
};

void source_map_init(struct source_map *m, struct arena *a);
/* The bytes from the map's length up to `end` come from `run`, whose `begin` is set. */
void source_map_add(struct source_map *m, size_t end, struct source_run run);
/* Appends the runs of bytes [from, to) of `inner`; where these have no tree, `fill` stands. */
void source_map_append(struct source_map *m, const struct source_map *inner, size_t from, size_t to,
                       const struct source_run *fill);
/* Forgets everything from byte `len` on. */
void source_map_cut(struct source_map *m, size_t len);
/* The run that covers byte `offset`; NULL when none does. */
const struct source_run *source_map_find(const struct source_map *m, size_t offset);
/* Of `text` every `word` is cut out: the same for its map. As str_replace_all with "". */
struct source_map source_map_without(const struct source_map *m, str text, str word);

/* Where byte `offset`, which the run covers, stands in the source of its tree: exactly for text,
 * else where the action begins. */
uint32_t source_run_origin(const struct source_run *r, size_t offset);
/* The one chain of fields in an action, as written (".Values.a.b"); empty when there is none or
 * when there are several. */
str source_run_path(struct arena *a, const struct source_run *r);

#endif
