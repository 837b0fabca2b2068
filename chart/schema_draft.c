#include "chart/schema_draft.h"

#include "chart/schema_url.h"

enum {
    VOCABS_2019 = VOCAB_CORE | VOCAB_APPLICATOR | VOCAB_VALIDATION | VOCAB_META_DATA |
                  VOCAB_FORMAT | VOCAB_CONTENT,
    VOCABS_2020 = VOCAB_CORE | VOCAB_APPLICATOR | VOCAB_UNEVALUATED | VOCAB_VALIDATION |
                  VOCAB_META_DATA | VOCAB_FORMAT_ANNOTATION | VOCAB_FORMAT_ASSERTION | VOCAB_CONTENT
};

static const struct schema_draft drafts[] = {
    {2020, "https://json-schema.org/draft/2020-12/schema", "$id",
     "https://json-schema.org/draft/2020-12/vocab/", VOCABS_2020,
     VOCAB_CORE | VOCAB_APPLICATOR | VOCAB_UNEVALUATED | VOCAB_VALIDATION},
    {2019, "https://json-schema.org/draft/2019-09/schema", "$id",
     "https://json-schema.org/draft/2019-09/vocab/", VOCABS_2019,
     VOCAB_CORE | VOCAB_APPLICATOR | VOCAB_VALIDATION},
    {7, "http://json-schema.org/draft-07/schema", "$id", NULL, 0, 0},
    {6, "http://json-schema.org/draft-06/schema", "$id", NULL, 0, 0},
    {4, "http://json-schema.org/draft-04/schema", "id", NULL, 0, 0},
};

static const struct schema_place places[] = {
    {"definitions", PLACE_VALUES, 4},
    {"not", PLACE_SELF, 4},
    {"allOf", PLACE_ITEMS, 4},
    {"anyOf", PLACE_ITEMS, 4},
    {"oneOf", PLACE_ITEMS, 4},
    {"properties", PLACE_VALUES, 4},
    {"additionalProperties", PLACE_SELF, 4},
    {"patternProperties", PLACE_VALUES, 4},
    {"items", PLACE_SELF, 4},
    {"items", PLACE_ITEMS, 4},
    {"additionalItems", PLACE_SELF, 4},
    {"dependencies", PLACE_VALUES, 4},
    {"propertyNames", PLACE_SELF, 6},
    {"contains", PLACE_SELF, 6},
    {"if", PLACE_SELF, 7},
    {"then", PLACE_SELF, 7},
    {"else", PLACE_SELF, 7},
    {"$defs", PLACE_VALUES, 2019},
    {"dependentSchemas", PLACE_VALUES, 2019},
    {"unevaluatedProperties", PLACE_SELF, 2019},
    {"unevaluatedItems", PLACE_SELF, 2019},
    {"contentSchema", PLACE_SELF, 2019},
    {"prefixItems", PLACE_ITEMS, 2020},
    {NULL, PLACE_SELF, 0},
};

static const struct {
    str path, text;
} metaschemas[] = {
#define METASCHEMA(path, text) {STR_INIT(path), STR_INIT(text)},
#include "chart/schema_meta.def"
#undef METASCHEMA
};

const struct schema_draft *schema_draft_latest(void)
{
    return &drafts[0];
}

const struct schema_place *schema_places(void)
{
    return places;
}

static str without_scheme(str url)
{
    if (str_has_prefix(url, STR("http://")))
        return str_from(url, 7);
    return str_has_prefix(url, STR("https://")) ? str_from(url, 8) : url;
}

const struct schema_draft *schema_draft_of_url(str url)
{
    str fragment;
    url = without_scheme(schema_url_split(url, &fragment));
    if (fragment.len)
        return NULL;
    if (str_eq(url, STR("json-schema.org/schema")))
        return schema_draft_latest();
    for (size_t i = 0; i < sizeof drafts / sizeof *drafts; i++)
        if (str_eq(url, without_scheme(str_from_c(drafts[i].url))))
            return &drafts[i];
    return NULL;
}

str schema_string(const struct map *object, const char *key)
{
    const val *v = map_get(object, str_from_c(key));
    if (!v || v->tag != V_STRING || v->gotype != T_STRING)
        return (str){NULL, 0};
    return v->len ? val_text(*v) : STR("");
}

str schema_draft_id(const struct schema_draft *d, const struct map *object)
{
    str fragment;
    if (d->version < 2019 && map_has(object, STR("$ref")))
        return STR("");
    return schema_url_split(schema_string(object, d->id), &fragment);
}

bool schema_dialect_has(const struct schema_dialect *d, enum schema_vocab vocab)
{
    if (vocab == VOCAB_CORE || d->draft->version < 2019)
        return true;
    return ((d->narrowed ? d->vocabs : d->draft->default_vocabs) & vocab) != 0;
}

const char *schema_vocab_name(unsigned i)
{
    static const char *const names[VOCAB_COUNT] = {
        "core",   "applicator",        "unevaluated",      "validation", "meta-data",
        "format", "format-annotation", "format-assertion", "content"};
    return names[i];
}

bool schema_metaschema(str url, str *ret_text)
{
    str rest = without_scheme(url), host = STR("json-schema.org/");
    if (rest.len == url.len || !str_has_prefix(rest, host))
        return false;
    rest = str_from(rest, host.len);
    if (str_eq(rest, STR("schema")))
        return schema_metaschema(str_from_c(drafts[0].url), ret_text);
    for (size_t i = 0; i < sizeof metaschemas / sizeof *metaschemas; i++) {
        if (!str_eq(metaschemas[i].path, rest))
            continue;
        *ret_text = metaschemas[i].text;
        return true;
    }
    return false;
}
