#include "lint/report.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "value/json_write.h"

static const struct report_format formats[] = {
#define FORMAT(name, function, doc) {STR_INIT(name), function, STR_INIT(doc)},
#include "lint/report_formats.def"
#undef FORMAT
};

enum { FORMATS = sizeof formats / sizeof *formats };

const struct report_format *report_format_find(str name)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (str_eq(formats[i].name, name))
            return &formats[i];
    return NULL;
}

const struct report_format *report_format_at(size_t i)
{
    return i < FORMATS ? &formats[i] : NULL;
}

bool report_shows(const struct report_style *style, const struct lint_item *item)
{
    return item->state == LINT_NEW && !(style->quiet && item->severity == LINT_NOTE);
}

void lint_put_json_text(struct buf *out, str s)
{
    json_write_string(out, utf8_repair(out->arena, s), JSON_RAW);
}

/* XML 1.0 cannot hold most control characters at all. */
void lint_put_xml_text(struct buf *out, str s)
{
    struct buf shown;
    buf_init(&shown, out->arena);
    visible_put(&shown, s);
    for (size_t i = 0; i < shown.len; i++) {
        char c = shown.s[i];
        const char *entity = c == '&'    ? "&amp;"
                             : c == '<'  ? "&lt;"
                             : c == '>'  ? "&gt;"
                             : c == '"'  ? "&quot;"
                             : c == '\n' ? "&#10;"
                             : c == '\t' ? "&#9;"
                                         : NULL;
        if (entity)
            buf_put_str(out, str_from_c(entity));
        else
            buf_put_char(out, c);
    }
}

void lint_put_line(struct buf *out, str s)
{
    struct buf shown;
    buf_init(&shown, out->arena);
    visible_put(&shown, s);
    for (size_t i = 0; i < shown.len; i++)
        buf_put_char(out, shown.s[i] == '\n' || shown.s[i] == '\t' ? ' ' : shown.s[i]);
}

void lint_put_file(struct buf *out, const struct lint_place *p)
{
    lint_put_line(out, p->file);
    if (!p->inner.len)
        return;
    buf_put_str(out, STR("!/"));
    lint_put_line(out, p->inner);
}

void lint_put_short(struct buf *out, const struct lint_report *r, const struct report_style *style)
{
    for (uint32_t i = 0; i < r->count; i++) {
        const struct lint_item *item = r->items[i];
        if (!report_shows(style, item))
            continue;
        lint_put_file(out, &item->at);
        if (item->at.begin.line)
            buf_put_fmt(out, ":%u:%u", item->at.begin.line, item->at.begin.column);
        buf_put_fmt(out, ": %.*s %.*s: ", STR_ARG(lint_severity_name(item->severity)),
                    STR_ARG(item->rule->code));
        lint_put_line(out, item->message);
        buf_put_char(out, '\n');
    }
}
