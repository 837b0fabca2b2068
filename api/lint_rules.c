/* chelm_lint_rules: the table of rules. */
#include "api/handles.h"
#include "base/buf.h"
#include "lint/report.h"

struct job {
    chelm_format format;
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
    struct job job = {format};
    return result_run(c, rules_work, &job);
}
