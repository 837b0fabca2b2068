#include "api/report.h"

#include "base/arena.h"
#include "base/error_code.h"
#include "base/visible.h"
#include "value/json_write.h"

static void put_text(struct buf *out, const char *key, str s)
{
    buf_put_fmt(out, ",\"%s\":", key);
    json_write_string(out, s, JSON_RAW);
}

static void put_frame(struct buf *out, const struct diag_frame *f)
{
    struct position from = source_position(f->source, out->arena, f->span.begin);
    struct position to = source_position(f->source, out->arena, f->span.end);
    buf_put_str(out, STR("{\"file\":"));
    json_write_string(out, f->source->name, JSON_RAW);
    buf_put_fmt(out, ",\"line\":%u,\"column\":%u,\"endLine\":%u,\"endColumn\":%u", from.line,
                from.column + 1, to.line, to.column + 1);
    put_text(out, "source", source_line(f->source, out->arena, from.line));
    if (f->what.len)
        put_text(out, "call", f->what);
    buf_put_char(out, '}');
}

static void put_line(struct buf *out, const struct diag_line *l)
{
    buf_put_fmt(out, "{\"line\":%u", l->number);
    put_text(out, "text", l->text);
    put_text(out, "origin", l->origin);
    buf_put_fmt(out, ",\"bad\":%s}", l->marked ? "true" : "false");
}

static void put_logs(struct buf *out, const struct diags *diags)
{
    bool first = true;
    for (const struct diag *d = diags->first; d; d = d->next) {
        if (d->severity == DIAG_ERROR)
            continue;
        buf_put_str(out, first ? STR("") : STR(","));
        json_write_string(out, d->text, JSON_RAW);
        first = false;
    }
}

static void put_report(struct buf *out, const struct diags *diags, const struct diag *d)
{
    buf_put_str(out, STR("{\"schema\":1"));
    put_text(out, "code", d->code);
    put_text(out, "name", error_code_name(d->code));
    put_text(out, "message", d->text);
    buf_put_fmt(out, ",\"rendering\":%s,\"frames\":[", d->rendering ? "true" : "false");
    for (size_t i = 0; i < d->frame_count; i++) {
        buf_put_str(out, i ? STR(",") : STR(""));
        put_frame(out, &d->frames[i]);
    }
    buf_put_str(out, STR("],\"output\":["));
    for (size_t i = 0; i < d->line_count; i++) {
        buf_put_str(out, i ? STR(",") : STR(""));
        put_line(out, &d->lines[i]);
    }
    buf_put_str(out, STR("],\"notes\":["));
    for (size_t i = 0; i < d->note_count; i++) {
        buf_put_str(out, i ? STR(",") : STR(""));
        json_write_string(out, d->notes[i], JSON_RAW);
    }
    buf_put_str(out, STR("],\"log\":["));
    put_logs(out, diags);
    buf_put_str(out, STR("]}\n"));
}

void report_put_json(struct buf *out, const struct diags *diags, const struct diag *d)
{
    struct buf b;
    buf_init(&b, out->arena);
    put_report(&b, diags, d);
    visible_put_json(out, buf_str(&b));
}
