#include "base/arena.h"
#include "base/buf.h"
#include "base/quote.h"
#include "lexer/lexer.h"

static void put_line(struct buf *out, struct source *src, const struct token *t)
{
    struct position p = source_position(src, out->arena, t->span.begin);
    buf_put_fmt(out, "%u:%u\t", (unsigned)p.line, (unsigned)p.column);
    buf_put_str(out, token_kind_name(t->kind));
    if (t->kind == TOK_ERROR) {
        buf_put_char(out, '\t');
        buf_put_str(out, t->text);
    } else if (t->kind != TOK_EOF && !token_is_keyword(t->kind)) {
        buf_put_char(out, '\t');
        quote_go(out, t->text);
    }
    buf_put_char(out, '\n');
}

/* After so many, going on only costs time: each looks for its end through the whole text. */
enum { MAX_ERRORS = 100 };

void lexer_dump(struct buf *out, struct source *src, enum delims d)
{
    struct lexer l;
    lexer_init(&l, out->arena, src->text, d);
    struct token t;
    unsigned errors = 0;
    do {
        t = lexer_next(&l);
        put_line(out, src, &t);
        if (t.kind == TOK_ERROR && ++errors < MAX_ERRORS)
            lexer_skip_action(&l);
    } while (t.kind != TOK_EOF);
}
