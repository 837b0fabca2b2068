/* Reports for the two hosts of repositories: GitHub's workflow commands, GitLab's code quality. */
#include "lint/report.h"

#include "base/arena.h"
#include "base/visible.h"

/* ---- GitHub ---- */

/* The characters that end a property or the command are escaped; in the message fewer are. */
static void put_command_text(struct buf *out, str s, bool property)
{
    struct buf shown;
    buf_init(&shown, out->arena);
    visible_put(&shown, s);
    for (size_t i = 0; i < shown.len; i++) {
        char c = shown.s[i];
        bool special = c == '%' || c == '\n' || c == '\r' || (property && (c == ':' || c == ','));
        if (special)
            buf_put_fmt(out, "%%%02X", (unsigned)c);
        else
            buf_put_char(out, c);
    }
}

static const char *command_of(enum lint_severity s)
{
    return s == LINT_ERROR ? "error" : s == LINT_WARNING ? "warning" : "notice";
}

static void put_annotation(struct buf *out, const struct lint_item *item)
{
    struct arena *a = out->arena;
    const struct lint_place *p = &item->at;
    buf_put_fmt(out, "::%s file=", command_of(item->severity));
    put_command_text(out, p->file, true);
    if (p->begin.line && !p->inner.len)
        buf_put_fmt(out, ",line=%u,endLine=%u,col=%u,endColumn=%u", p->begin.line, p->end.line,
                    p->begin.column, p->end.column);
    buf_put_str(out, STR(",title="));
    put_command_text(
        out, str_fmt(a, "%.*s %.*s", STR_ARG(item->rule->code), STR_ARG(item->rule->name)), true);
    buf_put_str(out, STR("::"));
    if (p->inner.len)
        put_command_text(out, str_fmt(a, "%.*s:%u: ", STR_ARG(p->inner), p->begin.line), false);
    put_command_text(out, item->message, false);
    for (uint32_t i = 0; i < item->help_count; i++) {
        buf_put_str(out, STR("%0Ahelp: "));
        put_command_text(out, item->help[i], false);
    }
    buf_put_char(out, '\n');
}

/* Few annotations of a step are shown: the worst come first. */
void lint_put_github(struct buf *out, const struct lint_report *r, const struct report_style *style)
{
    for (int severity = LINT_ERROR; severity >= LINT_NOTE; severity--)
        for (uint32_t i = 0; i < r->count; i++)
            if (report_shows(style, r->items[i]) && (int)r->items[i]->severity == severity)
                put_annotation(out, r->items[i]);
    if (r->errors || r->warnings || r->notes)
        buf_put_fmt(out, "chelm-lint: %u errors, %u warnings, %u notes\n", r->errors, r->warnings,
                    r->notes);
}

/* ---- GitLab ---- */

static const char *gitlab_severity(const struct lint_item *item)
{
    switch (item->severity) {
    case LINT_ERROR:
        return item->confidence == LINT_CERTAIN ? "critical" : "major";
    case LINT_WARNING:
        return "minor";
    default:
        return "info";
    }
}

static void put_issue(struct buf *out, const struct lint_item *item)
{
    struct arena *a = out->arena;
    str message = item->message;
    if (item->at.inner.len)
        message = str_fmt(a, "%.*s:%u: %.*s", STR_ARG(item->at.inner), item->at.begin.line,
                          STR_ARG(message));
    uint32_t line = item->at.begin.line && !item->at.inner.len ? item->at.begin.line : 1;
    buf_put_str(out, STR("{\"description\":"));
    lint_put_json_text(out, message);
    buf_put_fmt(out, ",\"check_name\":\"%.*s\",\"fingerprint\":\"%.*s\",\"severity\":\"%s\"",
                STR_ARG(item->rule->code), STR_ARG(item->fingerprint), gitlab_severity(item));
    buf_put_str(out, STR(",\"location\":{\"path\":"));
    lint_put_json_text(out, item->at.file);
    buf_put_fmt(out, ",\"lines\":{\"begin\":%u}}}", line);
}

void lint_put_gitlab(struct buf *out, const struct lint_report *r, const struct report_style *style)
{
    bool first = true;
    buf_put_char(out, '[');
    for (uint32_t i = 0; i < r->count; i++) {
        if (!report_shows(style, r->items[i]))
            continue;
        buf_put_str(out, first ? STR("\n") : STR(",\n"));
        put_issue(out, r->items[i]);
        first = false;
    }
    buf_put_str(out, STR("]\n"));
}
