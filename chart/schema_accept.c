#include "chart/schema_accept.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "chart/schema_equal.h"
#include "chart/schema_format.h"
#include "chart/schema_node.h"
#include "value/list.h"
#include "value/map.h"

#include <math.h>

enum { DEPTH_MAX = 100, STEPS_MAX = 1000000 };
/* Up to here a float64 that is whole is a whole number in JSON as well. */
#define EXACT_MAX 9007199254740992.0

enum verdict { NO, YES, UNSURE };

struct look {
    struct arena *arena;
    struct regex_cache **regexes;
    int draft;
    unsigned depth, steps;
};

static enum verdict check(struct look *l, const struct schema_brief *s, val v);

static enum verdict verdict(bool yes)
{
    return yes ? YES : NO;
}

/* ---- numbers ---- */

static enum verdict is_integer(val v)
{
    if (v.tag == V_INT || v.tag == V_UINT)
        return YES;
    if (v.tag != V_FLOAT)
        return UNSURE;
    if (!(fabs(v.f) <= EXACT_MAX))
        return UNSURE;
    return verdict(!(trunc(v.f) < v.f) && !(trunc(v.f) > v.f));
}

/* A number that a float64 holds exactly; NAN for others. */
static double exact_number(val v)
{
    bool small = v.tag == V_FLOAT ? fabs(v.f) <= EXACT_MAX
                 : v.tag == V_INT ? v.i >= -(int64_t)EXACT_MAX && v.i <= (int64_t)EXACT_MAX
                                  : false;
    return !small ? (double)NAN : v.tag == V_FLOAT ? v.f : (double)v.i;
}

static enum verdict fits_limit(const struct schema_rule *r, val v)
{
    if (schema_type_of(v) != SCHEMA_NUMBER)
        return YES;
    double x = exact_number(v), limit = r->number;
    if (isnan(x) || isnan(limit))
        return UNSURE;
    switch (r->use) {
    case USE_MINIMUM:
        return verdict(x >= limit);
    case USE_ABOVE:
        return verdict(x > limit);
    case USE_MAXIMUM:
        return verdict(x <= limit);
    default:
        return verdict(x < limit);
    }
}

/* ---- strings ---- */

static enum verdict is_this(const struct schema_name_brief *n, val v)
{
    switch (n->type) {
    case SCHEMA_NULL:
        return YES;
    case SCHEMA_BOOLEAN:
        return verdict(str_eq(n->name, v.i ? STR("true") : STR("false")));
    case SCHEMA_NUMBER:
        return isnan(exact_number(v))
                   ? UNSURE
                   : verdict(!(exact_number(v) < n->number) && !(exact_number(v) > n->number));
    default:
        return verdict(str_eq(n->name, val_text(v)));
    }
}

static enum verdict is_choice(const struct schema_rule *r, val v)
{
    unsigned type = schema_type_of(v);
    for (const struct schema_name_brief *n = r->names; n; n = n->next) {
        enum verdict one = n->type == type ? is_this(n, v) : NO;
        if (one != NO)
            return one;
    }
    return NO;
}

static enum verdict fits_pattern(struct look *l, str pattern, str text)
{
    str why;
    if (!*l->regexes)
        *l->regexes = regex_cache_new(l->arena);
    struct regex *re = regex_compile(*l->regexes, pattern, &why);
    return re ? verdict(regex_match(re, l->arena, text)) : UNSURE;
}

/* Formats are asserted by drafts before 2019, never by draft 2020 as it is usually named. */
static enum verdict fits_format(struct look *l, str name, str text)
{
    str why;
    if (l->draft >= 2019)
        return l->draft == 2019 ? UNSURE : YES;
    const struct schema_format *f = schema_format_find(name);
    if (!f)
        return YES;
    if (!*l->regexes)
        *l->regexes = regex_cache_new(l->arena);
    return verdict(schema_format_check(f, l->arena, *l->regexes, text, &why));
}

static enum verdict fits_string(struct look *l, const struct schema_rule *r, val v)
{
    if (schema_type_of(v) != SCHEMA_STRING)
        return YES;
    switch (r->use) {
    case USE_MIN_LENGTH:
        return verdict((int64_t)utf8_count(val_text(v)) >= r->count);
    case USE_MAX_LENGTH:
        return verdict((int64_t)utf8_count(val_text(v)) <= r->count);
    case USE_PATTERN:
        return fits_pattern(l, r->text, val_text(v));
    default:
        return fits_format(l, r->text, val_text(v));
    }
}

/* ---- lists ---- */

static enum verdict fits_items(struct look *l, const struct schema_brief *items,
                               const struct list *v)
{
    for (size_t i = 0; i < list_len(v); i++) {
        enum verdict item = check(l, items, v->items[i]);
        if (item != YES)
            return item;
    }
    return YES;
}

static enum verdict fits_list(struct look *l, const struct schema_rule *r, val v)
{
    size_t first, second, n = v.tag == V_LIST ? list_len(v.list) : 0;
    if (v.tag != V_LIST)
        return YES;
    switch (r->use) {
    case USE_MIN_ITEMS:
        return verdict((int64_t)n >= r->count);
    case USE_MAX_ITEMS:
        return verdict((int64_t)n <= r->count);
    case USE_DISTINCT:
        return verdict(n < 2 || !schema_duplicates(l->arena, v.list, &first, &second));
    default:
        return fits_items(l, r->schema, v.list);
    }
}

/* ---- maps ---- */

static enum verdict fits_map(const struct schema_rule *r, val v)
{
    int64_t n = v.tag == V_MAP ? (int64_t)map_len(v.map) : 0;
    if (v.tag != V_MAP)
        return YES;
    if (r->use == USE_MIN_PROPERTIES)
        return verdict(n >= r->count);
    if (r->use == USE_MAX_PROPERTIES)
        return verdict(n <= r->count);
    for (const struct schema_name_brief *name = r->names; name; name = name->next)
        if (!map_get_hashed(v.map, name->name, name->hash))
            return NO;
    return YES;
}

static bool is_named(struct look *l, const struct schema_brief *s, const struct map_entry *e)
{
    const struct schema_prop_brief *p = s->properties;
    for (; p && l->steps < STEPS_MAX; p = p->next, l->steps++)
        if (p->hash == e->hash && str_eq(str_make(p->name, p->len), e->key))
            return true;
    return false;
}

static enum verdict fits_more(struct look *l, const struct schema_brief *s, const struct map *m)
{
    for (size_t i = 0; i < m->len; i++) {
        if (is_named(l, s, &m->entries[i]))
            continue;
        enum verdict more = check(l, s->more, m->entries[i].value);
        if (more != YES)
            return l->steps < STEPS_MAX ? more : UNSURE;
    }
    return YES;
}

static enum verdict fits_properties(struct look *l, const struct schema_brief *s,
                                    const struct map *m)
{
    size_t named = 0;
    if (!map_len(m))
        return YES;
    for (const struct schema_prop_brief *p = s->properties; p; p = p->next) {
        const val *v = map_get_hashed(m, str_make(p->name, p->len), p->hash);
        enum verdict property = v ? check(l, &p->schema, *v) : YES;
        named += v != NULL;
        if (property != YES)
            return property;
    }
    return s->more && named < m->len ? fits_more(l, s, m) : YES;
}

/* ---- combinations ---- */

static const struct schema_rule *find_rule(const struct schema_brief *s, enum schema_use use)
{
    const struct schema_rule *r = s->rules;
    while (r && r->use != use)
        r = r->next;
    return r;
}

static enum verdict opposite(enum verdict v)
{
    return v == UNSURE ? UNSURE : verdict(v == NO);
}

static enum verdict fits_all(struct look *l, const struct schema_prop_brief *p, val v)
{
    for (; p; p = p->next) {
        enum verdict one = check(l, &p->schema, v);
        if (one != YES)
            return one;
    }
    return YES;
}

static enum verdict fits_any(struct look *l, const struct schema_prop_brief *p, val v)
{
    for (; p; p = p->next) {
        enum verdict one = check(l, &p->schema, v);
        if (one != NO)
            return one;
    }
    return NO;
}

static enum verdict fits_one(struct look *l, const struct schema_prop_brief *p, val v)
{
    unsigned fitting = 0;
    for (; p; p = p->next) {
        enum verdict one = check(l, &p->schema, v);
        if (one == UNSURE)
            return UNSURE;
        fitting += one == YES;
    }
    return verdict(fitting == 1);
}

static enum verdict fits_branch(struct look *l, const struct schema_brief *s,
                                const struct schema_brief *if_, val v)
{
    enum verdict holds = check(l, if_, v);
    if (holds == UNSURE)
        return UNSURE;
    const struct schema_rule *branch = find_rule(s, holds == YES ? USE_THEN : USE_ELSE);
    return branch ? check(l, branch->schema, v) : YES;
}

/* ---- all keywords ---- */

static enum verdict follows(struct look *l, const struct schema_brief *s,
                            const struct schema_rule *r, val v)
{
    switch (r->use) {
    case USE_ENUM:
        return is_choice(r, v);
    case USE_REF:
        return check(l, r->schema, v);
    case USE_ITEMS:
    case USE_DISTINCT:
    case USE_MIN_ITEMS:
    case USE_MAX_ITEMS:
        return fits_list(l, r, v);
    case USE_REQUIRED:
    case USE_MIN_PROPERTIES:
    case USE_MAX_PROPERTIES:
        return fits_map(r, v);
    case USE_MINIMUM:
    case USE_ABOVE:
    case USE_MAXIMUM:
    case USE_BELOW:
        return fits_limit(r, v);
    case USE_MIN_LENGTH:
    case USE_MAX_LENGTH:
    case USE_PATTERN:
    case USE_FORMAT:
        return fits_string(l, r, v);
    case USE_ALL_OF:
        return fits_all(l, r->schemas, v);
    case USE_ANY_OF:
        return fits_any(l, r->schemas, v);
    case USE_ONE_OF:
        return fits_one(l, r->schemas, v);
    case USE_NOT:
        return opposite(check(l, r->schema, v));
    case USE_IF:
        return fits_branch(l, s, r->schema, v);
    case USE_OF_NUMBER:
        return schema_type_of(v) == SCHEMA_NUMBER ? UNSURE : YES;
    case USE_OF_LIST:
        return v.tag == V_LIST ? UNSURE : YES;
    case USE_OF_MAP:
        return v.tag == V_MAP ? UNSURE : YES;
    case USE_OTHER:
        return UNSURE;
    default:
        return YES;
    }
}

static enum verdict fits_types(unsigned types, val v, unsigned type)
{
    if (!types || (types & type))
        return YES;
    return type == SCHEMA_NUMBER && (types & SCHEMA_INTEGER) ? is_integer(v) : NO;
}

static enum verdict check_object(struct look *l, const struct schema_brief *s, val v, unsigned type)
{
    const struct schema_rule *ref = l->draft < 2019 ? find_rule(s, USE_REF) : NULL;
    if (ref) /* draft 7 and before: of what stands beside it, `const` alone counts */
        return find_rule(s, USE_OTHER) ? UNSURE : check(l, ref->schema, v);
    enum verdict so_far = fits_types(s->types, v, type);
    for (const struct schema_rule *r = s->rules; r && so_far == YES; r = r->next)
        so_far = follows(l, s, r, v);
    if (so_far != YES || v.tag != V_MAP || (!s->properties && !s->more))
        return so_far;
    return fits_properties(l, s, v.map);
}

static enum verdict check(struct look *l, const struct schema_brief *s, val v)
{
    unsigned type = schema_type_of(v);
    if (s->never)
        return NO;
    if (!type || l->depth == DEPTH_MAX || l->steps++ >= STEPS_MAX)
        return UNSURE;
    if (!s->rules && (!s->properties || type != SCHEMA_OBJECT) && !s->more)
        return fits_types(s->types, v, type);
    l->depth++;
    arena_spend(l->arena, 2);
    enum verdict ret = check_object(l, s, v, type);
    l->depth--;
    return ret;
}

bool schema_accepts(struct arena *a, struct regex_cache **regexes,
                    const struct schema_brief_doc *doc, val v)
{
    struct look l = {.arena = a, .regexes = regexes, .draft = doc->draft};
    return check(&l, &doc->root, v) == YES;
}
