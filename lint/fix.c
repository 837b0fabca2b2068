#include "lint/fix.h"

#include "base/arena.h"
#include "release/line_diff.h"

#include <stdlib.h>

void fix_plan_init(struct fix_plan *p, struct arena *a, str chart)
{
    *p = (struct fix_plan){.arena = a, .chart = str_dup(a, chart)};
}

bool fix_changes_output(const struct rule *rule)
{
    static const enum rule_id meant[] = {
#define MEANT(rule) RULE_##rule,
#include "lint/fixes.def"
#undef MEANT
    };
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        if (rule == rule_get(meant[i]))
            return true;
    return false;
}

/* ---- planning ---- */

static bool is_ours(const struct lint_file *f)
{
    return f && !f->outside && !f->vendored && f->kind != LINT_FILE_OPTION;
}

static uint32_t file_number(struct fix_plan *p, const struct lint_file *file)
{
    for (uint32_t i = 0; i < p->file_count; i++)
        if (str_eq(p->files[i].path, file->path))
            return i;
    p->files = arena_room(p->arena, p->files, p->file_count, &p->file_cap, sizeof *p->files);
    p->files[p->file_count] =
        (struct fix_file){str_dup(p->arena, file->path), str_dup(p->arena, file->source.text)};
    return p->file_count++;
}

static bool overlaps(const struct fix_edit *x, const struct fix_edit *y)
{
    if (x->file != y->file)
        return false;
    if (x->begin == y->begin)
        return true;
    return x->begin < y->end && y->begin < x->end;
}

static bool is_free(const struct fix_plan *p, const struct fix_edit *e)
{
    for (uint32_t i = 0; i < p->group_count; i++)
        for (uint32_t j = 0; j < p->groups[i].n; j++)
            if (overlaps(e, &p->groups[i].edits[j]))
                return false;
    return true;
}

bool fix_plan_add(struct fix_plan *p, const struct finding *g)
{
    struct fix_group group = {.rule = rule_get(g->rule), .n = g->edit_count};
    for (uint32_t i = 0; i < g->edit_count; i++)
        if (!is_ours(g->edits[i].file) || g->edits[i].span.end > g->edits[i].file->source.text.len)
            return false;
    if (!g->edit_count)
        return false;
    group.edits = ARENA_ARRAY(p->arena, struct fix_edit, group.n);
    for (uint32_t i = 0; i < group.n; i++) {
        const struct finding_edit *e = &g->edits[i];
        group.edits[i] = (struct fix_edit){file_number(p, e->file), e->span.begin, e->span.end,
                                           str_dup(p->arena, e->text)};
        if (!is_free(p, &group.edits[i]))
            return false;
    }
    group.message = str_dup(p->arena, g->message);
    p->groups = arena_room(p->arena, p->groups, p->group_count, &p->group_cap, sizeof *p->groups);
    p->groups[p->group_count++] = group;
    return true;
}

/* ---- applying ---- */

static int cmp_edit(const void *x, const void *y)
{
    const struct fix_edit *a = x, *b = y;
    return (a->begin > b->begin) - (a->begin < b->begin);
}

static struct fix_edit *edits_of(const struct fix_plan *p, uint32_t file, struct arena *a,
                                 size_t *ret_n)
{
    size_t n = 0;
    for (uint32_t i = 0; i < p->group_count; i++)
        n += p->groups[i].n;
    struct fix_edit *list = ARENA_ARRAY(a, struct fix_edit, n);
    n = 0;
    for (uint32_t i = 0; i < p->group_count; i++)
        for (uint32_t j = 0; j < p->groups[i].n && !p->groups[i].off; j++)
            if (p->groups[i].edits[j].file == file)
                list[n++] = p->groups[i].edits[j];
    if (n)
        qsort(list, n, sizeof *list, cmp_edit);
    *ret_n = n;
    return list;
}

str fix_plan_text(const struct fix_plan *p, uint32_t file, struct arena *a)
{
    size_t n, at = 0;
    struct fix_edit *edits = edits_of(p, file, a, &n);
    str old = p->files[file].old;
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < n; i++) {
        buf_put_str(&b, str_slice(old, at, edits[i].begin));
        buf_put_str(&b, edits[i].text);
        at = edits[i].end;
    }
    buf_put_str(&b, str_from(old, at));
    return buf_str(&b);
}

/* ---- unified diffs ---- */

enum { CONTEXT = 3 };

struct hunk {
    size_t begin, end;     /* in the list of lines */
    size_t old_at, new_at; /* line numbers before it */
    size_t old_n, new_n;
};

static void put_hunk(struct buf *out, const struct line *lines, const struct hunk *h)
{
    static const char signs[] = {[LINE_SAME] = ' ', [LINE_OLD] = '-', [LINE_NEW] = '+'};
    buf_put_fmt(out, "@@ -%zu,%zu +%zu,%zu @@\n", h->old_n ? h->old_at + 1 : h->old_at, h->old_n,
                h->new_n ? h->new_at + 1 : h->new_at, h->new_n);
    for (size_t i = h->begin; i < h->end; i++) {
        buf_put_char(out, signs[lines[i].change]);
        buf_put_str(out, lines[i].text);
        buf_put_char(out, '\n');
    }
}

/* Where a hunk ends that has a change at `at`: behind the context of the last change near it. */
static size_t hunk_end(const struct line *lines, size_t n, size_t at)
{
    size_t last = at;
    for (size_t i = at; i < n && i <= last + 2 * CONTEXT; i++)
        if (lines[i].change != LINE_SAME)
            last = i;
    return last + CONTEXT + 1 < n ? last + CONTEXT + 1 : n;
}

static void count(const struct line *lines, size_t from, size_t to, size_t *old, size_t *new)
{
    for (size_t i = from; i < to; i++) {
        *old += lines[i].change != LINE_NEW;
        *new += lines[i].change != LINE_OLD;
    }
}

static str without_end(str s)
{
    return s.len && s.s[s.len - 1] == '\n' ? str_slice(s, 0, s.len - 1) : s;
}

void fix_put_diff(struct buf *out, str path, str old, str new)
{
    size_t n, old_at = 0, new_at = 0, done = 0;
    struct line *lines = line_diff(out->arena, without_end(old), without_end(new), &n);
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        if (lines[i].change == LINE_SAME)
            continue;
        if (!any)
            buf_put_fmt(out, "--- a/%.*s\n+++ b/%.*s\n", STR_ARG(path), STR_ARG(path));
        any = true;
        struct hunk h = {.begin = i > done + CONTEXT ? i - CONTEXT : done};
        h.end = hunk_end(lines, n, i);
        count(lines, done, h.begin, &old_at, &new_at);
        h.old_at = old_at;
        h.new_at = new_at;
        count(lines, h.begin, h.end, &h.old_n, &h.new_n);
        put_hunk(out, lines, &h);
        old_at += h.old_n;
        new_at += h.new_n;
        done = h.end;
        i = h.end - 1;
    }
}
