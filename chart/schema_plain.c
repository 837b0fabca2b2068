#include "chart/schema_plain.h"

#include "chart/schema_node.h"
#include "value/list.h"

#include <string.h>

enum { DEPTH_MAX = 100, DISTINCT_MAX = 64 };

enum shape {
    SHAPE_UNSURE,
    SHAPE_ANY,
    SHAPE_STRING,
    SHAPE_BOOLEAN,
    SHAPE_NUMBER,
    SHAPE_COUNT, /* a whole number from 0 on */
    SHAPE_LIST,
    SHAPE_ENUM,  /* one string at least, each once */
    SHAPE_NAMES, /* strings, each once */
    SHAPE_TYPE,
    SHAPE_PATTERN,
    SHAPE_DRAFT,
    SHAPE_REF, /* into the same document */
    SHAPE_SCHEMA,
    SHAPE_SCHEMA_LIST, /* one schema at least */
    SHAPE_SCHEMA_MAP,
    SHAPE_ITEMS /* a schema; before draft 2020 also a list of them */
};

static const struct keyword {
    str name;
    enum shape shape;
    enum schema_use use;
} keywords[] = {
#define PLAIN(name, shape, use) {STR_INIT(name), SHAPE_##shape, USE_##use},
#include "chart/schema_plain.def"
#undef PLAIN
};

struct look {
    int version; /* of the draft */
    struct regex_cache *regexes;
    const struct schema_words *words;
    const val *doc; /* in which a $ref must lead to a schema; NULL: that does not matter */
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

static const struct keyword *find(const struct schema_words *words, const struct map_entry *e)
{
    for (uint32_t at = e->hash % SLOTS; words->slots[at]; at = (at + 1) % SLOTS) {
        const struct keyword *k = &keywords[words->slots[at] - 1];
        if (str_eq(k->name, e->key))
            return k;
    }
    return NULL;
}

enum schema_use schema_words_use(const struct schema_words *words, const struct map_entry *e)
{
    const struct keyword *k = find(words, e);
    return k ? k->use : USE_NOTE;
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
    static const str names[] = {STR_INIT("string"), STR_INIT("object"),  STR_INIT("boolean"),
                                STR_INIT("array"),  STR_INIT("integer"), STR_INIT("number"),
                                STR_INIT("null")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_string(v) && str_eq(val_text(v), names[i]))
            return true;
    return false;
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

/* "#/definitions/name": certainly a URI reference. */
static bool is_ref(val v)
{
    if (!is_string(v) || !v.len || v.s[0] != '#')
        return false;
    for (uint32_t i = 1; i < v.len; i++) {
        char c = v.s[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!plain && (!c || !strchr("/$._-", c)))
            return false;
    }
    return true;
}

/* Of "a/b": "a", and "b" stays. */
static str cut_token(str *path)
{
    size_t slash = str_find_char(*path, '/');
    str token = str_slice(*path, 0, slash == STR_NONE ? path->len : slash);
    *path = str_from(*path, slash == STR_NONE ? path->len : slash + 1);
    return token;
}

static bool holds_by_name(str keyword)
{
    return str_eq(keyword, STR("definitions")) || str_eq(keyword, STR("$defs")) ||
           str_eq(keyword, STR("properties"));
}

const val *schema_plain_target(const val *doc, str ref)
{
    const val *v = doc;
    if (str_eq(ref, STR("#")))
        return v;
    if (!str_has_prefix(ref, STR("#/")) || str_has_suffix(ref, STR("/")))
        return NULL;
    for (str rest = str_from(ref, 2); rest.len;) {
        str keyword = cut_token(&rest);
        if (!rest.len || !holds_by_name(keyword) || v->tag != V_MAP)
            return NULL;
        v = map_get(v->map, keyword);
        v = v && v->tag == V_MAP ? map_get(v->map, cut_token(&rest)) : NULL;
        if (!v)
            return NULL;
    }
    return v;
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

static bool has_shape(struct look *l, enum shape shape, val v)
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
        return is_ref(v) && (!l->doc || schema_plain_target(l->doc, val_text(v)));
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
        const struct keyword *k = find(l->words, e);
        ok = !k || has_shape(l, k->shape, e->value);
    }
    l->depth--;
    return ok;
}

static bool is_plain(struct look *l, const struct schema_dialect *dialect, val schema)
{
    l->version = dialect->draft->version;
    return l->version >= 7 && !dialect->narrowed && is_schema(l, schema);
}

bool schema_is_plain(const struct schema_dialect *dialect, struct regex_cache *regexes, val schema)
{
    struct schema_words words;
    schema_words_init(&words);
    struct look l = {.regexes = regexes, .words = &words};
    return is_plain(&l, dialect, schema);
}

bool schema_is_plain_document(const struct schema_dialect *dialect, struct regex_cache *regexes,
                              const struct schema_words *words, val doc)
{
    struct look l = {.regexes = regexes, .words = words, .doc = &doc};
    return is_plain(&l, dialect, doc);
}
