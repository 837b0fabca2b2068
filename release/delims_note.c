#include "release/delims_note.h"

#include "base/arena.h"
#include "funcs/func.h"
#include "lexer/token.h"
#include "release/delims.h"
#include "value/map.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* What stands behind a "<<", without trim marker and blanks. */
static str skip_marker(str s)
{
    if (s.len > 1 && s.s[0] == '-' && is_blank(s.s[1]))
        s = str_from(s, 1);
    while (s.len && is_blank(s.s[0]))
        s = str_from(s, 1);
    return s;
}

static str first_word(str s)
{
    size_t end = 0;
    while (end < s.len && is_word(s.s[end]))
        end++;
    return str_slice(s, 0, end);
}

static bool is_known(str word)
{
    return fn_find(word) || token_is_keyword(token_word_kind(word));
}

static str line_of(str s)
{
    size_t end = str_find_char(s, '\n');
    return str_slice(s, 0, end == STR_NONE ? s.len : end);
}

/* ---- a chart read as Helm's ---- */

/* Whether the text in << >> is one of ours: other programs' (<<.Series>> of the Prometheus
 * adapter) name nothing that a chart has. */
static bool is_action(str inner)
{
    static const str roots[] = {STR_INIT(".Values"), STR_INIT(".Release"), STR_INIT(".Chart"),
                                STR_INIT(".Capabilities"), STR_INIT(".Template")};
    inner = skip_marker(inner);
    if (str_has_prefix(inner, STR("/*")) || is_known(first_word(inner)))
        return true;
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (str_has(inner, roots[i]))
            return true;
    return false;
}

static bool has_actions(str text)
{
    for (size_t at; (at = str_find(text, STR("<<"))) != STR_NONE;) {
        text = str_from(text, at + 2);
        str line = line_of(text);
        size_t close = str_find(line, STR(">>"));
        if (close != STR_NONE && is_action(str_slice(line, 0, close)))
            return true;
    }
    return false;
}

static str helm_note(struct arena *a, const struct chart *c)
{
    str name = chart_name(c);
    for (size_t i = 0; i < c->templates.n; i++)
        if (has_actions(c->templates.items[i].data))
            return str_fmt(a,
                           "chart %.*s was read with {{ }} because its templates hold \"{{\", but "
                           "%.*s holds << >> actions: if these are meant, say chelm/delimiters: "
                           "\"<< >>\" in the annotations of Chart.yaml",
                           STR_ARG(name), STR_ARG(c->templates.items[i].name));
    return (str){0};
}

/* ---- a chart read as chelm's ---- */

/* Whether the failed action, whose text behind "<<" this is, looks like something else: it begins
 * with a word that is no function (<<EOF, std::cout << x) or does not end on its line. */
static bool is_text(str inner)
{
    if (inner.len > 1 && inner.s[0] == '-' && !is_blank(inner.s[1]))
        inner = str_from(inner, 1);
    str word = first_word(skip_marker(inner));
    if (word.len && (word.s[0] < '0' || word.s[0] > '9') && !is_known(word))
        return true;
    return !str_has(line_of(inner), STR(">>"));
}

static str chelm_note(struct arena *a, const struct chart *c, bool automatic,
                      const struct diag *error)
{
    str name = chart_name(c);
    str before = str_slice(error->source->text, 0, error->span.begin);
    size_t at = str_find_last(before, STR("<<"));
    if (at == STR_NONE || !is_text(str_from(error->source->text, at + 2)))
        return (str){0};
    if (automatic)
        return str_fmt(a,
                       "chart %.*s was read with << >> because none of its templates holds \"{{\": "
                       "if \"<<\" is text there, say chelm/delimiters: \"{{ }}\" in the "
                       "annotations of Chart.yaml",
                       STR_ARG(name));
    return str_fmt(a,
                   "chart %.*s is read with << >> (annotation chelm/delimiters): where \"<<\" is "
                   "text, write << \"<<\" >>",
                   STR_ARG(name));
}

/* ---- which chart ---- */

/* The chart that the file belongs to: the deepest one whose templates/ holds it. */
static const struct chart *owner(struct arena *a, const struct chart *c, str file)
{
    for (size_t i = 0; i < c->subchart_count; i++) {
        const struct chart *found = owner(a, c->subcharts[i], file);
        if (found)
            return found;
    }
    str folder = str_concat(a, chart_full_path(a, c), STR("/templates/"));
    return str_has_prefix(file, folder) ? c : NULL;
}

static struct diag *first_error(struct diags *diags)
{
    struct diag *d = diags->first;
    while (d && d->severity != DIAG_ERROR)
        d = d->next;
    return d;
}

void delims_note(const struct chart *root, const enum delims *forced, struct diags *diags)
{
    struct arena *a = diags->arena;
    struct diag *error = first_error(diags);
    const struct chart *c = error && error->source ? owner(a, root, error->source->name) : NULL;
    if (!c)
        return;
    bool is_forced = forced && !c->parent;
    bool automatic = !is_forced && !delims_annotation(c);
    enum delims delims;
    if (is_forced)
        delims = *forced;
    else if (!delims_of_chart(c, &delims, diags))
        return;
    if (delims == DELIMS_CHELM)
        error->note = chelm_note(a, c, automatic, error);
    else if (automatic)
        error->note = helm_note(a, c);
}
