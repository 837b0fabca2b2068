#include "api/shown.h"

#include "api/handles.h"
#include "release/head.h"
#include "value/json_parse.h"
#include "value/list.h"
#include "value/map.h"

enum { LINES_MAX = 1000 };

struct search {
    struct arena *arena;
    str output, wanted; /* ".Values.image.tag" */
    size_t document;    /* where the document begins that is being gone through */
    str object;         /* its kind and name, once they were asked for */
    struct explain_line *lines;
    size_t n;
    uint32_t cap;
};

/* ---- the map's members ---- */

static size_t number(const struct map *m, const char *name)
{
    const val *v = map_get(m, str_from_c(name));
    return v && v->tag == V_FLOAT ? (size_t)v->f : 0;
}

static str text(const struct map *m, const char *name)
{
    const val *v = map_get(m, str_from_c(name));
    return v && v->tag == V_STRING ? val_text(*v) : (str){0};
}

/* Whether `path` is `whole` or in it. */
static bool is_in(str path, str whole)
{
    return str_has_prefix(path, whole) &&
           (path.len == whole.len || path.s[whole.len] == '.' || path.s[whole.len] == '[');
}

/* *ret_whole: what is shown is a table or list with the value in it. */
static bool shows(const struct search *s, const struct map *run, bool *ret_whole)
{
    const val *values = map_get(run, STR("values"));
    *ret_whole = true;
    bool found = false;
    for (size_t i = 0; values && i < list_len(values->list); i++) {
        str path = val_text(values->list->items[i]);
        if (is_in(path, s->wanted))
            *ret_whole = false;
        found |= is_in(path, s->wanted) || is_in(s->wanted, path);
    }
    return found;
}

/* ---- places ---- */

/* The file that the run is of: the one that called tpl, when it is of a text. */
static void put_place(const struct map *run, struct explain_line *line)
{
    const val *via = map_get(run, STR("via"));
    const struct map *place = run;
    for (size_t i = 0; via && i < list_len(via->list) && str_eq(text(place, "file"), STR("gotpl"));
         i++)
        place = via->list->items[i].map;
    str file = text(place, "file");
    size_t slash = str_find_char(file, '/');
    line->file = slash == STR_NONE ? file : str_from(file, slash + 1);
    line->line = (uint32_t)number(place, "line");
}

static str document_at(const struct search *s)
{
    str rest = str_from(s->output, s->document);
    size_t end = str_find(rest, STR("\n---\n"));
    return end == STR_NONE ? rest : str_slice(rest, 0, end + 1);
}

static str object_of(struct search *s)
{
    struct head head;
    str error;
    if (s->object.s)
        return s->object;
    s->object = STR("");
    if (head_parse(s->arena, document_at(s), &head, &error) && head.kind.len)
        s->object = str_fmt(s->arena, "%.*s %.*s", STR_ARG(head.kind), STR_ARG(head.name));
    return s->object;
}

/* The line of the output in which the first visible byte from `at` on stands. */
static str line_at(const struct search *s, size_t at, size_t end)
{
    while (at < end && (s->output.s[at] == '\n' || s->output.s[at] == ' '))
        at++;
    size_t from = at;
    while (from > 0 && s->output.s[from - 1] != '\n')
        from--;
    str rest = str_from(s->output, from);
    size_t to = str_find_char(rest, '\n');
    return str_trim_blanks(to == STR_NONE ? rest : str_slice(rest, 0, to));
}

/* ---- lines ---- */

static bool is_last(const struct search *s, const struct explain_line *l)
{
    const struct explain_line *last = s->n ? &s->lines[s->n - 1] : NULL;
    return last && last->line == l->line && str_eq(last->file, l->file) &&
           str_eq(last->object, l->object) && str_eq(last->text, l->text);
}

static void look_at(struct search *s, const struct map *run)
{
    const val *span = map_get(run, STR("at"));
    size_t from = (size_t)span->list->items[0].f, to = (size_t)span->list->items[1].f;
    struct explain_line line;
    if (str_eq(text(run, "kind"), STR("frame"))) {
        s->document = to;
        s->object = (str){0};
    } else if (s->n < LINES_MAX && shows(s, run, &line.whole)) {
        put_place(run, &line);
        line.object = object_of(s);
        line.text = line_at(s, from, to);
        s->lines = arena_room(s->arena, s->lines, (uint32_t)s->n, &s->cap, sizeof line);
        if (line.text.len && !is_last(s, &line))
            s->lines[s->n++] = line;
    }
}

void shown_find(struct arena *a, const chelm_result *rendered, str path, struct explain_line **ret,
                size_t *ret_n)
{
    struct search s = {.arena = a,
                       .output = text_str(chelm_result_output(rendered)),
                       .wanted = str_concat(a, STR(".Values."), path)};
    val map;
    str error;
    bool ok =
        json_parse(a, text_str(chelm_result_source_map(rendered)), JSON_ROOT_MAP, &map, &error);
    const val *runs = ok ? map_get(map.map, STR("runs")) : NULL;
    for (size_t i = 0; runs && i < list_len(runs->list); i++)
        look_at(&s, runs->list->items[i].map);
    *ret = s.lines;
    *ret_n = s.n;
}
