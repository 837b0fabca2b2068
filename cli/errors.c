#include "cli/errors.h"

#include "base/error_code.h"
#include "base/nearest.h"
#include "base/visible.h"
#include "cli/api_texts.h"
#include "cli/option_table.h"
#include "cli/output.h"
#include "value/json_write.h"

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

bool errors_is_colored(const struct options *o, int fd)
{
    if (str_eq(o->color, STR("always")))
        return true;
    const char *no_color = getenv("NO_COLOR");
    return !str_eq(o->color, STR("never")) && !(no_color && *no_color) &&
           !str_eq(str_from_c(getenv("TERM")), STR("dumb")) && isatty(fd);
}

/* Links are for terminals alone: --color=always is also said to a pager. */
static chelm_report report_kind(const struct options *o)
{
    if (!errors_is_colored(o, STDERR_FILENO))
        return CHELM_REPORT_TEXT;
    return isatty(STDERR_FILENO) ? CHELM_REPORT_LINKED : CHELM_REPORT_COLORED;
}

static void put(chelm_text t)
{
    if (t.len)
        fwrite(t.s, 1, t.len, stderr);
}

/* A text that may hold anything, on what may be a terminal. */
static void put_visible(struct arena *a, const char *before, chelm_text t)
{
    struct buf b;
    buf_init(&b, a);
    visible_put(&b, api_str(t));
    fprintf(stderr, "%s%.*s\n", before, STR_ARG(buf_str(&b)));
}

static void print_rich(struct arena *a, const struct options *o, const chelm_result *r)
{
    for (size_t i = 0; i < chelm_result_log_count(r); i++)
        put_visible(a, "", chelm_result_log(r, i, NULL));
    if (chelm_result_ok(r))
        return;
    size_t n = chelm_result_error_count(r);
    chelm_report kind = report_kind(o);
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

/* ---- mistakes in the options ---- */

/* --errors may stand behind the mistake, where nobody has read it. */
static enum error_form usage_form(const struct options *o, const char *const *argv)
{
    static const str name = STR_INIT("--errors");
    struct options wish = {.errors = o->errors};
    enum error_form form;
    for (size_t i = 0; argv[i] && !wish.errors.len; i++) {
        str arg = str_from_c(argv[i]);
        if (str_eq(arg, name) && argv[i + 1])
            wish.errors = str_from_c(argv[i + 1]);
        else if (str_has_prefix(arg, name) && arg.len > name.len && arg.s[name.len] == '=')
            wish.errors = str_from(arg, name.len + 1);
    }
    static const str words[] = {STR_INIT("helm"), STR_INIT("rich"), STR_INIT("json")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(wish.errors, words[i]) && errors_form(&wish, &form))
            return form;
    wish.errors = (str){0};
    errors_form(&wish, &form);
    return form;
}

static str nearest_option(str name)
{
    struct nearest near;
    nearest_init(&near, name);
    for (size_t i = 0; i < template_options.count; i++)
        if (option_row(&template_options, i)->doc[0])
            nearest_offer(&near, option_name(option_row(&template_options, i)));
    return near.best;
}

/* The text behind `before`, up to a blank or a quote. */
static str word_behind(str text, str before)
{
    size_t at = str_find(text, before);
    if (at == STR_NONE)
        return (str){0};
    text = str_from(text, at + before.len);
    size_t end = 0;
    while (end < text.len && text.s[end] != ' ' && text.s[end] != '"')
        end++;
    return str_slice(text, 0, end);
}

/* What an option takes, of which the text says that its value is missing or wrong. */
static void note_value(struct diags *diags, struct diag *d, str name)
{
    const struct option_row *row = option_find(&template_options, name);
    if (row && row->value[0] && row->doc[0])
        diag_note(
            diags, d,
            str_fmt(diags->arena, "--%.*s takes %s: %s", STR_ARG(name), row->value, row->doc));
}

static void note_usage(struct diags *diags, struct diag *d)
{
    static const str unknown = STR_INIT("unknown flag: --"),
                     unknown_short = STR_INIT("unknown shorthand flag: ");
    str meant = {0};
    if (str_has_prefix(d->text, unknown))
        meant = nearest_option(str_from(d->text, unknown.len));
    else if (str_has_prefix(d->text, unknown_short)) /* -debug is read as -d -e -b -u -g */
        meant = nearest_option(word_behind(d->text, STR(" in -")));
    else
        note_value(diags, d, word_behind(d->text, STR("--")));
    if (meant.len)
        diag_note(diags, d, str_fmt(diags->arena, "did you mean --%.*s?", STR_ARG(meant)));
    diag_note(diags, d, STR("--help lists the options"));
}

static void put_usage_json(struct buf *out, const struct diag *d)
{
    buf_put_fmt(out,
                "{\"schema\":1,\"code\":\"%.*s\",\"name\":\"%.*s\",\"message\":", STR_ARG(d->code),
                STR_ARG(error_code_name(d->code)));
    json_write_string(out, d->text, JSON_RAW);
    buf_put_str(out, STR(",\"rendering\":false,\"frames\":[],\"output\":[],\"notes\":["));
    for (size_t i = 0; i < d->note_count; i++) {
        buf_put_str(out, i ? STR(",") : STR(""));
        json_write_string(out, d->notes[i], JSON_RAW);
    }
    buf_put_str(out, STR("],\"log\":[]}\n"));
}

static void put_usage_text(struct buf *out, const struct options *o, const struct diag *d)
{
    bool colored = errors_is_colored(o, STDERR_FILENO);
    buf_put_str(out, STR("Error: "));
    visible_put(out, d->text);
    buf_put_char(out, '\n');
    for (size_t i = 0; i < d->note_count; i++)
        buf_put_fmt(out, "  %s=%s %.*s\n", colored ? "\x1b[36m" : "", colored ? "\x1b[0m" : "",
                    STR_ARG(d->notes[i]));
    buf_put_fmt(out, "  [%.*s %.*s]\n", STR_ARG(d->code), STR_ARG(error_code_name(d->code)));
}

bool errors_print_usage(struct arena *a, const struct options *o, const char *const *argv,
                        struct diags *diags)
{
    struct diag d = *diag_last_error(diags);
    enum error_form form = usage_form(o, argv);
    if (form == ERRORS_HELM)
        return output_error(d.text);
    d.code = STR("CH006");
    note_usage(diags, &d);
    struct buf b, visible;
    buf_init(&visible, a);
    buf_init(&b, a);
    if (form == ERRORS_JSON) {
        put_usage_json(&b, &d);
        visible_put_json(&visible, buf_str(&b));
    } else {
        put_usage_text(&visible, o, &d);
    }
    put(api_text(buf_str(&visible)));
    return false;
}
