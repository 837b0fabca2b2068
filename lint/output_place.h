/* Where in the chart a place of rendered text comes from. */
#ifndef CHELM_LINT_OUTPUT_PLACE_H
#define CHELM_LINT_OUTPUT_PLACE_H

#include "eval/eval.h"
#include "lint/project.h"

struct output_place {
    struct lint_file *file;  /* the template that the output is of; NULL: not of this project */
    struct span span;        /* text: the byte itself; else the action that printed it */
    struct lint_file *inner; /* what the action called, in the end; NULL: nothing */
    struct span inner_span;
};

/* The template file of that whole name (chart/templates/x.yaml), or NULL. */
struct lint_file *output_file(const struct lint_project *p, str name);
/* `f` was rendered with a source map; at is a byte of its output. */
struct output_place output_place(const struct lint_project *p, const struct template_file *f,
                                 size_t at);

#endif
