/* Dates, as Sprig's date.go. The local zone is $TZ's. */
#include "funcs/dates.h"

#include "base/arena.h"
#include "base/duration.h"
#include "base/number.h"
#include "value/native.h"

#define SECOND INT64_C(1000000000)

/* What the family keeps for a render. */
struct date_state {
    const struct zone *local; /* one for all: Go compares locations by pointer */
    struct gotime first;      /* the first reading of the clock; the monotonic clock starts there */
    bool has_first;
};

static struct date_state *state(struct fn_call *c)
{
    if (!c->env->dates) {
        c->env->dates = ARENA_NEW(c->env->arena, struct date_state);
        c->env->dates->local = zone_local(c->env->arena);
    }
    return c->env->dates;
}

const struct zone *dates_local(struct fn_call *c)
{
    return state(c)->local;
}

struct gotime dates_now(struct fn_call *c)
{
    struct date_state *s = state(c);
    struct gotime t = {.zone = s->local};
    c->env->now(c->env->data, &t.sec, &t.nsec);
    if (!s->has_first)
        s->first = t;
    s->has_first = true;
    t.mono = gotime_sub(t, s->first);
    t.has_mono = true;
    return t;
}

static struct gotime from_unix(struct fn_call *c, int64_t sec)
{
    return (struct gotime){.sec = sec, .zone = dates_local(c)};
}

static bool is_int(val v, enum gotype t)
{
    return v.tag == V_INT && v.gotype == t;
}

static bool is_time(val v)
{
    return v.tag == V_RECORD && v.gotype == T_TIME;
}

static str text_of_duration(struct arena *a, int64_t ns)
{
    struct buf b;
    buf_init(&b, a);
    duration_put(&b, ns);
    return buf_str(&b);
}

/* ---- formatting ---- */

/* Whatever is no time (also the floats of a values file) stands for now. */
static struct gotime time_of(struct fn_call *c, val v)
{
    if (is_time(v))
        return native_get_time(v);
    if (is_int(v, T_INT64) || is_int(v, T_INT) || is_int(v, T_INT32))
        return from_unix(c, v.i);
    return dates_now(c);
}

static bool format_in_zone(struct fn_call *c, str layout, val date, str zone, val *ret)
{
    struct gotime t = time_of(c, date);
    if (str_eq(zone, STR("Local")))
        t.zone = dates_local(c);
    else if (!zone_load(c->arena, zone, &t.zone))
        t.zone = NULL; /* an unknown zone is UTC */
    struct buf b;
    buf_init(&b, c->arena);
    gotime_format(&b, t, layout);
    *ret = val_str(buf_str(&b));
    return true;
}

bool fn_date(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return format_in_zone(c, val_text(arg[0]), arg[1], STR("Local"), ret);
}

bool fn_date_in_zone(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return format_in_zone(c, val_text(arg[0]), arg[1], val_text(arg[2]), ret);
}

bool fn_html_date(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return format_in_zone(c, STR("2006-01-02"), arg[0], STR("Local"), ret);
}

bool fn_html_date_in_zone(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return format_in_zone(c, STR("2006-01-02"), arg[0], val_text(arg[1]), ret);
}

bool fn_unix_epoch(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct buf b;
    buf_init(&b, c->arena);
    buf_put_int(&b, native_get_time(arg[0]).sec);
    *ret = val_str(buf_str(&b));
    return true;
}

/* ---- making times ---- */

bool fn_now(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)arg, (void)n;
    struct gotime t = dates_now(c);
    *ret = native_time(c->arena, &t);
    return true;
}

bool fn_to_date(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct gotime t;
    str error;
    if (!gotime_parse(c->arena, val_text(arg[0]), val_text(arg[1]), dates_local(c), &t, &error)) {
        if (c->fn->flags & FN_MUST)
            return call_fail(c, "%.*s", STR_ARG(error));
        t = gotime_zero();
    }
    *ret = native_time(c->arena, &t);
    return true;
}

bool fn_date_modify(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    int64_t ns;
    str error;
    if (!duration_parse(val_text(arg[0]), &ns, c->arena, &error)) {
        if (c->fn->flags & FN_MUST)
            return call_fail(c, "%.*s", STR_ARG(error));
        *ret = arg[1];
        return true;
    }
    struct gotime t = gotime_add(native_get_time(arg[1]), ns);
    *ret = native_time(c->arena, &t);
    return true;
}

/* ---- durations ---- */

bool fn_ago(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct gotime t;
    if (is_time(arg[0]))
        t = native_get_time(arg[0]);
    else if (is_int(arg[0], T_INT64) || is_int(arg[0], T_INT))
        t = from_unix(c, arg[0].i);
    else
        t = dates_now(c);
    int64_t ns = duration_round(gotime_sub(dates_now(c), t), SECOND);
    *ret = val_str(text_of_duration(c->arena, ns));
    return true;
}

bool fn_duration(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    int64_t seconds = 0;
    if (arg[0].tag == V_STRING && arg[0].gotype == T_STRING)
        (void)number_read_int(val_text(arg[0]), 10, &seconds); /* clamps what is out of range */
    else if (is_int(arg[0], T_INT64))
        seconds = arg[0].i;
    int64_t ns = (int64_t)((uint64_t)seconds * (uint64_t)SECOND); /* wraps, as Go's does */
    *ret = val_str(text_of_duration(c->arena, ns));
    return true;
}

static int64_t duration_of(struct fn_call *c, val v)
{
    int64_t ns = 0;
    str error;
    if (v.tag == V_STRING && v.gotype == T_STRING)
        return duration_parse(val_text(v), &ns, c->arena, &error) ? ns : 0;
    if (is_int(v, T_INT64))
        return v.i;
    return is_time(v) ? gotime_sub(dates_now(c), native_get_time(v)) : 0;
}

bool fn_duration_round(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    static const struct {
        int64_t seconds;
        const char *name;
    } units[] = {{365 * 86400, "y"}, {30 * 86400, "mo"}, {86400, "d"},
                 {3600, "h"},        {60, "m"},          {1, "s"}};
    (void)n;
    int64_t ns = duration_of(c, arg[0]);
    uint64_t u = ns < 0 ? 0 - (uint64_t)ns : (uint64_t)ns;
    *ret = val_str(STR("0s"));
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        uint64_t unit = (uint64_t)(units[i].seconds * SECOND);
        if (u <= unit) /* an hour is 60m: Sprig asks for more than the unit */
            continue;
        *ret = val_str(str_fmt(c->arena, "%llu%s", (unsigned long long)(u / unit), units[i].name));
        break;
    }
    return true;
}
