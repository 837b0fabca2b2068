/* What a TOML scalar means: text of an item into a value. Internal to toml_parse. */
#ifndef CHELM_VALUE_TOML_VALUE_H
#define CHELM_VALUE_TOML_VALUE_H

#include "base/zone.h"
#include "value/toml_lex.h"
#include "value/val.h"

/* The zones that dates without one are in. */
struct toml_zones {
    int64_t now; /* seconds since 1970: decides the offset */
    bool loaded;
    const struct zone *local, *datetime, *date, *time;
};

/* Strings, numbers, booleans and dates. False with the message of BurntSushi's parser. */
bool toml_value(struct arena *a, struct toml_zones *zones, const struct toml_item *item, val *ret,
                str *ret_message);

#endif
