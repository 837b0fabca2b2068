/* Reports as JSON: docs/lint.md describes the members. */
#include "lint/report.h"

#include "base/arena.h"

static void put_member(struct buf *out, const char *key, str s)
{
    buf_put_fmt(out, ",\"%s\":", key);
    lint_put_json_text(out, s);
}

static void put_point(struct buf *out, const char *key, struct lint_point p)
{
    buf_put_fmt(out, ",\"%s\":{\"line\":%u,\"column\":%u,\"offset\":%u}", key, p.line, p.column,
                p.offset);
}

/* The members of a place, each behind a comma. */
static void put_place(struct buf *out, const struct lint_place *p)
{
    put_member(out, "file", p->file);
    if (p->inner.len)
        put_member(out, "inner", p->inner);
    if (!p->begin.line)
        return;
    put_point(out, "start", p->begin);
    put_point(out, "end", p->end);
}

static void put_places(struct buf *out, const char *key, const struct lint_place *list, uint32_t n)
{
    buf_put_fmt(out, ",\"%s\":[", key);
    for (uint32_t i = 0; i < n; i++) {
        buf_put_str(out, i ? STR(",{\"text\":") : STR("{\"text\":"));
        lint_put_json_text(out, list[i].what);
        put_place(out, &list[i]);
        buf_put_char(out, '}');
    }
    buf_put_char(out, ']');
}

static void put_fix(struct buf *out, const struct lint_item *item)
{
    buf_put_str(out, STR(",\"fixes\":["));
    if (item->change_count) {
        buf_put_fmt(out, "{\"applicability\":\"%s\",\"edits\":[",
                    item->fix == LINT_FIX_SAFE ? "safe" : "unsafe");
        for (uint32_t i = 0; i < item->change_count; i++) {
            buf_put_str(out, i ? STR(",{\"text\":") : STR("{\"text\":"));
            lint_put_json_text(out, item->changes[i].text);
            put_place(out, &item->changes[i].at);
            buf_put_char(out, '}');
        }
        buf_put_str(out, STR("]}"));
    }
    buf_put_char(out, ']');
}

static void put_item(struct buf *out, const struct lint_item *item)
{
    static const char *const states[] = {"new", "known", "suppressed"};
    buf_put_fmt(out, "{\"code\":\"%.*s\",\"name\":\"%.*s\",\"severity\":\"%.*s\"",
                STR_ARG(item->rule->code), STR_ARG(item->rule->name),
                STR_ARG(lint_severity_name(item->severity)));
    buf_put_fmt(out, ",\"confidence\":\"%.*s\",\"state\":\"%s\"",
                STR_ARG(lint_confidence_name(item->confidence)), states[item->state]);
    put_member(out, "chart", item->chart);
    put_place(out, &item->at);
    put_member(out, "message", item->message);
    put_member(out, "subject", item->subject);
    put_places(out, "labels", item->labels, item->label_count);
    put_places(out, "trace", item->trace, item->trace_count);
    buf_put_str(out, STR(",\"help\":["));
    for (uint32_t i = 0; i < item->help_count; i++) {
        buf_put_str(out, i ? STR(",") : STR(""));
        lint_put_json_text(out, item->help[i]);
    }
    buf_put_char(out, ']');
    put_member(out, "repro", item->repro);
    put_fix(out, item);
    put_member(out, "fingerprint", item->fingerprint);
    buf_put_char(out, '}');
}

void lint_put_json(struct buf *out, const struct lint_report *r, const struct report_style *style)
{
    (void)style;
    buf_put_str(out, STR("{\"schema\":1,\"charts\":["));
    for (size_t i = 0; i < r->chart_count; i++) {
        const struct lint_chart_result *c = &r->charts[i];
        buf_put_str(out, i ? STR(",{\"path\":") : STR("{\"path\":"));
        lint_put_json_text(out, c->path);
        buf_put_fmt(out, ",\"unreadable\":%s,\"errors\":%u,\"warnings\":%u,\"notes\":%u}",
                    c->unreadable ? "true" : "false", c->errors, c->warnings, c->notes);
    }
    buf_put_fmt(out,
                "],\"errors\":%u,\"warnings\":%u,\"notes\":%u,\"known\":%u,\"suppressed\":%u,"
                "\"findings\":[",
                r->errors, r->warnings, r->notes, r->known, r->suppressed);
    for (uint32_t i = 0; i < r->count; i++) {
        buf_put_str(out, i ? STR(",\n") : STR("\n"));
        put_item(out, r->items[i]);
    }
    buf_put_str(out, STR("]}\n"));
}

void lint_put_jsonl(struct buf *out, const struct lint_report *r, const struct report_style *style)
{
    (void)style;
    for (uint32_t i = 0; i < r->count; i++) {
        put_item(out, r->items[i]);
        buf_put_char(out, '\n');
    }
}
