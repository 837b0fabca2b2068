/* The methods of time.Time, time.Duration, time.Month, time.Weekday and *time.Location.
 *
 * The receiver is arg[0]. Those of Go's methods that a template cannot call (Clock, Date, Zone: too
 * many results) have no row.
 */
#include "base/arena.h"
#include "base/duration.h"
#include "funcs/dates.h"
#include "value/native.h"

#define SECOND INT64_C(1000000000)

static bool give_time(struct fn_call *c, struct gotime t, val *ret)
{
    *ret = native_time(c->arena, &t);
    return true;
}

/* ---- fields of the calendar and the clock ---- */

#define FIELD_METHOD(name, result)                                                                 \
    bool fn_time_##name(struct fn_call *c, const val *arg, uint32_t n, val *ret)                   \
    {                                                                                              \
        (void)c, (void)n;                                                                          \
        struct gotime t = native_get_time(arg[0]);                                                 \
        struct gotime_fields f = gotime_fields(t);                                                 \
        (void)f;                                                                                   \
        *ret = result;                                                                             \
        return true;                                                                               \
    }
FIELD_METHOD(year, val_int(f.year))
FIELD_METHOD(month, val_typed_int(T_MONTH, f.month))
FIELD_METHOD(day, val_int(f.day))
FIELD_METHOD(weekday, val_typed_int(T_WEEKDAY, f.weekday))
FIELD_METHOD(hour, val_int(f.hour))
FIELD_METHOD(minute, val_int(f.minute))
FIELD_METHOD(second, val_int(f.second))
FIELD_METHOD(nanosecond, val_int(t.nsec))
FIELD_METHOD(year_day, val_int(f.yday))
FIELD_METHOD(is_dst, val_bool(f.is_dst))
FIELD_METHOD(is_zero, val_bool(gotime_is_zero(t)))
FIELD_METHOD(location, native_location(t.zone))
#undef FIELD_METHOD

/* Seconds since 1970 in smaller units; wraps as Go's does. */
static bool give_unix(const val *arg, int64_t per_second, val *ret)
{
    struct gotime t = native_get_time(arg[0]);
    uint64_t whole = (uint64_t)t.sec * (uint64_t)per_second;
    int64_t part = t.nsec / (SECOND / per_second);
    *ret = val_int64((int64_t)(whole + (uint64_t)part));
    return true;
}

#define UNIX_METHOD(name, per_second)                                                              \
    bool fn_time_##name(struct fn_call *c, const val *arg, uint32_t n, val *ret)                   \
    {                                                                                              \
        (void)c, (void)n;                                                                          \
        return give_unix(arg, per_second, ret);                                                    \
    }
UNIX_METHOD(unix, 1)
UNIX_METHOD(unix_milli, 1000)
UNIX_METHOD(unix_micro, 1000000)
UNIX_METHOD(unix_nano, SECOND)
#undef UNIX_METHOD

/* ---- comparing ---- */

#define COMPARE_METHOD(name, result)                                                               \
    bool fn_time_##name(struct fn_call *c, const val *arg, uint32_t n, val *ret)                   \
    {                                                                                              \
        (void)c, (void)n;                                                                          \
        int order = gotime_compare(native_get_time(arg[0]), native_get_time(arg[1]));              \
        *ret = result;                                                                             \
        return true;                                                                               \
    }
COMPARE_METHOD(after, val_bool(order > 0))
COMPARE_METHOD(before, val_bool(order < 0))
COMPARE_METHOD(equal, val_bool(order == 0))
COMPARE_METHOD(compare, val_int(order))
#undef COMPARE_METHOD

/* ---- computing ---- */

bool fn_time_add(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return give_time(c, gotime_add(native_get_time(arg[0]), arg[1].i), ret);
}

bool fn_time_sub(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    *ret = native_duration(gotime_sub(native_get_time(arg[0]), native_get_time(arg[1])));
    return true;
}

static int64_t wrap_add(int64_t x, int64_t y)
{
    return (int64_t)((uint64_t)x + (uint64_t)y);
}

bool fn_time_add_date(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct gotime t = native_get_time(arg[0]);
    struct gotime_fields f = gotime_fields(t);
    return give_time(c,
                     gotime_date(wrap_add(f.year, arg[1].i), wrap_add(f.month, arg[2].i),
                                 wrap_add(f.day, arg[3].i), f.hour, f.minute, f.second, t.nsec,
                                 t.zone),
                     ret);
}

bool fn_time_truncate(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return give_time(c, gotime_truncate(native_get_time(arg[0]), arg[1].i), ret);
}

bool fn_time_round(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return give_time(c, gotime_round(native_get_time(arg[0]), arg[1].i), ret);
}

static bool give_in_zone(struct fn_call *c, val time, const struct zone *zone, val *ret)
{
    struct gotime t = native_get_time(time);
    t.zone = zone;
    t.has_mono = false; /* Go drops the monotonic reading, too */
    return give_time(c, t, ret);
}

bool fn_time_utc(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return give_in_zone(c, arg[0], NULL, ret);
}

bool fn_time_local(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return give_in_zone(c, arg[0], dates_local(c), ret);
}

bool fn_time_in(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (val_is_nil(arg[1]))
        return call_fail(c, "time: missing Location in call to Time.In");
    return give_in_zone(c, arg[0], native_get_location(arg[1]), ret);
}

/* ---- text and bytes ---- */

static bool give_text(struct buf *b, val *ret)
{
    *ret = val_str(buf_str(b));
    return true;
}

bool fn_time_format(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct buf b;
    buf_init(&b, c->arena);
    gotime_format(&b, native_get_time(arg[0]), val_text(arg[1]));
    return give_text(&b, ret);
}

bool fn_time_append_format(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct buf b;
    buf_init(&b, c->arena);
    buf_put_str(&b, val_text(arg[1]));
    gotime_format(&b, native_get_time(arg[0]), val_text(arg[2]));
    *ret = val_bytes(buf_str(&b));
    return true;
}

bool fn_time_string(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct buf b;
    buf_init(&b, c->arena);
    gotime_put_string(&b, native_get_time(arg[0]));
    return give_text(&b, ret);
}

bool fn_time_go_string(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct buf b;
    buf_init(&b, c->arena);
    gotime_put_go_string(&b, native_get_time(arg[0]));
    return give_text(&b, ret);
}

static bool marshal(struct fn_call *c, struct buf *b, val time, const char *method, val *ret)
{
    str error;
    if (!gotime_put_rfc3339_strict(b, native_get_time(time), &error))
        return call_fail(c, "Time.%s: %.*s", method, STR_ARG(error));
    *ret = val_bytes(buf_str(b));
    return true;
}

bool fn_time_marshal_text(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct buf b;
    buf_init(&b, c->arena);
    return marshal(c, &b, arg[0], "MarshalText", ret);
}

bool fn_time_append_text(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct buf b;
    buf_init(&b, c->arena);
    buf_put_str(&b, val_text(arg[1]));
    return marshal(c, &b, arg[0], "AppendText", ret);
}

bool fn_time_marshal_json(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct buf b;
    buf_init(&b, c->arena);
    buf_put_char(&b, '"');
    if (!marshal(c, &b, arg[0], "MarshalJSON", ret))
        return false;
    buf_put_char(&b, '"');
    *ret = val_bytes(buf_str(&b));
    return true;
}

static void put_big_endian(struct buf *b, uint64_t v, int bytes)
{
    while (bytes--)
        buf_put_char(b, (char)(v >> (8 * bytes) & 0xFF));
}

/* Time.AppendBinary: version, seconds since year 1, nanoseconds, the offset in minutes (-1: UTC),
 * and in version 2 its seconds. */
static bool put_binary(struct fn_call *c, struct buf *b, struct gotime t)
{
    int32_t offset = gotime_fields(t).offset, minutes = offset / 60, seconds = offset % 60;
    if (!t.zone)
        minutes = -1;
    else if (minutes < INT16_MIN || minutes == -1 || minutes > INT16_MAX)
        return call_fail(c, "Time.MarshalBinary: unexpected zone offset");
    put_big_endian(b, t.zone && seconds ? 2 : 1, 1);
    put_big_endian(b, (uint64_t)t.sec + (uint64_t)GOTIME_UNIX_TO_ZERO, 8);
    put_big_endian(b, (uint64_t)t.nsec, 4);
    put_big_endian(b, (uint64_t)(int64_t)minutes, 2);
    if (t.zone && seconds)
        put_big_endian(b, (uint64_t)(int64_t)seconds, 1);
    return true;
}

/* MarshalBinary, GobEncode and, with the bytes to append to, AppendBinary. */
bool fn_time_marshal_binary(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    struct buf b;
    buf_init(&b, c->arena);
    if (n == 2)
        buf_put_str(&b, val_text(arg[1]));
    if (!put_binary(c, &b, native_get_time(arg[0])))
        return false;
    *ret = val_bytes(buf_str(&b));
    return true;
}

/* ---- time.Duration ---- */

/* As Go computes it: whole units and the rest apart, so that both stay exact. */
static val in_units(int64_t ns, int64_t unit)
{
    int64_t whole = ns / unit, rest = ns % unit;
    return val_float((double)whole + (double)rest / (double)unit);
}

#define DURATION_METHOD(name, result)                                                              \
    bool fn_duration_##name(struct fn_call *c, const val *arg, uint32_t n, val *ret)               \
    {                                                                                              \
        (void)c, (void)n;                                                                          \
        int64_t ns = arg[0].i;                                                                     \
        *ret = result;                                                                             \
        return true;                                                                               \
    }
DURATION_METHOD(hours, in_units(ns, 3600 * SECOND))
DURATION_METHOD(minutes, in_units(ns, 60 * SECOND))
DURATION_METHOD(seconds, in_units(ns, SECOND))
DURATION_METHOD(milliseconds, val_int64(ns / 1000000))
DURATION_METHOD(microseconds, val_int64(ns / 1000))
DURATION_METHOD(nanoseconds, val_int64(ns))
DURATION_METHOD(abs, native_duration(ns == INT64_MIN ? INT64_MAX : ns < 0 ? -ns : ns))
DURATION_METHOD(method_round, native_duration(duration_round(ns, arg[1].i)))
DURATION_METHOD(truncate, native_duration(duration_truncate(ns, arg[1].i)))
#undef DURATION_METHOD

/* String() of every type of package time but Time. */
bool fn_time_type_string(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct buf b;
    buf_init(&b, c->arena);
    native_put_string(&b, arg[0]);
    return give_text(&b, ret);
}
