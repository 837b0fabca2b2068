#include "lint/skeleton.h"

#include "base/arena.h"
#include "lint/columns.h"
#include "lint/holes.h"
#include "lint/hollow_key.h"
#include "lint/marked_line.h"
#include "lint/outline.h"

#include <string.h>

enum { LINE_MAX_LEN = 4000, HOLES_MAX = 4, DEPTH_MAX = 200 };

/* What is known between two pieces of a template. */
struct state {
    struct columns columns;
    bool fog;       /* nothing is known, up to the next document */
    bool skip;      /* the rest of the line is not known */
    str line;       /* what has come of the current line */
    uint32_t begin; /* where its first text stands in the source */
    uint32_t colon; /* where the last text of the line stands, if it is ":" alone; else 0 */
    const struct node *holes[HOLES_MAX]; /* of the current line */
    uint32_t hole_count;
    struct outline outline;
};

struct walker {
    struct lint_project *p;
    struct lint_file *file;
    bool fragment; /* a definition: its own columns count from where it is included */
    unsigned depth;
    struct hollow_list lists[DEPTH_MAX]; /* that are being read, `depth` of them */
    uint32_t hollow;                     /* where the key stands that was looked at last */
};

static void reset(struct state *s, bool fragment)
{
    columns_reset(&s->columns, fragment);
    s->fog = false;
    outline_reset(&s->outline, fragment);
}

/* ---- lines ---- */

static void check_misaligned(struct walker *w, struct state *s, str line, size_t column)
{
    if (s->columns.last == COLUMN_NONE || s->fog || s->columns.loose < COLUMNS_MAX ||
        (int)column <= s->columns.last || !marked_line_key(str_from(line, column)) || w->fragment)
        return;
    uint32_t at = s->begin + (uint32_t)column;
    if (at >= w->file->source.text.len || w->file->source.text.s[at] != line.s[column])
        return; /* not written here in one piece */
    struct finding *g = finding_put(w->p->findings, RULE_CH513, w->file, (struct span){at, at + 1},
                                    "this key is at column %zu, those above it at %d, and nothing "
                                    "opens a block",
                                    column, s->columns.last);
    g->subject = str_dup(w->p->arena, str_trim_blanks(line));
}

/* key:VALUE is one text for YAML. */
static void check_colon(struct walker *w, const struct state *s, str line, size_t column)
{
    str rest = str_from(line, column);
    size_t key = marked_line_key(rest);
    if (s->fog || s->columns.block != COLUMN_NONE || !key || key + 1 != rest.len ||
        rest.s[key] != MARK_SCALAR)
        return;
    size_t at = s->begin + column + key - 1;
    const str text = w->file->source.text;
    if (at + 1 >= text.len || text.s[at] != ':')
        return;
    struct finding *g = finding_put(w->p->findings, RULE_CH514, w->file,
                                    (struct span){(uint32_t)at, (uint32_t)at + 1},
                                    "no blank behind the colon: YAML takes the line for one text");
    g->subject = str_dup(w->p->arena, str_slice(rest, 0, key));
    finding_edit(w->p->findings, g, LINT_FIX_SAFE, w->file,
                 (struct span){(uint32_t)at + 1, (uint32_t)at + 1}, STR(" "));
}

static void check_tab(struct walker *w, const struct state *s, str line, size_t column)
{
    if (s->fog || s->columns.block != COLUMN_NONE || column >= line.len || line.s[column] != '\t' ||
        !str_trim_blanks(line).len)
        return;
    uint32_t at = s->begin + (uint32_t)column;
    if (at < w->file->source.text.len && w->file->source.text.s[at] == '\t')
        finding_put(w->p->findings, RULE_CH507, w->file, (struct span){at, at + 1},
                    "a tab in the indentation: YAML wants blanks");
}

/* {{ $k }}:{{ $v }}, a line of its own with a text that is quoted. */
static void check_hole_colon(struct walker *w, const struct state *s, str line, size_t column)
{
    str rest = str_from(line, column);
    uint32_t at = s->colon;
    if (s->fog || s->columns.block != COLUMN_NONE || rest.len != 3 || rest.s[1] != ':' ||
        rest.s[2] != MARK_SCALAR || !at)
        return;
    struct finding *g = finding_put(w->p->findings, RULE_CH514, w->file, (struct span){at, at + 1},
                                    "no blank behind the colon: YAML takes the line for one text");
    g->subject = STR(":");
    finding_edit(w->p->findings, g, LINT_FIX_SAFE, w->file, (struct span){at + 1, at + 1},
                 STR(" "));
}

static void outline(struct walker *w, struct state *s, str line, uint32_t hole_count, bool partial)
{
    const struct outline_place place = {w->p, w->file};
    outline_line(&place, &s->outline,
                 &(struct outline_line){line, s->begin, s->holes, hole_count, partial});
}

static void end_line(struct walker *w, struct state *s, bool partial)
{
    str line = s->line;
    size_t column = marked_line_indent(line);
    uint32_t hole_count = s->hole_count;
    s->line = STR("");
    s->skip = false;
    s->hole_count = 0;
    if (!line.len || !str_trim_blanks(line).len)
        return;
    if (str_has_prefix(line, STR("---"))) {
        reset(s, w->fragment);
        return;
    }
    if (s->fog || columns_stay_in_block(&s->columns, column) || line.s[column] == '#')
        return;
    outline(w, s, line, hole_count, partial);
    check_tab(w, s, line, column);
    if (line.s[column] == MARK_HOLE || line.s[column] == MARK_SCALAR) {
        check_hole_colon(w, s, line, column);
        columns_take_unknown(&s->columns, column);
        return;
    }
    check_misaligned(w, s, line, column);
    check_colon(w, s, line, column);
    columns_take(&s->columns, line, column);
}

static void finish_line(struct walker *w, struct state *s)
{
    end_line(w, s, false);
}

/* ---- pieces ---- */

static void put_char(struct walker *w, struct state *s, char c)
{
    if (s->line.len >= LINE_MAX_LEN)
        return;
    char *copy = arena_bytes(w->p->arena, s->line.len + 1);
    if (s->line.len)
        memcpy(copy, s->line.s, s->line.len);
    copy[s->line.len] = c;
    s->line = (str){copy, s->line.len + 1};
}

static void put_hole(struct walker *w, struct state *s, const struct node *n, char mark)
{
    put_char(w, s, mark);
    if (s->hole_count < HOLES_MAX)
        s->holes[s->hole_count++] = n;
}

static void put_piece(struct walker *w, struct state *s, str piece, uint32_t at)
{
    if (s->skip || !piece.len || s->line.len >= LINE_MAX_LEN)
        return;
    if (!s->line.len)
        s->begin = at;
    s->colon = str_eq(piece, STR(":")) ? at : 0;
    s->line = s->line.len ? str_concat(w->p->arena, s->line, piece) : piece;
    if (s->line.len > LINE_MAX_LEN)
        s->line.len = LINE_MAX_LEN;
}

/* The length of what makes the text a line of its own: a key with its colon, or a dash. */
static size_t start_len(str text)
{
    size_t key = marked_line_key(text);
    if (str_has_prefix(text, STR("- ")))
        return 1 + marked_line_indent(str_from(text, 1)) +
               marked_line_key(str_from(text, 1 + marked_line_indent(str_from(text, 1))));
    return key < text.len && text.s[key] == ' ' ? key : 0;
}

/* Whether trim markers took the line end between what is there and a key or dash that begins here.
 */
static void check_glued(struct walker *w, struct state *s, str text, uint32_t at)
{
    const str source = w->file->source.text;
    size_t start = start_len(text);
    str line = str_trim_blanks(s->line);
    if (!s->line.len || s->skip || s->fog || s->columns.block != COLUMN_NONE ||
        marked_line_has_mark(s->line) || !start || at == 0)
        return;
    if ((!marked_line_key(line) && !str_has_prefix(line, STR("- "))) ||
        s->line.s[s->line.len - 1] == ' ')
        return;
    size_t from = at;
    while (from > 0 && source.s[from - 1] != '}')
        from--;
    if (str_find_char(str_slice(source, from, at), '\n') == STR_NONE)
        return;
    finding_put(w->p->findings, RULE_CH405, w->file, (struct span){at, at + 1},
                "a trim marker glues this line to the one above it: `%.*s%.*s`", STR_ARG(line),
                (int)start, text.s);
    outline_fog(&s->outline);
}

static void take_text(struct walker *w, struct state *s, const struct node *n)
{
    str text = n->text;
    uint32_t at = n->span.begin;
    check_glued(w, s, text, at);
    while (text.len) {
        size_t end = str_find_char(text, '\n');
        put_piece(w, s, end == STR_NONE ? text : str_slice(text, 0, end), at);
        if (end == STR_NONE)
            return;
        finish_line(w, s);
        text = str_from(text, end + 1);
        at += (uint32_t)end + 1;
    }
}

static void put_bad_indent(struct walker *w, const struct hole *h, uint32_t wanted, const char *why,
                           int column)
{
    struct finding *g =
        finding_put(w->p->findings, RULE_CH501, w->file, h->number,
                    "%s %u puts the block at column %u, but %s %d",
                    h->new_line ? "nindent" : "indent", h->columns, h->columns, why, column);
    g->subject = str_fmt(w->p->arena, "%u", h->columns);
    if (wanted)
        finding_edit(w->p->findings, g, LINT_FIX_UNSAFE, w->file, h->number,
                     str_fmt(w->p->arena, "%u", wanted));
}

static void check_indent(struct walker *w, const struct state *s, const struct hole *h)
{
    const struct columns *c = &s->columns;
    int n = (int)h->columns;
    if (s->fog || c->pending == COLUMN_UNCLEAR)
        return;
    if (c->block != COLUMN_NONE) {
        if (c->fresh && n <= c->block)
            put_bad_indent(w, h, (uint32_t)c->block + 2, "the text of its key begins behind column",
                           c->block);
        return;
    }
    if (c->pending != COLUMN_NONE) {
        if (n < c->pending ||
            (n == c->pending && (h->shape == HOLE_MAP || outline_wants_map(&s->outline))))
            put_bad_indent(w, h, (uint32_t)c->pending + 2, "its key is at column", c->pending);
        return;
    }
    if (w->fragment || n >= c->loose || c->open[n])
        return;
    put_bad_indent(w, h, 0, "no block is open there; the next one is at column",
                   columns_open_below(c, n));
}

/* `key: {{ toYaml .x | indent 4 }}`: the first entry stands behind the key, the others below it. */
static void check_same_line(struct walker *w, const struct state *s, const struct hole *h)
{
    str line = str_trim_blanks(s->line);
    if (s->fog || s->skip || s->columns.block != COLUMN_NONE || !h->from_yaml || !h->columns ||
        marked_line_key(line) != line.len)
        return;
    struct finding *g = finding_put(w->p->findings, RULE_CH502, w->file, h->number,
                                    "indent begins on the line of its key `%.*s`: nindent begins "
                                    "a new one",
                                    STR_ARG(line));
    g->subject = str_dup(w->p->arena, line);
    if (h->columns > marked_line_indent(s->line))
        finding_edit(w->p->findings, g, LINT_FIX_SAFE, w->file, h->function, STR("nindent"));
}

/* A line of its own for what nindent prints, at another column than that. */
static void check_style(struct walker *w, const struct node *n, const struct hole *h)
{
    const str text = w->file->source.text;
    uint32_t at = n->span.begin, begin = at;
    while (begin > 0 && text.s[begin - 1] == ' ')
        begin--;
    if (!w->p->options->wanted || !lint_wants(w->p, RULE_CH503) || !h->indented || !h->new_line ||
        !begin || text.s[begin - 1] != '\n' || at - begin == h->columns)
        return;
    struct finding *g = finding_put(w->p->findings, RULE_CH503, w->file, n->span,
                                    "the action stands at column %u, what it prints at column %u",
                                    at - begin, h->columns);
    g->subject = str_fmt(w->p->arena, "%u", h->columns);
    if (at + 2 < text.len && text.s[at + 2] == '-') /* the blanks are not printed */
        finding_edit(w->p->findings, g, LINT_FIX_SAFE, w->file, (struct span){begin, at},
                     str_fmt(w->p->arena, "%*s", (int)h->columns, ""));
}

static void take_action(struct walker *w, struct state *s, const struct node *n)
{
    struct hole h = hole_of(w->file->chart, n);
    if (h.silent)
        return;
    check_style(w, n, &h);
    bool alone = !str_trim_blanks(s->line).len;
    if (h.indented && h.new_line) {
        finish_line(w, s);
    } else if (!h.indented || !alone || s->line.len) {
        if (h.indented && !alone)
            check_same_line(w, s, &h);
        if (!s->line.len)
            s->begin = n->span.begin;
        if (!s->skip)
            put_hole(w, s, n, h.shape == HOLE_SCALAR ? MARK_SCALAR : MARK_HOLE);
        return;
    }
    check_indent(w, s, &h);
    int column = (int)h.columns;
    if (s->columns.block != COLUMN_NONE && column > s->columns.block) {
        s->columns.fresh = false;
        s->skip = true;
        return;
    }
    outline_unknown(&s->outline, column);
    columns_take_block(&s->columns, h.columns);
    s->skip = true; /* what follows on the last line */
}

/* ---- branches ---- */

/* `ends`: the line ends behind the list, which is a part of the branch `around`, or of none. */
static void statements(struct walker *w, struct state *s, const struct node *list,
                       const struct node *around, bool ends);

static struct state merge(struct walker *w, struct state x, struct state y, bool ends)
{
    if (!str_eq(x.line, y.line) || x.skip != y.skip || (x.line.len && x.begin != y.begin)) {
        end_line(w, &x, !ends);
        end_line(w, &y, !ends);
        x.skip = true;
    }
    columns_merge(&x.columns, &y.columns);
    x.fog = x.fog || y.fog;
    outline_merge(&x.outline, &y.outline);
    return x;
}

enum { LOOK_MAX = 6 };

/* Whether the line ends here, before statement i of the list prints anything; `after`: whether it
 * does behind the list. False when that depends. */
static bool line_ends(const struct walker *w, const struct node *list, uint32_t i, bool after,
                      unsigned depth)
{
    for (; list && i < list->list.len; i++) {
        const struct node *n = list->list.items[i];
        if (n->kind == NODE_TEXT && n->text.len)
            return marked_line_indent(n->text) < n->text.len &&
                   n->text.s[marked_line_indent(n->text)] == '\n';
        if (n->kind == NODE_ACTION || n->kind == NODE_TEMPLATE) {
            struct hole h = hole_of(w->file->chart, n);
            if (!h.silent)
                return h.indented && h.new_line;
        } else if (n->kind == NODE_IF || n->kind == NODE_WITH || n->kind == NODE_RANGE) {
            bool rest = depth < LOOK_MAX && line_ends(w, list, i + 1, after, depth + 1);
            return rest && line_ends(w, n->branch.body, 0, rest, depth + 1) &&
                   (!n->branch.orelse || line_ends(w, n->branch.orelse, 0, rest, depth + 1));
        }
    }
    return after;
}

static void branch(struct walker *w, struct state *s, const struct node *n, bool ends)
{
    struct state taken = *s, other = *s;
    statements(w, &taken, n->branch.body, n, ends);
    if (n->kind == NODE_RANGE && !str_has_prefix(taken.line, STR("---")))
        outline_loop(&(struct outline_place){w->p, w->file}, &s->outline, &taken.outline);
    if (n->branch.orelse)
        statements(w, &other, n->branch.orelse, n, ends);
    *s = merge(w, taken, other, ends);
}

/* The key that waits for its block where a branch begins; false when none does for sure. */
static bool open_key(const struct walker *w, const struct state *s, struct hollow_key *ret)
{
    str line = str_trim_blanks(s->line);
    if (s->fog || s->skip || s->columns.block != COLUMN_NONE || marked_line_has_mark(line))
        return false;
    const struct outline *o = &s->outline;
    *ret = (struct hollow_key){o->kind, o->opener_name, (size_t)o->opener, o->opener_at};
    if (!line.len || *line.s == '#')
        return o->opens && o->opener_name.len && o->opener >= 0;
    size_t column = marked_line_indent(s->line);
    while (str_has_prefix(line, STR("- "))) {
        size_t dash = 1 + marked_line_indent(str_from(line, 1));
        line = str_from(line, dash);
        column += dash;
    }
    if (!line.len || marked_line_key(line) != line.len)
        return false;
    size_t at = s->begin + column;
    *ret = (struct hollow_key){o->kind, str_slice(line, 0, line.len - 1), column, {0, 0}};
    if (str_has_prefix(str_from(w->file->source.text, at), line))
        ret->at = (struct span){(uint32_t)at, (uint32_t)(at + line.len - 1)};
    return true;
}

static void statement(struct walker *w, struct state *s, const struct node *list, uint32_t i,
                      bool ends)
{
    const struct node *n = list->list.items[i];
    struct hollow_key key;
    if (n->kind == NODE_TEXT) {
        take_text(w, s, n);
    } else if (n->kind == NODE_ACTION || n->kind == NODE_TEMPLATE) {
        take_action(w, s, n);
    } else if (n->kind == NODE_IF || n->kind == NODE_RANGE || n->kind == NODE_WITH) {
        if (open_key(w, s, &key) && key.at.begin != w->hollow) {
            hollow_key_check(w->p, w->file, &key, w->lists, w->depth, w->fragment);
            w->hollow = key.at.begin;
        }
        branch(w, s, n, line_ends(w, list, i + 1, ends, 0));
    }
}

static void statements(struct walker *w, struct state *s, const struct node *list,
                       const struct node *around, bool ends)
{
    if (w->depth == DEPTH_MAX) {
        s->fog = true;
        outline_fog(&s->outline);
        return;
    }
    struct hollow_list *here = &w->lists[w->depth++];
    *here = (struct hollow_list){list, 0, around};
    for (uint32_t i = 0; list && i < list->list.len; i++) {
        here->i = i;
        statement(w, s, list, i, ends);
    }
    w->depth--;
}

static void check_tree(struct lint_project *p, struct lint_file *f, const struct tree *t)
{
    struct walker w = {.p = p, .file = f, .fragment = !str_eq(t->name, f->source.name)};
    struct state s = {.line = STR("")};
    reset(&s, w.fragment);
    statements(&w, &s, t->root, NULL, true);
    finish_line(&w, &s);
}

static bool is_manifest(str path)
{
    return str_has_suffix(path, STR(".yaml")) || str_has_suffix(path, STR(".yml")) ||
           str_has_suffix(path, STR(".tpl"));
}

void check_skeletons(struct lint_project *p)
{
    for (size_t i = 0; i < p->chart_count; i++)
        for (size_t k = 0; k < p->charts[i]->template_count; k++) {
            struct lint_file *f = p->charts[i]->templates[k];
            if (!is_manifest(f->path) || (f->vendored && !p->options->with_subcharts))
                continue;
            for (size_t t = 0; t < f->tree_count; t++)
                check_tree(p, f, &f->trees[t]);
        }
}
