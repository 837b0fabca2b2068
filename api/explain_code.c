/* chelm_explain_code: the page about a code. */
#include "api/handles.h"
#include "base/code_page.h"
#include "base/nearest.h"
#include "base/quote.h"
#include "value/json_write.h"

struct job {
    str word;
    chelm_format format;
};

static void put_member(struct buf *out, const char *before, const char *name, str text)
{
    buf_put_fmt(out, "%s\"%s\":", before, name);
    json_write_string(out, text, JSON_RAW);
}

static void put_json(struct buf *out, const struct code_page *p)
{
    put_member(out, "{\"schema\":1,", "code", p->code);
    put_member(out, ",", "name", p->name);
    put_member(out, ",", "what", p->what);
    put_member(out, ",", "bad", p->bad);
    put_member(out, ",", "good", p->good);
    put_member(out, ",", "helm", p->helm);
    put_member(out, ",", "fix", p->fix);
    buf_put_str(out, STR("}\n"));
}

static bool unknown(struct chelm_result *r, str word)
{
    struct nearest near;
    struct code_page p;
    nearest_init(&near, word);
    for (size_t i = 0; code_page_at(i, &p); i++) {
        nearest_offer(&near, p.code);
        nearest_offer(&near, p.name);
    }
    str quoted = quote(&r->render, word);
    if (near.best.len)
        return diag_error(&r->diags, "%.*s is no code of an error: did you mean %.*s?",
                          STR_ARG(quoted), STR_ARG(near.best));
    code_page_at(0, &p);
    return diag_error(&r->diags, "%.*s is no code of an error: they look like %.*s",
                      STR_ARG(quoted), STR_ARG(p.code));
}

static bool work(struct chelm_result *r, const chelm_context *c, const void *data)
{
    (void)c;
    const struct job *job = data;
    struct code_page page;
    if (!code_page_find(job->word, &page))
        return unknown(r, job->word);
    struct buf out;
    buf_init(&out, &r->render);
    if (job->format == CHELM_JSON)
        put_json(&out, &page);
    else
        code_page_put(&out, &page);
    r->output = buf_str(&out);
    return true;
}

chelm_result *chelm_explain_code(chelm_context *c, chelm_text code, chelm_format format)
{
    struct job job = {text_str(code), format};
    return result_run(c, work, &job);
}
