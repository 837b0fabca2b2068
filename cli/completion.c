#include "cli/completion.h"

#include "cli/option_table.h"

#include <string.h>

/* How the value of an option is completed. */
enum value_kind { VALUE_NONE, VALUE_ANY, VALUE_FILE, VALUE_DIR, VALUE_WORDS };

static enum value_kind value_kind(const struct option_row *row)
{
    if (!row->value[0])
        return VALUE_NONE;
    if (strchr(row->value, '|') && !strchr(row->value, ' '))
        return VALUE_WORDS;
    if (strcmp(row->value, "FILE") == 0)
        return VALUE_FILE;
    return strcmp(row->value, "DIR") == 0 ? VALUE_DIR : VALUE_ANY;
}

/* Whether the value must stand behind '=' in the same word. */
static bool is_optional(const struct option_row *row)
{
    str bare;
    return option_bare_value(row, &bare);
}

/* The rows that are shown. */
static const struct option_row *next_row(const struct option_table *t, size_t *i)
{
    while (*i < t->count) {
        const struct option_row *row = option_row(t, (*i)++);
        if (row->group != GROUP_HIDDEN)
            return row;
    }
    return NULL;
}

static void put_words(struct buf *out, const char *words)
{
    for (; *words; words++)
        buf_put_char(out, *words == '|' ? ' ' : *words);
}

/* Text between single quotes of a shell. */
static void put_quoted(struct buf *out, const char *text, const char *escape)
{
    for (; *text; text++) {
        if (*text == '\'')
            buf_put_str(out, STR("'\\''"));
        else if (strchr(escape, *text))
            buf_put_fmt(out, "\\%c", *text);
        else
            buf_put_char(out, *text);
    }
}

/* ---- bash ---- */

static void put_function_name(struct buf *out, const struct option_table *t)
{
    buf_put_char(out, '_');
    for (const char *s = t->program; *s; s++)
        buf_put_char(out, *s == '-' ? '_' : *s);
}

/* Names of rows of one kind as a pattern of `case`: -f|--values. */
static bool put_bash_pattern(struct buf *out, const struct option_table *t, enum value_kind kind)
{
    bool any = false;
    size_t i = 0;
    for (const struct option_row *row; (row = next_row(t, &i));) {
        if (value_kind(row) != kind || is_optional(row))
            continue;
        buf_put_str(out, any ? STR("|") : STR("    "));
        if (row->short_name)
            buf_put_fmt(out, "-%c|", row->short_name);
        buf_put_fmt(out, "--%.*s", STR_ARG(option_name(row)));
        any = true;
    }
    return any;
}

static void put_bash_words(struct buf *out, const struct option_table *t)
{
    size_t i = 0;
    for (const struct option_row *row; (row = next_row(t, &i));) {
        if (value_kind(row) != VALUE_WORDS || is_optional(row))
            continue;
        buf_put_fmt(out, "    --%.*s) COMPREPLY=($(compgen -W '", STR_ARG(option_name(row)));
        put_words(out, row->value);
        buf_put_str(out, STR("' -- \"$cur\")); return ;;\n"));
    }
}

static void put_bash(struct buf *out, const struct option_table *t)
{
    buf_put_fmt(out, "# bash completion of %s; made from %s\n", t->program, t->def);
    put_function_name(out, t);
    buf_put_str(out, STR("()\n{\n"
                         "    local cur=${COMP_WORDS[COMP_CWORD]}\n"
                         "    local prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                         "    if [ \"$cur\" = = ]; then\n        cur=\n"
                         "    elif [ \"$prev\" = = ]; then\n"
                         "        prev=${COMP_WORDS[COMP_CWORD-2]}\n    fi\n"
                         "    COMPREPLY=()\n    case $prev in\n"));
    put_bash_words(out, t);
    if (put_bash_pattern(out, t, VALUE_FILE))
        buf_put_str(out, STR(") COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n"));
    if (put_bash_pattern(out, t, VALUE_DIR))
        buf_put_str(out, STR(") COMPREPLY=($(compgen -d -- \"$cur\")); return ;;\n"));
    if (put_bash_pattern(out, t, VALUE_ANY))
        buf_put_str(out, STR(") return ;;\n"));
    buf_put_str(out, STR("    esac\n    case $cur in\n    -*) COMPREPLY=($(compgen -W '"));
    size_t i = 0;
    for (const struct option_row *row; (row = next_row(t, &i));)
        buf_put_fmt(out, "%s--%.*s", i > 1 ? " " : "", STR_ARG(option_name(row)));
    buf_put_str(out, STR("' -- \"$cur\")) ;;\n"
                         "    *) COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n    esac\n}\n"));
    buf_put_str(out, STR("complete -o filenames -F "));
    put_function_name(out, t);
    buf_put_fmt(out, " %s\n", t->program);
}

/* ---- zsh ---- */

static bool is_repeated(const struct option_row *row)
{
    return row->type == OPTION_LIST || row->type == OPTION_CSV || row->type == OPTION_MAP;
}

static void put_zsh_value(struct buf *out, const struct option_row *row)
{
    buf_put_str(out, is_optional(row) ? STR("::") : STR(":"));
    put_quoted(out, row->value, ":[]\\");
    switch (value_kind(row)) {
    case VALUE_FILE:
        buf_put_str(out, STR(":_files"));
        break;
    case VALUE_DIR:
        buf_put_str(out, STR(":_files -/"));
        break;
    case VALUE_WORDS:
        buf_put_str(out, STR(":("));
        put_words(out, row->value);
        buf_put_char(out, ')');
        break;
    default:
        buf_put_str(out, STR(": "));
        break;
    }
}

static void put_zsh_name(struct buf *out, const struct option_row *row, str name)
{
    buf_put_fmt(out, "  '%s%.*s", is_repeated(row) ? "*" : "", STR_ARG(name));
    if (row->value[0] && name.len > 2)
        buf_put_str(out, is_optional(row) ? STR("=-") : STR("="));
    else if (row->value[0])
        buf_put_char(out, '+');
    buf_put_char(out, '[');
    put_quoted(out, row->doc, "[]:\\");
    buf_put_char(out, ']');
    if (row->value[0])
        put_zsh_value(out, row);
    buf_put_str(out, STR("' \\\n"));
}

static void put_zsh(struct buf *out, const struct option_table *t)
{
    buf_put_fmt(out,
                "#compdef %s\n# zsh completion of %s; made from %s\n"
                "_arguments -s -S : \\\n",
                t->program, t->program, t->def);
    size_t i = 0;
    for (const struct option_row *row; (row = next_row(t, &i));) {
        char short_name[2] = {'-', row->short_name};
        if (row->short_name)
            put_zsh_name(out, row, str_make(short_name, 2));
        put_zsh_name(out, row, str_fmt(out->arena, "--%.*s", STR_ARG(option_name(row))));
    }
    buf_put_str(out, str_from_c(t->args));
}

/* ---- fish ---- */

static void put_fish(struct buf *out, const struct option_table *t)
{
    buf_put_fmt(out, "# fish completion of %s; made from %s\n", t->program, t->def);
    size_t i = 0;
    for (const struct option_row *row; (row = next_row(t, &i));) {
        enum value_kind kind = value_kind(row);
        buf_put_fmt(out, "complete -c %s", t->program);
        if (row->short_name)
            buf_put_fmt(out, " -s %c", row->short_name);
        buf_put_fmt(out, " -l %.*s", STR_ARG(option_name(row)));
        if (kind != VALUE_NONE && !is_optional(row))
            buf_put_str(out, kind == VALUE_FILE || kind == VALUE_DIR ? STR(" -r -F") : STR(" -x"));
        if (kind == VALUE_WORDS) {
            buf_put_str(out, STR(" -a '"));
            put_words(out, row->value);
            buf_put_char(out, '\'');
        }
        buf_put_str(out, STR(" -d '"));
        for (const char *s = row->doc; *s; s++)
            buf_put_fmt(out, "%s%c", *s == '\'' || *s == '\\' ? "\\" : "", *s);
        buf_put_str(out, STR("'\n"));
    }
}

bool completion_put(struct buf *out, const struct option_table *t, str shell)
{
    if (str_eq(shell, STR("bash")))
        put_bash(out, t);
    else if (str_eq(shell, STR("zsh")))
        put_zsh(out, t);
    else if (str_eq(shell, STR("fish")))
        put_fish(out, t);
    else
        return false;
    return true;
}
