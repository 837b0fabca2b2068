/* chelm_lint_rules: the table of rules. */
#include "api/handles.h"
#include "base/buf.h"
#include "base/nearest.h"
#include "lint/report.h"
#include "lint/rule_page.h"

struct job {
    chelm_format format;
    str code;
};

static const char *fix_name(enum lint_fix fix)
{
    return fix == LINT_FIX_SAFE ? "safe" : fix == LINT_FIX_UNSAFE ? "unsafe" : "none";
}

static void put_row(struct buf *out, const struct rule *r)
{
    buf_put_fmt(out, "%.*s  %-26.*s %-8.*s %-8s %.*s\n", STR_ARG(r->code), STR_ARG(r->name),
                STR_ARG(lint_severity_name(r->severity)),
                r->fix == LINT_FIX_NONE ? "-" : fix_name(r->fix), STR_ARG(r->summary));
}

static void put_object(struct buf *out, const struct rule *r, bool first)
{
    buf_put_fmt(out, "%s\n{\"code\":\"%.*s\",\"name\":\"%.*s\",\"severity\":\"%.*s\"",
                first ? "" : ",", STR_ARG(r->code), STR_ARG(r->name),
                STR_ARG(lint_severity_name(r->severity)));
    buf_put_fmt(out, ",\"confidence\":\"%.*s\",\"fix\":\"%s\",\"summary\":",
                STR_ARG(lint_confidence_name(r->confidence)), fix_name(r->fix));
    lint_put_json_text(out, r->summary);
    buf_put_char(out, '}');
}

static bool rules_work(struct chelm_result *r, const chelm_context *c, const void *data)
{
    (void)c;
    const struct job *job = data;
    struct buf out;
    buf_init(&out, &r->render);
    if (job->format == CHELM_JSON)
        buf_put_char(&out, '[');
    else
        buf_put_fmt(&out, "%-5s  %-26s %-8s %-8s %s\n", "CODE", "NAME", "SEVERITY", "FIX", "FINDS");
    for (int i = 0; i < RULE_COUNT; i++)
        if (job->format == CHELM_JSON)
            put_object(&out, rule_get((enum rule_id)i), i == 0);
        else
            put_row(&out, rule_get((enum rule_id)i));
    if (job->format == CHELM_JSON)
        buf_put_str(&out, STR("\n]\n"));
    r->output = buf_str(&out);
    return true;
}

chelm_result *chelm_lint_rules(chelm_context *c, chelm_format format)
{
    struct job job = {.format = format};
    return result_run(c, rules_work, &job);
}

static bool no_such_rule(struct chelm_result *r, str code)
{
    struct nearest near;
    nearest_init(&near, code);
    for (int i = 0; i < RULE_COUNT; i++) {
        nearest_offer(&near, rule_get((enum rule_id)i)->code);
        nearest_offer(&near, rule_get((enum rule_id)i)->name);
    }
    if (near.best.len)
        return diag_error(&r->diags, "there is no rule %.*s: did you mean %.*s?", STR_ARG(code),
                          STR_ARG(near.best));
    return diag_error(&r->diags, "there is no rule %.*s; --list-rules shows them", STR_ARG(code));
}

static bool explain_work(struct chelm_result *r, const chelm_context *c, const void *data)
{
    (void)c;
    const struct job *job = data;
    const struct rule *rule = rule_find(job->code);
    struct buf out;
    buf_init(&out, &r->render);
    if (job->code.len && !rule)
        return no_such_rule(r, job->code);
    if (rule)
        rule_page_put_text(&out, rule);
    for (int i = 0; i < RULE_COUNT && !rule; i++)
        rule_page_put_markdown(&out, rule_get((enum rule_id)i));
    r->output = buf_str(&out);
    return true;
}

chelm_result *chelm_lint_explain(chelm_context *c, chelm_text code)
{
    struct job job = {.code = text_str(code)};
    return result_run(c, explain_work, &job);
}
