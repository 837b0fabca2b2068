#include "cli/options.h"

#include "base/arena.h"
#include "base/quote.h"
#include "cli/option_table.h"
#include "cli/option_value.h"

#include <stdlib.h>

struct parser {
    struct arena *arena;
    struct diags *diags;
    const struct option_target *target;
    const char *const *next; /* of argv, NULL-terminated by `left` */
    int left;
    bool *used;         /* by row */
    bool only_globals;  /* the first of Helm's two passes */
    struct texts notes; /* on deprecated options: told when there was no error */
};

void texts_add(struct arena *a, struct texts *t, str text)
{
    if (t->n == t->cap) {
        size_t cap = t->cap ? t->cap * 2 : 8;
        t->items = arena_grow(a, t->items, t->cap * sizeof *t->items, cap * sizeof *t->items);
        t->cap = cap;
    }
    t->items[t->n++] = text;
}

static bool set_option(struct parser *p, const struct option_row *row, str value)
{
    if (!option_set(p->target->fields, row, value, p->diags))
        return false;
    p->used[option_index(p->target->table, row)] = true;
    const char *note = option_deprecated(p->target->table, row);
    if (note)
        texts_add(p->arena, &p->notes,
                  str_fmt(p->arena, "Flag --%.*s has been deprecated, %s",
                          STR_ARG(option_name(row)), note));
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

static const struct option_row *known(const struct parser *p, const struct option_row *row)
{
    return row && p->only_globals && !option_is_global(p->target->table, row) ? NULL : row;
}

/* As pflag's stripUnknownFlagValue: what follows an unknown option is its value, unless it looks
 * like an option. */
static bool skip_value(struct parser *p)
{
    str value;
    if (p->left && **p->next != '-')
        next_argument(p, &value);
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
    const struct option_row *row = known(p, option_find(p->target->table, name));
    if (!row && p->only_globals && !str_eq(name, STR("help")))
        return equals != STR_NONE || skip_value(p);
    if (!row)
        return diag_error(p->diags, "unknown flag: --%.*s", STR_ARG(name));
    if (equals == STR_NONE && !option_bare_value(row, &value) && !next_argument(p, &value))
        return diag_error(p->diags, "flag needs an argument: %.*s", STR_ARG(arg));
    return set_option(p, row, value);
}

/* pflag takes the byte for a rune. */
static bool unknown_short(struct parser *p, str rest)
{
    struct buf b;
    buf_init(&b, p->arena);
    buf_put_str(&b, STR("unknown shorthand flag: "));
    quote_go_rune(&b, (unsigned char)*rest.s);
    buf_put_fmt(&b, " in -%.*s", STR_ARG(rest));
    diag_put(p->diags, DIAG_ERROR, buf_str(&b));
    return false;
}

/* A group of short options: -gf FILE is -g -f FILE. */
static bool parse_short(struct parser *p, str arg)
{
    for (str rest = str_from(arg, 1); rest.len;) {
        const struct option_row *row = known(p, option_find_short(p->target->table, *rest.s));
        if (!row && p->only_globals && *rest.s != 'h') {
            if (rest.len > 2 && rest.s[1] == '=')
                return true;
            skip_value(p);
            rest = str_from(rest, 1);
            continue;
        }
        if (!row)
            return unknown_short(p, rest);
        str value;
        bool last = true;
        if (rest.len > 2 && rest.s[1] == '=')
            value = str_from(rest, 2);
        else if (option_bare_value(row, &value))
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

/* As cobra's text: the pair as it was declared, then those in use in order of their names. */
static void check_conflicts(struct parser *p)
{
    const struct option_row *first, *second;
    for (size_t i = 0; option_exclusive(p->target->table, i, &first, &second); i++) {
        if (!p->used[option_index(p->target->table, first)] ||
            !p->used[option_index(p->target->table, second)])
            continue;
        str a = option_name(first), b = option_name(second);
        bool sorted = str_cmp(a, b) < 0;
        str low = sorted ? a : b, high = sorted ? b : a;
        *p->target->conflict =
            str_fmt(p->arena,
                    "if any flags in the group [%.*s %.*s] are set none of the others "
                    "can be; [%.*s %.*s] were all set",
                    STR_ARG(a), STR_ARG(b), STR_ARG(low), STR_ARG(high));
        return;
    }
}

static void set_defaults(struct options *o)
{
    o->dry_run = STR("client");
    o->color = o->color_mode = STR("auto");
    if (!option_parse_bool(str_from_c(getenv("HELM_DEBUG")), &o->debug))
        o->debug = false;
}

/* --version is Helm's option for a chart's version; where it is all that is said, ours. */
static bool is_version_alone(int argc, const char *const *argv)
{
    return argc == 2 && str_eq(str_from_c(argv[1]), STR("--version"));
}

static bool parse_all(struct parser *p)
{
    bool options_end = false;
    for (str arg; next_argument(p, &arg);) {
        bool is_long = str_has_prefix(arg, STR("--"));
        if (options_end || arg.len < 2 || *arg.s != '-') {
            if (!p->only_globals)
                texts_add(p->arena, p->target->args, arg);
        } else if (arg.len == 2 && is_long) {
            options_end = true;
        } else if (!(is_long ? parse_long(p, arg) : parse_short(p, arg))) {
            return false;
        }
    }
    return true;
}

/* Helm looks for the options of all its commands before it knows the others: -fname.yaml is to it
 * an unknown -f, then -n with the value ame.yaml, which stays unless -n is given, too. Errors end
 * that pass; they are told by the second one. */
static void parse_globals(struct arena *a, struct parser first, struct options *o)
{
    struct diags unheard;
    diags_init(&unheard, a);
    first.diags = &unheard;
    first.only_globals = true;
    parse_all(&first);
    o->color_mode = o->color;
}

static struct parser parser_of(struct arena *a, int argc, const char *const *argv,
                               const struct option_target *target, struct diags *diags)
{
    return (struct parser){.arena = a,
                           .diags = diags,
                           .target = target,
                           .next = argv + 1,
                           .left = argc > 0 ? argc - 1 : 0,
                           .used = ARENA_ARRAY(a, bool, target->table->count)};
}

static bool finish(struct parser *p)
{
    if (!parse_all(p))
        return false;
    for (size_t i = 0; i < p->notes.n; i++)
        diag_put(p->diags, DIAG_WARN, p->notes.items[i]);
    check_conflicts(p);
    return true;
}

bool options_parse_table(struct arena *a, int argc, const char *const *argv,
                         const struct option_target *target, struct diags *diags)
{
    struct parser p = parser_of(a, argc, argv, target, diags);
    return finish(&p);
}

bool options_parse(struct arena *a, int argc, const char *const *argv, struct options *ret,
                   struct diags *diags)
{
    const struct option_target target = {&template_options, ret, &ret->args, &ret->conflict};
    set_defaults(ret);
    ret->print_version = is_version_alone(argc, argv);
    if (ret->print_version)
        return true;
    parse_globals(a, parser_of(a, argc, argv, &target, diags), ret);
    struct parser p = parser_of(a, argc, argv, &target, diags);
    return finish(&p);
}
