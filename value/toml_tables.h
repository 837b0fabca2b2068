/* The tables of a TOML document while it is read: where keys go, and which may be given again.
 *
 * As the addContext, setValue and setType of BurntSushi's parser: tables that were only implied
 * may be defined once, arrays of tables grow, everything else is an error. Internal to toml_parse.
 */
#ifndef CHELM_VALUE_TOML_TABLES_H
#define CHELM_VALUE_TOML_TABLES_H

#include "value/map.h"
#include "value/toml_key.h"

struct toml_tables {
    struct arena *arena;
    struct map *root;
    const struct toml_key *context; /* the current table */
    str key;                        /* the last key within it, "" when there is none */
    int64_t line;                   /* of that key */
    struct map *implicit;           /* names of tables that were only implied */
    struct map *arrays;             /* names of keys: whether their value is an array */
    str message;                    /* why a function below gave false */
};

void toml_tables_init(struct toml_tables *t, struct arena *a);
/* The name of what is being read, for errors. */
str toml_tables_current(const struct toml_tables *t);
/* Makes `key` the current table, which is new, or a new element of an array of tables. */
bool toml_tables_enter(struct toml_tables *t, const struct toml_key *key, bool array);
void toml_tables_add_implicit(struct toml_tables *t, const struct toml_key *key);
bool toml_tables_enter_implicit(struct toml_tables *t, const struct toml_key *key);
/* A key of the current table. */
bool toml_tables_set(struct toml_tables *t, str key, val v);
/* Notes whether that key (the table itself when "") is an array. */
void toml_tables_set_array(struct toml_tables *t, str key, bool array);

#endif
