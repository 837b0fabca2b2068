#include "cli/limits.h"

#include "base/arena.h"
#include "base/budget.h"
#include "base/duration.h"
#include "cli/output.h"

static const struct {
    const char *name;
    uint64_t factor;
} suffixes[] = {{"", 1},          {"k", 1000},      {"M", 1000000},  {"G", 1000000000},
                {"Ki", 1u << 10}, {"Mi", 1u << 20}, {"Gi", 1u << 30}};

/* Digits and a suffix. */
static bool parse_number(str text, uint64_t *ret)
{
    uint64_t n = 0;
    size_t i = 0;
    for (; i < text.len && text.s[i] >= '0' && text.s[i] <= '9'; i++) {
        if (n > UINT64_MAX / 10 - 9)
            return false;
        n = n * 10 + (uint64_t)(text.s[i] - '0');
    }
    for (size_t k = 0; i && k < sizeof suffixes / sizeof *suffixes; k++) {
        if (!str_eq(str_from(text, i), str_from_c(suffixes[k].name)))
            continue;
        *ret = n * suffixes[k].factor;
        return n <= UINT64_MAX / suffixes[k].factor;
    }
    return false;
}

/* A duration, in whole milliseconds: of what is longer than none, at least one. */
static bool parse_time(struct arena *a, str text, uint64_t *ret)
{
    str error;
    int64_t ns;
    if (!duration_parse(text, &ns, a, &error) || ns < 0)
        return false;
    *ret = (uint64_t)ns / 1000000 + (ns % 1000000 != 0);
    return true;
}

static uint64_t *member(chelm_context_options *o, enum limit l)
{
    switch (l) {
    case LIMIT_BYTES:
        return &o->memory_limit;
    case LIMIT_VALUE:
        return &o->value_limit;
    case LIMIT_OUTPUT:
        return &o->output_limit;
    case LIMIT_STEPS:
        return &o->step_limit;
    case LIMIT_DEPTH:
        return &o->depth_limit;
    default:
        return &o->time_limit;
    }
}

static bool bad_name(struct arena *a, str name)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_fmt(&b, "--limit %.*s: must be", STR_ARG(name));
    for (unsigned l = 0; l < LIMIT_COUNT; l++)
        buf_put_fmt(&b, "%s %s",
                    l == 0                 ? ""
                    : l + 1 == LIMIT_COUNT ? " or"
                                           : ",",
                    limit_name((enum limit)l));
    return output_error(buf_str(&b));
}

static bool take(struct arena *a, str item, chelm_context_options *ret)
{
    size_t eq = str_find(item, STR("="));
    if (eq == STR_NONE)
        return output_error(str_fmt(a, "--limit %.*s: must be NAME=NUMBER", STR_ARG(item)));
    str name = str_slice(item, 0, eq), text = str_from(item, eq + 1);
    enum limit l = limit_find(name);
    if (l == LIMIT_NONE)
        return bad_name(a, name);
    bool is_time = limit_unit(l) == LIMIT_MS_UNIT;
    uint64_t n;
    if (is_time ? !parse_time(a, text, &n) : !parse_number(text, &n))
        return output_error(str_fmt(a, "--limit %.*s: must be %s", STR_ARG(item),
                                    is_time ? "a duration such as 10s"
                                            : "a number, perhaps with k, M, G, Ki, Mi or Gi"));
    *member(ret, l) = n ? n : CHELM_NO_LIMIT;
    return true;
}

bool limits_take(struct arena *a, const struct texts *limits, str memory_limit,
                 chelm_context_options *ret)
{
    uint64_t n;
    if (memory_limit.len && !parse_number(memory_limit, &n))
        return output_error(STR("--memory-limit must be a number of bytes"));
    if (memory_limit.len)
        ret->memory_limit = n ? n : CHELM_NO_LIMIT;
    for (size_t i = 0; i < limits->n; i++)
        if (!take(a, limits->items[i], ret))
            return false;
    return true;
}
