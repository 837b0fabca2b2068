#include "cli/options.h"

#include "base/arena.h"
#include "base/quote.h"
#include "cli/csv.h"

#include <string.h>

enum kind { KIND_FLAG, KIND_TEXT, KIND_LIST, KIND_CSV, KIND_OPTIONAL, KIND_REFUSED };

enum { NO_FIELD = -1 };

struct row {
    str name;
    char short_name;
    enum kind kind;
    long offset; /* of the field in struct options, or NO_FIELD */
    const char *metavar, *doc; /* NULL: not shown by --help */
};

#define AT(field) (long)offsetof(struct options, field)

static const struct row rows[] = {
#define FLAG(field, name, c, doc) {STR_INIT(name), c, KIND_FLAG, AT(field), NULL, doc},
#define TEXT(field, name, c, var, doc) {STR_INIT(name), c, KIND_TEXT, AT(field), var, doc},
#define LIST(field, name, c, var, doc) {STR_INIT(name), c, KIND_LIST, AT(field), var, doc},
#define CSV(field, name, c, var, doc) {STR_INIT(name), c, KIND_CSV, AT(field), var, doc},
#define OPTIONAL(field, name) {STR_INIT(name), 0, KIND_OPTIONAL, AT(field), NULL, NULL},
#define SILENT_FLAG(name, c) {STR_INIT(name), c, KIND_FLAG, NO_FIELD, NULL, NULL},
#define SILENT_TEXT(name, c) {STR_INIT(name), c, KIND_TEXT, NO_FIELD, NULL, NULL},
#define REFUSED(name) {STR_INIT(name), 0, KIND_REFUSED, NO_FIELD, NULL, NULL},
#include "cli/options.def"
};

enum { ROW_COUNT = sizeof rows / sizeof *rows };

struct parser {
    struct arena *arena;
    struct diags *diags;
    struct options *options;
    const char *const *next; /* of argv, NULL-terminated by `left` */
    int left;
};

static const struct row *find_long(str name)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (str_eq(rows[i].name, name))
            return &rows[i];
    return NULL;
}

static const struct row *find_short(char c)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].short_name == c && c)
            return &rows[i];
    return NULL;
}

static void texts_add(struct arena *a, struct texts *t, str text)
{
    if (t->n == t->cap) {
        size_t cap = t->cap ? t->cap * 2 : 8;
        t->items = arena_grow(a, t->items, t->cap * sizeof *t->items, cap * sizeof *t->items);
        t->cap = cap;
    }
    t->items[t->n++] = text;
}

/* As pflag's message: the option with its short form, and what is wrong with the value. */
static bool invalid(struct parser *p, const struct row *row, str value, str why)
{
    struct buf b;
    buf_init(&b, p->arena);
    buf_put_str(&b, STR("invalid argument "));
    quote_go(&b, value);
    buf_put_str(&b, STR(" for \""));
    if (row->short_name)
        buf_put_fmt(&b, "-%c, ", row->short_name);
    buf_put_fmt(&b, "--%.*s\" flag: %.*s", STR_ARG(row->name), STR_ARG(why));
    diag_put(p->diags, DIAG_ERROR, buf_str(&b));
    return false;
}

/* As strconv.ParseBool. */
static bool parse_bool(str s, bool *ret)
{
    static const str yes[] = {STR_INIT("1"), STR_INIT("t"), STR_INIT("T"), STR_INIT("true"),
                              STR_INIT("TRUE"), STR_INIT("True")};
    static const str no[] = {STR_INIT("0"), STR_INIT("f"), STR_INIT("F"), STR_INIT("false"),
                             STR_INIT("FALSE"), STR_INIT("False")};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        *ret = str_eq(s, yes[i]);
        if (*ret || str_eq(s, no[i]))
            return true;
    }
    return false;
}

static bool set_flag(struct parser *p, const struct row *row, str value, bool *field)
{
    bool b;
    if (!parse_bool(value, &b)) {
        struct buf why;
        buf_init(&why, p->arena);
        buf_put_str(&why, STR("strconv.ParseBool: parsing "));
        quote_go(&why, value);
        buf_put_str(&why, STR(": invalid syntax"));
        return invalid(p, row, value, buf_str(&why));
    }
    if (field)
        *field = b;
    return true;
}

static bool add_csv(struct parser *p, const struct row *row, str value, struct texts *field)
{
    struct csv csv;
    csv_init(&csv, p->arena, value);
    str item;
    while (csv_next(&csv, &item))
        texts_add(p->arena, field, item);
    return csv.error.len == 0 || invalid(p, row, value, csv.error);
}

static bool set_option(struct parser *p, const struct row *row, str value)
{
    void *field = row->offset == NO_FIELD ? NULL : (char *)p->options + row->offset;
    switch (row->kind) {
    case KIND_FLAG:
        return set_flag(p, row, value, field);
    case KIND_TEXT:
    case KIND_OPTIONAL:
        if (field)
            *(str *)field = value;
        return true;
    case KIND_LIST:
        texts_add(p->arena, field, value);
        return true;
    case KIND_CSV:
        return add_csv(p, row, value, field);
    case KIND_REFUSED:
        break;
    }
    return diag_error(p->diags,
                      "--%.*s is not supported: charts are rendered without cluster and network",
                      STR_ARG(row->name));
}

/* What an option means that stands without a value; false when it needs one. */
static bool bare_value(const struct row *row, str *ret)
{
    if (row->kind == KIND_FLAG || row->kind == KIND_REFUSED)
        *ret = STR("true");
    else if (row->kind == KIND_OPTIONAL)
        *ret = STR("unset");
    else
        return false;
    return true;
}

static bool next_argument(struct parser *p, str *ret)
{
    if (p->left == 0)
        return false;
    p->left--;
    *ret = str_from_c(*p->next++);
    return true;
}

static bool parse_long(struct parser *p, str arg)
{
    str name = str_from(arg, 2);
    if (*name.s == '-' || *name.s == '=')
        return diag_error(p->diags, "bad flag syntax: %.*s", STR_ARG(arg));
    size_t equals = str_find_char(name, '=');
    str value = equals == STR_NONE ? name : str_from(name, equals + 1);
    if (equals != STR_NONE)
        name.len = equals;
    const struct row *row = find_long(name);
    if (!row)
        return diag_error(p->diags, "unknown flag: --%.*s", STR_ARG(name));
    if (equals == STR_NONE && !bare_value(row, &value) && !next_argument(p, &value))
        return diag_error(p->diags, "flag needs an argument: %.*s", STR_ARG(arg));
    return set_option(p, row, value);
}

/* A group of short options: -gf FILE is -g -f FILE. */
static bool parse_short(struct parser *p, str arg)
{
    for (str rest = str_from(arg, 1); rest.len;) {
        const struct row *row = find_short(*rest.s);
        if (!row)
            return diag_error(p->diags, "unknown shorthand flag: '%c' in -%.*s", *rest.s,
                              STR_ARG(rest));
        str value;
        bool last = true;
        if (rest.len > 2 && rest.s[1] == '=')
            value = str_from(rest, 2);
        else if (bare_value(row, &value))
            last = false;
        else if (rest.len > 1)
            value = str_from(rest, 1);
        else if (!next_argument(p, &value))
            return diag_error(p->diags, "flag needs an argument: '%c' in -%.*s", *rest.s,
                              STR_ARG(rest));
        if (!set_option(p, row, value))
            return false;
        if (last)
            break;
        rest = str_from(rest, 1);
    }
    return true;
}

bool options_parse(struct arena *a, int argc, const char *const *argv, struct options *ret,
                   struct diags *diags)
{
    struct parser p = {a, diags, ret, argv + 1, argc > 0 ? argc - 1 : 0};
    bool options_end = false;
    for (str arg; next_argument(&p, &arg);) {
        bool is_long = str_has_prefix(arg, STR("--"));
        if (options_end || arg.len < 2 || *arg.s != '-')
            texts_add(a, &ret->args, arg);
        else if (arg.len == 2 && is_long)
            options_end = true;
        else if (!(is_long ? parse_long(&p, arg) : parse_short(&p, arg)))
            return false;
    }
    return true;
}

void options_put_help(struct buf *out)
{
    enum { DOC_COLUMN = 34 };
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const struct row *row = &rows[i];
        if (!row->doc)
            continue;
        size_t start = out->len;
        if (row->short_name)
            buf_put_fmt(out, "  -%c, --%.*s", row->short_name, STR_ARG(row->name));
        else
            buf_put_fmt(out, "      --%.*s", STR_ARG(row->name));
        if (row->metavar)
            buf_put_fmt(out, " %s", row->metavar);
        size_t width = out->len - start;
        buf_put_fill(out, ' ', width < DOC_COLUMN ? DOC_COLUMN - width : 2);
        buf_put_fmt(out, "%s\n", row->doc);
    }
}
