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

/* What a keyword asks of a value. */
enum schema_use {
    USE_NOTE, /* nothing: a title, a default, a name that is no keyword */
    USE_TYPE,
    USE_ENUM,
    USE_REF,
    USE_PROPERTIES,
    USE_MORE, /* additionalProperties */
    USE_REQUIRED,
    USE_ITEMS,
    USE_OF_NUMBER, /* something of numbers alone */
    USE_OF_STRING, /* something of strings alone */
    USE_OTHER      /* something else */
};

/* The keywords, to be looked up by the hashes that maps keep. */
struct schema_words {
    uint8_t slots[256]; /* number of a keyword + 1; 0: free */
};

void schema_words_init(struct schema_words *words);
enum schema_use schema_words_use(const struct schema_words *words, const struct map_entry *e);

/* True: the metaschema of the dialect accepts the schema. False: ask it. */
bool schema_is_plain(const struct schema_dialect *dialect, struct regex_cache *regexes, val schema);
/* The same of a whole document without an $id, and each $ref in it leads to a schema in it: it can
 * be compiled for certain. */
bool schema_is_plain_document(const struct schema_dialect *dialect, struct regex_cache *regexes,
                              const struct schema_words *words, val doc);
/* The schema that a $ref of a plain document means; NULL when it is not "#" or below one of the
 * keywords that hold schemas by name. */
const val *schema_plain_target(const val *doc, str ref);

#endif
