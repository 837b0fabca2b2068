/* Makes source maps while templates run.
 *
 * Templates that are to be mapped are compiled with COMPILE_MAPPED, whose instructions tell the
 * recorder what they print; other code knows nothing of it. The output of an include is a value
 * like any other until it is printed, perhaps after a few functions. Its map is kept with the
 * string (the address of its bytes): where a function gives a part of it, or indents or quotes it,
 * the map is carried over exactly; for any other function the result has one run, of the action
 * that prints it, with a note of what it was made from.
 *
 * With a table of lineages (lineage.h) each run also tells which of the chart's values its bytes
 * were made from. Internal to eval.
 */
#ifndef CHELM_EVAL_MAP_RECORDER_H
#define CHELM_EVAL_MAP_RECORDER_H

#include "eval/lineage.h"
#include "eval/source_map.h"
#include "eval/vm.h"

struct map_recorder {
    struct source_map out;     /* of vm->out */
    struct map *strings;       /* address and length → struct mapped_string */
    struct lineages *lineages; /* of the values that the templates see, or NULL */
};

struct map_recorder *map_recorder_new(struct arena *a);
/* The calls that led to the frame on top. */
const struct source_call *map_recorder_calls(struct vm *vm);
/* The text node has just been written to vm->out. */
void map_recorder_text(struct vm *vm, const struct node *text);
/* The action has just printed v there. */
void map_recorder_print(struct vm *vm, const struct node *action, val v);
/* vm->out is about to be cut at `from`: what is cut off becomes the string `s`, `strip`ped of every
 * "<no value>". */
void map_recorder_take(struct vm *vm, size_t from, bool strip, str s);
/* The string s, at its address, has this map from now on. */
void map_recorder_remember(struct map_recorder *r, str s, struct source_map map);
/* The map of a string; NULL when none is known. */
const struct source_map *map_recorder_find(const struct map_recorder *r, str s);

#endif
