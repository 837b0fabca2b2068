#include "chart/set.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/quote.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "value/json_parse.h"
#include "value/list.h"
#include "value/map.h"

/* Go has no limit for a[0][0][0]…; its stack grows. */
enum { NESTED_MAX = 2000 };

/* How a step ended. The end of the text is an error in some places and none in others, and wins
 * over what was read: `a[0=1` sets nothing, `a[0].b=` loses its value. Hence a state of its own. */
enum step { STEP_OK, STEP_END, STEP_FAILED, STEP_NOT_LIST };

struct setter {
    struct arena *a;
    str text;
    size_t at;
    enum set_kind kind;
    set_read_file *read;
    int nested; /* brackets and dots that are open: bounds the recursion */
    str error;
};

static enum step parse_key(struct setter *s, struct map *data, int depth);
static enum step parse_item(struct setter *s, struct list **list, int64_t i, int depth);

static enum step fail(struct setter *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static enum step fail(struct setter *s, const char *fmt, ...)
{
    struct buf b;
    buf_init(&b, s->a);
    va_list ap;
    va_start(ap, fmt);
    buf_put_vfmt(&b, fmt, ap);
    va_end(ap);
    s->error = buf_str(&b);
    return STEP_FAILED;
}

/* `WHAT "KEY"REST`: most errors are of this form. */
static enum step fail_key(struct setter *s, const char *what, str key, const char *rest)
{
    str q = quote(s->a, key);
    return fail(s, "%s %.*s %s", what, STR_ARG(q), rest);
}

/* What Go says when a value is not of the type that the path wants. */
static enum step fail_type(struct setter *s, val v, enum gotype want)
{
    str is = v.tag == V_NIL ? STR("nil") : gotype_name((enum gotype)v.gotype);
    str wanted = gotype_name(want);
    return fail(s, "unable to parse key: interface conversion: interface {} is %.*s, not %.*s",
                STR_ARG(is), STR_ARG(wanted));
}

/* Reads up to one of the bytes in `stops` (all ASCII) and past it. "\c" stands for c, save in
 * literals; a backslash at the very end is dropped. */
static enum step read_until(struct setter *s, const char *stops, str *ret, char *ret_stop)
{
    struct buf b;
    buf_init(&b, s->a);
    bool escapes = s->kind != SET_LITERAL;
    for (; s->at < s->text.len; s->at++) {
        char c = s->text.s[s->at];
        if (str_find_char(str_from_c(stops), c) != STR_NONE) {
            s->at++;
            *ret = buf_str(&b);
            *ret_stop = c;
            return STEP_OK;
        }
        if (c == '\\' && escapes) {
            if (++s->at == s->text.len)
                break;
            c = s->text.s[s->at];
        }
        buf_put_char(&b, c);
    }
    *ret = buf_str(&b);
    *ret_stop = '\0';
    return STEP_END;
}

static void set(struct map *data, str key, val v)
{
    if (key.len)
        map_set(data, key, v);
}

/* As typedVal. */
static val typed(str s)
{
    int64_t i;
    if (str_eq_fold(s, STR("true")))
        return val_bool(true);
    if (str_eq_fold(s, STR("false")))
        return val_bool(false);
    if (str_eq_fold(s, STR("null")))
        return val_nil();
    if (str_eq(s, STR("0")))
        return val_int64(0);
    if (s.len && s.s[0] != '0' && number_parse_int(s, 10, &i))
        return val_int64(i);
    return val_str(s);
}

static enum step convert(struct setter *s, str text, val *ret)
{
    *ret = val_nil();
    if (s->kind == SET_TYPED)
        *ret = typed(text);
    else if (s->kind != SET_FILE)
        *ret = val_str(text);
    else if (s->read(s->a, text, &text, &s->error))
        *ret = val_str(text);
    else
        return STEP_FAILED;
    return STEP_OK;
}

/* {a,b}: what follows '=' when it begins with a brace. */
static enum step parse_list(struct setter *s, val *ret)
{
    if (s->at == s->text.len)
        return STEP_END;
    if (s->text.s[s->at] != '{')
        return STEP_NOT_LIST;
    s->at++;
    struct list *l = list_new(s->a, 0);
    for (;;) {
        str text;
        char stop;
        if (read_until(s, ",}", &text, &stop) == STEP_END)
            return fail(s, "list must terminate with '}'");
        val v;
        if (convert(s, text, &v) != STEP_OK)
            return STEP_FAILED;
        list_push(l, v);
        if (stop == ',')
            continue;
        if (s->at < s->text.len && s->text.s[s->at] == ',')
            s->at++;
        *ret = val_list(l);
        return STEP_OK;
    }
}

/* Skips blanks and one comma; whether nothing stood before it. */
static bool skip_empty(struct setter *s)
{
    while (s->at < s->text.len) {
        size_t n;
        uint32_t r = utf8_decode(str_from(s->text, s->at), &n);
        if (r != ',' && !unicode_is_space(r))
            return false;
        s->at += n;
        if (r == ',')
            return true;
    }
    return true;
}

static enum step parse_json(struct setter *s, val *ret)
{
    *ret = val_nil();
    if (skip_empty(s))
        return STEP_OK;
    size_t used;
    if (!json_parse_prefix(s->a, str_from(s->text, s->at), ret, &used, &s->error))
        return STEP_FAILED;
    s->at += used;
    skip_empty(s);
    return STEP_OK;
}

/* The value after '='. STEP_END: the text ends there, which makes it "". */
static enum step parse_value(struct setter *s, val *ret)
{
    str text;
    char stop;
    *ret = val_str(STR(""));
    if (s->kind == SET_JSON)
        return parse_json(s, ret);
    if (s->kind != SET_LITERAL) {
        enum step step = parse_list(s, ret);
        if (step != STEP_NOT_LIST)
            return step;
    }
    read_until(s, s->kind == SET_LITERAL ? "" : ",", &text, &stop);
    return convert(s, text, ret);
}

static enum step parse_index(struct setter *s, int64_t *ret)
{
    str text;
    char stop;
    if (read_until(s, "]", &text, &stop) == STEP_END)
        return STEP_END;
    enum number_status status = number_read_int(text, 10, ret);
    str q = quote(s->a, text);
    if (status != NUMBER_OK)
        return fail(s, "error parsing index: strconv.Atoi: parsing %.*s: %s", STR_ARG(q),
                    status == NUMBER_RANGE ? "value out of range" : "invalid syntax");
    return STEP_OK;
}

static enum step set_item(struct setter *s, struct list **list, int64_t i, val v)
{
    if (i > SET_INDEX_MAX)
        return fail(s, "index of %lld is greater than maximum supported index of %d", (long long)i,
                    SET_INDEX_MAX);
    if (list_len(*list) <= (size_t)i) {
        struct list *longer = list_new(s->a, (size_t)i + 1);
        for (size_t k = 0; k <= (size_t)i; k++)
            list_push(longer, k < list_len(*list) ? (*list)->items[k] : val_nil());
        *list = longer;
    }
    (*list)->items[i] = v;
    return STEP_OK;
}

/* KEY[i][j]… : the list at index i. */
static enum step parse_nested_item(struct setter *s, struct list **list, int64_t i, int depth)
{
    int64_t next;
    enum step step = parse_index(s, &next);
    if (step != STEP_OK)
        return step;
    struct list *inner = NULL;
    if (list_len(*list) > (size_t)i) {
        val had = (*list)->items[i];
        if (had.tag != V_NIL && (had.tag != V_LIST || had.gotype != T_LIST))
            return fail_type(s, had, T_LIST);
        inner = had.tag == V_LIST ? had.list : NULL;
    }
    step = parse_item(s, &inner, next, depth);
    return step == STEP_OK ? set_item(s, list, i, val_list(inner)) : step;
}

/* KEY[i].… : the table at index i; whatever else is there is replaced. */
static enum step parse_item_key(struct setter *s, struct list **list, int64_t i, int depth)
{
    struct map *inner = NULL;
    bool exists = list_len(*list) > (size_t)i;
    if (exists && (*list)->items[i].tag == V_MAP)
        inner = (*list)->items[i].map;
    if (!inner)
        inner = map_new(s->a, 0);
    if (exists)
        (*list)->items[i] = val_map(inner);
    enum step step = parse_key(s, inner, depth);
    return step == STEP_OK ? set_item(s, list, i, val_map(inner)) : step;
}

/* What follows KEY[i]. *list is replaced when it has to grow. */
static enum step parse_item(struct setter *s, struct list **list, int64_t i, int depth)
{
    if (++s->nested > NESTED_MAX)
        return fail(s, "value is nested deeper than %d levels", NESTED_MAX);
    if (i < 0)
        return fail(s, "negative %lld index not allowed", (long long)i);
    str text;
    char stop;
    enum step step = read_until(s, "[.=", &text, &stop);
    if (text.len) {
        str q = quote_runes(s->a, text);
        return fail(s, "unexpected data at end of array index: %.*s", STR_ARG(q));
    }
    if (step != STEP_OK)
        return step;
    if (stop == '[')
        return parse_nested_item(s, list, i, depth);
    if (stop == '.')
        return parse_item_key(s, list, i, depth);
    val v;
    step = parse_value(s, &v);
    return step == STEP_FAILED ? step : set_item(s, list, i, v);
}

static enum step parse_list_key(struct setter *s, struct map *data, str key, int depth)
{
    int64_t i;
    enum step step = parse_index(s, &i);
    if (step != STEP_OK)
        return step;
    struct list *list = list_new(s->a, 0);
    const val *had = map_get(data, key);
    if (had && (had->tag != V_LIST || had->gotype != T_LIST))
        return fail_type(s, *had, T_LIST);
    if (had && had->list)
        list = had->list;
    step = parse_item(s, &list, i, depth);
    set(data, key, val_list(list));
    return step;
}

static enum step parse_table_key(struct setter *s, struct map *data, str key, int depth)
{
    if (depth + 1 > SET_DEPTH_MAX)
        return fail(s,
                    "value name nested level is greater than maximum supported nested level of "
                    "%d",
                    SET_DEPTH_MAX);
    struct map *inner = map_new(s->a, 0);
    const val *had = map_get(data, key);
    if (had && had->tag != V_MAP)
        return fail_type(s, *had, T_MAP);
    if (had && had->map)
        inner = had->map;
    enum step step = parse_key(s, inner, depth + 1);
    if (step == STEP_OK && map_len(inner) == 0)
        return fail_key(s, "key map", key, "has no value");
    if (map_len(inner))
        set(data, key, val_map(inner));
    return step;
}

static enum step parse_key(struct setter *s, struct map *data, int depth)
{
    str key;
    char stop;
    val v;
    if (read_until(s, s->kind == SET_LITERAL ? "=[." : "=[,.", &key, &stop) == STEP_END)
        return key.len ? fail_key(s, "key", key, "has no value") : STEP_END;
    switch (stop) {
    case '[':
        return parse_list_key(s, data, key, depth);
    case '.':
        return parse_table_key(s, data, key, depth);
    case ',':
        return fail_key(s, "key", key, "has no value (cannot end with ,)");
    default: {
        enum step step = parse_value(s, &v);
        if (step != STEP_FAILED)
            set(data, key, v);
        return step;
    }
    }
}

bool set_parse(struct arena *a, str text, enum set_kind kind, set_read_file *read, struct map *into,
               str *ret_error)
{
    struct setter s = {.a = a, .text = utf8_repair(a, text), .kind = kind, .read = read};
    enum step step;
    do {
        s.nested = 0;
        step = parse_key(&s, into, 0);
    } while (step == STEP_OK);
    if (step == STEP_END)
        return true;
    *ret_error = s.error;
    return false;
}
