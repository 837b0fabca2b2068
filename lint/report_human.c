/* Reports for people: the line of the finding with a caret, what explains it, what helps. */
#include "lint/report.h"

#include "base/arena.h"
#include "base/path.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "value/map.h"

#include <stdio.h>

enum { MAX_LINE = 160, MAX_SAME = 3 };

struct colors {
    const char *severity[LINT_ERROR + 1], *bold, *place, *note, *off;
};

static const struct colors plain = {{"", "", "", ""}, "", "", "", ""};
static const struct colors ansi = {
    {"", "\x1b[1;36m", "\x1b[1;33m", "\x1b[1;31m"}, "\x1b[1m", "\x1b[34m", "\x1b[36m", "\x1b[0m"};

struct human {
    struct buf *out;
    const struct report_style *style;
    const struct colors *color;
    int width; /* of line numbers */
};

/* ---- places ---- */

/* What a URL cannot hold, and what could end the escape sequence, as %XX. */
static void put_url_text(struct buf *out, str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.s[i];
        bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                    (c && strchr("/._-~:", c));
        if (safe)
            buf_put_char(out, (char)c);
        else
            buf_put_fmt(out, "%%%02X", c);
    }
}

static void put_url(struct human *h, const struct lint_place *p)
{
    struct arena *a = h->out->arena;
    str path =
        path_is_abs(p->file)
            ? p->file
            : path_clean(a, str_fmt(a, "%.*s/%.*s", STR_ARG(h->style->folder), STR_ARG(p->file)));
    str format = h->style->link_format.len ? h->style->link_format : STR("file://{path}");
    while (format.len) {
        if (str_has_prefix(format, STR("{path}"))) {
            put_url_text(h->out, path);
            format = str_from(format, 6);
        } else if (str_has_prefix(format, STR("{line}"))) {
            buf_put_fmt(h->out, "%u", p->begin.line);
            format = str_from(format, 6);
        } else if (str_has_prefix(format, STR("{col}"))) {
            buf_put_fmt(h->out, "%u", p->begin.column);
            format = str_from(format, 5);
        } else {
            put_url_text(h->out, str_slice(format, 0, 1));
            format = str_from(format, 1);
        }
    }
}

static void put_where(struct human *h, const char *arrow, const struct lint_place *p)
{
    buf_put_fmt(h->out, "%*s%s%s%s ", h->width, "", h->color->place, arrow, h->color->off);
    if (h->style->links) {
        buf_put_str(h->out, STR("\x1b]8;;"));
        put_url(h, p);
        buf_put_str(h->out, STR("\x1b\\"));
    }
    lint_put_file(h->out, p);
    if (p->begin.line)
        buf_put_fmt(h->out, ":%u:%u", p->begin.line, p->begin.column);
    if (h->style->links)
        buf_put_str(h->out, STR("\x1b]8;;\x1b\\"));
    buf_put_char(h->out, '\n');
}

/* ---- excerpts ---- */

static str cut(str line)
{
    return line.len > MAX_LINE ? str_slice(line, 0, MAX_LINE) : line;
}

/* The offset in bytes of a column. */
static size_t column_offset(str line, uint32_t column)
{
    size_t at = 0, len;
    for (uint32_t c = 1; c < column && at < line.len; c++) {
        utf8_decode(str_from(line, at), &len);
        at += len;
    }
    return at;
}

static void put_gutter(struct human *h, uint32_t line)
{
    buf_put_str(h->out, str_from_c(h->color->place));
    if (line)
        buf_put_fmt(h->out, "%*u |", h->width, line);
    else
        buf_put_fmt(h->out, "%*s |", h->width, "");
    buf_put_str(h->out, str_from_c(h->color->off));
}

static void put_source_line(struct human *h, const struct lint_place *p)
{
    put_gutter(h, p->begin.line);
    buf_put_char(h->out, ' ');
    visible_put(h->out, cut(p->line));
    buf_put_char(h->out, '\n');
}

static void put_marks(struct human *h, const struct lint_place *p, char mark, const char *color)
{
    str line = cut(p->line);
    size_t from = column_offset(line, p->begin.column);
    size_t to = p->end.line == p->begin.line ? column_offset(line, p->end.column) : line.len;
    struct buf marked;
    buf_init(&marked, h->out->arena);
    visible_put(&marked, str_slice(line, from, to > from ? to : from));
    size_t width = utf8_count(buf_str(&marked));
    put_gutter(h, 0);
    buf_put_char(h->out, ' ');
    visible_put_margin(h->out, str_slice(line, 0, from));
    buf_put_str(h->out, str_from_c(color));
    buf_put_fill(h->out, mark, width ? width : 1);
    if (p->what.len) {
        buf_put_char(h->out, ' ');
        lint_put_line(h->out, p->what);
    }
    buf_put_fmt(h->out, "%s\n", h->color->off);
}

static bool same_file(const struct lint_place *x, const struct lint_place *y)
{
    return str_eq(x->file, y->file) && str_eq(x->inner, y->inner);
}

static bool same_span(const struct lint_place *x, const struct lint_place *y)
{
    return same_file(x, y) && x->begin.offset == y->begin.offset && x->end.offset == y->end.offset;
}

/* Where the finding is, with what a label says of the very place. */
static struct lint_place main_place(const struct lint_item *item)
{
    struct lint_place p = item->at;
    for (uint32_t i = 0; i < item->label_count; i++)
        if (same_span(&p, &item->labels[i]))
            p.what = item->labels[i].what;
    return p;
}

/* The finding's line among the labelled lines of its file, in order. */
static void put_excerpt(struct human *h, const struct lint_item *item)
{
    const struct lint_place main = main_place(item);
    uint32_t done = 0; /* lines shown */
    put_gutter(h, 0);
    buf_put_char(h->out, '\n');
    for (;;) {
        const struct lint_place *next = main.begin.line > done ? &main : NULL;
        for (uint32_t i = 0; i < item->label_count; i++) {
            const struct lint_place *l = &item->labels[i];
            if (same_file(&main, l) && l->begin.line > done &&
                (!next || l->begin.line < next->begin.line))
                next = l;
        }
        if (!next)
            break;
        done = next->begin.line;
        put_source_line(h, next);
        if (main.begin.line == done)
            put_marks(h, &main, '^', h->color->severity[item->severity]);
        for (uint32_t i = 0; i < item->label_count; i++) {
            const struct lint_place *l = &item->labels[i];
            if (same_file(&main, l) && l->begin.line == done && !same_span(&main, l))
                put_marks(h, l, '-', h->color->place);
        }
    }
}

static void put_other_files(struct human *h, const struct lint_item *item)
{
    for (uint32_t i = 0; i < item->label_count; i++) {
        const struct lint_place *l = &item->labels[i];
        if (same_file(&item->at, l) && l->begin.line)
            continue;
        put_where(h, " :::", l);
        if (!l->begin.line)
            continue;
        put_source_line(h, l);
        put_marks(h, l, '-', h->color->place);
    }
}

/* ---- notes ---- */

static void put_note(struct human *h, const char *kind, str text)
{
    buf_put_fmt(h->out, "%*s %s= %s:%s ", h->width, "", h->color->note, kind, h->color->off);
    lint_put_line(h->out, text);
    buf_put_char(h->out, '\n');
}

static void put_fix(struct human *h, const struct lint_item *item)
{
    if (!item->change_count)
        return;
    const char *kind = item->fix == LINT_FIX_SAFE ? "fix (safe)" : "fix (unsafe)";
    const struct lint_change *c = &item->changes[0];
    str text = c->text;
    bool one_line = item->change_count == 1 && c->at.begin.line == c->at.end.line &&
                    str_find_char(text, '\n') == STR_NONE;
    str old = one_line ? str_slice(c->at.line, column_offset(c->at.line, c->at.begin.column),
                                   column_offset(c->at.line, c->at.end.column))
                       : STR("");
    struct arena *a = h->out->arena;
    bool removal = item->change_count == 1 && !text.len;
    if (removal)
        put_note(h, kind, STR("remove it"));
    else if (!one_line)
        put_note(h, kind, STR("--diff shows it"));
    else if (old.len)
        put_note(h, kind, str_fmt(a, "`%.*s` becomes `%.*s`", STR_ARG(old), STR_ARG(text)));
    else
        put_note(h, kind, str_fmt(a, "insert `%.*s`", STR_ARG(text)));
}

static void put_trace(struct human *h, const struct lint_item *item)
{
    for (uint32_t i = 0; i < item->trace_count; i++) {
        const struct lint_place *p = &item->trace[i];
        struct buf where;
        buf_init(&where, h->out->arena);
        lint_put_file(&where, p);
        put_note(h, i ? "   " : "via",
                 str_fmt(h->out->arena, "%.*s:%u: %.*s", (int)where.len, where.s, p->begin.line,
                         STR_ARG(p->what)));
    }
}

static int digits(const struct lint_item *item)
{
    uint32_t most = item->at.begin.line;
    for (uint32_t i = 0; i < item->label_count; i++)
        if (item->labels[i].begin.line > most)
            most = item->labels[i].begin.line;
    return snprintf(NULL, 0, "%u", most);
}

static void put_item(struct human *h, const struct lint_item *item)
{
    h->width = digits(item);
    buf_put_fmt(h->out, "%s%.*s[%.*s]%s: %s", h->color->severity[item->severity],
                STR_ARG(lint_severity_name(item->severity)), STR_ARG(item->rule->code),
                h->color->off, h->color->bold);
    lint_put_line(h->out, item->message);
    buf_put_fmt(h->out, "%s\n", h->color->off);
    put_where(h, "-->", &item->at);
    if (item->at.begin.line)
        put_excerpt(h, item);
    put_other_files(h, item);
    put_trace(h, item);
    for (uint32_t i = 0; i < item->help_count; i++)
        put_note(h, "help", item->help[i]);
    if (item->repro.len)
        put_note(h, "repro",
                 str_fmt(h->out->arena, "chelm-template %.*s %.*s", STR_ARG(item->chart),
                         STR_ARG(item->repro)));
    put_fix(h, item);
    buf_put_char(h->out, '\n');
}

/* ---- groups: the first few of one cause, then how many more ---- */

static str cause_of(struct arena *a, const struct lint_item *item)
{
    str about = item->subject.len ? item->subject : item->message;
    return str_fmt(a, "%.*s|%.*s|%.*s", STR_ARG(item->chart), STR_ARG(item->rule->code),
                   STR_ARG(about));
}

static void put_more(struct human *h, const struct lint_item *item, int64_t more)
{
    buf_put_fmt(h->out, "%s+%lld more like this%s: %.*s ", h->color->note, (long long)more,
                h->color->off, STR_ARG(item->rule->code));
    lint_put_line(h->out, item->subject.len ? item->subject : item->message);
    buf_put_str(h->out, STR("\n\n"));
}

static void put_items(struct human *h, const struct lint_report *r)
{
    struct arena *a = h->out->arena;
    struct map *total = map_new(a, r->count), *shown = map_new(a, r->count);
    for (uint32_t i = 0; i < r->count; i++) {
        if (!report_shows(h->style, r->items[i]))
            continue;
        str cause = cause_of(a, r->items[i]);
        val *v = map_get(total, cause);
        map_set(total, cause, val_int((v ? v->i : 0) + 1));
    }
    for (uint32_t i = 0; i < r->count; i++) {
        if (!report_shows(h->style, r->items[i]))
            continue;
        str cause = cause_of(a, r->items[i]);
        int64_t all = map_get(total, cause)->i, before = 0;
        val *v = map_get(shown, cause);
        before = v ? v->i : 0;
        map_set(shown, cause, val_int(before + 1));
        if (before < MAX_SAME || h->style->all || all == MAX_SAME + 1)
            put_item(h, r->items[i]);
        if (before == MAX_SAME - 1 && all > MAX_SAME + 1 && !h->style->all)
            put_more(h, r->items[i], all - MAX_SAME);
    }
}

/* ---- the last line ---- */

static void put_count(struct buf *out, uint64_t n, const char *one, const char *many)
{
    buf_put_fmt(out, "%llu %s", (unsigned long long)n, n == 1 ? one : many);
}

static void put_summary(struct human *h, const struct lint_report *r)
{
    struct buf *out = h->out;
    if (h->style->quiet && !r->errors && !r->warnings)
        return;
    put_count(out, r->chart_count, "chart", "charts");
    buf_put_str(out, STR(", "));
    put_count(out, r->files, "file", "files");
    buf_put_str(out, STR(": "));
    put_count(out, r->errors, "error", "errors");
    buf_put_str(out, STR(", "));
    put_count(out, r->warnings, "warning", "warnings");
    buf_put_str(out, STR(", "));
    put_count(out, r->notes, "note", "notes");
    if (r->known)
        buf_put_fmt(out, ", %u in the baseline", r->known);
    if (r->suppressed)
        buf_put_fmt(out, ", %u suppressed", r->suppressed);
    if (r->limits)
        buf_put_fmt(out, ", %u analysis limits (--verbose)", r->limits);
    if (r->elapsed)
        buf_put_fmt(out, " in %.2f s", (double)r->elapsed / 1e6);
    buf_put_char(out, '\n');
}

void lint_put_human(struct buf *out, const struct lint_report *r, const struct report_style *style)
{
    struct human h = {.out = out, .style = style, .color = style->color ? &ansi : &plain};
    put_items(&h, r);
    put_summary(&h, r);
}
