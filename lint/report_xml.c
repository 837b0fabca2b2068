/* Reports in the XML of JUnit and Checkstyle. */
#include "lint/report.h"

#include "base/arena.h"

static const char xml_head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

static void put_attribute(struct buf *out, const char *name, str value)
{
    buf_put_fmt(out, " %s=\"", name);
    lint_put_xml_text(out, value);
    buf_put_char(out, '"');
}

static str file_of(struct arena *a, const struct lint_place *p)
{
    struct buf b;
    buf_init(&b, a);
    lint_put_file(&b, p);
    return buf_str(&b);
}

/* ---- JUnit: a chart is a suite, a finding a test case that failed ---- */

static void put_case(struct buf *out, const struct lint_item *item)
{
    struct arena *a = out->arena;
    str where = str_fmt(a, "%.*s:%u:%u", STR_ARG(file_of(a, &item->at)), item->at.begin.line,
                        item->at.begin.column);
    buf_put_str(out, STR("    <testcase"));
    put_attribute(out, "name", str_fmt(a, "%.*s %.*s", STR_ARG(item->rule->code), STR_ARG(where)));
    put_attribute(out, "classname", item->rule->name);
    buf_put_str(out, STR(">\n      <failure"));
    put_attribute(out, "type", lint_severity_name(item->severity));
    put_attribute(out, "message", item->message);
    buf_put_char(out, '>');
    lint_put_xml_text(out, where);
    for (uint32_t i = 0; i < item->help_count; i++) {
        buf_put_str(out, STR("&#10;help: "));
        lint_put_xml_text(out, item->help[i]);
    }
    buf_put_str(out, STR("</failure>\n    </testcase>\n"));
}

static void put_suite(struct buf *out, const struct lint_report *r,
                      const struct report_style *style, str chart)
{
    uint32_t shown = 0;
    for (uint32_t i = 0; i < r->count; i++)
        shown += report_shows(style, r->items[i]) && str_eq(r->items[i]->chart, chart);
    buf_put_str(out, STR("  <testsuite"));
    put_attribute(out, "name", chart);
    buf_put_fmt(out, " tests=\"%u\" failures=\"%u\">\n", shown ? shown : 1, shown);
    for (uint32_t i = 0; i < r->count; i++)
        if (report_shows(style, r->items[i]) && str_eq(r->items[i]->chart, chart))
            put_case(out, r->items[i]);
    if (!shown)
        buf_put_str(out, STR("    <testcase name=\"no findings\" classname=\"chelm-lint\"/>\n"));
    buf_put_str(out, STR("  </testsuite>\n"));
}

void lint_put_junit(struct buf *out, const struct lint_report *r, const struct report_style *style)
{
    buf_put_fmt(out, "%s<testsuites name=\"chelm-lint\">\n", xml_head);
    for (size_t i = 0; i < r->chart_count; i++)
        put_suite(out, r, style, r->charts[i].path);
    buf_put_str(out, STR("</testsuites>\n"));
}

/* ---- Checkstyle: findings by file ---- */

static void put_error(struct buf *out, const struct lint_item *item)
{
    struct arena *a = out->arena;
    str severity = item->severity == LINT_NOTE ? STR("info") : lint_severity_name(item->severity);
    buf_put_fmt(out, "    <error line=\"%u\" column=\"%u\"", item->at.begin.line,
                item->at.begin.column);
    put_attribute(out, "severity", severity);
    put_attribute(out, "message", item->message);
    put_attribute(
        out, "source",
        str_fmt(a, "chelm-lint.%.*s.%.*s", STR_ARG(item->rule->code), STR_ARG(item->rule->name)));
    buf_put_str(out, STR("/>\n"));
}

void lint_put_checkstyle(struct buf *out, const struct lint_report *r,
                         const struct report_style *style)
{
    buf_put_fmt(out, "%s<checkstyle version=\"4.3\">\n", xml_head);
    str open = {0};
    bool is_open = false;
    for (uint32_t i = 0; i < r->count; i++) {
        if (!report_shows(style, r->items[i]))
            continue;
        str file = file_of(out->arena, &r->items[i]->at);
        if (is_open && !str_eq(open, file))
            buf_put_str(out, STR("  </file>\n"));
        if (!is_open || !str_eq(open, file)) {
            buf_put_str(out, STR("  <file"));
            put_attribute(out, "name", file);
            buf_put_str(out, STR(">\n"));
        }
        open = file;
        is_open = true;
        put_error(out, r->items[i]);
    }
    if (is_open)
        buf_put_str(out, STR("  </file>\n"));
    buf_put_str(out, STR("</checkstyle>\n"));
}
