#include "lint/skeleton.h"

#include "base/arena.h"
#include "base/buf.h"
#include "lint/holes.h"
#include "lint/outline.h"

#include <string.h>

enum {
    COLUMNS = 128,
    NONE = -1,    /* no such thing */
    UNCLEAR = -2, /* perhaps one, perhaps none */
    LINE_MAX_LEN = 4000,
    HOLES_MAX = 4
};

#define HOLE   '\001'
#define SCALAR '\002' /* a hole of one line */

/* What is known between two pieces of a template. */
struct state {
    bool open[COLUMNS];
    int loose;      /* from this column on anything may be open */
    int pending;    /* column of the key that waits for its block */
    int block;      /* column of the key whose block scalar this is */
    bool fresh;     /* nothing of that block scalar has come yet */
    bool fog;       /* nothing is known, up to the next document */
    bool skip;      /* the rest of the line is not known */
    int last;       /* column of the line above, if it was `key: value`, else NONE */
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
};

static void reset(struct state *s, bool fragment)
{
    memset(s->open, 0, sizeof s->open);
    s->open[0] = true;
    s->loose = fragment ? 0 : COLUMNS;
    s->pending = s->block = s->last = NONE;
    s->fresh = s->fog = false;
    outline_reset(&s->outline, fragment);
}

/* ---- lines ---- */

static size_t indent_of(str line)
{
    size_t n = 0;
    while (n < line.len && line.s[n] == ' ')
        n++;
    return n;
}

static bool is_key_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == '/';
}

/* The length of a plain key at the start of the text, with its colon; 0: there is none. */
static size_t key_len(str s)
{
    size_t n = 0;
    while (n < s.len && is_key_char(s.s[n]))
        n++;
    return n && s.s[0] != '-' && n < s.len && s.s[n] == ':' ? n + 1 : 0;
}

static bool has_hole(str s)
{
    return str_find_char(s, HOLE) != STR_NONE || str_find_char(s, SCALAR) != STR_NONE;
}

/* What may be the beginning of a block, or nothing at all. */
static bool has_unknown(str s)
{
    return str_find_char(s, HOLE) != STR_NONE;
}

static void loosen(struct state *s, size_t column)
{
    if ((int)column < s->loose)
        s->loose = (int)column;
}

static str without_comment(str s)
{
    size_t at = str_find(s, STR(" #"));
    return str_trim_blanks(at == STR_NONE ? s : str_slice(s, 0, at));
}

static void close_columns(struct state *s, size_t column)
{
    for (size_t i = column + 1; i < COLUMNS; i++)
        s->open[i] = false;
    if (column < COLUMNS)
        s->open[column] = true;
    if ((int)column <= s->loose)
        s->loose = COLUMNS;
}

static bool is_block_header(str value)
{
    if (!value.len || (*value.s != '|' && *value.s != '>'))
        return false;
    for (size_t i = 1; i < value.len; i++)
        if (value.s[i] != '-' && value.s[i] != '+' && !(value.s[i] >= '1' && value.s[i] <= '9'))
            return false;
    return true;
}

/* A line that cannot be told from its beginning. */
static void take_hole_line(struct state *s, size_t column)
{
    loosen(s, column);
    s->pending = s->pending == NONE ? NONE : UNCLEAR;
    s->last = NONE;
}

/* A key at `column`, or text; behind "- ", the dash is at `parent`, else that is NONE. */
static void take_content(struct state *s, str rest, size_t column, int parent)
{
    size_t key = key_len(rest);
    s->pending = s->last = NONE;
    if (!key && is_block_header(without_comment(rest))) {
        s->block = parent;
        s->fresh = true;
        return;
    }
    if (!key && str_eq(rest, STR("-"))) {
        s->pending = (int)column;
        return;
    }
    if (!key) {
        size_t colon = str_find_char(rest, ':');
        if (colon != STR_NONE && str_trim_blanks(str_from(rest, colon + 1)).len == 0)
            s->pending = (int)column;
        else if (has_unknown(rest) || !rest.len)
            loosen(s, column);
        return;
    }
    str value = without_comment(str_from(rest, key));
    if (!value.len) {
        s->pending = (int)column;
    } else if (is_block_header(value)) {
        s->block = (int)column;
        s->fresh = true;
    } else if (*value.s == '&' || *value.s == '!') {
        s->pending = UNCLEAR;
    } else if (*value.s == HOLE) {
        s->pending = UNCLEAR;
        loosen(s, column + 1);
    } else if (!has_hole(value) && !strchr("\"'{[", *value.s)) {
        s->last = (int)column;
    }
}

static void check_misaligned(struct walker *w, struct state *s, str line, size_t column)
{
    if (s->last == NONE || s->fog || s->loose < COLUMNS || (int)column <= s->last ||
        !key_len(str_from(line, column)) || w->fragment)
        return;
    uint32_t at = s->begin + (uint32_t)column;
    if (at >= w->file->source.text.len || w->file->source.text.s[at] != line.s[column])
        return; /* not written here in one piece */
    struct finding *g = finding_put(w->p->findings, RULE_CH513, w->file, (struct span){at, at + 1},
                                    "this key is at column %zu, those above it at %d, and nothing "
                                    "opens a block",
                                    column, s->last);
    g->subject = str_dup(w->p->arena, str_trim_blanks(line));
}

/* key:VALUE is one text for YAML. */
static void check_colon(struct walker *w, const struct state *s, str line, size_t column)
{
    str rest = str_from(line, column);
    size_t key = key_len(rest);
    if (s->fog || s->block != NONE || !key || key + 1 != rest.len || rest.s[key] != SCALAR)
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
    if (s->fog || s->block != NONE || column >= line.len || line.s[column] != '\t' ||
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
    if (s->fog || s->block != NONE || rest.len != 3 || rest.s[1] != ':' || rest.s[2] != SCALAR ||
        !at)
        return;
    struct finding *g = finding_put(w->p->findings, RULE_CH514, w->file, (struct span){at, at + 1},
                                    "no blank behind the colon: YAML takes the line for one text");
    g->subject = STR(":");
    finding_edit(w->p->findings, g, LINT_FIX_SAFE, w->file, (struct span){at + 1, at + 1},
                 STR(" "));
}

/* Inside a block scalar: true when the line belongs to it. */
static bool stays_in_block(struct state *s, size_t column)
{
    if (s->block == NONE)
        return false;
    if ((int)column > s->block) {
        s->fresh = false;
        return true;
    }
    s->block = NONE;
    return false;
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
    size_t column = indent_of(line);
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
    if (s->fog || stays_in_block(s, column) || line.s[column] == '#')
        return;
    outline(w, s, line, hole_count, partial);
    check_tab(w, s, line, column);
    if (line.s[column] == HOLE || line.s[column] == SCALAR) {
        check_hole_colon(w, s, line, column);
        take_hole_line(s, column);
        return;
    }
    check_misaligned(w, s, line, column);
    check_colon(w, s, line, column);
    close_columns(s, column);
    str rest = str_from(line, column);
    int parent = NONE;
    while (str_has_prefix(rest, STR("- "))) {
        parent = (int)column;
        size_t skip = 1 + indent_of(str_from(rest, 1));
        column += skip;
        rest = str_from(rest, skip);
        close_columns(s, column);
    }
    take_content(s, rest, column, parent);
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
    size_t key = key_len(text);
    if (str_has_prefix(text, STR("- ")))
        return 1 + indent_of(str_from(text, 1)) +
               key_len(str_from(text, 1 + indent_of(str_from(text, 1))));
    return key < text.len && text.s[key] == ' ' ? key : 0;
}

/* Whether trim markers took the line end between what is there and a key or dash that begins here.
 */
static void check_glued(struct walker *w, struct state *s, str text, uint32_t at)
{
    const str source = w->file->source.text;
    size_t start = start_len(text);
    str line = str_trim_blanks(s->line);
    if (!s->line.len || s->skip || s->fog || s->block != NONE || has_hole(s->line) || !start ||
        at == 0)
        return;
    if ((!key_len(line) && !str_has_prefix(line, STR("- "))) || s->line.s[s->line.len - 1] == ' ')
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
    int n = (int)h->columns;
    if (s->fog || s->pending == UNCLEAR)
        return;
    if (s->block != NONE) {
        if (s->fresh && n <= s->block)
            put_bad_indent(w, h, (uint32_t)s->block + 2, "the text of its key begins behind column",
                           s->block);
        return;
    }
    if (s->pending != NONE) {
        if (n < s->pending ||
            (n == s->pending && (h->shape == HOLE_MAP || outline_wants_map(&s->outline))))
            put_bad_indent(w, h, (uint32_t)s->pending + 2, "its key is at column", s->pending);
        return;
    }
    if (w->fragment || n >= s->loose || s->open[n])
        return;
    int below = n;
    while (below > 0 && !s->open[below])
        below--;
    put_bad_indent(w, h, 0, "no block is open there; the next one is at column", below);
}

/* `key: {{ toYaml .x | indent 4 }}`: the first entry stands behind the key, the others below it. */
static void check_same_line(struct walker *w, const struct state *s, const struct hole *h)
{
    str line = str_trim_blanks(s->line);
    if (s->fog || s->skip || s->block != NONE || !h->from_yaml || !h->columns ||
        key_len(line) != line.len)
        return;
    struct finding *g = finding_put(w->p->findings, RULE_CH502, w->file, h->number,
                                    "indent begins on the line of its key `%.*s`: nindent begins "
                                    "a new one",
                                    STR_ARG(line));
    g->subject = str_dup(w->p->arena, line);
    if (h->columns > indent_of(s->line))
        finding_edit(w->p->findings, g, LINT_FIX_SAFE, w->file, h->function, STR("nindent"));
}

static void take_action(struct walker *w, struct state *s, const struct node *n)
{
    struct hole h = hole_of(w->file->chart, n);
    if (h.silent)
        return;
    bool alone = !str_trim_blanks(s->line).len;
    if (h.indented && h.new_line) {
        finish_line(w, s);
    } else if (!h.indented || !alone || s->line.len) {
        if (h.indented && !alone)
            check_same_line(w, s, &h);
        if (!s->line.len)
            s->begin = n->span.begin;
        if (!s->skip)
            put_hole(w, s, n, h.shape == HOLE_SCALAR ? SCALAR : HOLE);
        return;
    }
    check_indent(w, s, &h);
    int column = (int)h.columns;
    if (s->block != NONE && column > s->block) {
        s->fresh = false;
        s->skip = true;
        return;
    }
    s->block = NONE;
    outline_unknown(&s->outline, column);
    close_columns(s, h.columns);
    loosen(s, h.columns);
    s->pending = s->last = NONE;
    s->skip = true; /* what follows on the last line */
}

/* ---- branches ---- */

static void statements(struct walker *w, struct state *s, const struct node *list, bool ends);

/* Perhaps inside: then what is deeper is passed over, and both know when it ends. */
static int merged_block(int x, int y)
{
    if (x == NONE || y == NONE)
        return x > y ? x : y;
    return x < y ? x : y;
}

static struct state merge(struct walker *w, struct state x, struct state y, bool ends)
{
    if (!str_eq(x.line, y.line) || x.skip != y.skip || (x.line.len && x.begin != y.begin)) {
        end_line(w, &x, !ends);
        end_line(w, &y, !ends);
        x.skip = true;
    }
    for (size_t i = 0; i < COLUMNS; i++)
        x.open[i] = x.open[i] || y.open[i];
    x.loose = x.loose < y.loose ? x.loose : y.loose;
    x.pending = x.pending == y.pending ? x.pending : UNCLEAR;
    x.fresh = x.fresh && y.fresh && x.block == y.block;
    x.block = merged_block(x.block, y.block);
    x.fog = x.fog || y.fog;
    x.last = x.last == y.last ? x.last : NONE;
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
            return indent_of(n->text) < n->text.len && n->text.s[indent_of(n->text)] == '\n';
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
    statements(w, &taken, n->branch.body, ends);
    if (n->kind == NODE_RANGE && !str_has_prefix(taken.line, STR("---")))
        outline_loop(&(struct outline_place){w->p, w->file}, &s->outline, &taken.outline);
    if (n->branch.orelse)
        statements(w, &other, n->branch.orelse, ends);
    *s = merge(w, taken, other, ends);
}

enum { DEPTH_MAX = 200 };

/* `ends`: the line ends behind the list. */
static void statements(struct walker *w, struct state *s, const struct node *list, bool ends)
{
    if (w->depth == DEPTH_MAX) {
        s->fog = true;
        outline_fog(&s->outline);
        return;
    }
    w->depth++;
    for (uint32_t i = 0; list && i < list->list.len; i++) {
        const struct node *n = list->list.items[i];
        if (n->kind == NODE_TEXT)
            take_text(w, s, n);
        else if (n->kind == NODE_ACTION || n->kind == NODE_TEMPLATE)
            take_action(w, s, n);
        else if (n->kind == NODE_IF || n->kind == NODE_RANGE || n->kind == NODE_WITH)
            branch(w, s, n, line_ends(w, list, i + 1, ends, 0));
    }
    w->depth--;
}

static void check_tree(struct lint_project *p, struct lint_file *f, const struct tree *t)
{
    struct walker w = {.p = p, .file = f, .fragment = !str_eq(t->name, f->source.name)};
    struct state s = {.line = STR("")};
    reset(&s, w.fragment);
    statements(&w, &s, t->root, true);
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
