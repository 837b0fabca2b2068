/* A quick look at a schema: whether it is plain enough to be valid against its metaschema for
 * certain.
 *
 * Almost all schemas are: keywords with what belongs there. Reading and compiling a metaschema and
 * running it costs several times what the schema itself costs, so that this is done for the others
 * only, and for all that are wrong: nothing is ever refused here.
 */
#ifndef CHELM_CHART_SCHEMA_PLAIN_H
#define CHELM_CHART_SCHEMA_PLAIN_H

#include "base/regex.h"
#include "chart/schema_draft.h"

/* What a plain schema has behind a keyword. */
enum schema_shape {
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

/* What a keyword asks of a value. */
enum schema_use {
    USE_NOTE, /* nothing: a title, a default */
    USE_TYPE,
    USE_ENUM,
    USE_REF,
    USE_DEFS, /* nothing: schemas that a $ref may lead to */
    USE_DEFINITIONS,
    USE_PROPERTIES,
    USE_MORE, /* additionalProperties */
    USE_REQUIRED,
    USE_ITEMS,
    USE_DISTINCT, /* uniqueItems */
    USE_MINIMUM,
    USE_ABOVE, /* exclusiveMinimum */
    USE_MAXIMUM,
    USE_BELOW, /* exclusiveMaximum */
    USE_MIN_LENGTH,
    USE_MAX_LENGTH,
    USE_MIN_ITEMS,
    USE_MAX_ITEMS,
    USE_MIN_PROPERTIES,
    USE_MAX_PROPERTIES,
    USE_PATTERN,
    USE_FORMAT,
    USE_ALL_OF,
    USE_ANY_OF,
    USE_ONE_OF,
    USE_NOT,
    USE_IF,
    USE_THEN,
    USE_ELSE,
    USE_OF_NUMBER, /* something of numbers alone */
    USE_OF_LIST,
    USE_OF_MAP,
    USE_OTHER /* something else */
};

struct schema_word {
    str name;
    enum schema_shape shape;
    enum schema_use use;
};

/* The keywords by the hashes of their names, as maps keep them. */
struct schema_words {
    uint8_t slots[256]; /* number of a keyword + 1; 0: free */
};
enum { SCHEMA_WORDS_MAX = 64 }; /* keywords there may be */

void schema_words_init(struct schema_words *words);
/* NULL for a name that is no keyword. */
const struct schema_word *schema_words_find(const struct schema_words *words, str name,
                                            uint32_t hash);
/* Which keyword it is, below SCHEMA_WORDS_MAX. */
unsigned schema_word_number(const struct schema_word *word);
/* The type of that name; 0 when there is none. */
unsigned schema_type_named(str name);
/* Whether a $ref is a fragment of plain letters, "#/definitions/name": certainly a URI reference.
 */
bool schema_ref_is_plain(str ref);

/* True: the metaschema of the dialect accepts the schema. False: ask it. */
bool schema_is_plain(const struct schema_dialect *dialect, struct regex_cache *regexes, val schema);

#endif
