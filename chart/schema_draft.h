/* The drafts of JSON Schema: their names, where they allow subschemas, their vocabularies. */
#ifndef CHELM_CHART_SCHEMA_DRAFT_H
#define CHELM_CHART_SCHEMA_DRAFT_H

#include "value/map.h"

enum schema_vocab {
    VOCAB_CORE = 1,
    VOCAB_APPLICATOR = 2,
    VOCAB_UNEVALUATED = 4,
    VOCAB_VALIDATION = 8,
    VOCAB_META_DATA = 16,
    VOCAB_FORMAT = 32, /* of draft 2019 */
    VOCAB_FORMAT_ANNOTATION = 64,
    VOCAB_FORMAT_ASSERTION = 128,
    VOCAB_CONTENT = 256
};
enum { VOCAB_COUNT = 9 };

struct schema_draft {
    int version;
    const char *url;          /* of its metaschema */
    const char *id;           /* the property that names a resource */
    const char *vocab_prefix; /* NULL: the draft has no vocabularies */
    unsigned vocabs, default_vocabs;
};

/* A draft as one metaschema narrows it. */
struct schema_dialect {
    const struct schema_draft *draft;
    bool narrowed;   /* `vocabs` counts, not the draft's default */
    unsigned vocabs; /* enum schema_vocab */
};

/* Where schemas stand in a schema: under a property, or in what the property holds. */
enum schema_place_kind { PLACE_SELF, PLACE_VALUES, PLACE_ITEMS };

struct schema_place {
    const char *property;
    enum schema_place_kind kind;
    int since; /* the draft */
};

const struct schema_draft *schema_draft_latest(void);
/* The draft that a `$schema` names; NULL for any other URL. */
const struct schema_draft *schema_draft_of_url(str url);
/* The places in order; ends with a NULL property. */
const struct schema_place *schema_places(void);
/* The $id (or id) of an object without its fragment; "" when it has none. */
str schema_draft_id(const struct schema_draft *d, const struct map *object);
bool schema_dialect_has(const struct schema_dialect *d, enum schema_vocab vocab);
/* The name of vocabulary number i, in the order of enum schema_vocab. */
const char *schema_vocab_name(unsigned i);
/* An embedded metaschema by URL; false when there is none. */
bool schema_metaschema(str url, str *ret_text);
/* The string under a key, or an empty view whose s is NULL. */
str schema_string(const struct map *object, const char *key);

#endif
