#define PCRE2_CODE_UNIT_WIDTH 8

#include "base/regex_pcre.h"

#include "base/utf8.h"

#include <pcre2.h>
#include <stdlib.h>

/* Steps of one attempt; beyond them the automaton is faster. */
enum { MATCH_LIMIT = 20000, HEAP_LIMIT_KIB = 20000 };

struct rx_pcre {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
};

/* ---- translating ---- */

enum { SURROGATE_FIRST = 0xD800, SURROGATE_LAST = 0xDFFF };

static bool is_surrogate(uint32_t r)
{
    return r >= SURROGATE_FIRST && r <= SURROGATE_LAST;
}

static bool is_alnum(uint32_t r)
{
    return (r >= '0' && r <= '9') || (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z');
}

static void put_rune(struct buf *out, uint32_t r)
{
    if (is_surrogate(r)) { /* no valid text has one */
        buf_put_str(out, STR("(?!)"));
    } else if (r < 0x20 || r == 0x7F) {
        buf_put_fmt(out, "\\x{%x}", r);
    } else if (r < 0x80) {
        if (!is_alnum(r))
            buf_put_char(out, '\\');
        buf_put_char(out, (char)r);
    } else {
        out->len += utf8_encode(buf_reserve(out, UTF8_MAX), r);
    }
}

static void put_class(struct buf *out, const struct rune_class *c)
{
    size_t begin = out->len;
    buf_put_char(out, '[');
    for (uint32_t i = 0; i < c->n; i++) {
        uint32_t low = c->range[i].low, high = c->range[i].high;
        if (is_surrogate(low))
            low = SURROGATE_LAST + 1;
        if (is_surrogate(high))
            high = SURROGATE_FIRST - 1;
        if (low < high)
            buf_put_fmt(out, "\\x{%x}-\\x{%x}", low, high);
        else if (low == high)
            buf_put_fmt(out, "\\x{%x}", low);
    }
    if (out->len == begin + 1) {
        out->len = begin;
        buf_put_str(out, STR("(?!)"));
    } else {
        buf_put_char(out, ']');
    }
}

static void put_counts(struct buf *out, const struct rx_node *r)
{
    if (r->min == 0 && r->max == -1)
        buf_put_char(out, '*');
    else if (r->min == 1 && r->max == -1)
        buf_put_char(out, '+');
    else if (r->min == 0 && r->max == 1)
        buf_put_char(out, '?');
    else if (r->max == -1)
        buf_put_fmt(out, "{%d,}", (int)r->min);
    else
        buf_put_fmt(out, "{%d,%d}", (int)r->min, (int)r->max);
    if (r->lazy)
        buf_put_char(out, '?');
}

static void put_node(struct buf *out, const struct rx_node *r);

static void put_wrapped(struct buf *out, const char *open, const struct rx_node *r)
{
    buf_put_str(out, str_from_c(open));
    put_node(out, r);
    buf_put_char(out, ')');
}

static void put_repeat(struct buf *out, const struct rx_node *r)
{
    bool plain = r->sub->op >= RX_RUNE && r->sub->op <= RX_ANY_NOT_NL;
    if (plain || r->sub->op == RX_CAPTURE)
        put_node(out, r->sub);
    else
        put_wrapped(out, "(?:", r->sub);
    put_counts(out, r);
}

static void put_children(struct buf *out, const struct rx_node *first, const char *between)
{
    for (const struct rx_node *s = first; s; s = s->next) {
        bool wrap = s->op == RX_ALTERNATE;
        if (wrap)
            put_wrapped(out, "(?:", s);
        else
            put_node(out, s);
        if (s->next)
            buf_put_str(out, str_from_c(between));
    }
}

/* Depth is that of the tree, which regex_parse bounds. */
static void put_node(struct buf *out, const struct rx_node *r)
{
    static const char *const symbols[] = {
        [RX_EMPTY] = "(?:)",   [RX_ANY] = "(?s:.)",        [RX_ANY_NOT_NL] = "[^\\n]",
        [RX_BEGIN_LINE] = "^", [RX_END_LINE] = "$",        [RX_BEGIN_TEXT] = "\\A",
        [RX_END_TEXT] = "\\z", [RX_WORD_BOUNDARY] = "\\b", [RX_NOT_WORD_BOUNDARY] = "\\B"};
    switch (r->op) {
    case RX_RUNE:
        put_rune(out, r->rune);
        return;
    case RX_CLASS:
        put_class(out, r->class);
        return;
    case RX_CAPTURE:
        put_wrapped(out, "(", r->sub);
        return;
    case RX_REPEAT:
        put_repeat(out, r);
        return;
    case RX_CONCAT:
        put_children(out, r->sub, "");
        return;
    case RX_ALTERNATE:
        put_children(out, r->sub, "|");
        return;
    default:
        buf_put_str(out, str_from_c(symbols[r->op]));
        return;
    }
}

void pcre_put_pattern(struct buf *out, const struct rx_node *root)
{
    put_node(out, root);
}

/* ---- matching ---- */

static pcre2_code *compile(str pattern)
{
    /* Multi-line: '^' and '$' stand for lines only, the text's ends are \A and \z. A line may begin
     * at the very end of the text. */
    uint32_t options = PCRE2_UTF | PCRE2_MULTILINE | PCRE2_ALT_CIRCUMFLEX | PCRE2_NEVER_BACKSLASH_C;
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (!context)
        return NULL;
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    int error;
    PCRE2_SIZE offset;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern.s, pattern.len, options, &error, &offset, context);
    pcre2_compile_context_free(context);
    return code;
}

struct rx_pcre *pcre_new(struct arena *scratch, const struct rx_tree *tree)
{
    struct buf b;
    buf_init(&b, scratch);
    put_node(&b, tree->root);
    pcre2_code *code = compile(buf_str(&b));
    if (!code)
        return NULL;
    struct rx_pcre *p = malloc(sizeof *p);
    if (!p) {
        pcre2_code_free(code);
        return NULL;
    }
    p->code = code;
    p->data = pcre2_match_data_create_from_pattern(code, NULL);
    p->context = pcre2_match_context_create(NULL);
    if (!p->data || !p->context) {
        pcre_free(p);
        return NULL;
    }
    pcre2_set_match_limit(p->context, MATCH_LIMIT);
    pcre2_set_heap_limit(p->context, HEAP_LIMIT_KIB);
    return p;
}

void pcre_free(struct rx_pcre *p)
{
    if (!p)
        return;
    pcre2_match_context_free(p->context);
    pcre2_match_data_free(p->data);
    pcre2_code_free(p->code);
    free(p);
}

enum pcre_answer pcre_find(struct rx_pcre *p, str text, size_t from, size_t *caps, size_t ncap)
{
    PCRE2_SPTR s = (PCRE2_SPTR)(text.s ? text.s : "");
    int n = pcre2_match(p->code, s, text.len, from, PCRE2_NO_UTF_CHECK, p->data, p->context);
    if (n == PCRE2_ERROR_NOMATCH)
        return PCRE_NO;
    if (n < 0)
        return PCRE_GAVE_UP;
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(p->data);
    size_t have = 2 * (size_t)pcre2_get_ovector_count(p->data);
    for (size_t i = 0; i < ncap; i++)
        caps[i] = i < have && at[i] != PCRE2_UNSET ? at[i] : SIZE_MAX;
    return PCRE_YES;
}
