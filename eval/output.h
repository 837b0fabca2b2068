/* What templates print: the end of the VM's buffer that the frame on top writes. Internal to eval.
 *
 * An include's output, and what functions such as nindent make of it, is left where it was written
 * when it is printed right away; only where it is to be a value is it cut off and copied. The
 * output of a file stays in the buffer's memory, too: the next file's begins behind it.
 */
#ifndef CHELM_EVAL_OUTPUT_H
#define CHELM_EVAL_OUTPUT_H

#include "eval/vm.h"

/* How the lines of a printed text are to be indented. */
enum output_form {
    OUTPUT_AS_IS,
    OUTPUT_INDENT, /* as `indent N` makes it of the text */
    OUTPUT_NINDENT
};

enum { OUTPUT_WIDTH_MAX = 1000 }; /* of what is printed so */

/* Prints a value as an action does; nil is no value. */
void output_print(struct vm *vm, val v);
/* Prints what toYaml makes of the value: nothing when it fails. */
void output_yaml(struct vm *vm, val v, enum output_form form, uint32_t width);
/* Indents what was written since `from`. */
void output_indent(struct vm *vm, size_t from, enum output_form form, uint32_t width);
/* Takes every "<no value>" out of what was written since `from`, as Helm does with the output of a
 * file and of tpl. */
void output_strip(struct vm *vm, size_t from);
/* The same of a text that was not written. */
str output_stripped(struct vm *vm, str s);
/* Cuts what was written since `from` off, as a string of its own; `strip`: without "<no value>". */
str output_cut(struct vm *vm, size_t from, bool strip);
/* All that was written, which nothing changes any more; the output is empty after that. */
str output_end(struct vm *vm);

#endif
