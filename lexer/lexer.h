/* Template text to tokens, for both pairs of delimiters. As Go's text/template/parse lexer.
 *
 * The caller owns the struct, the source text (which tokens view) and the arena (which holds the
 * messages of errors). A mistake gives one ERROR token, then EOF for ever, unless the caller asks
 * to go on behind the action with lexer_skip_action. Nothing else fails.
 *
 * Trim markers and comments are dealt with here: the parser sees trimmed text and no comments.
 */
#ifndef CHELM_LEXER_LEXER_H
#define CHELM_LEXER_LEXER_H

#include "lexer/delims.h"
#include "lexer/token.h"

#include <string.h>

struct arena;

struct lexer {
    struct arena *arena;
    str input;
    str left, right; /* delimiters */
    enum delims delims;
    uint32_t pos; /* where the next token is looked for */
    uint32_t paren_depth;
    uint32_t quick; /* in an action, and nothing failed: before this place two bytes are left */
    bool in_action; /* between the delimiters */
    bool failed;    /* an ERROR was given: pos is where the wrong token began */
};

/* Where, before `end`, the first quote, backslash, control character or byte that is not ASCII is:
 * a string up to there stands for itself. */
static inline const char *lexer_skip_plain(const char *p, const char *end)
{
    const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
    for (; end - p >= 8; p += 8) {
        uint64_t w;
        memcpy(&w, p, sizeof w);
        uint64_t quote = w ^ ones * '"', escape = w ^ ones * '\\';
        if ((w | (w - ones * ' ') | (quote - ones) | (escape - ones)) & tops)
            break;
    }
    while (p < end && *p >= ' ' && *p != '"' && *p != '\\')
        p++;
    return p;
}

/* `text` holds less than 4 GiB. */
void lexer_init(struct lexer *l, struct arena *a, str text, enum delims delims);
/* On which line, from 1, a place of the text is: counted anew each time. */
uint32_t lexer_line(const struct lexer *l, uint32_t pos);
/* The next token. */
void lexer_read(struct lexer *l, struct token *ret);
static inline struct token lexer_next(struct lexer *l)
{
    struct token t;
    lexer_read(l, &t);
    return t;
}
/* As lexer_read by the rules one after the other, without the short way for usual tokens: slower,
 * and what that one is compared with. */
void lexer_read_slowly(struct lexer *l, struct token *ret);
/* Whether a blank in an action comes next that would be a SPACE for certain. */
static inline bool lexer_at_space(const struct lexer *l)
{
    const char *at = l->input.s + l->pos;
    return l->pos < l->quick && at[0] == ' ' && at[1] > ' ' && at[1] != '-';
}
/* Passes a FIELD that comes next for certain; its name, without the dot. */
bool lexer_take_field(struct lexer *l, str *ret);
/* Goes on at the action whose left delimiter is there. */
void lexer_go_to(struct lexer *l, uint32_t pos);
/* Goes on behind the right delimiter of the action that the lexer is in (in which it may have
 * failed), or to the end of the text when there is none. */
void lexer_skip_action(struct lexer *l);

/* The tokens of a source, one a line with its place: for --dump=tokens. */
void lexer_dump(struct buf *out, struct source *src, enum delims d);

#endif
