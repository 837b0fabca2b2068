#include "eval/yaml_lineage.h"

#include "base/arena.h"
#include "value/list.h"
#include "value/map.h"
#include "value/yaml_parse.h"

enum { DEPTH_MAX = 200 };

/* Where the lines of a text begin. */
struct lines {
    str text;
    size_t *begin;
    uint32_t n, cap;
};

static struct lines lines_of(struct arena *a, str text)
{
    struct lines l = {.text = text};
    for (size_t at = 0; at < text.len;) {
        l.begin = arena_room(a, l.begin, l.n, &l.cap, sizeof *l.begin);
        l.begin[l.n++] = at;
        size_t end = str_find_char(str_from(text, at), '\n');
        at = end == STR_NONE ? text.len : at + end + 1;
    }
    return l;
}

/* The text read again, with marks. */
static bool read_marked(struct arena *a, str text, struct marks *marks, val *ret)
{
    str error;
    marks_init(marks, a);
    return yaml_parse_marked(a, text, YAML_ROOT_ANY, marks, ret, &error);
}

static size_t member_count(val v)
{
    return v.tag == V_MAP ? map_len(v.map) : v.tag == V_LIST ? list_len(v.list) : 0;
}

/* The member of v that is member i of `like`, a tree of the same text; NULL where they differ. */
static val *member_of(val v, val like, size_t i)
{
    if (v.tag != like.tag)
        return NULL;
    if (like.tag == V_MAP)
        return map_get(v.map, like.map->entries[i].key);
    return i < list_len(v.list) ? &v.list->items[i] : NULL;
}

static val member_at(val like, size_t i)
{
    return like.tag == V_MAP ? like.map->entries[i].value : like.list->items[i];
}

/* ---- written ---- */

/* What begins on a line. */
struct line {
    bool begins;
    const struct lineage *lineage;
};

struct writing {
    struct lineages *l;
    struct marks marks;
    struct line *lines;
    uint32_t line_count;
    bool any;
};

static void put_line(struct writing *w, uint32_t number, const struct lineage *x)
{
    if (number < 1 || number > w->line_count || w->lines[number - 1].lineage)
        return;
    w->lines[number - 1] = (struct line){true, x};
    w->any |= x != NULL;
}

/* A table's own line is the one above its first member's, unless it stands in a list. */
static void put_member(struct writing *w, val v, val marked, bool in_list)
{
    const struct mark_place *place = mark_get(&w->marks, marked);
    bool has_head = member_count(marked) > 0 && !in_list;
    if (place && (has_head || member_count(marked) == 0))
        put_line(w, place->line - has_head, lineages_of(w->l, v));
}

static void put_members(struct writing *w, val v, val marked, int depth)
{
    for (size_t i = 0; i < member_count(marked) && depth; i++) {
        const val *member = member_of(v, marked, i);
        if (!member)
            continue;
        put_members(w, *member, member_at(marked, i), depth - 1);
        put_member(w, *member, member_at(marked, i), marked.tag == V_LIST);
    }
}

bool yaml_lineage_written(struct lineages *l, str text, val v, struct source_map *ret)
{
    struct writing w = {.l = l};
    struct lines lines = lines_of(l->arena, text);
    val marked;
    if (!read_marked(l->arena, text, &w.marks, &marked))
        return false;
    w.line_count = lines.n;
    w.lines = ARENA_ARRAY(l->arena, struct line, lines.n);
    put_members(&w, v, marked, DEPTH_MAX);
    source_map_init(ret, l->arena);
    struct source_run run = {.values = NULL};
    for (uint32_t i = 0; i < lines.n; i++) {
        if (w.lines[i].begins) /* else it is a text of several lines */
            run.values = w.lines[i].lineage;
        source_map_add(ret, i + 1 < lines.n ? lines.begin[i + 1] : text.len, run);
    }
    return w.any;
}

/* ---- read ---- */

struct reading {
    struct lineages *l;
    struct marks marks;
    struct lines lines;
    const struct source_map *map;
};

static const struct lineage *lineage_at(const struct reading *r, val marked)
{
    const struct mark_place *p = mark_get(&r->marks, marked);
    if (!p || p->line < 1 || p->line > r->lines.n || p->column < 1)
        return NULL;
    size_t at = r->lines.begin[p->line - 1] + p->column - 1;
    const struct source_run *run = source_map_find(r->map, at);
    if (run && !run->values)
        run = source_map_find(r->map, at + 1); /* behind a quote that quote has put there */
    return run ? run->values : NULL;
}

static void take_members(struct reading *r, val v, val marked, int depth)
{
    for (size_t i = 0; i < member_count(marked) && depth; i++) {
        val *member = member_of(v, marked, i), there = member_at(marked, i);
        const struct lineage *x = member ? lineage_at(r, there) : NULL;
        if (member && member_count(there) > 0)
            take_members(r, *member, there, depth - 1);
        else if (x)
            *member = lineages_put(r->l, *member, x);
    }
}

void yaml_lineage_read(struct lineages *l, str text, const struct source_map *map, val v)
{
    struct reading r = {.l = l, .map = map, .lines = lines_of(l->arena, text)};
    val marked;
    if (read_marked(l->arena, text, &r.marks, &marked))
        take_members(&r, v, marked, DEPTH_MAX);
}
