#include "cli/option_value.h"

#include "base/arena.h"
#include "base/duration.h"
#include "base/number.h"
#include "base/quote.h"
#include "cli/csv.h"

#include <math.h>

struct setting {
    struct arena *arena;
    struct diags *diags;
    const struct option_row *row;
    void *field; /* or NULL: the value is only checked */
    str value;
};

/* As pflag's message: the option with its short form, and what is wrong with the value. */
static bool invalid(const struct setting *s, str why)
{
    struct buf b;
    buf_init(&b, s->arena);
    buf_put_str(&b, STR("invalid argument "));
    quote_go(&b, s->value);
    buf_put_str(&b, STR(" for \""));
    if (s->row->short_name)
        buf_put_fmt(&b, "-%c, ", s->row->short_name);
    buf_put_fmt(&b, "--%.*s\" flag: %.*s", STR_ARG(option_name(s->row)), STR_ARG(why));
    diag_put(s->diags, DIAG_ERROR, buf_str(&b));
    return false;
}

/* As strconv.NumError. */
static bool not_parsed(const struct setting *s, const char *function, bool out_of_range)
{
    return invalid(s, str_fmt(s->arena, "strconv.%s: parsing %.*s: %s", function,
                              STR_ARG(quote(s->arena, s->value)),
                              out_of_range ? "value out of range" : "invalid syntax"));
}

bool option_parse_bool(str s, bool *ret)
{
    static const str yes[] = {STR_INIT("1"),    STR_INIT("t"),    STR_INIT("T"),
                              STR_INIT("true"), STR_INIT("TRUE"), STR_INIT("True")};
    static const str no[] = {STR_INIT("0"),     STR_INIT("f"),     STR_INIT("F"),
                             STR_INIT("false"), STR_INIT("FALSE"), STR_INIT("False")};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        bool is_yes = str_eq(s, yes[i]);
        if (!is_yes && !str_eq(s, no[i]))
            continue;
        *ret = is_yes;
        return true;
    }
    return false;
}

static bool set_flag(const struct setting *s)
{
    bool b;
    if (!option_parse_bool(s->value, &b))
        return s->row->type == OPTION_GO_FLAG ? invalid(s, STR("parse error"))
                                              : not_parsed(s, "ParseBool", false);
    if (s->field)
        *(bool *)s->field = b;
    return true;
}

static bool set_text(const struct setting *s)
{
    if (s->field)
        *(str *)s->field = s->value;
    return true;
}

static bool set_command(const struct setting *s)
{
    str *field = s->field;
    if (!field || !s->value.len)
        return true;
    if (field->len)
        return invalid(s, str_fmt(s->arena, "cannot specify --%.*s flag more than once",
                                  STR_ARG(option_name(s->row))));
    *field = s->value;
    return true;
}

static bool add_text(const struct setting *s)
{
    texts_add(s->arena, s->field, s->value);
    return true;
}

static bool add_csv(const struct setting *s)
{
    struct csv csv;
    csv_init(&csv, s->arena, s->value);
    for (str item; csv_next(&csv, &item);)
        texts_add(s->arena, s->field, item);
    return csv.error.len == 0 || invalid(s, csv.error);
}

static bool add_pair(const struct setting *s, str pair)
{
    size_t equals = str_find_char(pair, '=');
    if (equals == STR_NONE)
        return invalid(s, str_fmt(s->arena, "%.*s must be formatted as key=value", STR_ARG(pair)));
    texts_add(s->arena, s->field, (str){pair.s, equals});
    return true;
}

static str trim_quotes(str s)
{
    while (s.len && s.s[0] == '"')
        s = str_from(s, 1);
    while (s.len && s.s[s.len - 1] == '"')
        s.len--;
    return s;
}

/* As pflag's stringToString: a text with one '=' is one pair, commas and all. */
static bool add_pairs(const struct setting *s)
{
    size_t equals = str_count(s->value, STR("="));
    if (equals < 2)
        return add_pair(s, equals ? trim_quotes(s->value) : s->value);
    struct csv csv;
    csv_init(&csv, s->arena, s->value);
    struct texts pairs = {.n = 0};
    for (str item; csv_next(&csv, &item);)
        texts_add(s->arena, &pairs, item);
    if (csv.error.len)
        return invalid(s, csv.error);
    for (size_t i = 0; i < pairs.n; i++)
        if (!add_pair(s, pairs.items[i]))
            return false;
    return true;
}

static bool check_wait(const struct setting *s)
{
    static const str valid[] = {STR_INIT("watcher"), STR_INIT("legacy"), STR_INIT("hookOnly")};
    for (size_t i = 0; i < sizeof valid / sizeof *valid; i++)
        if (str_eq(s->value, valid[i]))
            return true;
    bool is_true = str_eq(s->value, STR("true"));
    if (!is_true && !str_eq(s->value, STR("false")))
        return invalid(s, str_fmt(s->arena,
                                  "invalid wait input %.*s. Valid inputs are watcher, "
                                  "hookOnly, and legacy",
                                  STR_ARG(quote(s->arena, s->value))));
    str text = str_fmt(s->arena,
                       "level=WARN msg=\"--wait=%s is deprecated (boolean value) and can "
                       "be replaced with --wait=%s\"",
                       is_true ? "true" : "false", is_true ? "watcher" : "hookOnly");
    diag_put(s->diags, DIAG_WARN, text);
    return true;
}

static bool check_int(const struct setting *s, int base, int64_t min, int64_t max)
{
    int64_t i;
    enum number_status status = number_read_int(s->value, base, &i);
    if (status == NUMBER_OK && i >= min && i <= max)
        return true;
    return not_parsed(s, "ParseInt", status != NUMBER_SYNTAX);
}

static bool check_size(const struct setting *s)
{
    uint64_t u;
    enum number_status status = number_read_uint(s->value, 0, &u);
    return status == NUMBER_OK ||
           invalid(s, status == NUMBER_RANGE ? STR("value out of range") : STR("parse error"));
}

/* strconv.ParseFloat(s, 32): from half a unit above the greatest float32 on, it is out of range. */
static bool check_float(const struct setting *s)
{
    static const double limit = 0x1.ffffffp127;
    double d;
    enum number_status status = number_read_float(s->value, &d);
    if (status == NUMBER_OK && (isinf(d) || isnan(d) || fabs(d) < limit))
        return true;
    return not_parsed(s, "ParseFloat", status != NUMBER_SYNTAX);
}

static bool check_duration(const struct setting *s)
{
    int64_t ns;
    str why;
    return duration_parse(s->value, &ns, s->arena, &why) || invalid(s, why);
}

static bool check_severity(const struct setting *s)
{
    static const str names[] = {STR_INIT("INFO"), STR_INIT("WARNING"), STR_INIT("ERROR"),
                                STR_INIT("FATAL")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_fold(s->value, names[i]))
            return true;
    return check_int(s, 10, INT32_MIN, INT32_MAX);
}

bool option_set(void *fields, const struct option_row *row, str value, struct diags *diags)
{
    void *field = row->offset == OPTION_NO_FIELD ? NULL : (char *)fields + row->offset;
    struct setting s = {diags->arena, diags, row, field, value};
    switch (row->type) {
    case OPTION_FLAG:
    case OPTION_GO_FLAG:
        return set_flag(&s);
    case OPTION_TEXT:
    case OPTION_OPTIONAL:
        return set_text(&s);
    case OPTION_COMMAND:
        return set_command(&s);
    case OPTION_LIST:
        return add_text(&s);
    case OPTION_CSV:
        return add_csv(&s);
    case OPTION_MAP:
        return add_pairs(&s);
    case OPTION_WAIT:
        return check_wait(&s);
    case OPTION_INT:
        return check_int(&s, 0, INT64_MIN, INT64_MAX);
    case OPTION_FLOAT:
        return check_float(&s);
    case OPTION_DURATION:
        return check_duration(&s);
    case OPTION_GO_SIZE:
        return check_size(&s);
    case OPTION_GO_LEVEL:
        return check_int(&s, 10, INT32_MIN, INT32_MAX);
    case OPTION_GO_SEVERITY:
        return check_severity(&s);
    }
    return true;
}
