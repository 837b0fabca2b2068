#include "lexer/token.h"

#include "base/quote.h"
#include "base/utf8.h"

#include <assert.h>

struct kind_row {
    str text;
    bool keyword;
};

static const struct kind_row kinds[] = {
#define TOKEN(id, text)   {STR_INIT(text), false},
#define KEYWORD(id, text) {STR_INIT(text), true},
#include "lexer/tokens.def"
#undef KEYWORD
#undef TOKEN
};

enum { SHOWN_MAX = 10, LONGEST_KEYWORD = 8 };

str token_kind_name(enum token_kind kind)
{
    assert(kind < TOKEN_KIND_COUNT);
    return kinds[kind].text;
}

bool token_is_keyword(enum token_kind kind)
{
    assert(kind < TOKEN_KIND_COUNT);
    return kinds[kind].keyword;
}

/* The only keyword, true or false that a word of this beginning may be. */
static enum token_kind candidate(str word)
{
    switch (word.s[0]) {
    case '.':
        return TOK_DOT;
    case 'b':
        return word.s[1] == 'l' ? TOK_BLOCK : TOK_BREAK;
    case 'c':
        return TOK_CONTINUE;
    case 'd':
        return TOK_DEFINE;
    case 'e':
        return word.s[1] == 'l' ? TOK_ELSE : TOK_END;
    case 'i':
        return TOK_IF;
    case 'n':
        return TOK_NIL;
    case 'r':
        return TOK_RANGE;
    case 't':
        return word.s[1] == 'e' ? TOK_TEMPLATE : TOK_BOOL;
    case 'w':
        return TOK_WITH;
    default:
        return TOK_BOOL;
    }
}

/* Whether a keyword, true or false begins so and is so long: a quick no for most words. */
static bool may_be_keyword(str word)
{
#define LEN(n) 1u << (n)
    static const unsigned short lens[256] = {
        ['.'] = LEN(1),          ['b'] = LEN(5),          ['c'] = LEN(8), ['d'] = LEN(6),
        ['e'] = LEN(3) | LEN(4), ['f'] = LEN(5),          ['i'] = LEN(2), ['n'] = LEN(3),
        ['r'] = LEN(5),          ['t'] = LEN(4) | LEN(8), ['w'] = LEN(4)};
#undef LEN
    return word.len && word.len <= LONGEST_KEYWORD &&
           (lens[(unsigned char)word.s[0]] >> word.len & 1);
}

enum token_kind token_word_kind(str word)
{
    if (!may_be_keyword(word))
        return TOK_IDENT;
    enum token_kind kind = candidate(word);
    if (kind == TOK_BOOL)
        return str_eq(word, STR("true")) || str_eq(word, STR("false")) ? TOK_BOOL : TOK_IDENT;
    return str_eq(word, kinds[kind].text) ? kind : TOK_IDENT;
}

/* The first `n` runes of s. */
static str first_runes(str s, size_t n)
{
    size_t end = 0;
    for (; n && end < s.len; n--) {
        size_t len;
        utf8_decode(str_from(s, end), &len);
        end += len;
    }
    return str_slice(s, 0, end);
}

void token_put(struct buf *out, const struct token *t)
{
    if (t->kind == TOK_EOF) {
        buf_put_str(out, STR("EOF"));
    } else if (t->kind == TOK_ERROR) {
        buf_put_str(out, t->text);
    } else if (token_is_keyword(t->kind)) {
        buf_put_char(out, '<');
        buf_put_str(out, t->text);
        buf_put_char(out, '>');
    } else {
        /* Go asks for the length in bytes, then cuts runes: ten long runes are shown whole. */
        quote_go(out, first_runes(t->text, SHOWN_MAX));
        if (t->text.len > SHOWN_MAX)
            buf_put_str(out, STR("..."));
    }
}
