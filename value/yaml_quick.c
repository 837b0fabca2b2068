#include "value/yaml_quick.h"

#include "base/arena.h"
#include "value/list.h"
#include "value/map.h"
#include "value/yaml_key.h"
#include "value/yaml_plain.h"
#include "value/yaml_scalar.h"

#include <math.h>

enum { DEPTH_MAX = 80 }; /* more than yaml_plain.h goes */

/* A container that is open. */
struct frame {
    bool is_map, has_key;
    str key;
    uint32_t hash;
    uint32_t first; /* of its entries, or items, on the stack */
    uint32_t line, column;
};

struct builder {
    struct arena *arena;
    struct marks *marks; /* or NULL */
    bool exact;
    val root;
    uint32_t depth;
    struct frame frames[DEPTH_MAX];
    struct map_entry *entries; /* of open maps */
    uint32_t nentries, entries_cap;
    val *items; /* of open lists */
    uint32_t nitems, items_cap;
};

static val marked(struct builder *b, val v, uint32_t line, uint32_t column)
{
    return b->marks ? mark_put(b->marks, v, b->marks->line_above + line + 1, column + 1) : v;
}

static uint32_t column_of(const struct builder *b, const struct yaml_plain_event *e)
{
    return b->marks ? (uint32_t)yaml_plain_column(e->line_begin, e->begin) : 0;
}

static void attach(struct builder *b, val v)
{
    if (!b->depth) {
        b->root = v;
        return;
    }
    struct frame *f = &b->frames[b->depth - 1];
    if (f->is_map) {
        b->entries =
            arena_room(b->arena, b->entries, b->nentries, &b->entries_cap, sizeof *b->entries);
        b->entries[b->nentries++] = (struct map_entry){f->key, f->hash, v};
        f->has_key = false;
    } else {
        b->items = arena_room(b->arena, b->items, b->nitems, &b->items_cap, sizeof *b->items);
        b->items[b->nitems++] = v;
    }
}

/* What the scalar is, its text copied. */
static val scalar_value(struct builder *b, const struct yaml_plain_event *e)
{
    val v = val_str(e->text);
    if (e->plain)
        yaml_scalar_resolve(e->text, &v);
    return v.tag == V_STRING && !e->kept ? val_str(str_dup(b->arena, e->text)) : v;
}

static bool take_key(struct builder *b, struct frame *f, const struct yaml_plain_event *e)
{
    if (!yaml_key_text(b->arena, scalar_value(b, e), &f->key))
        return false;
    f->hash = str_hash(f->key);
    f->has_key = true;
    return true;
}

static bool take_scalar(struct builder *b, const struct yaml_plain_event *e)
{
    struct frame *f = b->depth ? &b->frames[b->depth - 1] : NULL;
    if (f && f->is_map && !f->has_key)
        return take_key(b, f, e);
    val v = marked(b, scalar_value(b, e), e->line, column_of(b, e));
    if (!b->exact)
        v = val_json_number(v);
    if (v.tag == V_FLOAT && !isfinite(v.f))
        return false; /* JSON has none: an error */
    attach(b, v);
    return true;
}

static bool open_container(struct builder *b, const struct yaml_plain_event *e)
{
    if (b->depth == DEPTH_MAX)
        return false;
    bool map = e->kind == YAML_PLAIN_MAP;
    b->frames[b->depth++] = (struct frame){.is_map = map,
                                           .first = map ? b->nentries : b->nitems,
                                           .line = e->line,
                                           .column = column_of(b, e)};
    return true;
}

static val close_map(struct builder *b, const struct frame *f)
{
    uint32_t n = b->nentries - f->first;
    b->nentries = f->first;
    return val_map(map_of(b->arena, n ? b->entries + f->first : NULL, n));
}

static val close_list(struct builder *b, const struct frame *f)
{
    struct list *l = list_copied(b->arena, b->items, f->first, b->nitems);
    b->nitems = f->first;
    return val_list(l);
}

static bool take(void *context, const struct yaml_plain_event *e)
{
    struct builder *b = context;
    if (e->kind == YAML_PLAIN_SCALAR)
        return take_scalar(b, e);
    if (e->kind != YAML_PLAIN_END)
        return open_container(b, e);
    const struct frame f = b->frames[--b->depth];
    val v = f.is_map ? close_map(b, &f) : close_list(b, &f);
    attach(b, marked(b, v, f.line, f.column));
    return true;
}

bool yaml_quick(struct arena *a, str text, bool exact, struct marks *marks, val *ret)
{
    struct builder b;
    b.arena = a;
    b.marks = marks;
    b.exact = exact;
    b.root = val_nil();
    b.depth = b.nentries = b.entries_cap = b.nitems = b.items_cap = 0;
    b.entries = NULL;
    b.items = NULL;
    if (!yaml_plain_read(a, text, take, &b))
        return false;
    *ret = b.root;
    return true;
}
