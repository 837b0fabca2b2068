#include "lint/baseline.h"

#include "base/arena.h"
#include "value/json_parse.h"
#include "value/list.h"
#include "value/map.h"

static str member(const struct map *m, str key)
{
    const val *v = map_get(m, key);
    return v && v->tag == V_STRING ? val_text(*v) : STR("");
}

static void add(struct baseline *b, const struct map *m)
{
    struct baseline_entry e = {member(m, STR("chart")),   member(m, STR("file")),
                               member(m, STR("code")),    member(m, STR("fingerprint")),
                               member(m, STR("message")), false};
    b->entries = arena_room(b->arena, b->entries, b->n, &b->cap, sizeof e);
    b->entries[b->n++] = e;
}

/* Backwards, so that the entries of one fingerprint are taken in order. */
static void make_index(struct baseline *b)
{
    b->first = map_new(b->arena, b->n);
    b->next = ARENA_ARRAY(b->arena, uint32_t, b->n);
    for (uint32_t i = b->n; i-- > 0;) {
        val *later = map_get(b->first, b->entries[i].fingerprint);
        b->next[i] = later ? (uint32_t)later->i : 0;
        map_set(b->first, b->entries[i].fingerprint, val_int((int64_t)i + 1));
    }
}

bool baseline_read(struct arena *a, str text, struct baseline *ret, str *ret_error)
{
    val v;
    *ret = (struct baseline){.arena = a};
    if (!json_parse(a, text, JSON_ROOT_MAP, &v, ret_error))
        return false;
    const val *list = v.tag == V_MAP ? map_get(v.map, STR("findings")) : NULL;
    if (!list || list->tag != V_LIST) {
        *ret_error = STR("this is no baseline: it has no list \"findings\"");
        return false;
    }
    for (size_t i = 0; i < list_len(list->list); i++)
        if (list->list->items[i].tag == V_MAP)
            add(ret, list->list->items[i].map);
    make_index(ret);
    return true;
}

bool baseline_take(struct baseline *b, const struct lint_item *item)
{
    const val *first = map_get(b->first, item->fingerprint);
    for (uint32_t i = first ? (uint32_t)first->i : 0; i; i = b->next[i - 1]) {
        struct baseline_entry *e = &b->entries[i - 1];
        if (e->found || !str_eq(e->code, item->rule->code))
            continue;
        e->found = true;
        return true;
    }
    return false;
}

static void put_member(struct buf *out, const char *before, str s)
{
    buf_put_str(out, str_from_c(before));
    lint_put_json_text(out, s);
}

void baseline_put(struct buf *out, const struct lint_report *r)
{
    bool first = true;
    buf_put_str(out, STR("{\"schema\":1,\"findings\":["));
    for (uint32_t i = 0; i < r->count; i++) {
        const struct lint_item *item = r->items[i];
        if (item->state == LINT_SUPPRESSED)
            continue;
        put_member(out, first ? "\n{\"chart\":" : ",\n{\"chart\":", item->chart);
        put_member(out, ",\"file\":", item->path);
        put_member(out, ",\"code\":", item->rule->code);
        put_member(out, ",\"fingerprint\":", item->fingerprint);
        put_member(out, ",\"message\":", item->message);
        buf_put_char(out, '}');
        first = false;
    }
    buf_put_str(out, STR("\n]}\n"));
}
