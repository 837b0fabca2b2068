#include "lint/hollow_key.h"

#include "base/arena.h"
#include "base/buf.h"
#include "lint/holes.h"
#include "lint/marked_line.h"
#include "lint/node_walk.h"

enum { BRANCHES_MAX = 16 };

/* What comes behind a key. */
enum next {
    NEXT_NOTHING, /* blanks, comments, what prints nothing */
    NEXT_INSIDE,  /* a line of the key's block, or what may be one */
    NEXT_OUTSIDE  /* a line that is no deeper than the key */
};

struct scan {
    const struct lint_file *file;
    size_t column;
    const struct node *branches[BRANCHES_MAX]; /* that print the block */
    uint32_t count;
};

/* ---- what a statement prints ---- */

static enum next line_next(const struct scan *s, str line)
{
    size_t indent = marked_line_indent(line);
    str rest = str_from(line, indent);
    if (!str_trim_blanks(rest).len || *rest.s == '#')
        return NEXT_NOTHING;
    bool item = str_has_prefix(rest, STR("- ")) || str_eq(str_trim_blanks(rest), STR("-"));
    return indent > s->column || (indent == s->column && item) ? NEXT_INSIDE : NEXT_OUTSIDE;
}

/* The last line may go on behind the text: then it is only the beginning of one. */
static enum next text_next(const struct scan *s, str text, bool at_begin)
{
    while (text.len) {
        size_t end = str_find_char(text, '\n');
        str line = end == STR_NONE ? text : str_slice(text, 0, end);
        if (!at_begin && str_trim_blanks(line).len)
            return NEXT_INSIDE; /* the rest of a line that something else begins */
        enum next n = at_begin ? line_next(s, line) : NEXT_NOTHING;
        if (n != NEXT_NOTHING)
            return n;
        text = end == STR_NONE ? STR("") : str_from(text, end + 1);
        at_begin = true;
    }
    return NEXT_NOTHING;
}

static enum next action_next(const struct scan *s, const struct node *n)
{
    struct hole h = hole_of(s->file->chart, n);
    if (h.silent)
        return NEXT_NOTHING;
    return h.indented && h.new_line && h.columns < s->column ? NEXT_OUTSIDE : NEXT_INSIDE;
}

static enum next list_next(struct scan *s, const struct node *list, uint32_t i, bool at_begin,
                           int depth);

/* A branch may print nothing unless its else always prints something. */
static enum next branch_next(struct scan *s, const struct node *n, int depth)
{
    enum next body = list_next(s, n->branch.body, 0, false, depth - 1);
    enum next other =
        n->branch.orelse ? list_next(s, n->branch.orelse, 0, false, depth - 1) : NEXT_NOTHING;
    if (body == NEXT_OUTSIDE || other == NEXT_OUTSIDE)
        return NEXT_OUTSIDE;
    if (body == NEXT_INSIDE && other == NEXT_INSIDE)
        return NEXT_INSIDE;
    if (body == NEXT_NOTHING && other == NEXT_NOTHING)
        return NEXT_NOTHING;
    if (s->count == BRANCHES_MAX)
        return NEXT_INSIDE;
    s->branches[s->count++] = n;
    return NEXT_NOTHING;
}

static bool is_branch(const struct node *n)
{
    return n->kind == NODE_IF || n->kind == NODE_WITH || n->kind == NODE_RANGE;
}

static enum next list_next(struct scan *s, const struct node *list, uint32_t i, bool at_begin,
                           int depth)
{
    if (depth == 0)
        return NEXT_INSIDE;
    for (; list && i < list->list.len; i++) {
        const struct node *n = list->list.items[i];
        enum next next = NEXT_NOTHING;
        if (n->kind == NODE_TEXT) {
            next = text_next(s, n->text, at_begin);
            at_begin = false;
        } else if (n->kind == NODE_ACTION || n->kind == NODE_TEMPLATE) {
            next = action_next(s, n);
        } else if (is_branch(n)) {
            next = branch_next(s, n, depth);
        }
        if (next != NEXT_NOTHING)
            return next;
    }
    return NEXT_NOTHING;
}

/* ---- conditions ---- */

enum { NAMES_MAX = 32 };

struct names {
    struct arena *arena;
    str items[NAMES_MAX];
    uint32_t n;
};

static void see(void *data, const struct node *n)
{
    struct names *names = data;
    struct buf b;
    if ((n->kind != NODE_FIELD && n->kind != NODE_VARIABLE && n->kind != NODE_DOT) ||
        names->n == NAMES_MAX)
        return;
    buf_init(&b, names->arena);
    ast_print(&b, n);
    names->items[names->n++] = buf_str(&b);
}

static struct names names_of(struct arena *a, const struct node *branch)
{
    struct names names = {.arena = a};
    node_walk(branch->branch.pipe, see, &names);
    return names;
}

static bool share(const struct names *x, const struct names *y)
{
    for (uint32_t i = 0; i < x->n; i++)
        for (uint32_t k = 0; k < y->n; k++)
            if (str_eq(x->items[i], y->items[k]))
                return true;
    return false;
}

/* Whether the key stands under what one of the branches asks for, too: `with` and `range` make it
 * the dot. */
static bool goes_together(struct arena *a, const struct scan *s, const struct hollow_list *lists,
                          uint32_t depth)
{
    for (uint32_t i = 0; i < s->count; i++) {
        struct names own = names_of(a, s->branches[i]);
        for (uint32_t k = 0; k < depth; k++) {
            const struct node *around = lists[k].branch;
            struct names names = {.arena = a};
            if (around)
                names = names_of(a, around);
            if (around && around->kind != NODE_IF && names.n < NAMES_MAX)
                names.items[names.n++] = STR(".");
            if (share(&own, &names))
                return true;
        }
    }
    return false;
}

static void see_not(void *data, const struct node *n)
{
    bool *found = data;
    *found |=
        n->kind == NODE_IDENT && (str_eq(n->text, STR("not")) || str_eq(n->text, STR("empty")));
}

/* Whether a branch is for something's not being so: then the other case is what is wished for. */
static bool is_meant(const struct scan *s)
{
    bool negates = false;
    for (uint32_t i = 0; i < s->count; i++)
        node_walk(s->branches[i]->branch.pipe, see_not, &negates);
    return negates;
}

/* ---- the key ---- */

static const struct hollow_rule {
    str kind, key;
    enum lint_severity severity;
    const char *meaning;
} rules[] = {
#define HOLLOW(kind, key, severity, meaning)                                                       \
    {STR_INIT(kind), STR_INIT(key), LINT_##severity, meaning},
#include "lint/hollow_keys.def"
#undef HOLLOW
};

static const struct hollow_rule *rule_for(const struct hollow_key *k)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (str_eq(rules[i].key, k->name) && (!rules[i].kind.len || str_eq(rules[i].kind, k->kind)))
            return &rules[i];
    return NULL;
}

static void put(struct lint_project *p, struct lint_file *file, const struct hollow_key *k,
                const struct scan *s, const struct hollow_rule *rule)
{
    struct finding *g = finding_put(p->findings, RULE_CH508, file, k->at,
                                    "`%.*s` is null when %s: %s", STR_ARG(k->name),
                                    s->count > 1 ? "none of the branches below it is taken"
                                                 : "the branch below it is not taken",
                                    rule->meaning);
    g->subject = k->name;
    g->severity = rule->severity;
    finding_label(p->findings, g, file, s->branches[0]->span, "prints what is in it");
    finding_help(p->findings, g, "put the key under the same condition, or add an else");
}

void hollow_key_check(struct lint_project *p, struct lint_file *file, const struct hollow_key *k,
                      const struct hollow_list *lists, uint32_t depth, bool fragment)
{
    const struct hollow_rule *rule = rule_for(k);
    struct scan s = {.file = file, .column = k->column};
    enum next next = NEXT_NOTHING;
    if (!rule || !k->at.end)
        return;
    for (uint32_t i = depth; i-- > 0 && next == NEXT_NOTHING;)
        next = list_next(&s, lists[i].list, lists[i].i + (i + 1 < depth), false, BRANCHES_MAX);
    bool ends = next == NEXT_OUTSIDE || (next == NEXT_NOTHING && !fragment);
    if (ends && s.count && !is_meant(&s) && !goes_together(p->arena, &s, lists, depth))
        put(p, file, k, &s, rule);
}
