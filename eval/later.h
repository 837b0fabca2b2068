/* Templates that are parsed and compiled when they run, and forgotten after that.
 *
 * Most files of a chart define nothing for others: their trees and code are needed while they run
 * and never again. So a render that need not report more than Helm's first error (eval.h) looks at
 * once only at what may define templates, and at no more than whether it parses and what it defines
 * (parser/survey.h): a definition is parsed and compiled when it is called. Of a file that runs, only
 * what does run is parsed and compiled (steps.h). Files of one text, of which charts carry many, are
 * parsed and compiled once and kept. A file that does not parse becomes a template that fails:
 * whoever runs it looks for the error in Helm's order.
 *
 * All code is light (code.h), so that nodes can be made in memory that is used again and again.
 */
#ifndef CHELM_EVAL_LATER_H
#define CHELM_EVAL_LATER_H

#include "eval/compile.h"
#include "eval/steps.h"
#include "funcs/func.h"
#include "parser/survey.h"

struct diags;
struct map;
struct template;

/* What all files of one text share. */
struct later_text {
    struct source *source; /* of the file that was parsed, into whose text nodes view */
    enum delims delims;
    uint32_t files; /* how many have it */
    bool is_valid;  /* it parses */
    struct parse_result trees;
    const struct code *code;
};

struct later {
    struct arena *kept;     /* texts of several files */
    struct arena *file;     /* of the file that runs */
    struct arena *nodes;    /* of definitions, until they are compiled */
    struct compiler *steps; /* of the file that runs, whose code is in it */
    struct compiler *definitions;
    struct parse_options options; /* of the file that runs, whose jumps these are */
    struct survey_jumps jumps;
    const struct template *surveyed;
    struct fn_cache functions;
    struct map *texts;     /* text → address of its struct later_text */
    struct template *made; /* in `file`, to be forgotten; linked by `made_before` */
};

/* Whether the text may define templates, with define or block. */
bool later_may_define(str text, enum delims d);

/* The longest text that is to be parsed has that many bytes. */
void later_init(struct later *l, struct arena *kept, size_t longest);
/* The file, which has that source, is one of `l`: its text is counted. */
struct later_text *later_add(struct later *l, const struct source *src, enum delims d);
/* Whether the file's text parses; false: Helm's error is in diags. Where a look over it does not
 * do, the template gets its tree. */
bool later_parse(struct later *l, struct template *t, struct diags *diags);
/* Parses a file with definitions: of their trees, the roots are NULL. False, with Helm's error in
 * diags, when it does not parse. */
bool later_definitions(struct later *l, struct source *src, enum delims d, struct diags *diags,
                       struct parse_result *ret);
/* The code of any template of the render; a failing one if its file's text does not parse. */
const struct code *later_code(struct later *l, struct template *t, enum compile_mode mode);
/* The code of a template that is run as a file, once: perhaps only its first step (steps.h), of the
 * compiler l->steps. */
const struct code *later_begin(struct later *l, struct template *t, enum compile_mode mode);
/* The file is done. What was made for it goes, or is kept with whatever else it made. */
void later_end_file(struct later *l, bool keep);

#endif
