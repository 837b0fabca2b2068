#include "lint/finding.h"

#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>

void findings_init(struct findings *f, struct arena *a)
{
    *f = (struct findings){.arena = a};
}

static str format(struct arena *a, const char *fmt, va_list args)
    __attribute__((format(printf, 2, 0)));
static str format(struct arena *a, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    if (n < 0)
        return STR("");
    char *s = arena_bytes(a, (size_t)n + 1);
    vsnprintf(s, (size_t)n + 1, fmt, args);
    return str_make(s, (size_t)n);
}

/* ---- the index: open addressing, at most half full ---- */

static uint32_t hash_of(enum rule_id rule, const struct lint_file *file, struct span span, str text)
{
    uint32_t h = str_hash(text) ^ ((uint32_t)rule * 2654435761u);
    h = (h ^ span.begin) * 16777619u;
    return file ? (h ^ str_hash(file->path)) * 16777619u : h;
}

static uint32_t hash_of_finding(const struct finding *g)
{
    return hash_of(g->rule, g->file, g->span, g->message);
}

static void index_put(struct findings *f, uint32_t number)
{
    uint32_t at = hash_of_finding(f->items[number]) & (f->index_cap - 1);
    while (f->index[at])
        at = (at + 1) & (f->index_cap - 1);
    f->index[at] = number + 1;
}

static void index_grow(struct findings *f)
{
    f->index_cap = f->index_cap ? f->index_cap * 2 : 64;
    f->index = ARENA_ARRAY(f->arena, uint32_t, f->index_cap);
    for (uint32_t i = 0; i < f->count; i++)
        index_put(f, i);
}

static struct finding *find_equal(const struct findings *f, enum rule_id rule,
                                  const struct lint_file *file, struct span span, str message)
{
    if (!f->index_cap)
        return NULL;
    uint32_t at = hash_of(rule, file, span, message) & (f->index_cap - 1);
    for (; f->index[at]; at = (at + 1) & (f->index_cap - 1)) {
        struct finding *g = f->items[f->index[at] - 1];
        if (g->rule == rule && g->file == file && g->span.begin == span.begin &&
            g->span.end == span.end && str_eq(g->message, message))
            return g;
    }
    return NULL;
}

static void add(struct findings *f, struct finding *g)
{
    f->items = arena_room(f->arena, f->items, f->count, &f->cap, sizeof *f->items);
    f->items[f->count++] = g;
    if (f->count * 2 > f->index_cap)
        index_grow(f);
    else
        index_put(f, f->count - 1);
}

struct finding *finding_put(struct findings *f, enum rule_id rule, const struct lint_file *file,
                            struct span span, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    str message = format(f->arena, fmt, args);
    va_end(args);
    struct finding *g = find_equal(f, rule, file, span, message);
    if (g)
        return g;
    const struct rule *r = rule_get(rule);
    g = ARENA_NEW(f->arena, struct finding);
    *g = (struct finding){.rule = rule,
                          .severity = r->severity,
                          .confidence = r->confidence,
                          .file = file,
                          .span = span,
                          .message = message,
                          .order = f->count};
    add(f, g);
    return g;
}

struct finding *finding_take(struct findings *f, struct finding *g)
{
    struct finding *there = find_equal(f, g->rule, g->file, g->span, g->message);
    if (there)
        return there;
    g->order = f->count;
    add(f, g);
    return g;
}

/* ---- what a finding carries ---- */

static bool same_label(const struct finding_label *x, const struct finding_label *y)
{
    return x->file == y->file && x->span.begin == y->span.begin && str_eq(x->text, y->text);
}

/* A finding that is put twice is completed twice: each label stays once. */
static void add_label(struct arena *a, struct finding_label **items, uint32_t *count, uint32_t *cap,
                      struct finding_label label)
{
    for (uint32_t i = 0; i < *count; i++)
        if (same_label(*items + i, &label))
            return;
    *items = arena_room(a, *items, *count, cap, sizeof **items);
    (*items)[(*count)++] = label;
}

void finding_label(struct findings *f, struct finding *g, const struct lint_file *file,
                   struct span span, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    str text = format(f->arena, fmt, args);
    va_end(args);
    add_label(f->arena, &g->labels, &g->label_count, &g->label_cap,
              (struct finding_label){file, span, text});
}

void finding_trace(struct findings *f, struct finding *g, const struct lint_file *file,
                   struct span span, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    str text = format(f->arena, fmt, args);
    va_end(args);
    add_label(f->arena, &g->trace, &g->trace_count, &g->trace_cap,
              (struct finding_label){file, span, text});
}

void finding_help(struct findings *f, struct finding *g, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    str text = format(f->arena, fmt, args);
    va_end(args);
    for (uint32_t i = 0; i < g->help_count; i++)
        if (str_eq(g->help[i], text))
            return;
    g->help = arena_room(f->arena, g->help, g->help_count, &g->help_cap, sizeof *g->help);
    g->help[g->help_count++] = text;
}

void finding_edit(struct findings *f, struct finding *g, enum lint_fix fix,
                  const struct lint_file *file, struct span span, str text)
{
    for (uint32_t i = 0; i < g->edit_count; i++)
        if (g->edits[i].file == file && g->edits[i].span.begin == span.begin)
            return;
    g->fix = g->edit_count && g->fix < fix ? g->fix : fix;
    g->edits = arena_room(f->arena, g->edits, g->edit_count, &g->edit_cap, sizeof *g->edits);
    g->edits[g->edit_count++] = (struct finding_edit){file, span, text};
}
