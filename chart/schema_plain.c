#include "chart/schema_plain.h"

#include "chart/schema_node.h"
#include "value/list.h"

#include <string.h>

enum { DEPTH_MAX = 100, DISTINCT_MAX = 64 };

static const struct schema_word keywords[] = {
#define PLAIN(name, shape, use) {STR_INIT(name), SHAPE_##shape, USE_##use},
#include "chart/schema_plain.def"
#undef PLAIN
};
static_assert(sizeof keywords / sizeof *keywords <= SCHEMA_WORDS_MAX, "a bit for each");

struct look {
    int version; /* of the draft */
    struct regex_cache *regexes;
    const struct schema_words *words;
    unsigned depth;
};

static bool is_schema(struct look *l, val v);

enum { SLOTS = sizeof(struct schema_words) };

void schema_words_init(struct schema_words *words)
{
    memset(words, 0, sizeof *words);
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        uint32_t at = str_hash(keywords[i].name) % SLOTS;
        while (words->slots[at])
            at = (at + 1) % SLOTS;
        words->slots[at] = (uint8_t)(i + 1);
    }
}

const struct schema_word *schema_words_find(const struct schema_words *words, str name,
                                            uint32_t hash)
{
    for (uint32_t at = hash % SLOTS; words->slots[at]; at = (at + 1) % SLOTS) {
        const struct schema_word *w = &keywords[words->slots[at] - 1];
        if (str_eq(w->name, name))
            return w;
    }
    return NULL;
}

unsigned schema_word_number(const struct schema_word *word)
{
    return (unsigned)(word - keywords);
}

unsigned schema_type_named(str name)
{
    static const struct {
        str name;
        unsigned type;
    } rows[] = {
        {STR_INIT("string"), SCHEMA_STRING},   {STR_INIT("object"), SCHEMA_OBJECT},
        {STR_INIT("boolean"), SCHEMA_BOOLEAN}, {STR_INIT("array"), SCHEMA_ARRAY},
        {STR_INIT("integer"), SCHEMA_INTEGER}, {STR_INIT("number"), SCHEMA_NUMBER},
        {STR_INIT("null"), SCHEMA_NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(rows[i].name, name))
            return rows[i].type;
    return 0;
}

bool schema_ref_is_plain(str ref)
{
    if (!ref.len || ref.s[0] != '#')
        return false;
    for (size_t i = 1; i < ref.len; i++) {
        char c = ref.s[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!plain && (!c || !strchr("/$._-", c)))
            return false;
    }
    return true;
}

static bool is_string(val v)
{
    return schema_type_of(v) == SCHEMA_STRING;
}

static bool is_count(val v)
{
    if (schema_type_of(v) != SCHEMA_NUMBER || v.tag != V_STRING)
        return false;
    for (uint32_t i = 0; i < v.len; i++)
        if (v.s[i] < '0' || v.s[i] > '9')
            return false;
    return true;
}

static bool are_names(val v)
{
    if (v.tag != V_LIST || list_len(v.list) > DISTINCT_MAX)
        return false;
    const val *items = v.list ? v.list->items : NULL;
    for (size_t i = 0; i < list_len(v.list); i++) {
        if (!is_string(items[i]))
            return false;
        for (size_t k = 0; k < i; k++)
            if (str_eq(val_text(items[i]), val_text(items[k])))
                return false;
    }
    return true;
}

static bool is_type_name(val v)
{
    return is_string(v) && schema_type_named(val_text(v));
}

static bool is_type(val v)
{
    if (v.tag != V_LIST)
        return is_type_name(v);
    if (!list_len(v.list) || !are_names(v))
        return false;
    for (size_t i = 0; i < list_len(v.list); i++)
        if (!is_type_name(v.list->items[i]))
            return false;
    return true;
}

static bool is_pattern(struct look *l, val v)
{
    str why;
    return is_string(v) && regex_compile(l->regexes, val_text(v), &why);
}

static bool are_schemas(struct look *l, val v)
{
    if (v.tag != V_LIST || !list_len(v.list))
        return false;
    for (size_t i = 0; i < list_len(v.list); i++)
        if (!is_schema(l, v.list->items[i]))
            return false;
    return true;
}

static bool holds_schemas(struct look *l, val v)
{
    if (v.tag != V_MAP)
        return false;
    for (size_t i = 0; i < map_len(v.map); i++)
        if (!is_schema(l, v.map->entries[i].value))
            return false;
    return true;
}

static bool has_shape(struct look *l, enum schema_shape shape, val v)
{
    switch (shape) {
    case SHAPE_UNSURE:
        return false;
    case SHAPE_ANY:
        return true;
    case SHAPE_STRING:
        return is_string(v);
    case SHAPE_BOOLEAN:
        return v.tag == V_BOOL;
    case SHAPE_NUMBER:
        return schema_type_of(v) == SCHEMA_NUMBER;
    case SHAPE_COUNT:
        return is_count(v);
    case SHAPE_LIST:
        return v.tag == V_LIST;
    case SHAPE_ENUM:
        return are_names(v) && list_len(v.list);
    case SHAPE_NAMES:
        return are_names(v);
    case SHAPE_TYPE:
        return is_type(v);
    case SHAPE_PATTERN:
        return is_pattern(l, v);
    case SHAPE_DRAFT:
        return l->depth == 1 && is_string(v) && schema_draft_of_url(val_text(v));
    case SHAPE_REF:
        return is_string(v) && schema_ref_is_plain(val_text(v));
    case SHAPE_SCHEMA:
        return is_schema(l, v);
    case SHAPE_SCHEMA_LIST:
        return are_schemas(l, v);
    case SHAPE_SCHEMA_MAP:
        return holds_schemas(l, v);
    case SHAPE_ITEMS:
        return v.tag == V_LIST ? l->version < 2020 && are_schemas(l, v) : is_schema(l, v);
    }
    return false;
}

static bool is_schema(struct look *l, val v)
{
    if (v.tag != V_MAP || l->depth == DEPTH_MAX)
        return v.tag == V_BOOL;
    bool ok = true;
    l->depth++;
    for (size_t i = 0; ok && i < map_len(v.map); i++) {
        const struct map_entry *e = &v.map->entries[i];
        const struct schema_word *w = schema_words_find(l->words, e->key, e->hash);
        ok = !w || has_shape(l, w->shape, e->value);
    }
    l->depth--;
    return ok;
}

bool schema_is_plain(const struct schema_dialect *dialect, struct regex_cache *regexes, val schema)
{
    struct schema_words words;
    schema_words_init(&words);
    struct look l = {.version = dialect->draft->version, .regexes = regexes, .words = &words};
    return l.version >= 7 && !dialect->narrowed && is_schema(&l, schema);
}
