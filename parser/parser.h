/* Template text to trees, by recursive descent, with Go's grammar and Go's error texts.
 *
 * The parser reads the whole file even after an error: it puts one diagnostic for each mistake, the
 * first of them being Helm's (`parse error at (FILE:LINE): MESSAGE`; PARSE_TPL gives Go's raw
 * `template: NAME:LINE: MESSAGE`, which tpl reports), then goes on after the closing delimiter.
 */
#ifndef CHELM_PARSER_PARSER_H
#define CHELM_PARSER_PARSER_H

#include "base/diag.h"
#include "parser/ast.h"

enum {
    /* Parentheses and control structures around any point of a template. Go limits parentheses
     * alone, to 10000; the tree is deeper than it is useful long before, and whoever walks it
     * recurses. */
    PARSE_MAX_DEPTH = 10000,
    /* Errors reported for one file: after so many the parser gives up. */
    PARSE_MAX_ERRORS = 100
};

enum parse_errors {
    PARSE_HELM, /* as Helm's cleanupParseError shows them */
    PARSE_RAW   /* as Go's package gives them */
};

struct parse_options {
    enum delims delims;
    enum parse_errors errors;
    /* Whether a function of that name exists; unknown ones are an error, as in Go. */
    bool (*has_function)(void *data, str name);
    void *data;
};

struct parse_result {
    struct tree *trees; /* in the order in which Go adds them; the file's own tree is among them */
    size_t count;
};

/* Parses `src` (which must outlive the trees) into the arena. The trees are complete only when
 * true is returned; on false at least one error was put and the trees hold what could be read (an
 * action that could not is left out; a control structure has then a pipeline without commands).
 * Two definitions of one name in the file are an error unless one of them is empty, in
 * which case only the other is in the result. */
bool parse_source(struct arena *a, struct source *src, const struct parse_options *o,
                  struct diags *diags, struct parse_result *ret);

/* Reading a text statement by statement, of which a part may be left out. */
struct parse_steps;
struct survey_jumps;

enum parse_step {
    PARSE_STATEMENT, /* *ret: a text, an action, a whole range … */
    PARSE_OPEN,      /* *ret: an IF or WITH without branches: its body comes next, or parse_skip */
    PARSE_CLOSE      /* the branch ends that was being read, with its {{end}}, or the file */
};

/* A text of which survey_source, which made the jumps, said yes with these options, and that
 * defines nothing. The text and what the jumps hold must outlive the steps, which live in `a`. */
struct parse_steps *parse_steps_new(struct arena *a, struct source *src,
                                    const struct parse_options *o,
                                    const struct survey_jumps *jumps);
enum parse_step parse_step(struct parse_steps *s, struct node **ret);
/* Behind PARSE_OPEN, leaves out the body. What comes next: PARSE_STATEMENT: the statements of the
 * else branch; PARSE_OPEN: the else branch is one IF or WITH, *ret, and ends with it; PARSE_CLOSE:
 * there is none. */
enum parse_step parse_skip(struct parse_steps *s, struct node **ret);

/* The root of a tree whose source was parsed without an error before, with these options. Of a
 * {{define}} only its own text is read again. */
struct node *parse_again(struct arena *a, const struct tree *tree, const struct parse_options *o);

#endif
