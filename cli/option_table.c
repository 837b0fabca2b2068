#include "cli/option_table.h"

#include "cli/options.h"

#include <stddef.h>

static const struct option_row rows[] = {
#define OPTION(type, field, name, c, value, group, doc)                                            \
    {STR_INIT(name), c,  OPTION_##type, GROUP_##group, (long)offsetof(struct options, field),      \
     value,          doc},
#define ALIAS OPTION
#define ACCEPTED(type, name, c, value, doc)                                                        \
    {STR_INIT(name), c, OPTION_##type, GROUP_HELM, OPTION_NO_FIELD, value, doc},
#define HIDDEN(type, name, c)                                                                      \
    {STR_INIT(name), c, OPTION_##type, GROUP_HIDDEN, OPTION_NO_FIELD, NULL, NULL},
#define DEPRECATED(name, text)
#define EXCLUSIVE(first, second)
#define GLOBAL(name)
#include "cli/options.def"
#undef OPTION
#undef ALIAS
#undef ACCEPTED
#undef HIDDEN
#undef DEPRECATED
#undef EXCLUSIVE
#undef GLOBAL
};

/* The three lists below hold no rows of options. */
#define OPTION(type, field, name, c, value, group, doc)
#define ALIAS OPTION
#define ACCEPTED(type, name, c, value, doc)
#define HIDDEN(type, name, c)

static const struct {
    str name;
    const char *text;
} deprecated[] = {
#define DEPRECATED(name, text) {STR_INIT(name), text},
#define EXCLUSIVE(first, second)
#define GLOBAL(name)
#include "cli/options.def"
#undef DEPRECATED
#undef EXCLUSIVE
#undef GLOBAL
};

static const struct {
    str first, second;
} exclusive[] = {
#define DEPRECATED(name, text)
#define EXCLUSIVE(first, second) {STR_INIT(first), STR_INIT(second)},
#define GLOBAL(name)
#include "cli/options.def"
#undef EXCLUSIVE
#undef GLOBAL
};

static const str globals[] = {
#define EXCLUSIVE(first, second)
#define GLOBAL(name) STR_INIT(name),
#include "cli/options.def"
#undef DEPRECATED
#undef EXCLUSIVE
#undef GLOBAL
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

const struct option_row *option_row(size_t i)
{
    return &rows[i];
}

size_t option_index(const struct option_row *row)
{
    return (size_t)(row - rows);
}

const struct option_row *option_find(str name)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (str_eq(rows[i].name, name))
            return &rows[i];
    return NULL;
}

const struct option_row *option_find_short(char c)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (rows[i].short_name == c && c)
            return &rows[i];
    return NULL;
}

bool option_is_global(const struct option_row *row)
{
    for (size_t i = 0; i < COUNT(globals); i++)
        if (str_eq(globals[i], row->name))
            return true;
    return false;
}

const char *option_deprecated(const struct option_row *row)
{
    for (size_t i = 0; i < COUNT(deprecated); i++)
        if (str_eq(deprecated[i].name, row->name))
            return deprecated[i].text;
    return NULL;
}

bool option_exclusive(size_t i, const struct option_row **ret_first,
                      const struct option_row **ret_second)
{
    if (i >= COUNT(exclusive))
        return false;
    *ret_first = option_find(exclusive[i].first);
    *ret_second = option_find(exclusive[i].second);
    return *ret_first && *ret_second;
}

bool option_bare_value(const struct option_row *row, str *ret)
{
    switch (row->type) {
    case OPTION_FLAG:
    case OPTION_GO_FLAG:
        *ret = STR("true");
        return true;
    case OPTION_OPTIONAL:
        *ret = STR("unset");
        return true;
    case OPTION_WAIT:
        *ret = STR("watcher");
        return true;
    default:
        return false;
    }
}

const char *option_group_title(enum option_group group)
{
    static const char *const titles[] = {
        [GROUP_VALUES] = "Values",   [GROUP_RELEASE] = "Release and cluster",
        [GROUP_OUTPUT] = "Output",   [GROUP_CHELM] = "Not in Helm",
        [GROUP_PROGRAM] = "Program", [GROUP_HELM] = "Helm's, without effect on what is rendered",
    };
    return titles[group];
}
