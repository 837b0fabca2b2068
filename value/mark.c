#include "value/mark.h"

#include "base/arena.h"
#include "value/list.h"
#include "value/map.h"

#include <string.h>

void marks_init(struct marks *m, struct arena *a)
{
    *m = (struct marks){.arena = a};
}

static uint32_t add_place(struct marks *m, uint32_t line, uint32_t column)
{
    if (m->count == m->cap) {
        uint32_t cap = m->cap ? m->cap * 2 : 64;
        m->places =
            arena_grow(m->arena, m->places, m->cap * sizeof *m->places, cap * sizeof *m->places);
        m->cap = cap;
    }
    m->places[m->count] = (struct mark_place){m->source, line, column};
    return m->count++;
}

static bool is_text(val v)
{
    return v.tag == V_STRING || v.tag == V_BYTES;
}

/* `len` is free but for texts, which get the number in front of their bytes. */
static val with_number(struct marks *m, val v, uint32_t number)
{
    v.aux |= VAL_MARKED;
    if (!is_text(v)) {
        v.len = number;
        return v;
    }
    char *bytes = arena_bytes(m->arena, sizeof number + v.len);
    memcpy(bytes, &number, sizeof number);
    if (v.len)
        memcpy(bytes + sizeof number, v.s, v.len);
    v.s = bytes + sizeof number;
    return v;
}

val mark_put(struct marks *m, val v, uint32_t line, uint32_t column)
{
    return with_number(m, v, add_place(m, line, column));
}

/* YAML and --set bound the depth of what they read. */
static void mark_below(struct marks *m, val *v, uint32_t number)
{
    if (!(v->aux & VAL_MARKED))
        *v = with_number(m, *v, number);
    if (v->tag == V_LIST)
        for (size_t i = 0; i < list_len(v->list); i++)
            mark_below(m, &v->list->items[i], number);
    if (v->tag == V_MAP)
        for (size_t i = 0; i < map_len(v->map); i++)
            mark_below(m, &v->map->entries[i].value, number);
}

void mark_rest(struct marks *m, val *v)
{
    mark_below(m, v, add_place(m, 0, 0));
}

const struct mark_place *mark_get(const struct marks *m, val v)
{
    uint32_t number = v.len;
    if (!(v.aux & VAL_MARKED))
        return NULL;
    if (is_text(v))
        memcpy(&number, v.s - sizeof number, sizeof number);
    return &m->places[number];
}
