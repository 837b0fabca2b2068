#include "base/arena.h"
#include "chart/schema_equal.h"
#include "chart/schema_visit.h"

static void check_counts(struct visit *vd)
{
    const struct schema_node *s = vd->schema;
    int64_t n = (int64_t)list_len(vd->v.list);
    size_t first, second;
    if (s->min_items.set && n < s->min_items.n)
        visit_put_counts(vd, E_MIN_ITEMS, n, s->min_items.n);
    if (s->max_items.set && n > s->max_items.n)
        visit_put_counts(vd, E_MAX_ITEMS, n, s->max_items.n);
    if (s->unique_items && schema_duplicates(vd->run->scratch, vd->v.list, &first, &second))
        visit_put_counts(vd, E_UNIQUE_ITEMS, (int64_t)first, (int64_t)second);
}

/* The items from `from` on. Where a prefix came before, the validator counts places anew. */
static void check_rest(struct visit *vd, const struct schema_node *schema, size_t from)
{
    for (size_t i = from; i < list_len(vd->v.list); i++)
        visit_put(vd, visit_item(vd, schema, i - from, vd->v.list->items[i]));
}

static void check_items(struct visit *vd)
{
    const struct schema_node *s = vd->schema;
    size_t n = list_len(vd->v.list), prefix = n < s->prefix_items.n ? n : s->prefix_items.n;
    for (size_t i = 0; i < prefix; i++)
        visit_put(vd, visit_item(vd, s->prefix_items.items[i], i, vd->v.list->items[i]));
    if (s->items)
        check_rest(vd, s->items, prefix);
    if (!s->additional_items.set)
        return;
    if (s->additional_items.schema)
        check_rest(vd, s->additional_items.schema, prefix);
    else if (!s->additional_items.allowed && prefix != n)
        visit_put_counts(vd, E_ADDITIONAL_ITEMS, (int64_t)(n - prefix), 0);
}

/* The matching items' numbers, for the error's text. */
static void put_matches(struct visit *vd, enum schema_error_kind kind, struct schema_error *causes,
                        const bool *matched, int64_t limit)
{
    struct schema_error *e = visit_error(vd, kind);
    size_t n = list_len(vd->v.list);
    e->limit = limit;
    if (!vd->verdict_only) {
        e->names = ARENA_ARRAY(vd->run->arena, str, n);
        for (size_t i = 0; i < n; i++)
            if (matched[i])
                e->names[e->name_count++] = str_fmt(vd->run->arena, "%zu", i);
        e->first = causes;
    }
    visit_put(vd, e);
}

static void check_contains(struct visit *vd)
{
    const struct schema_node *s = vd->schema;
    size_t n = list_len(vd->v.list), count = 0;
    struct schema_error causes = {.first = NULL};
    bool *matched = ARENA_ARRAY(vd->run->scratch, bool, n);
    for (size_t i = 0; i < n; i++) {
        struct schema_error *e = visit_item(vd, s->contains, i, vd->v.list->items[i]);
        if (e) {
            visit_add_cause(vd, &causes, e);
            continue;
        }
        matched[i] = true;
        count++;
        if (s->draft >= 2020)
            visit_evaluated(vd, i);
    }
    if (s->min_contains.set && (int64_t)count < s->min_contains.n)
        put_matches(vd, E_MIN_CONTAINS, causes.first, matched, s->min_contains.n);
    else if (!s->min_contains.set && !count)
        put_matches(vd, E_CONTAINS, causes.first, matched, 0);
    if (s->max_contains.set && (int64_t)count > s->max_contains.n)
        put_matches(vd, E_MAX_CONTAINS, NULL, matched, s->max_contains.n);
}

void visit_array(struct visit *vd)
{
    check_counts(vd);
    check_items(vd);
    if (vd->schema->contains)
        check_contains(vd);
}
