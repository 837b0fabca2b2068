#include "lint/project_syntax.h"

#include "base/arena.h"
#include "base/error_code.h"
#include "base/nearest.h"
#include "lint/flow_keys.h"
#include "parser/parser.h"

/* "template: NAME:LINE: MESSAGE" without its place. */
static str message_of(const struct lint_file *f, str text)
{
    size_t at = str_find(text, f->source.name);
    if (at == STR_NONE)
        return text;
    str rest = str_from(text, at + f->source.name.len);
    size_t colon = str_find(rest, STR(": "));
    return colon == STR_NONE ? rest : str_from(rest, colon + 2);
}

static enum rule_id rule_of(str message)
{
    /* CH003 is what error_code makes of all that it does not know. */
    const struct rule *r = rule_find(error_code(message));
    return r && r != rule_get(RULE_CH003) ? (enum rule_id)(r - rule_get(0)) : RULE_CH001;
}

/* Where the name stands in what the error points at, for a label as short as the mistake. */
static struct span name_span(const struct lint_file *f, struct span span, str name)
{
    str text = str_slice(f->source.text, span.begin, span.end);
    size_t at = name.len ? str_find(text, name) : STR_NONE;
    if (at == STR_NONE)
        return span;
    uint32_t begin = span.begin + (uint32_t)at;
    return (struct span){begin, begin + (uint32_t)name.len};
}

static void help_with_function(struct lint_project *p, struct finding *g, struct lint_file *f,
                               str name)
{
    if (str_eq(name, STR("env")) || str_eq(name, STR("expandenv"))) {
        finding_help(p->findings, g, "Helm leaves `%.*s` out for security", STR_ARG(name));
        return;
    }
    struct nearest n;
    nearest_init(&n, name);
    for (size_t i = 0; i < fn_count(); i++)
        nearest_offer(&n, fn_name(fn_at(i)));
    if (!n.best.len)
        return;
    finding_help(p->findings, g, "did you mean `%.*s`?", STR_ARG(n.best));
    finding_edit(p->findings, g, n.distance == 1 ? LINT_FIX_SAFE : LINT_FIX_UNSAFE, f, g->span,
                 n.best);
}

/* Keys with a dash cannot be fields. */
static void help_with_syntax(struct lint_project *p, struct finding *g, str message)
{
    if (str_eq(message, STR("unexpected EOF")))
        finding_help(p->findings, g, "the block that begins here has no end");
    if (str_has(message, STR("bad character U+002D '-'")))
        finding_help(p->findings, g, "a key with a dash is read with index: index .Values \"a-b\"");
}

static void put_mistake(struct lint_project *p, struct lint_file *f, const struct diag *d)
{
    str message = message_of(f, d->text), name = STR("");
    enum rule_id rule = rule_of(message);
    struct span span = d->span;
    if (rule == RULE_CH004) {
        name = str_in_quotes(message);
        span = name_span(f, span, name);
    }
    struct finding *g = finding_put(p->findings, rule, f, span, "%.*s", STR_ARG(message));
    g->severity = LINT_ERROR;
    g->subject = message;
    if (rule == RULE_CH004)
        help_with_function(p, g, f, name);
    else
        help_with_syntax(p, g, message);
}

/* Told of each function that the file names. */
static bool has_function(void *file, str name)
{
    struct lint_file *f = file;
    f->changes_keys |= flow_keys_changed_by(name);
    return fn_find_cached(&f->chart->project->functions, name) != NULL;
}

void project_parse(struct lint_project *p, struct lint_file *f)
{
    struct parse_options o = {
        .delims = f->chart->delims, .errors = PARSE_RAW, .has_function = has_function, .data = f};
    struct diags diags;
    diags_init(&diags, p->arena);
    struct parse_result r = {0};
    f->parsed = parse_source(p->arena, &f->source, &o, &diags, &r);
    f->trees = r.trees;
    f->tree_count = r.count;
    for (const struct diag *d = diags.first; d; d = d->next)
        if (d->severity == DIAG_ERROR)
            put_mistake(p, f, d);
}
