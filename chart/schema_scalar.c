#include "base/arena.h"
#include "base/utf8.h"
#include "chart/schema_number.h"
#include "chart/schema_visit.h"

void visit_string(struct visit *vd)
{
    const struct schema_node *s = vd->schema;
    str text = val_text(vd->v), why;
    if (s->min_length.set || s->max_length.set) {
        int64_t n = (int64_t)utf8_count(text);
        if (s->min_length.set && n < s->min_length.n)
            visit_put_counts(vd, E_MIN_LENGTH, n, s->min_length.n);
        if (s->max_length.set && n > s->max_length.n)
            visit_put_counts(vd, E_MAX_LENGTH, n, s->max_length.n);
    }
    if (!s->has_pattern)
        return;
    struct regex *re = regex_compile(vd->run->regexes, s->pattern, &why);
    if (re && regex_match(re, vd->run->scratch, text))
        return;
    struct schema_error *e = visit_error(vd, E_PATTERN);
    e->text = s->pattern;
    visit_put(vd, e);
}

/* The number against one limit: what comparing with it gives, in *ret. False: no such limit. */
static bool compare(struct visit *vd, struct schema_number x, val limit, int *ret)
{
    struct schema_number y;
    if (limit.tag == V_INVALID || !schema_number_read(vd->run->scratch, limit, &y))
        return false;
    *ret = schema_number_cmp(x, y);
    return true;
}

static void check_multiple(struct visit *vd, struct schema_number x)
{
    struct schema_number y;
    val divisor = vd->schema->multiple_of;
    if (divisor.tag == V_INVALID || !schema_number_read(vd->run->scratch, divisor, &y))
        return;
    if (!y.digits.len)
        vd->run->broken = STR("unable to validate schema: division by zero");
    else if (!schema_number_is_multiple(vd->run->scratch, x, y))
        visit_put(vd, visit_error(vd, E_MULTIPLE_OF));
}

void visit_number(struct visit *vd)
{
    const struct schema_node *s = vd->schema;
    struct schema_number x;
    int c;
    if (s->minimum.tag == V_INVALID && s->maximum.tag == V_INVALID &&
        s->exclusive_minimum.tag == V_INVALID && s->exclusive_maximum.tag == V_INVALID &&
        s->multiple_of.tag == V_INVALID)
        return;
    struct arena_mark mark = arena_mark(vd->run->scratch);
    if (!schema_number_read(vd->run->scratch, vd->v, &x)) {
        /* Only a number in a schema's file can be so large: the validator panics. */
        vd->run->broken = STR("unable to validate schema: runtime error: invalid memory address "
                              "or nil pointer dereference");
        return;
    }
    if (compare(vd, x, s->minimum, &c) && c < 0)
        visit_put(vd, visit_error(vd, E_MINIMUM));
    if (compare(vd, x, s->maximum, &c) && c > 0)
        visit_put(vd, visit_error(vd, E_MAXIMUM));
    if (compare(vd, x, s->exclusive_minimum, &c) && c <= 0)
        visit_put(vd, visit_error(vd, E_EXCLUSIVE_MINIMUM));
    if (compare(vd, x, s->exclusive_maximum, &c) && c >= 0)
        visit_put(vd, visit_error(vd, E_EXCLUSIVE_MAXIMUM));
    check_multiple(vd, x);
    arena_release(vd->run->scratch, mark);
}
