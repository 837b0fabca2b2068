#include "release/explain.h"

#include "base/arena.h"
#include "base/nearest.h"
#include "base/quote.h"
#include "base/visible.h"
#include "release/origin_text.h"
#include "release/readers.h"
#include "value/json_write.h"
#include "value/list.h"
#include "value/map.h"
#include "value/yaml_write.h"

#include <stdlib.h>

enum {
    LEAVES_MAX = 1000, /* of a table, listed one by one */
    LINES_MAX = 40,    /* of the output, told to people */
    LINE_TEXT_MAX = 80,
    NEAR_MAX = 5 /* names suggested for one that is not known */
};

/* All there is to tell about a path. */
struct story {
    const struct explain *e;
    const struct origins *origins;
    struct value_path path;
    const val *value; /* NULL: not set */
    struct origin_step *steps;
    size_t step_count;
    struct value_reader *readers;
    size_t reader_count;
};

/* ---- names that are not known ---- */

struct candidate {
    str name;
    size_t distance;
};

static int by_distance(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return str_cmp(a->name, b->name);
}

static void put_nearest(struct buf *out, const struct map *m, str name)
{
    size_t n = map_len(m);
    struct candidate *list = ARENA_ARRAY(out->arena, struct candidate, n);
    for (size_t i = 0; i < n; i++)
        list[i] = (struct candidate){m->entries[i].key, nearest_distance(m->entries[i].key, name)};
    if (n)
        qsort(list, n, sizeof *list, by_distance);
    for (size_t i = 0; i < n && i < NEAR_MAX; i++)
        buf_put_fmt(out, "%s%.*s", i ? ", " : "", STR_ARG(list[i].name));
}

static bool unknown_path(const struct story *s)
{
    struct buf b;
    buf_init(&b, s->e->arena);
    size_t taken;
    const val *v = value_path_walk(&s->origins->values, &s->path, &taken);
    struct value_path known = {s->path.steps, taken};
    buf_put_str(&b, STR("nothing sets "));
    value_path_put(&b, &s->path);
    buf_put_str(&b, STR(": "));
    if (taken)
        value_path_put(&b, &known);
    else
        buf_put_str(&b, STR("the chart"));
    if (v->tag == V_MAP && map_len(v->map)) {
        buf_put_fmt(&b, " has %s", map_len(v->map) > NEAR_MAX ? "among others " : "");
        put_nearest(&b, v->map, s->path.steps[taken].key);
    } else if (v->tag == V_LIST) {
        buf_put_fmt(&b, " is a list of %zu items", list_len(v->list));
    } else {
        buf_put_str(&b, v->tag == V_MAP ? STR(" has no keys") : STR(" is no table"));
    }
    struct buf shown;
    buf_init(&shown, s->e->arena);
    visible_put(&shown, buf_str(&b));
    return diag_error(s->e->diags, "%.*s", (int)shown.len, shown.s);
}

/* ---- parts of both forms ---- */

static bool is_table(const val *v)
{
    return v && v->tag == V_MAP && map_len(v->map);
}

/* ---- for people ---- */

static const char *effect_text(const struct origin_step *step, bool is_set)
{
    switch (step->effect) {
    case ORIGIN_SETS:
        return step->wins ? "wins" : is_set ? "shadowed" : "deleted later";
    case ORIGIN_ADDS:
        return step->wins ? "adds to the table" : "adds to the table, shadowed";
    case ORIGIN_DELETES:
        return step->wins ? "wins" : "deletes it";
    case ORIGIN_UNCOVERS:
        return "lets an earlier value through";
    default:
        return step->wins ? "wins, when let through" : "no effect";
    }
}

static void pad(struct buf *out, size_t start, size_t width)
{
    size_t used = out->len - start;
    buf_put_fill(out, ' ', used < width ? width - used : 0);
}

static void put_steps(struct buf *out, const struct story *s)
{
    enum { PLACE_WIDTH = 36, VALUE_WIDTH = 24 };
    for (size_t i = 0; i < s->step_count; i++) {
        const struct origin_step *step = &s->steps[i];
        buf_put_fmt(out, "  %zu  ", i + 1);
        size_t start = out->len;
        origin_put_place(out, step->source, step->line, step->column);
        pad(out, start, PLACE_WIDTH);
        buf_put_str(out, STR("  "));
        start = out->len;
        if (step->value.tag != V_INVALID && !is_table(&step->value))
            origin_put_short(out, step->value);
        pad(out, start, VALUE_WIDTH);
        buf_put_fmt(out, "  %s\n", effect_text(step, s->value != NULL));
    }
    if (s->step_count == 0)
        buf_put_str(out, STR("  set by no file and no option: Helm makes it\n"));
}

typedef void put_leaf(struct buf *out, const struct story *s, const struct value_path *path, val v,
                      size_t number);

static size_t each_leaf(struct buf *out, const struct story *s, const struct value_path *path,
                        val v, size_t number, put_leaf *put)
{
    if (number >= LEAVES_MAX)
        return number;
    if (!is_table(&v)) {
        put(out, s, path, v, number);
        return number + 1;
    }
    for (size_t i = 0; i < v.map->len; i++) {
        const struct map_entry *e = map_sorted_entry(v.map, i);
        struct value_step step = {.key = e->key.s ? e->key : STR("")};
        struct value_path below = value_path_append(s->e->arena, path, step);
        number = each_leaf(out, s, &below, e->value, number, put);
    }
    return number;
}

static void put_leaf_text(struct buf *out, const struct story *s, const struct value_path *path,
                          val v, size_t number)
{
    enum { WIDTH = 50 };
    (void)number;
    struct mark_place place;
    const struct origin_source *source = origins_of(s->origins, v, &place);
    size_t start = out->len;
    buf_put_str(out, STR("  "));
    value_path_put(out, path);
    buf_put_str(out, STR(" = "));
    origin_put_short(out, v);
    pad(out, start, WIDTH);
    buf_put_str(out, STR("  "));
    if (source)
        origin_put_place(out, source, place.line, place.column);
    else
        buf_put_str(out, STR("Helm makes it"));
    buf_put_char(out, '\n');
}

static void put_readers(struct buf *out, const struct story *s)
{
    buf_put_fmt(out, "read by:%s\n", s->reader_count ? "" : " nothing that was found");
    for (size_t i = 0; i < s->reader_count; i++) {
        const struct value_reader *r = &s->readers[i];
        buf_put_fmt(out, "  %.*s:%u:%u  %.*s", STR_ARG(r->file), r->line, r->column,
                    STR_ARG(r->text));
        if (r->define.len)
            buf_put_fmt(out, "  in \"%.*s\"", STR_ARG(r->define));
        buf_put_str(out, r->whole ? STR("  (the table around it)\n") : STR("\n"));
    }
}

static void put_line(struct buf *out, const struct explain_line *l)
{
    buf_put_fmt(out, "  %s:%u  ", str_c(out->arena, l->file), l->line);
    if (l->object.len)
        buf_put_fmt(out, "%.*s: ", STR_ARG(l->object));
    size_t from = out->len;
    buf_put_str(out, l->text);
    origin_cut(out, from, LINE_TEXT_MAX);
    buf_put_str(out, l->whole ? STR("  (the table around it)\n") : STR("\n"));
}

/* What a value that only decides or that is for other cases shows is nothing. */
static void put_lines(struct buf *out, const struct story *s)
{
    const struct explain_render *r = s->e->render;
    if (!r)
        return;
    if (r->error.len)
        buf_put_fmt(out, "shown in: not known, since the chart does not render: %.*s\n",
                    STR_ARG(r->error));
    else
        buf_put_fmt(out, "shown in:%s\n", r->count ? "" : " no line that these values print");
    for (size_t i = 0; i < r->count && i < LINES_MAX; i++)
        put_line(out, &r->lines[i]);
    if (r->count > LINES_MAX)
        buf_put_fmt(out, "  and %zu more\n", r->count - LINES_MAX);
}

static void put_text(struct buf *out, const struct story *s)
{
    value_path_put(out, &s->path);
    if (!s->value) {
        buf_put_str(out, STR(" is not set\n"));
    } else if (is_table(s->value)) {
        size_t n = map_len(s->value->map);
        buf_put_fmt(out, " is a table of %zu key%s\n", n, n == 1 ? "" : "s");
    } else {
        buf_put_str(out, STR(" = "));
        origin_put_json(out, *s->value);
        buf_put_char(out, '\n');
    }
    if (s->value || s->step_count)
        put_steps(out, s);
    if (is_table(s->value)) {
        buf_put_str(out, STR("values in it:\n"));
        if (each_leaf(out, s, &s->path, *s->value, 0, put_leaf_text) == LEAVES_MAX)
            buf_put_str(out, STR("  ...\n"));
    }
    put_readers(out, s);
    put_lines(out, s);
}

/* ---- JSON ---- */

static void put_member(struct buf *out, const char *name, str text)
{
    buf_put_fmt(out, ",\"%s\":", name);
    json_write_string(out, text, JSON_RAW);
}

static void put_path_member(struct buf *out, const struct value_path *path)
{
    struct buf text;
    buf_init(&text, out->arena);
    value_path_put(&text, path);
    buf_put_str(out, STR("{\"path\":"));
    json_write_string(out, buf_str(&text), JSON_RAW);
}

static void put_source_members(struct buf *out, const struct origin_source *s, uint32_t line,
                               uint32_t column)
{
    str option =
        s->kind == ORIGIN_CHART ? STR("chart") : str_from(origin_option_name(s->option), 2);
    put_member(out, "kind", option);
    put_member(out, origin_is_file(s) ? "file" : "option", s->name);
    if (line)
        buf_put_fmt(out, ",\"line\":%u,\"column\":%u", line, column);
}

static void put_step_json(struct buf *out, const struct origin_step *step)
{
    static const char *const effects[] = {
        [ORIGIN_SETS] = "sets",         [ORIGIN_ADDS] = "adds",       [ORIGIN_DELETES] = "deletes",
        [ORIGIN_UNCOVERS] = "uncovers", [ORIGIN_IGNORED] = "ignored",
    };
    buf_put_fmt(out, "{\"effect\":\"%s\",\"wins\":%s", effects[step->effect],
                step->wins ? "true" : "false");
    put_source_members(out, step->source, step->line, step->column);
    if (step->value.tag != V_INVALID) {
        buf_put_str(out, STR(",\"value\":"));
        origin_put_json(out, step->value);
    }
    buf_put_char(out, '}');
}

static void put_leaf_json(struct buf *out, const struct story *s, const struct value_path *path,
                          val v, size_t number)
{
    struct mark_place place;
    const struct origin_source *source = origins_of(s->origins, v, &place);
    if (number)
        buf_put_char(out, ',');
    put_path_member(out, path);
    if (source)
        put_source_members(out, source, place.line, place.column);
    buf_put_str(out, STR(",\"value\":"));
    origin_put_json(out, v);
    buf_put_char(out, '}');
}

static void put_reader_json(struct buf *out, const struct value_reader *r)
{
    buf_put_str(out, STR("{\"file\":"));
    json_write_string(out, r->file, JSON_RAW);
    buf_put_fmt(out, ",\"line\":%u,\"column\":%u", r->line, r->column);
    put_member(out, "text", r->text);
    if (r->define.len)
        put_member(out, "define", r->define);
    buf_put_fmt(out, ",\"whole\":%s}", r->whole ? "true" : "false");
}

static void put_line_json(struct buf *out, const struct explain_line *l)
{
    buf_put_str(out, STR("{\"file\":"));
    json_write_string(out, l->file, JSON_RAW);
    buf_put_fmt(out, ",\"line\":%u", l->line);
    put_member(out, "object", l->object);
    put_member(out, "text", l->text);
    buf_put_fmt(out, ",\"whole\":%s}", l->whole ? "true" : "false");
}

static void put_lines_json(struct buf *out, const struct explain_render *r)
{
    if (r->error.len) {
        put_member(out, "error", r->error);
        return;
    }
    buf_put_str(out, STR(",\"shown\":["));
    for (size_t i = 0; i < r->count; i++) {
        if (i)
            buf_put_char(out, ',');
        put_line_json(out, &r->lines[i]);
    }
    buf_put_char(out, ']');
}

static void put_all_json(struct buf *out, const struct story *s)
{
    put_path_member(out, &s->path);
    buf_put_fmt(out, ",\"set\":%s", s->value ? "true" : "false");
    if (s->value) {
        buf_put_str(out, STR(",\"value\":"));
        origin_put_json(out, *s->value);
    }
    buf_put_str(out, STR(",\"chain\":["));
    for (size_t i = 0; i < s->step_count; i++) {
        if (i)
            buf_put_char(out, ',');
        put_step_json(out, &s->steps[i]);
    }
    if (is_table(s->value)) {
        buf_put_str(out, STR("],\"values\":["));
        each_leaf(out, s, &s->path, *s->value, 0, put_leaf_json);
    }
    buf_put_str(out, STR("],\"readers\":["));
    for (size_t i = 0; i < s->reader_count; i++) {
        if (i)
            buf_put_char(out, ',');
        put_reader_json(out, &s->readers[i]);
    }
    buf_put_char(out, ']');
    if (s->e->render)
        put_lines_json(out, s->e->render);
    buf_put_str(out, STR("}\n"));
}

/* ---- the whole ---- */

/* A path that nothing sets is still worth telling about when a template reads just it. */
static bool is_read(const struct story *s)
{
    for (size_t i = 0; i < s->reader_count; i++)
        if (!s->readers[i].whole)
            return true;
    return false;
}

str explain_name(str path)
{
    static const str object = STR_INIT(".Values.");
    return str_has_prefix(path, object) ? str_from(path, object.len) : path;
}

bool explain_path(const struct explain *e, struct chart *c, const struct value_option *options,
                  size_t n, str path, struct buf *out)
{
    struct origins origins;
    struct story s = {.e = e, .origins = &origins};
    if (!value_path_parse(e->arena, explain_name(path), &s.path))
        return diag_error(e->diags, "%.*s is no path: write names and indices such as a.b[0].c",
                          STR_ARG(quote(e->arena, path)));
    if (!origins_trace(e->arena, c, options, n, &s.path, &origins, e->diags))
        return false;
    s.value = value_path_get(&origins.values, &s.path);
    origins_explain(&origins, &s.path, &s.steps, &s.step_count);
    readers_find(e->arena, origins.chart, e->root_delims, &s.path, &s.readers, &s.reader_count);
    if (!s.value && s.step_count == 0 && !is_read(&s))
        return unknown_path(&s);
    struct buf b;
    buf_init(&b, e->arena);
    if (e->json)
        put_all_json(&b, &s);
    else
        put_text(&b, &s);
    if (e->json)
        visible_put_json(out, buf_str(&b));
    else
        visible_put(out, buf_str(&b));
    return true;
}
