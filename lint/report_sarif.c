/* Reports in SARIF 2.1.0, the form of code scanning. */
#include "lint/report.h"

#include "base/arena.h"
#include "base/path.h"

static const char *level_of(enum lint_severity s)
{
    return s == LINT_ERROR     ? "error"
           : s == LINT_WARNING ? "warning"
           : s == LINT_NOTE    ? "note"
                               : "none";
}

static void put_message(struct buf *out, str text)
{
    buf_put_str(out, STR("{\"text\":"));
    lint_put_json_text(out, text);
    buf_put_char(out, '}');
}

/* ---- rules ---- */

static void put_rule(struct buf *out, const struct rule *rule)
{
    static const char *const precision[] = {"medium", "high", "very-high"};
    buf_put_fmt(out,
                "{\"id\":\"%.*s\",\"name\":\"%.*s\",\"shortDescription\":", STR_ARG(rule->code),
                STR_ARG(rule->name));
    put_message(out, rule->summary);
    buf_put_str(out, STR(",\"help\":"));
    put_message(out, str_fmt(out->arena, "chelm-lint --explain %.*s", STR_ARG(rule->code)));
    buf_put_fmt(out,
                ",\"defaultConfiguration\":{\"enabled\":%s,\"level\":\"%s\"},"
                "\"properties\":{\"precision\":\"%s\"}}",
                rule->severity ? "true" : "false", level_of(rule->severity),
                precision[rule->confidence]);
}

static void put_driver(struct buf *out)
{
    buf_put_str(out, STR("{\"driver\":{\"name\":\"chelm-lint\",\"semanticVersion\":\"" CHELM_VERSION
                         "\",\"rules\":["));
    for (int i = 0; i < RULE_COUNT; i++) {
        buf_put_str(out, i ? STR(",\n") : STR("\n"));
        put_rule(out, rule_get((enum rule_id)i));
    }
    buf_put_str(out, STR("]}}"));
}

/* ---- places ---- */

/* A relative reference: what is not allowed in a URI as %XX. */
static void put_uri(struct buf *out, str path)
{
    buf_put_char(out, '"');
    if (str_has_prefix(path, STR("./")))
        path = str_from(path, 2);
    if (path.len && path.s[0] == '/')
        buf_put_str(out, STR("file://"));
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.s[i];
        bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                    (c && strchr("/._-~", c));
        if (safe)
            buf_put_char(out, (char)c);
        else
            buf_put_fmt(out, "%%%02X", c);
    }
    buf_put_char(out, '"');
}

static void put_artifact(struct buf *out, const struct lint_place *p)
{
    buf_put_str(out, STR("\"artifactLocation\":{\"uri\":"));
    put_uri(out, p->file);
    if (!path_is_abs(p->file))
        buf_put_str(out, STR(",\"uriBaseId\":\"%SRCROOT%\""));
    buf_put_char(out, '}');
}

static void put_region(struct buf *out, const char *name, const struct lint_place *p)
{
    buf_put_fmt(out, "\"%s\":{\"startLine\":%u,\"startColumn\":%u,\"endLine\":%u,\"endColumn\":%u}",
                name, p->begin.line, p->begin.column, p->end.line, p->end.column);
}

/* Lines in a packed chart are no lines of the archive: they are told in the message. */
static void put_location(struct buf *out, const struct lint_place *p, str message)
{
    buf_put_str(out, STR("{\"physicalLocation\":{"));
    put_artifact(out, p);
    if (p->begin.line && !p->inner.len) {
        buf_put_char(out, ',');
        put_region(out, "region", p);
    }
    buf_put_char(out, '}');
    if (message.len) {
        buf_put_str(out, STR(",\"message\":"));
        put_message(out, message);
    }
    buf_put_char(out, '}');
}

static void put_related(struct buf *out, const struct lint_item *item)
{
    buf_put_str(out, STR(",\"relatedLocations\":["));
    for (uint32_t i = 0; i < item->label_count; i++) {
        buf_put_str(out, i ? STR(",") : STR(""));
        put_location(out, &item->labels[i], item->labels[i].what);
    }
    buf_put_char(out, ']');
}

static void put_flow(struct buf *out, const struct lint_item *item)
{
    buf_put_str(out, STR(",\"codeFlows\":[{\"threadFlows\":[{\"locations\":["));
    for (uint32_t i = 0; i < item->trace_count; i++) {
        buf_put_str(out, i ? STR(",{\"location\":") : STR("{\"location\":"));
        put_location(out, &item->trace[i], item->trace[i].what);
        buf_put_char(out, '}');
    }
    buf_put_str(out, STR("]}]}]"));
}

/* ---- results ---- */

static void put_change(struct buf *out, const struct lint_change *c)
{
    buf_put_char(out, '{');
    put_artifact(out, &c->at);
    buf_put_str(out, STR(",\"replacements\":[{"));
    put_region(out, "deletedRegion", &c->at);
    buf_put_str(out, STR(",\"insertedContent\":"));
    put_message(out, c->text);
    buf_put_str(out, STR("}]}"));
}

static void put_fixes(struct buf *out, const struct lint_item *item)
{
    buf_put_str(out, STR(",\"fixes\":[{\"description\":"));
    put_message(out, item->fix == LINT_FIX_SAFE ? STR("safe: nothing rendered changes unduly")
                                                : STR("unsafe: read it first"));
    buf_put_str(out, STR(",\"artifactChanges\":["));
    for (uint32_t i = 0; i < item->change_count; i++) {
        buf_put_str(out, i ? STR(",") : STR(""));
        put_change(out, &item->changes[i]);
    }
    buf_put_str(out, STR("]}]"));
}

static void put_suppression(struct buf *out, const struct lint_item *item)
{
    buf_put_str(out, STR(",\"suppressions\":[{\"kind\":\"inSource\""));
    if (item->reason.len) {
        buf_put_str(out, STR(",\"justification\":"));
        lint_put_json_text(out, item->reason);
    }
    buf_put_str(out, STR("}]"));
}

static str message_of(struct arena *a, const struct lint_item *item)
{
    struct buf b;
    buf_init(&b, a);
    if (item->at.inner.len)
        buf_put_fmt(&b, "%.*s:%u:%u: ", STR_ARG(item->at.inner), item->at.begin.line,
                    item->at.begin.column);
    buf_put_str(&b, item->message);
    for (uint32_t i = 0; i < item->help_count; i++)
        buf_put_fmt(&b, "\nhelp: %.*s", STR_ARG(item->help[i]));
    return buf_str(&b);
}

static void put_result(struct buf *out, const struct lint_item *item)
{
    buf_put_fmt(out,
                "{\"ruleId\":\"%.*s\",\"level\":\"%s\",\"message\":", STR_ARG(item->rule->code),
                level_of(item->severity));
    put_message(out, message_of(out->arena, item));
    buf_put_str(out, STR(",\"locations\":["));
    put_location(out, &item->at, STR(""));
    buf_put_char(out, ']');
    if (item->label_count)
        put_related(out, item);
    if (item->trace_count)
        put_flow(out, item);
    if (item->change_count && !item->at.inner.len)
        put_fixes(out, item);
    if (item->state == LINT_SUPPRESSED)
        put_suppression(out, item);
    buf_put_fmt(out, ",\"partialFingerprints\":{\"chelm/v1\":\"%.*s\"}",
                STR_ARG(item->fingerprint));
    if (item->state == LINT_KNOWN)
        buf_put_str(out, STR(",\"baselineState\":\"unchanged\""));
    buf_put_char(out, '}');
}

void lint_put_sarif(struct buf *out, const struct lint_report *r, const struct report_style *style)
{
    (void)style;
    buf_put_str(out, STR("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
                         "\"version\":\"2.1.0\",\"runs\":[{\"tool\":"));
    put_driver(out);
    buf_put_str(out, STR(",\"columnKind\":\"unicodeCodePoints\",\"results\":["));
    for (uint32_t i = 0; i < r->count; i++) {
        buf_put_str(out, i ? STR(",\n") : STR("\n"));
        put_result(out, r->items[i]);
    }
    buf_put_str(out, STR("]}]}\n"));
}
