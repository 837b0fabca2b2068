/* Template text from one pair of delimiters to the other: the same template, written differently.
 *
 *     {{ .Values.a }}              << .Values.a >>
 *     {{ "{{ $labels.x }}" }}      {{ $labels.x }}         text that needs no escape any more
 *     <<EOF                        << "<<" >>EOF           text that now needs one
 *
 * Actions and comments keep everything but their delimiters. Pure: text in, text out, in the arena
 * given; the results may be views of the input.
 */
#ifndef CHELM_PARSER_CONVERT_H
#define CHELM_PARSER_CONVERT_H

#include "lexer/delims.h"

struct arena;

struct conversion {
    enum delims from, to;
    bool keep_escapes; /* {{ "{{" }} stays an action: for text that is edited in place */
    /* Whether a string literal, whose value holds `from`'s left delimiter, is itself read as a
     * template (by tpl, with the pair of the file that calls it) and must be converted, too.
     * `in_tpl`: it stands in an action that calls tpl. NULL: none is. */
    bool (*is_template)(void *data, str literal, bool in_tpl);
    void *data;
};

/* Where a delimiter of an action or comment stands. */
struct convert_mark {
    uint32_t at;
    bool right;
};

/* False, with the lexer's words in *ret_error, when the text is no template of the pair. */
bool convert_text(struct arena *a, const struct conversion *c, str text, str *ret, str *ret_error);
/* The delimiters of a template in their order; false as above. */
bool convert_marks(struct arena *a, enum delims from, str text, struct convert_mark **ret,
                   size_t *ret_n, str *ret_error);
/* Whether a template of the pair holds actions or comments: false also when it is none. */
bool convert_has_actions(struct arena *a, enum delims from, str text);

#endif
