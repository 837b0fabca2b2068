#include "cli/errors.h"

#include "base/visible.h"
#include "cli/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool errors_form(const struct options *o, enum error_form *ret)
{
    static const struct {
        str word;
        enum error_form form;
    } words[] = {{STR_INIT("helm"), ERRORS_HELM},
                 {STR_INIT("rich"), ERRORS_RICH},
                 {STR_INIT("json"), ERRORS_JSON}};
    *ret = isatty(STDERR_FILENO) ? ERRORS_RICH : ERRORS_HELM;
    if (!o->errors.len)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!str_eq(words[i].word, o->errors))
            continue;
        *ret = words[i].form;
        return true;
    }
    return output_error(STR("--errors must be rich, helm or json"));
}

static bool is_colored(const struct options *o)
{
    if (str_eq(o->color, STR("always")))
        return true;
    const char *no_color = getenv("NO_COLOR");
    return !str_eq(o->color, STR("never")) && !(no_color && *no_color) && isatty(STDERR_FILENO);
}

static void put(chelm_text t)
{
    fwrite(t.s, 1, t.len, stderr);
}

/* A text that may hold anything, on what may be a terminal. */
static void put_visible(struct arena *a, const char *before, chelm_text t)
{
    struct buf b;
    buf_init(&b, a);
    visible_put(&b, (str){t.s, t.len});
    fprintf(stderr, "%s%.*s\n", before, STR_ARG(buf_str(&b)));
}

static void print_rich(struct arena *a, const struct options *o, const chelm_result *r)
{
    for (size_t i = 0; i < chelm_result_log_count(r); i++)
        put_visible(a, "", chelm_result_log(r, i, NULL));
    if (chelm_result_ok(r))
        return;
    size_t n = chelm_result_error_count(r);
    chelm_report kind = is_colored(o) ? CHELM_REPORT_COLORED : CHELM_REPORT_TEXT;
    bool hint = !o->debug && chelm_result_failed_rendering(r);
    for (size_t i = 0; i < n; i++) {
        put_visible(a, i ? "\nError: " : "Error: ", chelm_result_error_at(r, i));
        if (hint && n == 1)
            fputs("\nUse --debug flag to render out invalid YAML\n", stderr);
        put(chelm_result_report_at(r, i, kind));
    }
    if (n > 1)
        fprintf(stderr, "\n%zu errors\n", n);
    chelm_text note = chelm_result_note(r);
    if (note.len)
        put_visible(a, "note: ", note);
}

void errors_print(struct arena *a, const struct options *o, enum error_form form,
                  const chelm_result *r)
{
    bool json = form == ERRORS_JSON && chelm_result_report(r, CHELM_REPORT_JSON).len;
    if (json)
        for (size_t i = 0; i < chelm_result_error_count(r); i++)
            put(chelm_result_report_at(r, i, CHELM_REPORT_JSON));
    else if (form == ERRORS_RICH || isatty(STDERR_FILENO))
        print_rich(a, o, r);
    else
        output_messages(r, o->debug);
}
