/* What the parts of the parser share: the tokens ahead, the error texts, the making of nodes.
 *
 * Internal to parser/. Everything lives in the arena. Functions that can fail put a diagnostic and
 * return false or NULL; whoever reads statements then goes on behind the action.
 */
#ifndef CHELM_PARSER_STATE_H
#define CHELM_PARSER_STATE_H

#include "base/arena.h"
#include "lexer/lexer.h"
#include "parser/names.h"
#include "parser/parser.h"

enum context {
#define CONTEXT(id, text) CTX_##id,
#include "parser/contexts.def"
#undef CONTEXT
    CONTEXT_COUNT
};

/* A definition that is being read, the file being the outermost. Go has a Tree of its own for each,
 * which shows in the line numbers of errors. */
struct unit {
    struct unit *outer;
    uint32_t vars;        /* the first variable that it sees */
    uint32_t range_depth; /* ranges around this point: break and continue ask */
    uint32_t
        action_begin; /* of the action being read, NO_ACTION outside of any: on Go's actionLine */
    uint32_t last_begin; /* of the last token read in it: errors report its line */
};

#define NO_ACTION UINT32_MAX

enum { TOKENS_AHEAD = 3 };

struct parser {
    struct arena *arena;
    struct source *src;
    const struct parse_options *o;
    struct diags *diags;
    struct lexer lexer;
    struct token tokens[TOKENS_AHEAD]; /* as Go's: [0] is the last one read */
    uint32_t ahead;                    /* how many of them come again */
    struct unit *unit;
    struct names vars;
    struct node **pending; /* items of the lists being read, innermost last */
    uint32_t pending_len, pending_cap;
    uint32_t depth;  /* of control structures and parentheses around this point */
    uint32_t errors; /* put so far */
    bool done;       /* the end was reached, or it makes no sense to go on */
};

/* ---- tokens; a pointer is good until the next call ---- */
/* Reads tokens[0] from the text. */
void parser_read(struct parser *p);

static inline const struct token *parser_next(struct parser *p)
{
    if (p->ahead)
        p->ahead--;
    else
        parser_read(p);
    return &p->tokens[p->ahead];
}

static inline const struct token *parser_peek(struct parser *p)
{
    if (p->ahead == 0) {
        parser_read(p);
        p->ahead = 1;
    }
    return &p->tokens[p->ahead - 1];
}

/* Whether a blank comes next that no token was made of yet. */
static inline bool parser_at_space(const struct parser *p)
{
    return !p->ahead && lexer_at_space(&p->lexer);
}

/* Passes a field that comes next and that no token was made of yet; most never become tokens. */
static inline bool parser_take_field(struct parser *p, str *ret)
{
    return !p->ahead && lexer_take_field(&p->lexer, ret);
}

/* Passes such a blank: most never become tokens. */
static inline bool parser_skip_space(struct parser *p)
{
    bool at = parser_at_space(p);
    p->lexer.pos += at;
    return at;
}

/* Skips blanks. */
static inline const struct token *parser_next_item(struct parser *p)
{
    parser_skip_space(p);
    const struct token *t = parser_next(p);
    while (t->kind == TOK_SPACE)
        t = parser_next(p);
    return t;
}

/* The last token comes again. */
static inline void parser_back(struct parser *p)
{
    p->ahead++;
}

/* Drops blanks. */
static inline const struct token *parser_peek_item(struct parser *p)
{
    const struct token *t = parser_next_item(p);
    parser_back(p);
    return t;
}

/* `t`, and what was peeked after it, come again. */
void parser_back_to(struct parser *p, struct token t);
/* `t`, the blank `space` and what was peeked after it come again. */
void parser_back_over(struct parser *p, struct token t, struct token space);
/* Goes on behind the action in which an error was found. */
void parser_recover(struct parser *p);

/* ---- errors: always false ---- */
bool parser_fail(struct parser *p, struct span span, str message);
/* message "name", the name as Go quotes it. */
bool parser_fail_name(struct parser *p, struct span span, const char *message, str name);
bool parser_fail_context(struct parser *p, struct span span, const char *message, enum context c);
bool parser_fail_unexpected(struct parser *p, const struct token *t, enum context c);

/* ---- nodes ---- */
static inline struct node *parser_node(struct parser *p, enum node_kind kind, uint32_t pos,
                                       struct span span)
{
    size_t size = ast_node_size(kind);
    struct node *n = arena_cut(p->arena, size, _Alignof(struct node));
    memset(n, 0, size);
    n->kind = kind;
    n->pos = pos;
    n->span = span;
    return n;
}

void parser_widen(struct parser *p); /* room for one more pending node */
static inline void parser_push(struct parser *p, struct node *n)
{
    if (p->pending_len == p->pending_cap)
        parser_widen(p);
    p->pending[p->pending_len++] = n;
}

/* The nodes pushed since there were `mark` of them, as a list of their own. */
struct node_list parser_take(struct parser *p, uint32_t mark);

#endif
