#include "base/regex_syntax.h"

#include "base/arena.h"
#include "base/regex_escape.h"

/* Go's limits: of height, of repeat counts, of instructions and of runes in classes. */
enum {
    MAX_HEIGHT = 1000,
    MAX_REPEAT = 1000,
    MAX_SIZE = (128 << 20) / 40,
    MAX_CLASS_RUNES = (128 << 20) / 4
};

struct flags {
    bool fold, multi_line, dot_newline, lazy;
};

/* What is being read between a parenthesis and its end. */
struct frame {
    struct frame *outer;
    struct rx_node *first, *last; /* of the sequence being read */
    struct rx_node *first_alternative, *last_alternative;
    bool captures;
    uint32_t group;
    struct flags flags; /* as they were before */
};

struct name_node {
    str name;
    uint32_t group;
    struct name_node *next;
};

struct parser {
    struct class_parser c; /* arena and error */
    str pattern, rest;
    struct flags flags;
    struct frame *frame;
    uint32_t groups;
    uint64_t class_runes;
    struct name_node *names;
    struct rx_tree *tree;
};

static bool fail(struct parser *p, const char *code, str fragment)
{
    return rx_fail(&p->c, code, fragment);
}

static void skip(struct parser *p, size_t n)
{
    p->rest = str_from(p->rest, n);
}

/* ---- nodes ---- */

static struct rx_node *node_new(struct parser *p, enum rx_op op)
{
    struct rx_node *n = ARENA_NEW(p->c.arena, struct rx_node);
    n->op = op;
    n->height = 1;
    n->size = 1;
    n->nullable = op == RX_EMPTY || (op >= RX_BEGIN_LINE && op <= RX_NOT_WORD_BOUNDARY);
    return n;
}

static bool check_limits(struct parser *p, const struct rx_node *n)
{
    if (p->class_runes > MAX_CLASS_RUNES || n->size > MAX_SIZE)
        return fail(p, "expression too large", p->pattern);
    if (n->height > MAX_HEIGHT)
        return fail(p, "expression nests too deeply", p->pattern);
    return true;
}

/* Appends a node to the sequence being read. */
static bool push(struct parser *p, struct rx_node *n)
{
    struct frame *f = p->frame;
    if (f->last)
        f->last->next = n;
    else
        f->first = n;
    f->last = n;
    return check_limits(p, n);
}

static bool push_op(struct parser *p, enum rx_op op)
{
    return push(p, node_new(p, op));
}

static bool push_class(struct parser *p, const struct rune_class *c)
{
    struct rx_node *n = node_new(p, RX_CLASS);
    p->class_runes += 2 * (uint64_t)c->n;
    if (c->n == 1 && c->range[0].low == c->range[0].high) {
        n->op = RX_RUNE;
        n->rune = c->range[0].low;
        return push(p, n);
    }
    struct rune_class *copy = ARENA_NEW(p->c.arena, struct rune_class);
    *copy = *c;
    n->class = copy;
    return push(p, n);
}

static bool push_rune(struct parser *p, uint32_t rune)
{
    struct rune_class c;
    class_init(&c, p->c.arena);
    if (p->flags.fold && rune_simple_fold(rune) != rune) {
        class_add_folded(&c, rune, rune);
        class_clean(&c);
        return push_class(p, &c);
    }
    struct rx_node *n = node_new(p, RX_RUNE);
    n->rune = rune;
    return push(p, n);
}

/* ---- sequences and alternatives ---- */

/* Height, size and nullability of a node from its children. */
static void measure(struct rx_node *n)
{
    uint32_t height = 0;
    uint64_t size = 0;
    bool only_runes = true, all = true, any = false;
    for (const struct rx_node *s = n->sub; s; s = s->next) {
        height = s->height > height ? s->height : height;
        size += s->size;
        only_runes = only_runes && s->op == RX_RUNE;
        all = all && s->nullable;
        any = any || s->nullable;
        size += n->op == RX_ALTERNATE && s->next;
    }
    /* Go keeps a run of literal runes in one node. */
    n->height = n->op == RX_CONCAT && only_runes ? 1 : height + 1;
    n->size = size > 1 ? size : 1;
    n->nullable = n->op == RX_CONCAT ? all : any;
}

static struct rx_node *finish_sequence(struct parser *p)
{
    struct frame *f = p->frame;
    struct rx_node *n = f->first;
    if (!n) {
        n = node_new(p, RX_EMPTY);
    } else if (n->next) {
        n = node_new(p, RX_CONCAT);
        n->sub = f->first;
        measure(n);
    }
    f->first = f->last = NULL;
    return n;
}

static bool end_alternative(struct parser *p)
{
    struct rx_node *n = finish_sequence(p);
    struct frame *f = p->frame;
    if (f->last_alternative)
        f->last_alternative->next = n;
    else
        f->first_alternative = n;
    f->last_alternative = n;
    return check_limits(p, n);
}

/* a|b|[c-d] is [a-d]: which alternative is tried first makes no difference. */
static struct rx_node *merge_alternatives(struct parser *p, struct rx_node *first)
{
    for (const struct rx_node *s = first; s; s = s->next)
        if (s->op != RX_RUNE && s->op != RX_CLASS)
            return NULL;
    struct rune_class *c = ARENA_NEW(p->c.arena, struct rune_class);
    class_init(c, p->c.arena);
    for (const struct rx_node *s = first; s; s = s->next) {
        if (s->op == RX_RUNE)
            class_add(c, s->rune, s->rune);
        else
            class_add_class(c, s->class, false);
    }
    class_clean(c);
    struct rx_node *n = node_new(p, RX_CLASS);
    n->class = c;
    return n;
}

static struct rx_node *finish_alternatives(struct parser *p)
{
    struct frame *f = p->frame;
    struct rx_node *n = f->first_alternative;
    if (!n->next)
        return n;
    struct rx_node *merged = merge_alternatives(p, n);
    if (merged)
        return merged;
    n = node_new(p, RX_ALTERNATE);
    n->sub = f->first_alternative;
    measure(n);
    return n;
}

/* ---- groups ---- */

static void open_frame(struct parser *p, bool captures)
{
    struct frame *f = ARENA_NEW(p->c.arena, struct frame);
    f->outer = p->frame;
    f->flags = p->flags;
    f->captures = captures;
    f->group = captures ? p->groups++ : 0;
    p->frame = f;
}

static bool close_frame(struct parser *p)
{
    struct frame *f = p->frame;
    if (!end_alternative(p))
        return false;
    if (!f->outer)
        return fail(p, "unexpected )", p->pattern);
    struct rx_node *n = finish_alternatives(p);
    if (!check_limits(p, n))
        return false;
    p->frame = f->outer;
    p->flags = f->flags;
    n->next = NULL;
    if (!f->captures)
        return push(p, n);
    struct rx_node *capture = node_new(p, RX_CAPTURE);
    capture->sub = n;
    capture->group = f->group;
    capture->height = n->height + 1;
    capture->size = n->size + 2;
    capture->nullable = n->nullable;
    return push(p, capture);
}

static bool is_name(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.s[i];
        if (c != '_' && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') &&
            !(c >= 'A' && c <= 'Z'))
            return false;
    }
    return s.len > 0;
}

/* `(?P<name>` or `(?<name>`, whose name begins at `begin`. */
static bool open_named(struct parser *p, size_t begin)
{
    size_t end = str_find_char(p->rest, '>');
    if (end == STR_NONE)
        return rx_check_utf8(&p->c, p->rest) && fail(p, "invalid named capture", p->rest);
    str name = str_slice(p->rest, begin, end);
    if (!rx_check_utf8(&p->c, name))
        return false;
    if (!is_name(name))
        return fail(p, "invalid named capture", str_slice(p->rest, 0, end + 1));
    struct name_node *n = ARENA_NEW(p->c.arena, struct name_node);
    *n = (struct name_node){.name = name, .group = p->groups, .next = p->names};
    p->names = n;
    open_frame(p, true);
    skip(p, end + 1);
    return true;
}

static bool set_flag(struct flags *f, uint32_t c, bool on)
{
    switch (c) {
    case 'i':
        f->fold = on;
        return true;
    case 'm':
        f->multi_line = on;
        return true;
    case 's':
        f->dot_newline = on;
        return true;
    case 'U':
        f->lazy = on;
        return true;
    default:
        return false;
    }
}

/* `(?i)`, `(?i-s:` */
static bool take_flags(struct parser *p)
{
    str whole = p->rest;
    struct flags flags = p->flags;
    bool on = true, seen = false;
    skip(p, 2);
    while (p->rest.len) {
        uint32_t c;
        if (!rx_next_rune(&p->c, &p->rest, &c))
            return false;
        if (set_flag(&flags, c, on)) {
            seen = true;
        } else if (c == '-' && on) {
            on = false;
            seen = false;
        } else if ((c == ':' || c == ')') && (on || seen)) {
            if (c == ':')
                open_frame(p, false);
            p->flags = flags;
            return true;
        } else {
            break;
        }
    }
    return fail(p, "invalid or unsupported Perl syntax", rx_before(whole, p->rest));
}

static bool take_group(struct parser *p)
{
    if (p->rest.len >= 2 && p->rest.s[1] == '?') {
        if (p->rest.len > 4 && str_has_prefix(p->rest, STR("(?P<")))
            return open_named(p, 4);
        if (p->rest.len > 3 && p->rest.s[2] == '<')
            return open_named(p, 3);
        return take_flags(p);
    }
    open_frame(p, true);
    skip(p, 1);
    return true;
}

/* ---- repetition ---- */

/* Whether all counts below a node together stay within n copies. As repeatIsValid. */
static bool counts_fit(const struct rx_node *r, int32_t n)
{
    if (r->op == RX_REPEAT) {
        int32_t m = r->max < 0 ? r->min : r->max;
        if (r->max == 0)
            return true;
        if (m > n)
            return false;
        if (m > 0)
            n /= m;
    }
    for (const struct rx_node *s = r->sub; s; s = s->next)
        if (!counts_fit(s, n))
            return false;
    return true;
}

static void measure_repeat(struct rx_node *n)
{
    const struct rx_node *sub = n->sub;
    uint64_t min = (uint64_t)n->min, max = (uint64_t)n->max;
    n->height = sub->height + 1;
    n->nullable = n->min == 0 || sub->nullable;
    if (n->max == -1)
        n->size = n->min == 0 ? 2 + sub->size : 1 + min * sub->size;
    else
        n->size = max * sub->size + (max - min);
    if (n->size == 0)
        n->size = 1;
}

/* Puts the last node of the sequence below a repetition. `begin` is the text from the operator on,
 * `last` that of the operator before it, when nothing stands between them. */
static bool repeat(struct parser *p, int32_t min, int32_t max, str begin, str last)
{
    struct frame *f = p->frame;
    bool lazy = p->flags.lazy;
    if (p->rest.len && p->rest.s[0] == '?') {
        skip(p, 1);
        lazy = !lazy;
    }
    if (last.s)
        return fail(p, "invalid nested repetition operator", rx_before(last, p->rest));
    if (!f->last)
        return fail(p, "missing argument to repetition operator", rx_before(begin, p->rest));
    /* The node itself becomes the repetition, so that its predecessor still leads to it. */
    struct rx_node *n = f->last, *sub = ARENA_NEW(p->c.arena, struct rx_node);
    *sub = *n;
    *n = (struct rx_node){.op = RX_REPEAT, .lazy = lazy, .min = min, .max = max, .sub = sub};
    measure_repeat(n);
    p->tree->has_loop = p->tree->has_loop || max == -1;
    if (sub->nullable && (max == -1 || max > 1))
        p->tree->nullable_loop = true;
    if (!check_limits(p, n))
        return false;
    if ((min >= 2 || max >= 2) && !counts_fit(n, MAX_REPEAT))
        return fail(p, "invalid repeat count", rx_before(begin, p->rest));
    return true;
}

/* A count without leading zeros; -1 when it is absurd. */
static bool take_count(str *s, int32_t *ret)
{
    size_t n = 0;
    int32_t v = 0;
    while (n < s->len && s->s[n] >= '0' && s->s[n] <= '9') {
        v = v < 0 || v >= 100000000 ? -1 : v * 10 + (s->s[n] - '0');
        n++;
    }
    if (n == 0 || (n > 1 && s->s[0] == '0'))
        return false;
    *s = str_from(*s, n);
    *ret = v;
    return true;
}

/* `{n}`, `{n,}`, `{n,m}`: false when it is none, and then a literal brace. */
static bool take_counts(str *rest, int32_t *min, int32_t *max)
{
    str s = str_from(*rest, 1);
    if (!take_count(&s, min) || s.len == 0)
        return false;
    *max = *min;
    if (s.s[0] == ',') {
        s = str_from(s, 1);
        if (s.len == 0)
            return false;
        if (s.s[0] == '}')
            *max = -1;
        else if (!take_count(&s, max))
            return false;
        else if (*max < 0)
            *min = -1;
    }
    if (s.len == 0 || s.s[0] != '}')
        return false;
    *rest = str_from(s, 1);
    return true;
}

/* A repetition operator; *last becomes its text. */
static bool take_repeat(struct parser *p, str *last)
{
    str begin = p->rest, before = *last;
    int32_t min = 0, max = -1;
    switch (p->rest.s[0]) {
    case '{':
        if (!take_counts(&p->rest, &min, &max)) {
            *last = (str){NULL, 0};
            skip(p, 1);
            return push_rune(p, '{');
        }
        if (min < 0 || min > MAX_REPEAT || max > MAX_REPEAT || (max >= 0 && min > max))
            return fail(p, "invalid repeat count", rx_before(begin, p->rest));
        break;
    case '+':
        min = 1;
        skip(p, 1);
        break;
    case '?':
        max = 1;
        skip(p, 1);
        break;
    default:
        skip(p, 1);
        break;
    }
    *last = begin;
    return repeat(p, min, max, begin, before);
}

/* ---- the rest ---- */

static bool take_quoted(struct parser *p)
{
    str text = str_from(p->rest, 2);
    size_t end = str_find(text, STR("\\E"));
    p->rest = end == STR_NONE ? str_from(text, text.len) : str_from(text, end + 2);
    if (end != STR_NONE)
        text = str_slice(text, 0, end);
    while (text.len) {
        uint32_t r;
        if (!rx_next_rune(&p->c, &text, &r) || !push_rune(p, r))
            return false;
    }
    return true;
}

static bool take_backslash(struct parser *p)
{
    static const struct {
        char letter;
        enum rx_op op;
    } assertions[] = {{'A', RX_BEGIN_TEXT},
                      {'z', RX_END_TEXT},
                      {'b', RX_WORD_BOUNDARY},
                      {'B', RX_NOT_WORD_BOUNDARY}};
    char letter = p->rest.len >= 2 ? p->rest.s[1] : '\0';
    for (size_t i = 0; i < sizeof assertions / sizeof *assertions; i++) {
        if (letter == assertions[i].letter) {
            skip(p, 2);
            return push_op(p, assertions[i].op);
        }
    }
    if (letter == 'Q')
        return take_quoted(p);
    bool found;
    struct rune_class c;
    class_init(&c, p->c.arena);
    p->c.fold = p->flags.fold;
    if (!rx_escaped_class(&p->c, &p->rest, &c, &found))
        return false;
    if (found) {
        class_clean(&c);
        return push_class(p, &c);
    }
    uint32_t r;
    return rx_escape(&p->c, &p->rest, &r) && push_rune(p, r);
}

static bool take_class(struct parser *p)
{
    struct rune_class c;
    p->c.fold = p->flags.fold;
    return rx_bracket_class(&p->c, &p->rest, &c) && push_class(p, &c);
}

static bool take_symbol(struct parser *p, enum rx_op op)
{
    skip(p, 1);
    return push_op(p, op);
}

static bool take_one(struct parser *p, str *last)
{
    char c = p->rest.s[0];
    if (c == '*' || c == '+' || c == '?' || c == '{')
        return take_repeat(p, last);
    *last = (str){NULL, 0};
    switch (c) {
    case '(':
        return take_group(p);
    case ')':
        skip(p, 1);
        return close_frame(p);
    case '|':
        skip(p, 1);
        return end_alternative(p);
    case '^':
        return take_symbol(p, p->flags.multi_line ? RX_BEGIN_LINE : RX_BEGIN_TEXT);
    case '$':
        return take_symbol(p, p->flags.multi_line ? RX_END_LINE : RX_END_TEXT);
    case '.':
        return take_symbol(p, p->flags.dot_newline ? RX_ANY : RX_ANY_NOT_NL);
    case '[':
        return take_class(p);
    case '\\':
        return take_backslash(p);
    default: {
        uint32_t r;
        return rx_next_rune(&p->c, &p->rest, &r) && push_rune(p, r);
    }
    }
}

static bool parse(struct parser *p)
{
    str last = {NULL, 0};
    open_frame(p, false);
    while (p->rest.len)
        if (!take_one(p, &last))
            return false;
    if (p->frame->outer)
        return fail(p, "missing closing )", p->pattern);
    if (!end_alternative(p))
        return false;
    p->tree->root = finish_alternatives(p);
    return check_limits(p, p->tree->root);
}

static void set_names(struct parser *p)
{
    p->tree->groups = p->groups;
    p->tree->group_names = ARENA_ARRAY(p->c.arena, str, p->groups);
    for (const struct name_node *n = p->names; n; n = n->next)
        p->tree->group_names[n->group] = n->name;
}

bool regex_parse(struct arena *a, str pattern, struct rx_tree *ret, str *ret_error)
{
    struct rx_tree tree = {0};
    struct parser p = {
        .c = {.arena = a}, .pattern = pattern, .rest = pattern, .groups = 1, .tree = &tree};
    if (!parse(&p)) {
        *ret_error = str_fmt(a, "error parsing regexp: %s: `%.*s`", p.c.error.code,
                             STR_ARG(p.c.error.fragment));
        return false;
    }
    set_names(&p);
    *ret = tree;
    return true;
}
