#include "chart/schema_accept.h"

#include "base/arena.h"
#include "chart/schema_node.h"
#include "chart/schema_plain.h"
#include "value/list.h"

#include <math.h>

enum { DEPTH_MAX = 100 };
/* Up to here a float64 that is whole is a whole number in JSON as well. */
#define EXACT_MAX 9007199254740992.0

struct look {
    struct arena *arena;
    const struct schema_words *words;
    const val *doc;
    bool alone; /* draft 7 and before: most of what stands beside a $ref counts for nothing */
    unsigned depth;
};

static bool accepts(struct look *l, const val *schema, val v);

/* ---- single keywords ---- */

static bool is_named(str name, val v)
{
    static const struct {
        str name;
        unsigned types;
    } rows[] = {
        {STR_INIT("string"), SCHEMA_STRING},   {STR_INIT("object"), SCHEMA_OBJECT},
        {STR_INIT("boolean"), SCHEMA_BOOLEAN}, {STR_INIT("array"), SCHEMA_ARRAY},
        {STR_INIT("number"), SCHEMA_NUMBER},   {STR_INIT("null"), SCHEMA_NULL},
    };
    unsigned type = schema_type_of(v);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(rows[i].name, name))
            return (rows[i].types & type) != 0;
    if (v.tag == V_FLOAT) /* "integer" */
        return fabs(v.f) <= EXACT_MAX && !(trunc(v.f) < v.f) && !(trunc(v.f) > v.f);
    return v.tag == V_INT || v.tag == V_UINT;
}

static bool fits_type(val type, val v)
{
    if (type.tag != V_LIST)
        return is_named(val_text(type), v);
    for (size_t i = 0; i < list_len(type.list); i++)
        if (is_named(val_text(type.list->items[i]), v))
            return true;
    return false;
}

/* A plain list of choices holds strings. */
static bool is_choice(val choices, val v)
{
    for (size_t i = 0; schema_type_of(v) == SCHEMA_STRING && i < list_len(choices.list); i++)
        if (str_eq(val_text(choices.list->items[i]), val_text(v)))
            return true;
    return false;
}

static bool has_names(val names, val v)
{
    for (size_t i = 0; v.tag == V_MAP && i < list_len(names.list); i++)
        if (!map_has(v.map, val_text(names.list->items[i])))
            return false;
    return true;
}

static bool fits_items(struct look *l, val items, val v)
{
    if (v.tag != V_LIST)
        return true;
    if (items.tag == V_LIST) /* one schema for each */
        return false;
    for (size_t i = 0; i < list_len(v.list); i++)
        if (!accepts(l, &items, v.list->items[i]))
            return false;
    return true;
}

static bool fits_ref(struct look *l, val ref, val v)
{
    const val *target = schema_plain_target(l->doc, val_text(ref));
    return target && accepts(l, target, v);
}

/* ---- all keywords ---- */

/* What a schema says of properties; NULL: nothing. */
struct properties {
    const val *named, *more;
};

static bool fits_properties(struct look *l, const struct properties *p, val v)
{
    if (v.tag != V_MAP || (!p->named && !p->more))
        return true;
    for (size_t i = 0; i < map_len(v.map); i++) {
        const struct map_entry *e = &v.map->entries[i];
        const val *schema = p->named ? map_get_hashed(p->named->map, e->key, e->hash) : NULL;
        if (!schema)
            schema = p->more;
        if (schema && !accepts(l, schema, e->value))
            return false;
    }
    return true;
}

static bool fits(struct look *l, const struct map_entry *e, val v, struct properties *ret)
{
    switch (schema_words_use(l->words, e)) {
    case USE_NOTE:
        return true;
    case USE_TYPE:
        return fits_type(e->value, v);
    case USE_ENUM:
        return is_choice(e->value, v);
    case USE_REF:
        return fits_ref(l, e->value, v);
    case USE_PROPERTIES:
        ret->named = &e->value;
        return true;
    case USE_MORE:
        ret->more = &e->value;
        return true;
    case USE_REQUIRED:
        return has_names(e->value, v);
    case USE_ITEMS:
        return fits_items(l, e->value, v);
    case USE_OF_NUMBER:
        return schema_type_of(v) != SCHEMA_NUMBER;
    case USE_OF_STRING:
        return v.tag != V_STRING;
    case USE_OTHER:
        break;
    }
    return false;
}

/* Whether all that stands beside a $ref may be passed over. */
static bool only_ref(const struct look *l, const struct map *m)
{
    for (size_t i = 0; i < map_len(m); i++)
        if (schema_words_use(l->words, &m->entries[i]) == USE_OTHER)
            return false;
    return true;
}

static bool accepts_all(struct look *l, const struct map *m, val v)
{
    struct properties properties = {NULL, NULL};
    const val *ref = l->alone ? map_get(m, STR("$ref")) : NULL;
    if (ref)
        return only_ref(l, m) && fits_ref(l, *ref, v);
    for (size_t i = 0; i < map_len(m); i++)
        if (!fits(l, &m->entries[i], v, &properties))
            return false;
    return fits_properties(l, &properties, v);
}

static bool accepts(struct look *l, const val *schema, val v)
{
    if (schema->tag != V_MAP)
        return schema->tag == V_BOOL && schema->i;
    if (l->depth == DEPTH_MAX || !schema_type_of(v))
        return false;
    l->depth++;
    arena_spend(l->arena, 2);
    bool ok = accepts_all(l, schema->map, v);
    l->depth--;
    return ok;
}

bool schema_accepts(struct arena *a, struct regex_cache *regexes, val doc, val v)
{
    struct schema_words words;
    if (doc.tag != V_MAP)
        return false;
    str name = schema_string(doc.map, "$schema");
    struct schema_dialect dialect = {.draft = name.s ? schema_draft_of_url(name)
                                                     : schema_draft_latest()};
    if (!dialect.draft)
        return false;
    schema_words_init(&words);
    struct look l = {
        .arena = a, .words = &words, .doc = &doc, .alone = dialect.draft->version < 2019};
    return schema_is_plain_document(&dialect, regexes, &words, doc) && accepts(&l, &doc, v);
}
