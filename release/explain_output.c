#include "release/explain_output.h"

#include "base/arena.h"
#include "base/buf.h"
#include "eval/lineage.h"
#include "release/value_notes.h"

enum { LINES_BEFORE = 3, LINES_AFTER = 1, MAX_VALUES = 4, MAX_SHOWN = 2 };

struct explainer {
    struct diags *diags;
    struct diag *d;
    const struct template_file *file;
    struct source doc;
    size_t at; /* of the document in the file's output */
    str why;
    uint32_t bad; /* line of the document */
};

/* ---- which line ---- */

/* Errors of libyaml's parser count lines from 0, those of its scanner from 1. */
static bool is_parser_error(str problem)
{
    static const str texts[] = {
        STR_INIT("did not find expected key"),
        STR_INIT("did not find expected '-' indicator"),
        STR_INIT("did not find expected ','"),
        STR_INIT("did not find expected node content"),
        STR_INIT("did not find expected <"),
        STR_INIT("found undefined tag handle"),
        STR_INIT("block "),
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (str_has_prefix(problem, texts[i]))
            return true;
    return false;
}

static uint32_t first_line_with_control(str text)
{
    uint32_t line = 1;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.s[i];
        if (c == '\n')
            line++;
        else if ((c < ' ' && c != '\t' && c != '\r') || c == 0x7F)
            return line;
    }
    return 1;
}

/* Of "unknown anchor 'x' referenced": the first line with *x. */
static uint32_t line_of_alias(struct arena *a, str problem, str text)
{
    size_t from = str_find_char(problem, '\'');
    size_t end = from == STR_NONE ? STR_NONE : str_find_last(problem, STR("'"));
    if (end == STR_NONE || end <= from + 1)
        return 1;
    size_t at = str_find(text, str_fmt(a, "*%.*s", (int)(end - from - 1), problem.s + from + 1));
    return at == STR_NONE ? 1 : 1 + (uint32_t)str_count(str_slice(text, 0, at), STR("\n"));
}

static uint32_t line_of(struct arena *a, str why, str text)
{
    static const str yaml = STR_INIT("yaml: ");
    size_t from = str_find(why, yaml);
    if (from == STR_NONE)
        return 0;
    str problem = str_from(why, from + yaml.len);
    if (str_has_prefix(problem, STR("control characters")))
        return first_line_with_control(text);
    if (str_has_prefix(problem, STR("unknown anchor")))
        return line_of_alias(a, problem, text);
    uint32_t n = 0;
    if (str_has_prefix(problem, STR("line "))) {
        for (problem = str_from(problem, 5); problem.len && *problem.s != ':';
             problem = str_from(problem, 1))
            n = n * 10 + (uint32_t)(*problem.s - '0');
        problem = str_from(problem, problem.len > 1 ? 2 : problem.len);
    }
    return n == 0 ? 1 : n + is_parser_error(problem);
}

/* ---- where from ---- */

static str line_at(struct explainer *e, uint32_t n)
{
    return source_line(&e->doc, e->diags->arena, n);
}

static size_t indent_of(str line)
{
    size_t n = 0;
    while (n < line.len && line.s[n] == ' ')
        n++;
    return n;
}

/* The first byte of the line that tells something, in the file's output: what an action printed,
 * else what is not blank. */
static size_t offset_of(struct explainer *e, uint32_t n)
{
    const struct source_map *m = e->file->map;
    str line = line_at(e, n);
    size_t indent = indent_of(line);
    size_t begin = e->at + e->doc.lines[n - 1], end = begin + line.len;
    size_t first = begin + (indent < line.len ? indent : 0);
    const struct source_run *r = source_map_find(m, first);
    for (; r && r < m->runs + m->count && r->begin < end; r++)
        if (r->node->kind != NODE_TEXT)
            return r->begin > first ? r->begin : first;
    return first;
}

static void put_place(struct buf *b, const struct tree *tree, uint32_t offset)
{
    struct position p = source_position(tree->source, b->arena, offset);
    buf_put_fmt(b, "%.*s:%u", STR_ARG(tree->source->name), p.line);
}

/* The calls, outermost first. */
static void put_calls(struct buf *b, const struct source_call *c, int depth)
{
    if (!c || depth == 0)
        return;
    put_calls(b, c->caller, depth - 1);
    put_place(b, c->tree, c->node->span.begin);
    if (c->is_tpl)
        buf_put_str(b, STR(" tpl -> "));
    else
        buf_put_fmt(b, " %s \"%.*s\" -> ", c->is_template ? "template" : "include",
                    STR_ARG(c->name));
}

/* What the run shows, or what is written there. */
static void put_shown(struct buf *b, const struct explainer *e, const struct source_run *r)
{
    str path = source_run_path(b->arena, r), object;
    uint32_t n = r->values && r->values->n <= MAX_SHOWN ? r->values->n : 0;
    for (uint32_t i = 0; i < n; i++) {
        struct value_path own =
            value_notes_own_ref(b->arena, e->file->name, r->values->refs[i], &object);
        buf_put_str(b, i ? STR(", ") : STR(" "));
        value_notes_put_object(b, object, &own);
    }
    if (n == 0 && path.len)
        buf_put_fmt(b, " %.*s", STR_ARG(path));
}

static str origin_of(struct explainer *e, uint32_t n)
{
    size_t at = offset_of(e, n);
    const struct source_run *r = source_map_find(e->file->map, at);
    if (!r)
        return (str){0};
    struct buf b;
    buf_init(&b, e->diags->arena);
    put_calls(&b, r->via, 4);
    put_place(&b, r->tree, source_run_origin(r, at));
    put_shown(&b, e, r);
    return buf_str(&b);
}

static void put_lines(struct explainer *e)
{
    uint32_t first = e->bad > LINES_BEFORE ? e->bad - LINES_BEFORE : 1;
    uint32_t last = e->bad + LINES_AFTER;
    if (last > e->doc.line_count)
        last = e->doc.line_count;
    e->d->lines = ARENA_ARRAY(e->diags->arena, struct diag_line, last - first + 1);
    for (uint32_t n = first; n <= last; n++)
        if (n == e->bad || line_at(e, n).len || n < last)
            e->d->lines[e->d->line_count++] =
                (struct diag_line){n, line_at(e, n), origin_of(e, n), n == e->bad};
}

static struct span span_of(const struct source_run *r, size_t at, size_t len)
{
    if (r->node->kind != NODE_TEXT)
        return r->node->span;
    uint32_t begin = source_run_origin(r, at), end = begin + (uint32_t)len;
    return (struct span){begin, end < r->node->span.end ? end : r->node->span.end};
}

static str call_text(struct arena *a, const struct source_call *c)
{
    if (c->is_tpl)
        return STR("tpl");
    return str_fmt(a, "%s \"%.*s\"", c->is_template ? "template" : "include", STR_ARG(c->name));
}

static void put_frames(struct explainer *e)
{
    struct arena *a = e->diags->arena;
    size_t at = offset_of(e, e->bad), n = 1;
    const struct source_run *r = source_map_find(e->file->map, at);
    if (!r)
        return;
    for (const struct source_call *c = r->via; c; c = c->caller)
        n++;
    e->d->frames = ARENA_ARRAY(a, struct diag_frame, n);
    str line = line_at(e, e->bad);
    size_t len = e->at + e->doc.lines[e->bad - 1] + line.len - at;
    e->d->frames[0] = (struct diag_frame){r->tree->source, span_of(r, at, len), {NULL, 0}};
    e->d->frame_count = 1;
    for (const struct source_call *c = r->via; c; c = c->caller)
        e->d->frames[e->d->frame_count++] =
            (struct diag_frame){c->tree->source, c->node->span, call_text(a, c)};
}

/* ---- whose values ---- */

static void add_value(struct explainer *e, const struct value_ref *ref)
{
    struct arena *a = e->diags->arena;
    struct diag *d = e->d;
    struct buf text;
    str object;
    struct value_path path = value_notes_own_ref(a, e->file->name, ref, &object);
    buf_init(&text, a);
    value_path_put(&text, &path);
    if (d->value_count == MAX_VALUES || !str_eq(object, STR("Values")))
        return;
    for (size_t i = 0; i < d->value_count; i++)
        if (str_eq(d->values[i].path, buf_str(&text)))
            return;
    d->values[d->value_count++] = (struct diag_value){buf_str(&text), false};
}

/* The values that the line was made from. */
static void put_values(struct explainer *e)
{
    const struct source_map *m = e->file->map;
    size_t at = e->at + e->doc.lines[e->bad - 1], end = at + line_at(e, e->bad).len;
    const struct source_run *r = source_map_find(m, at);
    e->d->values = ARENA_ARRAY(e->diags->arena, struct diag_value, MAX_VALUES);
    for (; r && r < m->runs + m->count && r->begin < end; r++)
        for (uint32_t i = 0; r->values && i < r->values->n; i++)
            add_value(e, r->values->refs[i]);
}

/* ---- a likely reason ---- */

static bool note(struct explainer *e, str text)
{
    diag_note(e->diags, e->d, text);
    return true;
}

static bool note_tab(struct explainer *e, str line)
{
    str rest = str_from(line, indent_of(line));
    return str_has_prefix(rest, STR("\t")) && note(e, STR("a tab indents this line: YAML takes "
                                                          "blanks only"));
}

/* The value behind the key of a line. */
static str value_of(str line)
{
    size_t colon = str_find(line, STR(": "));
    return colon == STR_NONE ? (str){NULL, 0} : str_trim_blanks(str_from(line, colon + 2));
}

static bool note_quote(struct explainer *e, str line)
{
    str value = value_of(line);
    if (!value.len || *value.s == '"' || *value.s == '\'')
        return false;
    if (str_has(value, STR(": ")) || value.s[value.len - 1] == ':')
        return note(e, STR("the value holds a ':': quote it (| quote)"));
    if (strchr("@`%&*!|>", *value.s) && str_has(e->why, STR("cannot start any token")))
        return note(e, str_fmt(e->diags->arena,
                               "a value cannot begin with '%c': quote it (| quote)", *value.s));
    if (*value.s == '*' || *value.s == '{' || *value.s == '[' || *value.s == '&')
        return note(e, str_fmt(e->diags->arena,
                               "'%c' means something in YAML: quote the value if "
                               "it is text (| quote)",
                               *value.s));
    return false;
}

static bool opens_quote(str line)
{
    str value = value_of(line);
    return value.len && (*value.s == '"' || *value.s == '\'') &&
           str_find_char(str_from(value, 1), *value.s) == STR_NONE;
}

static bool note_open_quote(struct explainer *e, str line)
{
    return opens_quote(line) && note(e, STR("a quote is opened here and not closed"));
}

static uint32_t line_above(struct explainer *e)
{
    for (uint32_t n = e->bad; n > 1;)
        if (str_trim_blanks(line_at(e, --n)).len)
            return n;
    return 0;
}

static bool note_indent(struct explainer *e, str line)
{
    uint32_t above = line_above(e);
    if (!above)
        return false;
    str before = line_at(e, above);
    size_t here = indent_of(line), there = indent_of(before);
    if (here == there)
        return false;
    str text = str_fmt(
        e->diags->arena, "this line is indented by %zu, the one above it by %zu%s", here, there,
        here > there && before.s[before.len - 1] != ':' ? ", which does not open a block" : "");
    note(e, text);
    const struct source_run *r = source_map_find(e->file->map, offset_of(e, e->bad));
    if (r && (r->via || r->node->kind != NODE_TEXT))
        note(e, STR("the text comes from an action: see its indent or nindent"));
    return true;
}

static void put_reason(struct explainer *e)
{
    str line = line_at(e, e->bad);
    if (str_has(e->why, STR("control characters")))
        note(e, STR("the line holds a control character, which YAML does not allow"));
    else if (!note_tab(e, line) && !note_open_quote(e, line) && !note_quote(e, line))
        note_indent(e, line);
}

/* ---- errors about types ---- */

/* Of "…json: cannot unmarshal string into Go struct field SimpleHead.metadata of type T": the name
 * of the field. */
static str field_of(str why)
{
    static const str mark = STR_INIT("into Go struct field ");
    size_t from = str_find(why, mark);
    if (from == STR_NONE)
        return (str){0};
    str field = str_from(why, from + mark.len);
    size_t end = str_find_char(field, ' ');
    field.len = end == STR_NONE ? field.len : end;
    size_t dot = str_find_last(field, STR("."));
    return dot == STR_NONE ? field : str_from(field, dot + 1);
}

static uint32_t line_of_field(struct explainer *e)
{
    str field = field_of(e->why);
    for (uint32_t n = 1; field.len && n <= e->doc.line_count; n++) {
        str line = str_trim_blanks(line_at(e, n));
        if (str_has_prefix(line, field) && line.len > field.len && line.s[field.len] == ':')
            return n;
    }
    return 1;
}

static void note_type(struct explainer *e)
{
    str field = field_of(e->why);
    if (!field.len)
        note(e, STR("each document must be a map: key: value"));
    else if (str_has(e->why, STR(".annotations of type string")))
        note(e, STR("each of the annotations must be a text"));
    else
        note(e, str_fmt(e->diags->arena, "%.*s must be a %s", STR_ARG(field),
                        str_has(e->why, STR("of type string")) ? "text" : "map"));
}

/* The last line up to `bad` that opens a quote and does not close it; `bad` when there is none. */
static uint32_t line_of_quote(struct explainer *e, uint32_t bad)
{
    for (uint32_t n = bad; n > 0; n--)
        if (opens_quote(line_at(e, n)))
            return n;
    return bad;
}

void explain_output(struct diags *diags, struct diag *d, const struct template_file *f, str text,
                    str why)
{
    struct explainer e = {.diags = diags,
                          .d = d,
                          .file = f,
                          .why = why,
                          .doc = {.name = f->name, .text = text},
                          .at = (size_t)(text.s - f->output.s)};
    uint32_t bad = line_of(diags->arena, why, text);
    source_line(&e.doc, diags->arena, 1); /* makes the index */
    if (bad > e.doc.line_count)
        bad = e.doc.line_count;
    while (bad > 1 && !str_trim_blanks(line_at(&e, bad)).len)
        bad--; /* the error is met at the end: show what stands there */
    e.bad = bad ? bad : line_of_field(&e);
    if (bad && str_has(why, STR("unexpected end of stream")))
        e.bad = line_of_quote(&e, bad);
    put_lines(&e);
    put_frames(&e);
    put_values(&e);
    if (bad)
        put_reason(&e);
    else
        note_type(&e);
}
