/* A schema in brief: what the file of a plain one (schema_plain.h) asks of values, and no more.
 *
 * It is read straight from the text, without titles, descriptions and defaults, and refers to it:
 * the text must live as long. Once read it never changes: any number of threads may use it.
 */
#ifndef CHELM_CHART_SCHEMA_BRIEF_H
#define CHELM_CHART_SCHEMA_BRIEF_H

#include "base/str.h"
#include "chart/schema_plain.h"

struct schema_prop_brief;
struct schema_rule;

/* One schema; all zero: anything fits. */
struct schema_brief {
    uint8_t types; /* enum schema_type; 0: any */
    bool never;    /* `false` */
    const struct schema_prop_brief *properties;
    const struct schema_brief *more; /* additionalProperties; NULL: anything */
    const struct schema_rule *rules;
};

/* Also an entry of `required`, of an enum, of allOf …: what does not belong there is zero. */
struct schema_prop_brief {
    const struct schema_prop_brief *next;
    const char *name;
    uint32_t len, hash;
    struct schema_brief schema;
};

/* Names, of `required`, and what an enum lists. */
struct schema_name_brief {
    const struct schema_name_brief *next;
    str name;
    double number;
    uint32_t hash;
    uint8_t type; /* enum schema_type; a boolean's name is "true" or "false" */
};

/* Any other keyword. */
struct schema_rule {
    const struct schema_rule *next;
    enum schema_use use;
    union {
        double number; /* NAN: not exactly known */
        int64_t count;
        str text;
        const struct schema_brief *schema;
        const struct schema_prop_brief *schemas;
        const struct schema_name_brief *names;
    };
};

struct schema_brief_doc {
    struct schema_brief root;
    int draft;
};

/* The schema of a whole file. NULL: it is not plain, or no JSON at all. Whatever is read compiles
 * for certain: its $refs lead to schemas in it. */
const struct schema_brief_doc *schema_brief_read(struct arena *a, str text);

#endif
