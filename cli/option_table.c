#include "cli/option_table.h"

#include "cli/options.h"

#include <stddef.h>

#define OPTIONS_DEF   "cli/options.def"
#define OPTION_FIELDS struct options
#include "cli/option_rows.def"

const struct option_table template_options = {
    .program = "chelm-template",
    .def = "cli/options.def",
    .args = "  '1:release or chart:_files' \\\n  '2:chart:_files'\n",
    .rows = rows,
    .count = sizeof rows / sizeof *rows,
    .deprecated = deprecated,
    .exclusive = exclusive,
    .globals = globals,
};

const struct option_row *option_row(const struct option_table *t, size_t i)
{
    return &t->rows[i];
}

size_t option_index(const struct option_table *t, const struct option_row *row)
{
    return (size_t)(row - t->rows);
}

const struct option_row *option_find(const struct option_table *t, str name)
{
    for (size_t i = 0; i < t->count; i++)
        if (name.len && t->rows[i].name[0] == name.s[0] && str_eq(option_name(&t->rows[i]), name))
            return &t->rows[i];
    return NULL;
}

const struct option_row *option_find_short(const struct option_table *t, char c)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->rows[i].short_name == c && c)
            return &t->rows[i];
    return NULL;
}

bool option_is_global(const struct option_table *t, const struct option_row *row)
{
    for (size_t i = 0; t->globals[i].len; i++)
        if (str_eq(t->globals[i], option_name(row)))
            return true;
    return false;
}

const char *option_deprecated(const struct option_table *t, const struct option_row *row)
{
    for (size_t i = 0; t->deprecated[i].text; i++)
        if (str_eq(t->deprecated[i].name, option_name(row)))
            return t->deprecated[i].text;
    return NULL;
}

bool option_exclusive(const struct option_table *t, size_t i, const struct option_row **ret_first,
                      const struct option_row **ret_second)
{
    if (!t->exclusive[i].first.len)
        return false;
    *ret_first = option_find(t, t->exclusive[i].first);
    *ret_second = option_find(t, t->exclusive[i].second);
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
        [GROUP_RULES] = "Rules",     [GROUP_FIXES] = "Fixes",
        [GROUP_PROGRAM] = "Program", [GROUP_HELM] = "Helm's, without effect on what is rendered",
    };
    return titles[group];
}
