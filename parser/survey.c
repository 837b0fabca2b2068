#include "parser/survey.h"

#include "base/arena.h"
#include "base/unicode.h"
#include "lexer/lexer.h"
#include "parser/names.h"

#include <string.h>

enum { MAX_PARENS = 64, MAX_OPEN = 256, MAX_DIGITS = 18 };

/* A control structure or definition that is open. */
struct open {
    enum token_kind kind; /* IF, RANGE, WITH, DEFINE */
    bool in_else, chained;
    uint32_t vars; /* that it leaves behind */
    uint32_t jump; /* 1 + the number of that whose next is not known yet, or 0 */
};

struct survey {
    struct arena *arena;
    const struct parse_options *o;
    struct source *src;
    const char *p, *end; /* what comes next; behind the text */
    char left, right;    /* either delimiter is this character twice */
    bool declares;       /* the pipeline that was read last */
    struct open open[MAX_OPEN];
    uint32_t depth, ranges;
    struct names vars, defined;
    uint32_t unit; /* the first variable that the definition sees */
    struct tree *trees;
    uint32_t tree_cap;
    uint32_t begin; /* of the action */
    bool wants_jumps;
    struct survey_jumps jumps;
    struct tree define;                  /* being read */
    bool file_is_empty, define_is_empty; /* so far */
};

/* ---- bytes ---- */

/* What a byte may be: of a name, a blank, a digit. */
enum { W = 1, B = 2, D = 4 };

/* clang-format off */
static const unsigned char classes[256] = {
    ['\t'] = B, ['\n'] = B, ['\r'] = B, [' '] = B, ['_'] = W,
    ['0'] = W | D, ['1'] = W | D, ['2'] = W | D, ['3'] = W | D, ['4'] = W | D,
    ['5'] = W | D, ['6'] = W | D, ['7'] = W | D, ['8'] = W | D, ['9'] = W | D,
    ['A'] = W, ['B'] = W, ['C'] = W, ['D'] = W, ['E'] = W, ['F'] = W, ['G'] = W, ['H'] = W,
    ['I'] = W, ['J'] = W, ['K'] = W, ['L'] = W, ['M'] = W, ['N'] = W, ['O'] = W, ['P'] = W,
    ['Q'] = W, ['R'] = W, ['S'] = W, ['T'] = W, ['U'] = W, ['V'] = W, ['W'] = W, ['X'] = W,
    ['Y'] = W, ['Z'] = W,
    ['a'] = W, ['b'] = W, ['c'] = W, ['d'] = W, ['e'] = W, ['f'] = W, ['g'] = W, ['h'] = W,
    ['i'] = W, ['j'] = W, ['k'] = W, ['l'] = W, ['m'] = W, ['n'] = W, ['o'] = W, ['p'] = W,
    ['q'] = W, ['r'] = W, ['s'] = W, ['t'] = W, ['u'] = W, ['v'] = W, ['w'] = W, ['x'] = W,
    ['y'] = W, ['z'] = W,
};
/* clang-format on */

static bool is_a(char c, unsigned what)
{
    return (classes[(unsigned char)c] & what) != 0;
}

/* The byte n places further on, NUL behind the end: no rule takes that for anything. */
static char peek(const struct survey *s, size_t n)
{
    return (size_t)(s->end - s->p) > n ? s->p[n] : '\0';
}

static const char *skip(const char *p, const char *end, unsigned what)
{
    while (p < end && is_a(*p, what))
        p++;
    return p;
}

static void skip_blanks(struct survey *s)
{
    s->p = skip(s->p, s->end, B);
}

static bool at_right(const struct survey *s, size_t n)
{
    return peek(s, n) == s->right && peek(s, n + 1) == s->right;
}

/* Whether the action ends here, perhaps with a trim marker, in front of which a blank was read. */
static bool at_end(const struct survey *s)
{
    return at_right(s, 0) || (peek(s, 0) == '-' && at_right(s, 1) && is_a(s->p[-1], B));
}

static bool end_action(struct survey *s)
{
    skip_blanks(s);
    if (!at_end(s))
        return false;
    s->p += *s->p == '-' ? 3 : 2;
    return true;
}

/* A name's bytes, at least one, that begin with none of a digit. */
static bool name(struct survey *s, str *ret)
{
    const char *from = s->p;
    if (!is_a(peek(s, 0), W) || is_a(*from, D))
        return false;
    s->p = skip(from, s->end, W);
    *ret = str_make(from, (size_t)(s->p - from));
    return true;
}

/* ---- operands ---- */

static bool pipeline(struct survey *s, unsigned parens);

/* Whether an operand may end here. */
static bool operand_ends(const struct survey *s)
{
    char c = peek(s, 0);
    return is_a(c, B) || c == ')' || c == '|' || at_right(s, 0);
}

/* Fields that follow directly. */
static bool fields(struct survey *s)
{
    str unused;
    while (peek(s, 0) == '.') {
        s->p++;
        if (!name(s, &unused))
            return false;
    }
    return operand_ends(s);
}

static bool variable(struct survey *s)
{
    const char *from = s->p;
    s->p = skip(from + 1, s->end, W);
    str text = str_make(from, (size_t)(s->p - from));
    return names_find(&s->vars, s->unit, text) != NAMES_NONE && fields(s);
}

/* A string in double quotes; its text, if it is plain. */
static bool string(struct survey *s, str *ret)
{
    static const char escapes[] = "abfnrtv\\\"";
    const char *from = s->p + 1, *end = s->end, *p = lexer_skip_plain(from, end);
    *ret = (str){0};
    if (p < end && *p == '"') {
        *ret = str_make(from, (size_t)(p - from));
        s->p = p + 1;
        return true;
    }
    for (; p < end && *p != '"'; p++)
        if (*p == '\n' || (*p == '\\' && (++p == end || !*p || !strchr(escapes, *p))))
            return false;
    s->p = p + 1;
    return p < end;
}

static bool raw_string(struct survey *s)
{
    const char *close = memchr(s->p + 1, '`', (size_t)(s->end - s->p - 1));
    if (!close)
        return false;
    s->p = close + 1;
    return true;
}

/* A whole number that is written in the plain way. */
static bool number(struct survey *s)
{
    s->p += *s->p == '-';
    if (!is_a(peek(s, 0), D) || (*s->p == '0' && is_a(peek(s, 1), W)))
        return false;
    const char *from = s->p;
    s->p = skip(from, s->end, D);
    return s->p - from <= MAX_DIGITS;
}

static bool word(struct survey *s, bool *ret_constant)
{
    str text;
    if (!name(s, &text))
        return false;
    enum token_kind kind = token_word_kind(text);
    *ret_constant = kind != TOK_IDENT;
    if (kind == TOK_IDENT)
        return s->o->has_function(s->o->data, text);
    return kind == TOK_BOOL || kind == TOK_NIL;
}

/* What cannot be given a piped value is a constant. */
static bool operand(struct survey *s, unsigned parens, bool *ret_constant)
{
    str unused;
    *ret_constant = false;
    switch (peek(s, 0)) {
    case '.':
        if (is_a(peek(s, 1), W))
            return fields(s);
        s->p++;
        *ret_constant = true;
        break;
    case '$':
        return variable(s);
    case '(':
        s->p++;
        if (parens == MAX_PARENS || !pipeline(s, parens + 1) || peek(s, 0) != ')')
            return false;
        s->p++;
        return fields(s);
    case '"':
        *ret_constant = true;
        if (!string(s, &unused))
            return false;
        break;
    case '`':
        *ret_constant = true;
        if (!raw_string(s))
            return false;
        break;
    default:
        if (is_a(peek(s, 0), D) || (peek(s, 0) == '-' && is_a(peek(s, 1), D))) {
            *ret_constant = true;
            if (!number(s))
                return false;
        } else if (!word(s, ret_constant)) {
            return false;
        }
    }
    return operand_ends(s);
}

/* ---- pipelines ---- */

/* Up to what ends it, which is not passed: a pipe, a parenthesis, the action's end. */
static bool command(struct survey *s, unsigned parens, bool is_piped)
{
    bool constant;
    if (!operand(s, parens, &constant) || (constant && is_piped))
        return false;
    for (;;) {
        skip_blanks(s);
        char c = peek(s, 0);
        if (c == '|' || c == ')' || at_end(s))
            return true;
        if (!operand(s, parens, &constant))
            return false;
    }
}

/* The same of a pipeline, behind declarations. */
static bool pipeline(struct survey *s, unsigned parens)
{
    for (bool is_piped = false;; is_piped = true) {
        skip_blanks(s);
        if (!command(s, parens, is_piped))
            return false;
        if (*s->p != '|')
            return (*s->p == ')') == (parens > 0);
        s->p++;
    }
}

/* $x, if no more than a blank is behind it; else empty, and nothing is passed. */
static str declared(struct survey *s)
{
    const char *from = s->p;
    if (peek(s, 0) != '$' || !is_a(peek(s, 1), W) || is_a(peek(s, 1), D))
        return (str){0};
    s->p = skip(from + 1, s->end, W);
    return str_make(from, (size_t)(s->p - from));
}

static bool takes(struct survey *s, const char *text)
{
    size_t n = strlen(text);
    if ((size_t)(s->end - s->p) < n || memcmp(s->p, text, n) != 0)
        return false;
    s->p += n;
    return true;
}

/* $x := or $x = in front of a pipeline, or $k, $v := of a range. Other pipelines may begin with a
 * variable, too: then nothing is passed. */
static bool declarations(struct survey *s, bool is_range)
{
    const char *from = s->p;
    str first = declared(s), second = {0};
    skip_blanks(s);
    if (first.len && is_range && takes(s, ",")) {
        skip_blanks(s);
        second = declared(s);
        skip_blanks(s);
        if (!second.len || !takes(s, ":= "))
            return false;
    } else if (!first.len || !(takes(s, ":= ") || (is_a(s->p[-1], B) && takes(s, "= ")))) {
        s->p = from;
        return true;
    }
    names_put(&s->vars, first);
    if (second.len)
        names_put(&s->vars, second);
    return true;
}

static bool header(struct survey *s, bool is_range)
{
    skip_blanks(s);
    return declarations(s, is_range) && pipeline(s, 0) && end_action(s);
}

/* ---- actions ---- */

static bool push(struct survey *s, enum token_kind kind, bool chained)
{
    if (s->depth == MAX_OPEN)
        return false;
    s->open[s->depth++] = (struct open){.kind = kind, .chained = chained, .vars = s->vars.len};
    return true;
}

/* From the action that is being read. */
static void begin_jump(struct survey *s, struct open *o)
{
    struct survey_jumps *j = &s->jumps;
    if (!s->wants_jumps)
        return;
    j->items = arena_room(s->arena, j->items, j->len, &j->cap, sizeof *j->items);
    j->items[j->len++] = (struct survey_jump){s->begin, 0};
    o->jump = j->len;
}

/* To the action that is being read. */
static void end_jump(struct survey *s, struct open *o)
{
    if (o->jump)
        s->jumps.items[o->jump - 1].next = s->begin;
    o->jump = 0;
}

static bool open_control(struct survey *s, enum token_kind kind, bool chained)
{
    if (!push(s, kind, chained))
        return false;
    begin_jump(s, &s->open[s->depth - 1]);
    if (!header(s, kind == TOK_RANGE))
        return false;
    s->ranges += kind == TOK_RANGE;
    return true;
}

static bool on_else(struct survey *s)
{
    struct open *o = s->depth ? &s->open[s->depth - 1] : NULL;
    if (!o || o->kind == TOK_DEFINE || o->in_else)
        return false;
    o->in_else = true;
    s->ranges -= o->kind == TOK_RANGE;
    end_jump(s, o);
    if (end_action(s)) {
        begin_jump(s, o);
        return true;
    }
    str text;
    if (!is_a(s->p[-1], B) || !name(s, &text) || !operand_ends(s) ||
        token_word_kind(text) != o->kind || o->kind == TOK_RANGE)
        return false;
    return open_control(s, o->kind, true);
}

static bool add_tree(struct survey *s, struct tree tree)
{
    if (names_find(&s->defined, 0, tree.name) != NAMES_NONE)
        return false;
    uint32_t i = s->defined.len;
    s->trees = arena_room(s->arena, s->trees, i, &s->tree_cap, sizeof *s->trees);
    names_put(&s->defined, tree.name);
    s->trees[i] = tree;
    return true;
}

static bool on_end(struct survey *s)
{
    if (!end_action(s) || !s->depth)
        return false;
    bool chained = true;
    while (chained) {
        struct open *o = &s->open[--s->depth];
        end_jump(s, o);
        s->ranges -= o->kind == TOK_RANGE && !o->in_else;
        names_cut(&s->vars, o->vars);
        chained = o->chained;
        if (o->kind != TOK_DEFINE)
            continue;
        s->unit = 0;
        s->define.is_empty = s->define_is_empty;
        return add_tree(s, s->define);
    }
    return true;
}

static bool quoted_name(struct survey *s, str *ret)
{
    skip_blanks(s);
    return peek(s, 0) == '"' && string(s, ret) && ret->len;
}

static bool on_define(struct survey *s)
{
    s->define = (struct tree){.source = s->src, .delims = s->o->delims, .begin = s->begin};
    s->define_is_empty = true;
    if (s->depth || !push(s, TOK_DEFINE, false) || !quoted_name(s, &s->define.name))
        return false;
    s->unit = s->vars.len;
    names_put(&s->vars, STR("$"));
    return end_action(s);
}

static bool on_template(struct survey *s)
{
    str unused;
    if (!quoted_name(s, &unused) || !operand_ends(s))
        return false;
    return end_action(s) || (pipeline(s, 0) && end_action(s));
}

static bool keyword(struct survey *s, enum token_kind kind)
{
    switch (kind) {
    case TOK_IF:
    case TOK_WITH:
    case TOK_RANGE:
        return open_control(s, kind, false);
    case TOK_ELSE:
        return on_else(s);
    case TOK_END:
        return on_end(s);
    case TOK_DEFINE:
        return on_define(s);
    case TOK_TEMPLATE:
        return on_template(s);
    case TOK_BREAK:
    case TOK_CONTINUE:
        return s->ranges && end_action(s);
    default:
        return false;
    }
}

static void not_empty(struct survey *s)
{
    if (s->depth)
        s->define_is_empty = false;
    else
        s->file_is_empty = false;
}

/* The action whose left delimiter was passed. */
static bool action(struct survey *s)
{
    skip_blanks(s);
    const char *from = s->p;
    str text;
    if (name(s, &text)) {
        enum token_kind kind = token_word_kind(text);
        if (kind != TOK_IDENT && kind != TOK_BOOL && kind != TOK_NIL) {
            bool outer = s->depth == 0;
            if (!operand_ends(s) || !keyword(s, kind))
                return false;
            if (kind != TOK_DEFINE && kind != TOK_END && !outer)
                s->define_is_empty = false;
            if (kind != TOK_DEFINE && kind != TOK_END && outer)
                s->file_is_empty = false;
            return true;
        }
        s->p = from;
    }
    not_empty(s);
    return header(s, false);
}

/* A comment whose beginning was passed. */
static bool comment(struct survey *s)
{
    str rest = str_make(s->p, (size_t)(s->end - s->p));
    size_t close = str_find(rest, STR("*/"));
    if (close == STR_NONE)
        return false;
    s->p += close + 2;
    if (is_a(peek(s, 0), B) && peek(s, 1) == '-' && at_right(s, 2))
        s->p += 2;
    if (!at_right(s, 0))
        return false;
    s->p += 2;
    return true;
}

/* ---- the text ---- */

static void text(struct survey *s, const char *end)
{
    const bool *empty = s->depth ? &s->define_is_empty : &s->file_is_empty;
    str t = str_make(s->p, (size_t)(end - s->p));
    if (*empty && unicode_trim_space(t).len)
        not_empty(s);
    s->p = end;
}

/* The next left delimiter, or the end. */
static const char *find_left(const struct survey *s)
{
    const char *p = s->p;
    while (p < s->end && (p = memchr(p, s->left, (size_t)(s->end - p)))) {
        bool is_left = s->end - p > 1 && p[1] == s->left;
        bool is_merge = is_left && s->o->delims == DELIMS_CHELM && s->end - p > 2 && p[2] == ':';
        if (is_left && !is_merge)
            return p;
        p += is_merge ? 2 : 1;
    }
    return s->end;
}

static bool statement(struct survey *s)
{
    text(s, find_left(s));
    if (s->p == s->end)
        return true;
    s->begin = (uint32_t)(s->p - s->src->text.s);
    s->p += 2;
    if (peek(s, 0) == '-' && is_a(peek(s, 1), B))
        s->p += 2;
    if (peek(s, 0) != '/')
        return action(s);
    if (peek(s, 1) != '*')
        return false;
    s->p += 2;
    return comment(s);
}

uint32_t survey_next(const struct survey_jumps *j, uint32_t begin)
{
    uint32_t lo = 0, hi = j->len;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (j->items[mid].begin < begin)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < j->len && j->items[lo].begin == begin ? j->items[lo].next : 0;
}

bool survey_source(struct arena *a, struct arena *scratch, struct source *src,
                   const struct parse_options *o, struct parse_result *ret,
                   struct survey_jumps *ret_jumps)
{
    struct survey *s = arena_alloc(scratch, sizeof *s);
    str t = src->text;
    if (t.len >= UINT32_MAX)
        return false;
    s->arena = a, s->o = o, s->src = src;
    s->p = t.s, s->end = t.s + t.len;
    s->left = delims_left(o->delims).s[0], s->right = delims_right(o->delims).s[0];
    s->depth = s->ranges = s->unit = s->tree_cap = 0;
    s->trees = NULL;
    s->jumps = (struct survey_jumps){.items = NULL};
    s->wants_jumps = ret_jumps != NULL;
    s->file_is_empty = s->define_is_empty = true;
    names_init(&s->vars, scratch);
    names_init(&s->defined, scratch);
    names_put(&s->vars, STR("$"));
    while (s->p < s->end)
        if (!statement(s))
            return false;
    struct tree file = {.name = src->name,
                        .source = src,
                        .delims = o->delims,
                        .is_empty = s->file_is_empty,
                        .begin = TREE_OF_FILE};
    if (s->depth || !add_tree(s, file))
        return false;
    *ret = (struct parse_result){s->trees, s->defined.len};
    if (ret_jumps)
        *ret_jumps = s->jumps;
    return true;
}
