/* A token of a template: its kind, its text and where it stands.
 *
 * The text of a token is a view of the source; that of an ERROR is a message in the lexer's arena.
 */
#ifndef CHELM_LEXER_TOKEN_H
#define CHELM_LEXER_TOKEN_H

#include "base/source.h"
#include "base/str.h"

enum token_kind {
#define TOKEN(id, text)   TOK_##id,
#define KEYWORD(id, text) TOK_##id,
#include "lexer/tokens.def"
#undef KEYWORD
#undef TOKEN
    TOKEN_KIND_COUNT
};

struct token {
    enum token_kind kind;
    struct span span;
    str text;
    bool plain; /* STRING: each byte between the quotes stands for itself, for certain */
};

struct buf;

/* How dumps name the kind. */
str token_kind_name(enum token_kind kind);
bool token_is_keyword(enum token_kind kind);
/* The kind of a word: a keyword, BOOL or IDENT. */
enum token_kind token_word_kind(str word);
/* The token as errors show it: EOF, <if>, or its text quoted and cut to ten runes. As Go's
 * item.String. */
void token_put(struct buf *out, const struct token *t);

#endif
