#include "lint/item.h"

#include "base/arena.h"
#include "base/path.h"
#include "base/utf8.h"
#include "value/map.h"

#include <inttypes.h>

void item_maker_init(struct item_maker *m, struct arena *a, str chart, bool is_archive)
{
    *m = (struct item_maker){.arena = a, .chart = chart, .is_archive = is_archive};
}

/* ---- places ---- */

/* The file's text with an index of its lines; the main file and that of labels take turns. */
static struct source *source_of(struct item_maker *m, const struct lint_file *file)
{
    for (size_t i = 0; i < 2; i++)
        if (m->cache[i].file == file)
            return &m->cache[i].source;
    m->cache[1] = m->cache[0];
    m->cache[0].file = file;
    m->cache[0].source = file->source;
    return &m->cache[0].source;
}

static bool is_outside(const struct lint_file *file)
{
    return file->kind == LINT_FILE_OPTION || file->outside;
}

static void name_file(struct item_maker *m, const struct lint_file *file, struct lint_place *p)
{
    if (!file) {
        p->file = m->chart;
    } else if (is_outside(file) || path_is_abs(file->path)) {
        p->file = file->path;
    } else if (m->is_archive) {
        p->file = m->chart;
        p->inner = str_dup(m->arena, file->path);
    } else {
        str joined = str_fmt(m->arena, "%.*s/%.*s", STR_ARG(m->chart), STR_ARG(file->path));
        p->file = path_clean(m->arena, joined);
    }
    p->file = str_dup(m->arena, p->file);
}

static struct lint_point point_at(struct item_maker *m, struct source *s, uint32_t offset)
{
    if (offset > s->text.len)
        offset = (uint32_t)s->text.len;
    struct position p = source_position(s, m->arena, offset);
    str line = source_line(s, m->arena, p.line);
    size_t before = p.column < line.len ? p.column : line.len;
    uint32_t column = (uint32_t)utf8_count(str_slice(line, 0, before)) + 1;
    return (struct lint_point){p.line, column, offset};
}

static struct lint_place place_of(struct item_maker *m, const struct lint_file *file,
                                  struct span span, str what)
{
    struct lint_place p = {.what = str_dup(m->arena, what)};
    name_file(m, file, &p);
    if (!file || !file->source.text.len)
        return p;
    struct source *s = source_of(m, file);
    p.begin = point_at(m, s, span.begin);
    p.end = span.end > span.begin ? point_at(m, s, span.end) : p.begin;
    p.line = str_dup(m->arena, source_line(s, m->arena, p.begin.line));
    return p;
}

static struct lint_place *places_of(struct item_maker *m, const struct finding_label *l, uint32_t n)
{
    struct lint_place *list = ARENA_ARRAY(m->arena, struct lint_place, n);
    for (uint32_t i = 0; i < n; i++)
        list[i] = place_of(m, l[i].file, l[i].span, l[i].text);
    return list;
}

/* ---- items ---- */

static void take_help(struct item_maker *m, struct lint_item *item, const struct finding *g)
{
    item->help_count = g->help_count;
    item->help = ARENA_ARRAY(m->arena, str, g->help_count);
    for (uint32_t i = 0; i < g->help_count; i++)
        item->help[i] = str_dup(m->arena, g->help[i]);
}

static void take_edits(struct item_maker *m, struct lint_item *item, const struct finding *g)
{
    item->change_count = g->edit_count;
    item->changes = ARENA_ARRAY(m->arena, struct lint_change, g->edit_count);
    for (uint32_t i = 0; i < g->edit_count; i++)
        item->changes[i] =
            (struct lint_change){place_of(m, g->edits[i].file, g->edits[i].span, STR("")),
                                 str_dup(m->arena, g->edits[i].text)};
    item->fix = g->edit_count ? g->fix : LINT_FIX_NONE;
}

struct lint_item *item_make(struct item_maker *m, const struct finding *g)
{
    struct lint_item *item = ARENA_NEW(m->arena, struct lint_item);
    item->rule = rule_get(g->rule);
    item->severity = g->severity;
    item->confidence = g->confidence;
    item->chart = m->chart;
    item->path = g->file ? str_dup(m->arena, g->file->path) : STR("");
    item->at = place_of(m, g->file, g->span, STR(""));
    item->message = str_dup(m->arena, g->message);
    item->subject = str_dup(m->arena, g->subject);
    item->repro = str_dup(m->arena, g->repro);
    item->labels = places_of(m, g->labels, g->label_count);
    item->label_count = g->label_count;
    item->trace = places_of(m, g->trace, g->trace_count);
    item->trace_count = g->trace_count;
    take_help(m, item, g);
    take_edits(m, item, g);
    return item;
}

static int cmp_number(uint32_t x, uint32_t y)
{
    return (x > y) - (x < y);
}

int item_cmp(const struct lint_item *x, const struct lint_item *y)
{
    int c = str_cmp(x->at.file, y->at.file);
    if (!c)
        c = str_cmp(x->at.inner, y->at.inner);
    if (!c)
        c = cmp_number(x->at.begin.line, y->at.begin.line);
    if (!c)
        c = cmp_number(x->at.begin.column, y->at.begin.column);
    if (!c)
        c = str_cmp(x->rule->code, y->rule->code);
    return c ? c : str_cmp(x->message, y->message);
}

/* ---- fingerprints ---- */

static uint64_t hash_more(uint64_t h, str s)
{
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.s[i]) * 1099511628211u;
    return (h ^ 0xFF) * 1099511628211u;
}

/* Blanks count for nothing: formatting anew does not make a finding a new one. */
static uint64_t hash_text(uint64_t h, str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.s[i] != ' ' && s.s[i] != '\t' && s.s[i] != '\n' && s.s[i] != '\r')
            h = (h ^ (unsigned char)s.s[i]) * 1099511628211u;
    return h * 1099511628211u;
}

void items_fingerprint(struct arena *a, struct lint_item **items, const str *texts, size_t n)
{
    struct map *seen = map_new(a, n);
    for (size_t i = 0; i < n; i++) {
        struct lint_item *item = items[i];
        uint64_t h = hash_more(14695981039346656037u, item->rule->code);
        h = hash_text(hash_more(hash_more(h, item->path), item->subject), texts[i]);
        str base = str_fmt(a, "%016" PRIx64, h);
        val *count = map_get(seen, base);
        int64_t before = count ? count->i : 0;
        map_set(seen, base, val_int(before + 1));
        item->fingerprint =
            before ? str_fmt(a, "%016" PRIx64, hash_more(h, str_fmt(a, "%" PRId64, before))) : base;
    }
}
