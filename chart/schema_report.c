#include "base/arena.h"
#include "base/number.h"
#include "base/quote.h"
#include "chart/schema_format.h"
#include "chart/schema_number.h"
#include "chart/schema_run.h"
#include "chart/schema_url.h"
#include "value/list.h"

#include <math.h>

/* The validator prints through golang.org/x/text in English: numbers have groups of three. */

static void put_grouped(struct buf *b, str digits)
{
    for (size_t i = 0; i < digits.len; i++) {
        if (i && (digits.len - i) % 3 == 0)
            buf_put_char(b, ',');
        buf_put_char(b, digits.s[i]);
    }
}

static void put_int(struct buf *b, int64_t n)
{
    char out[NUMBER_INT_MAX];
    uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    if (n < 0)
        buf_put_char(b, '-');
    put_grouped(b, str_make(out, number_format_uint(out, u, 10)));
}

static void put_superscript(struct buf *b, str exponent)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    for (size_t i = 0; i < exponent.len; i++) {
        char c = exponent.s[i];
        if (c == '-')
            buf_put_str(b, STR("⁻"));
        else if (c >= '0' && c <= '9')
            buf_put_str(b, str_from_c(digits[c - '0']));
    }
}

/* 1e+06 as 1×10⁰⁶, 1234.5 as 1,234.5 */
static void put_number(struct buf *b, val v)
{
    struct buf plain;
    double f = 0;
    buf_init(&plain, b->arena);
    (void)number_read_float(schema_number_text(b->arena, v), &f);
    if (f < 0)
        buf_put_char(b, '-');
    if (isinf(f)) {
        buf_put_str(b, STR("∞"));
        return;
    }
    number_put_go_float(&plain, fabs(f));
    str text = buf_str(&plain);
    size_t e = str_find_char(text, 'e');
    if (e != STR_NONE) {
        buf_put_str(b, str_slice(text, 0, e));
        buf_put_str(b, STR("×10"));
        put_superscript(b, str_from(text, e + 1));
        return;
    }
    size_t point = str_find_char(text, '.');
    point = point == STR_NONE ? text.len : point;
    put_grouped(b, str_slice(text, 0, point));
    buf_put_str(b, str_from(text, point));
}

/* In single quotes, otherwise as %q; what looks like \" loses its backslash, the end included. */
static void put_quoted(struct buf *b, str s)
{
    struct buf inner;
    str q = quote(b->arena, s);
    buf_init(&inner, b->arena);
    for (size_t i = 0; i < q.len; i++) {
        if (q.s[i] == '\\' && i + 1 < q.len && q.s[i + 1] == '"')
            i++;
        else if (q.s[i] == '\'')
            buf_put_char(&inner, '\\');
        buf_put_char(&inner, q.s[i]);
    }
    buf_put_char(b, '\'');
    buf_put(b, inner.s + 1, inner.len - 2);
    buf_put_char(b, '\'');
}

static void put_quoted_list(struct buf *b, const struct schema_error *e)
{
    for (uint32_t i = 0; i < e->name_count; i++) {
        if (i)
            buf_put_str(b, STR(", "));
        put_quoted(b, e->names[i]);
    }
}

static void put_value(struct buf *b, val v)
{
    if (schema_is_number(v))
        buf_put_str(b, schema_number_text(b->arena, v));
    else if (v.tag == V_STRING)
        put_quoted(b, val_text(v));
    else if (v.tag == V_BOOL)
        buf_put_str(b, v.i ? STR("true") : STR("false"));
    else
        buf_put_str(b, STR("<nil>"));
}

static bool is_container(val v)
{
    return v.tag == V_MAP || v.tag == V_LIST;
}

/* ---- the kinds of errors ---- */

static const char *type_name(unsigned type)
{
    switch (type) {
    case SCHEMA_NULL:
        return "null";
    case SCHEMA_BOOLEAN:
        return "boolean";
    case SCHEMA_NUMBER:
        return "number";
    case SCHEMA_INTEGER:
        return "integer";
    case SCHEMA_STRING:
        return "string";
    case SCHEMA_ARRAY:
        return "array";
    default:
        return "object";
    }
}

static void put_types(struct buf *b, const struct schema_error *e)
{
    const char *join = "";
    buf_put_fmt(b, "%s, want ", type_name(schema_type_of(e->got)));
    for (unsigned type = SCHEMA_NULL; type <= SCHEMA_OBJECT; type <<= 1) {
        if (!(e->schema->types & type))
            continue;
        buf_put_fmt(b, "%s%s", join, type_name(type));
        join = " or ";
    }
}

static void put_enum(struct buf *b, const struct schema_error *e)
{
    const struct list *want = e->schema->enumeration;
    for (size_t i = 0; i < list_len(want); i++)
        if (is_container(want->items[i])) {
            buf_put_str(b, STR("'enum' failed"));
            return;
        }
    buf_put_str(b, list_len(want) == 1 ? STR("value must be ") : STR("value must be one of "));
    for (size_t i = 0; i < list_len(want); i++) {
        if (i)
            buf_put_str(b, STR(", "));
        put_value(b, want->items[i]);
    }
}

static void put_const(struct buf *b, const struct schema_error *e)
{
    val want = e->schema->constant;
    buf_put_str(b, is_container(want) ? STR("'const' failed") : STR("value must be "));
    if (!is_container(want))
        put_value(b, want);
}

static void put_counts(struct buf *b, const struct schema_error *e)
{
    buf_put_str(b, STR(": got "));
    put_int(b, e->n);
    buf_put_str(b, STR(", want "));
    put_int(b, e->limit);
}

static void put_contains(struct buf *b, const struct schema_error *e)
{
    put_int(b, e->limit);
    buf_put_str(b, STR(" items required to match contains schema, but "));
    if (!e->name_count && e->kind == E_MIN_CONTAINS) {
        buf_put_str(b, STR("none matched"));
        return;
    }
    buf_put_str(b, STR("matched "));
    put_int(b, e->name_count);
    buf_put_str(b, STR(" items at "));
    for (uint32_t i = 0; i < e->name_count; i++) {
        if (i)
            buf_put_char(b, ' ');
        buf_put_str(b, e->names[i]);
    }
}

static void put_dependency(struct buf *b, const struct schema_error *e)
{
    put_quoted_list(b, e);
    buf_put_str(b, STR(" required, if "));
    put_quoted(b, e->text);
    buf_put_str(b, STR(" exists"));
}

static void put_required(struct buf *b, const struct schema_error *e)
{
    buf_put_str(b, e->name_count == 1 ? STR("property ") : STR("properties "));
    put_quoted_list(b, e);
}

static void put_cycle(struct buf *b, const struct schema_error *e)
{
    buf_put_str(b, e->text);
    buf_put_str(b, STR(" and "));
    buf_put_str(b, e->other);
    buf_put_str(b, STR(" resolve to "));
    quote_go(b, schema_location(b->arena, e->schema));
    buf_put_str(b, STR(" causing reference cycle"));
}

static void put_format(struct buf *b, const struct schema_error *e)
{
    put_value(b, e->got);
    buf_put_str(b, STR(" is not valid "));
    buf_put_str(b, schema_format_name(e->schema->format));
    buf_put_str(b, STR(": "));
    buf_put_str(b, e->other);
}

static void put_pattern(struct buf *b, const struct schema_error *e)
{
    put_quoted(b, val_text(e->got));
    buf_put_str(b, STR(" does not match pattern "));
    put_quoted(b, e->text);
}

static void put_additional_items(struct buf *b, const struct schema_error *e)
{
    put_int(b, e->n);
    buf_put_str(b, STR(" additionalItem(s) not allowed"));
}

static void put_root(struct buf *b, const struct schema_error *e)
{
    put_quoted(b, schema_location(b->arena, e->schema));
}

static void put_invalid(struct buf *b, const struct schema_error *e)
{
    buf_put_str(b, gotype_name((enum gotype)e->got.gotype));
}

static void put_property_name(struct buf *b, const struct schema_error *e)
{
    put_quoted(b, e->text);
}

static void put_additional_properties(struct buf *b, const struct schema_error *e)
{
    put_quoted_list(b, e);
    buf_put_str(b, STR(" not allowed"));
}

static void put_limit(struct buf *b, const struct schema_error *e)
{
    const struct schema_node *s = e->schema;
    val limit = e->kind == E_MINIMUM             ? s->minimum
                : e->kind == E_MAXIMUM           ? s->maximum
                : e->kind == E_EXCLUSIVE_MINIMUM ? s->exclusive_minimum
                : e->kind == E_EXCLUSIVE_MAXIMUM ? s->exclusive_maximum
                                                 : s->multiple_of;
    buf_put_str(b, STR(": got "));
    put_number(b, e->got);
    buf_put_str(b, STR(", want "));
    put_number(b, limit);
}

static void put_unique(struct buf *b, const struct schema_error *e)
{
    put_int(b, e->n);
    buf_put_str(b, STR(" and "));
    put_int(b, e->limit);
    buf_put_str(b, STR(" are equal"));
}

static void put_one_of(struct buf *b, const struct schema_error *e)
{
    if (e->n < 0) {
        buf_put_str(b, STR("none matched"));
        return;
    }
    buf_put_str(b, STR("subschemas "));
    put_int(b, e->n);
    buf_put_str(b, STR(", "));
    put_int(b, e->limit);
    buf_put_str(b, STR(" matched"));
}

/* What a kind of error says: a text, and what is written behind it. */
static const struct {
    const char *text;
    void (*put)(struct buf *b, const struct schema_error *e);
} messages[] = {
    [E_ROOT] = {"jsonschema validation failed with ", put_root},
    [E_GROUP] = {"validation failed", NULL},
    [E_REFERENCE] = {"validation failed", NULL},
    [E_FALSE] = {"false schema", NULL},
    [E_REF_CYCLE] = {"both ", put_cycle},
    [E_INVALID_VALUE] = {"invalid jsonType ", put_invalid},
    [E_TYPE] = {"got ", put_types},
    [E_CONST] = {"", put_const},
    [E_ENUM] = {"", put_enum},
    [E_FORMAT] = {"", put_format},
    [E_MIN_PROPERTIES] = {"minProperties", put_counts},
    [E_MAX_PROPERTIES] = {"maxProperties", put_counts},
    [E_REQUIRED] = {"missing ", put_required},
    [E_DEPENDENCY] = {"properties ", put_dependency},
    [E_ADDITIONAL_PROPERTIES] = {"additional properties ", put_additional_properties},
    [E_PROPERTY_NAMES] = {"invalid propertyName ", put_property_name},
    [E_MIN_ITEMS] = {"minItems", put_counts},
    [E_MAX_ITEMS] = {"maxItems", put_counts},
    [E_UNIQUE_ITEMS] = {"items at ", put_unique},
    [E_ADDITIONAL_ITEMS] = {"last ", put_additional_items},
    [E_CONTAINS] = {"no items match contains schema", NULL},
    [E_MIN_CONTAINS] = {"min ", put_contains},
    [E_MAX_CONTAINS] = {"max ", put_contains},
    [E_MIN_LENGTH] = {"minLength", put_counts},
    [E_MAX_LENGTH] = {"maxLength", put_counts},
    [E_PATTERN] = {"", put_pattern},
    [E_MINIMUM] = {"minimum", put_limit},
    [E_MAXIMUM] = {"maximum", put_limit},
    [E_EXCLUSIVE_MINIMUM] = {"exclusiveMinimum", put_limit},
    [E_EXCLUSIVE_MAXIMUM] = {"exclusiveMaximum", put_limit},
    [E_MULTIPLE_OF] = {"multipleOf", put_limit},
    [E_NOT] = {"'not' failed", NULL},
    [E_ALL_OF] = {"'allOf' failed", NULL},
    [E_ANY_OF] = {"'anyOf' failed", NULL},
    [E_ONE_OF] = {"'oneOf' failed, ", put_one_of},
};

static void put_message(struct buf *b, const struct schema_error *e)
{
    buf_put_str(b, str_from_c(messages[e->kind].text));
    if (messages[e->kind].put)
        messages[e->kind].put(b, e);
}

/* ---- the tree ---- */

/* A reference with one cause is not shown: the cause stands in its place. */
static bool is_shown(const struct schema_error *e)
{
    return e->kind != E_REFERENCE || !e->first || e->first->next;
}

static void put_tree(struct buf *b, const struct schema_error *e, size_t indent)
{
    if (is_shown(e)) {
        if (indent) {
            buf_put_char(b, '\n');
            buf_put_fill(b, ' ', (indent - 1) * 2);
            buf_put_str(b, STR("- "));
        }
        indent++;
        if (e->kind != E_ROOT) {
            buf_put_str(b, STR("at "));
            put_quoted(b, e->at);
            buf_put_str(b, STR(": "));
        }
        put_message(b, e);
    }
    for (const struct schema_error *cause = e->first; cause; cause = cause->next)
        put_tree(b, cause, indent);
}

str schema_report(struct arena *a, const struct schema_error *e)
{
    struct buf b;
    buf_init(&b, a);
    put_tree(&b, e, 0);
    return buf_str(&b);
}
