#include "api/report.h"

#include "base/arena.h"
#include "base/error_code.h"
#include "base/file.h"
#include "base/nearest.h"
#include "base/visible.h"
#include "funcs/func.h"

#include <stdio.h>

enum { CONTEXT = 2, MAX_LINE = 160 };

/* ---- what the parser leaves to be said ---- */

static void note_function(struct diags *diags, struct diag *d)
{
    static const str before = STR_INIT("function \"");
    size_t from = str_find(d->text, before);
    if (from == STR_NONE)
        return;
    str name = str_from(d->text, from + before.len);
    size_t end = str_find_char(name, '"');
    if (end == STR_NONE)
        return;
    name.len = end;
    struct nearest near;
    nearest_init(&near, name);
    for (size_t i = 0; i < fn_count(); i++)
        nearest_offer(&near, fn_name(fn_at(i)));
    if (str_eq(name, STR("env")) || str_eq(name, STR("expandenv")))
        diag_note(diags, d, STR("Helm leaves it out: charts must not read the environment"));
    else if (near.best.len)
        diag_note(diags, d, str_fmt(diags->arena, "did you mean %.*s?", STR_ARG(near.best)));
}

void report_complete(struct diags *diags, struct diag *d)
{
    if (!d->code.len)
        d->code = error_code(d->text);
    if (!d->frame_count && d->source && d->span.end > d->span.begin) {
        d->frames = ARENA_NEW(diags->arena, struct diag_frame);
        d->frames[0] = (struct diag_frame){.source = d->source, .span = d->span};
        d->frame_count = 1;
    }
    if (str_eq(d->code, STR("CH004")))
        note_function(diags, d);
    if (str_eq(d->code, STR("CH005")) && str_has_suffix(d->text, STR("unexpected EOF")))
        diag_note(diags, d, STR("this is opened here and never closed: its end is missing"));
    if (str_eq(d->code, STR("CH001")) && str_has(d->text, STR("bad character U+002D")))
        diag_note(diags, d, STR("keys with '-' are read with index: index .Values \"a-b\""));
}

/* ---- for people ---- */

struct style {
    const char *place, *mark, *note, *off;
};

static const struct style plain = {"", "", "", ""};
static const struct style colors = {"\x1b[34m", "\x1b[1;31m", "\x1b[36m", "\x1b[0m"};

/* What may stand in a URL's path as it is. */
static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           str_find_char(STR("-._~/"), c) != STR_NONE;
}

/* OSC 8 with the file's URL, when there is such a file: names of templates begin with the chart's
 * name instead of its folder, and those in archives are no files. */
static bool begin_link(struct buf *out, str folder, str name, uint32_t line)
{
    size_t slash = str_find_char(name, '/');
    struct file_info info;
    str error;
    if (!folder.len || slash == STR_NONE)
        return false;
    str path = str_concat(out->arena, folder, str_from(name, slash));
    if (!file_stat(out->arena, path, &info, &error) || info.kind != FILE_REGULAR)
        return false;
    buf_put_str(out, STR("\x1b]8;;file://"));
    for (size_t i = 0; i < path.len; i++)
        if (is_plain(path.s[i]))
            buf_put_char(out, path.s[i]);
        else
            buf_put_fmt(out, "%%%02X", (unsigned char)path.s[i]);
    buf_put_fmt(out, "#%u\x1b\\", line);
    return true;
}

static void put_place(struct buf *out, const struct diag_frame *f, str folder)
{
    struct position p = source_position(f->source, out->arena, f->span.begin);
    bool linked = begin_link(out, folder, f->source->name, p.line);
    visible_put(out, f->source->name);
    buf_put_fmt(out, ":%u:%u", p.line, p.column + 1);
    if (linked)
        buf_put_str(out, STR("\x1b]8;;\x1b\\"));
}

static str cut_line(str s)
{
    return s.len > MAX_LINE ? str_slice(s, 0, MAX_LINE) : s;
}

static void put_caret(struct buf *out, const struct diag_frame *f, str line, struct position p,
                      int width, const struct style *style)
{
    size_t from = p.column < line.len ? p.column : line.len;
    size_t len = f->span.end > f->span.begin ? f->span.end - f->span.begin : 1;
    if (len > line.len - from)
        len = line.len - from;
    buf_put_fmt(out, "%*s | ", width, "");
    visible_put_margin(out, str_slice(line, 0, from));
    buf_put_str(out, str_from_c(style->mark));
    buf_put_fill(out, '^', len ? len : 1);
    buf_put_fmt(out, "%s\n", style->off);
}

static void put_excerpt(struct buf *out, const struct diag_frame *f, const struct style *style)
{
    struct position p = source_position(f->source, out->arena, f->span.begin);
    uint32_t first = p.line > CONTEXT ? p.line - CONTEXT : 1, last = p.line + CONTEXT;
    if (last > f->source->line_count)
        last = f->source->line_count;
    int width = snprintf(NULL, 0, "%u", last) + 2;
    for (uint32_t n = first; n <= last; n++) {
        str line = source_line(f->source, out->arena, n);
        buf_put_fmt(out, "%s%*u |%s ", style->place, width, n, style->off);
        visible_put(out, cut_line(line));
        buf_put_char(out, '\n');
        if (n == p.line && p.column < MAX_LINE)
            put_caret(out, f, cut_line(line), p, width, style);
    }
}

static void put_output_lines(struct buf *out, const struct diag *d, const struct style *style)
{
    for (size_t i = 0; i < d->line_count; i++) {
        const struct diag_line *l = &d->lines[i];
        buf_put_fmt(out, "%s%c %4u |%s ", l->marked ? style->mark : style->place,
                    l->marked ? '>' : ' ', l->number, style->off);
        visible_put(out, cut_line(l->text));
        if (l->origin.len) {
            size_t pad = l->text.len < 44 ? 44 - l->text.len : 2;
            buf_put_fill(out, ' ', pad);
            buf_put_fmt(out, "%s<- ", style->place);
            visible_put(out, l->origin);
            buf_put_str(out, str_from_c(style->off));
        }
        buf_put_char(out, '\n');
    }
}

static bool same_frame(const struct diag_frame *x, const struct diag_frame *y)
{
    return x->source == y->source && x->span.begin == y->span.begin && str_eq(x->what, y->what);
}

void report_put_text(struct buf *out, const struct diag *d, const struct report_look *look)
{
    const struct style *style = look->colored ? &colors : &plain;
    if (d->line_count) {
        buf_put_fmt(out, "%s  -->%s what was rendered\n", style->place, style->off);
        put_output_lines(out, d, style);
    }
    size_t times;
    for (size_t i = 0; i < d->frame_count; i += times) {
        const struct diag_frame *f = &d->frames[i];
        for (times = 1; i + times < d->frame_count && same_frame(f, f + times);)
            times++;
        buf_put_fmt(out, "%s  %s%s ", style->place, i ? "in:" : "-->", style->off);
        if (f->what.len) {
            visible_put(out, f->what);
            buf_put_str(out, STR(" at "));
        }
        put_place(out, f, look->folder);
        if (times > 1)
            buf_put_fmt(out, " (%zu times)", times);
        buf_put_char(out, '\n');
        if (i == 0)
            put_excerpt(out, f, style);
    }
    for (size_t i = 0; i < d->note_count; i++) {
        buf_put_fmt(out, "%s  =%s ", style->note, style->off);
        visible_put(out, d->notes[i]);
        buf_put_char(out, '\n');
    }
    buf_put_fmt(out, "  [%.*s %.*s]\n", STR_ARG(d->code), STR_ARG(error_code_name(d->code)));
}
