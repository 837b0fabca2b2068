#include "cli/answer.h"

#include "base/base64.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "cli/api_texts.h"
#include "value/json_write.h"

static str printable(struct arena *a, chelm_text t)
{
    struct buf b;
    buf_init(&b, a);
    visible_put(&b, api_str(t));
    return buf_str(&b);
}

void answer_put_errors(struct buf *out, const chelm_result *r)
{
    size_t n = chelm_result_error_count(r);
    if (n < 2)
        return;
    buf_put_str(out, STR(",\"errors\":["));
    for (size_t i = 0; i < n; i++) {
        chelm_text t = chelm_result_error_at(r, i);
        str text = {t.s, t.len};
        buf_put_str(out, i ? STR(",") : STR(""));
        json_write_string(out, utf8_valid(text) ? text : printable(out->arena, t), JSON_RAW);
    }
    buf_put_char(out, ']');
}

static void put_report(struct buf *out, const chelm_result *r, size_t i, enum error_form form)
{
    chelm_report kind = form == ERRORS_JSON ? CHELM_REPORT_JSON : CHELM_REPORT_TEXT;
    chelm_text report = chelm_result_report_at(r, i, kind);
    if (!report.len)
        buf_put_str(out, STR("null"));
    else if (form == ERRORS_JSON)
        buf_put(out, report.s, report.len - 1); /* without the line's end */
    else
        json_write_string(out, api_str(report), JSON_RAW);
}

void answer_put_reports(struct buf *out, const chelm_result *r, enum error_form form)
{
    size_t n = chelm_result_error_count(r);
    if (form == ERRORS_HELM || n == 0)
        return;
    buf_put_str(out, n > 1 ? STR(",\"reports\":[") : STR(",\"report\":"));
    for (size_t i = 0; i < n; i++) {
        buf_put_str(out, i ? STR(",") : STR(""));
        put_report(out, r, i, form);
    }
    buf_put_str(out, n > 1 ? STR("]") : STR(""));
}

void answer_put(struct buf *out, const char *key, str text)
{
    bool valid = utf8_valid(text);
    buf_put_fmt(out, ",\"%s%s\":", key, valid ? "" : "_b64");
    json_write_string(out, valid ? text : base64_encode(out->arena, text), JSON_RAW);
}
