#include "lint/outline_value.h"

#include "base/arena.h"
#include "lint/holes.h"
#include "lint/type.h"
#include "value/yaml_scalar.h"

#include <math.h>

static struct finding *put_wrong(const struct outline_place *w, const struct outline_value *v,
                                 enum rule_id rule, struct span at, const char *wanted, str what)
{
    if (!at.end)
        return NULL;
    str path = outline_path(w->p->arena, v->outline, v->name);
    struct finding *g = outline_put(w, rule, at,
                                    str_fmt(w->p->arena, "%.*s must be %s, but is %.*s (%.*s)",
                                            STR_ARG(path), wanted, STR_ARG(what),
                                            STR_ARG(outline_object(w->p->arena, v->outline))));
    g->subject = path;
    g->severity = LINT_ERROR;
    return g;
}

static bool is_mark(char c)
{
    return c == MARK_HOLE || c == MARK_SCALAR;
}

static uint32_t marks_in(str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += is_mark(s.s[i]);
    return n;
}

/* The one action that the value is, with or without quotes around it; NULL: it is something else.
 */
static const struct node *only_action(const struct outline_value *v, bool *ret_quoted)
{
    str s = v->text;
    *ret_quoted = s.len == 3 && (*s.s == '"' || *s.s == '\'') && s.s[2] == *s.s;
    if (*ret_quoted)
        s = str_slice(s, 1, 2);
    if (s.len != 1 || !is_mark(*s.s))
        return NULL;
    uint32_t before = marks_in(v->line->text) - 1;
    return before < v->line->hole_count ? v->line->holes[before] : NULL;
}

/* ---- what is printed ---- */

static const char *scalar_name(enum kubernetes_scalar s)
{
    switch (s) {
    case KUBERNETES_STRING:
    case KUBERNETES_BASE64:
        return "a string";
    case KUBERNETES_INTEGER:
        return "an integer";
    case KUBERNETES_NUMBER:
        return "a number";
    case KUBERNETES_BOOLEAN:
        return "true or false";
    default:
        return NULL;
    }
}

static bool wants_text(const struct kubernetes_slot *s)
{
    return s->shape == KUBERNETES_ONE &&
           (s->scalar == KUBERNETES_STRING || s->scalar == KUBERNETES_BASE64);
}

static bool wants_bare(const struct kubernetes_slot *s)
{
    return s->shape == KUBERNETES_ONE &&
           (s->scalar == KUBERNETES_INTEGER || s->scalar == KUBERNETES_NUMBER ||
            s->scalar == KUBERNETES_BOOLEAN);
}

static const char *collection(const struct kubernetes_slot *s)
{
    if (s->shape == KUBERNETES_LIST)
        return "a list";
    if (s->shape != KUBERNETES_ONE || s->scalar == KUBERNETES_OBJECT)
        return "a map";
    return NULL;
}

static void label_value(const struct outline_place *w, struct finding *g, const struct type *t)
{
    struct findings own = {.arena = w->p->arena};
    if (t->decl && t->decl->file)
        finding_label(&own, g, t->decl->file, t->decl->span, "the value");
}

/* {{ .Values.port }} where a text has to be. */
static void check_number(const struct outline_place *w, const struct outline_value *v,
                         const struct node *action, const struct type *t)
{
    struct findings own = {.arena = w->p->arena};
    bool is_bool = t->kinds == TYPE_BOOL;
    if (!wants_text(&v->slot))
        return;
    struct finding *g = put_wrong(w, v, RULE_CH504, action->span, "a string",
                                  is_bool ? STR("a boolean") : STR("a number"));
    if (!g)
        return;
    label_value(w, g, t);
    finding_edit(&own, g, LINT_FIX_SAFE, w->file,
                 (struct span){action->pipe->span.end, action->pipe->span.end}, STR(" | quote"));
}

static bool is_number_or_bool(const struct type *t)
{
    return t && !t->any && !(t->tags & TYPE_PLACEHOLDER) && t->kinds &&
           !(t->kinds & ~(unsigned)(TYPE_BOOL | TYPE_NUMBER));
}

/* A text of several lines, in the middle of a line. */
static void check_lines(const struct outline_place *w, const struct node *action,
                        const struct type *t)
{
    if (!t || t->any || t->kinds != TYPE_STRING || t->known.tag != V_STRING)
        return;
    str text = str_trim_blanks(val_text(t->known));
    while (text.len && text.s[text.len - 1] == '\n')
        text.len--;
    if (str_find_char(text, '\n') == STR_NONE || t->tags & TYPE_TEMPLATE)
        return;
    struct finding *g = outline_put(w, RULE_CH509, action->span,
                                    STR("a text of several lines is printed within a line: what "
                                        "follows its first line end is no part of the value"));
    label_value(w, g, t);
}

static void check_printed(const struct outline_place *w, const struct outline_value *v,
                          const struct node *action, bool quoted)
{
    const struct type *t = hole_value_type(w->file->chart, action);
    bool text = quoted || hole_is_quoted(action);
    const char *many = v->known ? collection(&v->slot) : NULL;
    if (text && v->known && wants_bare(&v->slot))
        put_wrong(w, v, RULE_CH505, action->span, scalar_name(v->slot.scalar),
                  STR("printed in quotes"));
    else if (many && (text || is_number_or_bool(t)))
        put_wrong(w, v, RULE_CH602, action->span, many,
                  text ? STR("a string") : STR("a number or boolean"));
    else if (!text && v->known && is_number_or_bool(t))
        check_number(w, v, action, t);
    if (!hole_is_quoted(action))
        check_lines(w, action, t);
}

/* ---- what is written ---- */

/* Where the value stands, behind its key. */
static struct span written_at(const struct outline_place *w, const struct outline_value *v)
{
    str rest = str_from(w->file->source.text, v->key.end);
    size_t at = str_find(rest, v->text), end = str_find_char(rest, '\n');
    if (!v->key.end || at == STR_NONE || at > end)
        return v->key;
    uint32_t begin = v->key.end + (uint32_t)at;
    return (struct span){begin, begin + (uint32_t)v->text.len};
}

static void check_plain(const struct outline_place *w, const struct outline_value *v)
{
    val x = {0};
    enum yaml_scalar_kind k = yaml_scalar_resolve(v->text, &x);
    bool number = k == YAML_INT || k == YAML_UINT || k == YAML_FLOAT;
    const char *many = collection(&v->slot);
    struct span at = written_at(w, v);
    if (k == YAML_NULL)
        return;
    if (many)
        put_wrong(w, v, RULE_CH602, at, many, v->text);
    else if (wants_text(&v->slot) && (number || k == YAML_BOOL))
        put_wrong(w, v, RULE_CH602, at, "a string", v->text);
    else if (wants_bare(&v->slot) &&
             (v->slot.scalar == KUBERNETES_BOOLEAN ? k != YAML_BOOL : !number))
        put_wrong(w, v, RULE_CH602, at, scalar_name(v->slot.scalar), v->text);
}

void outline_check_value(const struct outline_place *w, const struct outline_value *v)
{
    bool quoted;
    char first = *v->text.s;
    const struct node *action = only_action(v, &quoted);
    if (action) {
        check_printed(w, v, action, quoted);
        return;
    }
    if (!v->known || marks_in(v->text))
        return;
    if (first == '"' || first == '\'') {
        if (wants_bare(&v->slot) && v->text.len > 1 && v->text.s[v->text.len - 1] == first)
            put_wrong(w, v, RULE_CH602, written_at(w, v), scalar_name(v->slot.scalar), v->text);
    } else if (!(first == '{' || first == '[' || first == '&' || first == '*' || first == '!')) {
        check_plain(w, v);
    }
}

/* ---- findings that wait ---- */

struct finding *outline_put(const struct outline_place *w, enum rule_id rule, struct span span,
                            str message)
{
    struct lint_project *p = w->p;
    if (!p->outlined) {
        p->outlined = ARENA_NEW(p->arena, struct findings);
        findings_init(p->outlined, p->arena);
    }
    return finding_put(p->outlined, rule, w->file, span, "%.*s", STR_ARG(message));
}

/* Whether something is wrong there already: one mistake has one report. */
static bool is_told(const struct findings *all, uint32_t count, const struct finding *g)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct finding *x = all->items[i];
        if (x->file == g->file && x->severity >= LINT_WARNING && x->span.begin < g->span.end &&
            g->span.begin < x->span.end)
            return true;
    }
    return false;
}

void check_outlines(struct lint_project *p)
{
    uint32_t count = p->findings->count;
    for (uint32_t i = 0; p->outlined && i < p->outlined->count; i++)
        if (!is_told(p->findings, count, p->outlined->items[i]))
            finding_take(p->findings, p->outlined->items[i]);
}
