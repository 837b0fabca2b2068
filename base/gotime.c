#include "base/gotime.h"

#include "base/calendar.h"

#define SECOND INT64_C(1000000000)

/* Go's int64 arithmetic wraps. */
static int64_t wrap_add(int64_t x, int64_t y)
{
    return (int64_t)((uint64_t)x + (uint64_t)y);
}

static int64_t wrap_sub(int64_t x, int64_t y)
{
    return (int64_t)((uint64_t)x - (uint64_t)y);
}

static int64_t wrap_mul(int64_t x, int64_t y)
{
    return (int64_t)((uint64_t)x * (uint64_t)y);
}

/* Seconds since year 1, which is what Go stores and compares. */
static int64_t zero_sec(struct gotime t)
{
    return wrap_add(t.sec, GOTIME_UNIX_TO_ZERO);
}

struct gotime gotime_zero(void)
{
    return (struct gotime){.sec = -GOTIME_UNIX_TO_ZERO};
}

bool gotime_is_zero(struct gotime t)
{
    return t.sec == -GOTIME_UNIX_TO_ZERO && t.nsec == 0;
}

struct gotime_fields gotime_fields(struct gotime t)
{
    struct zone_info zone = zone_lookup(t.zone, t.sec);
    uint64_t abs = (uint64_t)t.sec + CALENDAR_FROM_UNIX + (uint64_t)(int64_t)zone.offset;
    uint64_t days = abs / SECONDS_PER_DAY;
    int second = (int)(abs % SECONDS_PER_DAY);
    struct calendar_date d = calendar_date(days);
    return (struct gotime_fields){.year = d.year,
                                  .month = d.month,
                                  .day = d.day,
                                  .yday = d.yday,
                                  .weekday = calendar_weekday(days),
                                  .hour = second / 3600,
                                  .minute = second / 60 % 60,
                                  .second = second % 60,
                                  .offset = zone.offset,
                                  .abbreviation = zone.abbreviation,
                                  .is_dst = zone.is_dst};
}

/* Carries `low` into `high` until it is in [0, base). */
static void carry(int64_t *high, int64_t *low, int64_t base)
{
    int64_t n = *low / base;
    if (*low % base < 0)
        n--;
    *low -= n * base;
    *high = wrap_add(*high, n);
}

/* Seconds since 1970 of a wall clock reading `sec` (as if it were UTC) in the zone. */
static int64_t from_wall_clock(int64_t sec, const struct zone *zone)
{
    struct zone_info z = zone_lookup(zone, sec);
    int64_t utc = wrap_sub(sec, z.offset);
    if (utc < z.start || utc >= z.end)
        utc = wrap_sub(sec, zone_lookup(zone, utc).offset);
    return utc;
}

struct gotime gotime_date(int64_t year, int64_t month, int64_t day, int64_t hour, int64_t minute,
                          int64_t second, int64_t nsec, const struct zone *zone)
{
    int64_t m = wrap_sub(month, 1);
    carry(&year, &m, 12);
    carry(&second, &nsec, SECOND);
    carry(&minute, &second, 60);
    carry(&hour, &minute, 60);
    carry(&day, &hour, 24);
    uint64_t abs = calendar_days(year, (int)m + 1, day) * SECONDS_PER_DAY +
                   (uint64_t)(hour * 3600 + minute * 60 + second);
    int64_t sec = (int64_t)(abs - CALENDAR_FROM_UNIX);
    return (struct gotime){.sec = from_wall_clock(sec, zone), .nsec = (int32_t)nsec, .zone = zone};
}

struct gotime gotime_add(struct gotime t, int64_t ns)
{
    int64_t sec = ns / SECOND, nsec = t.nsec + ns % SECOND;
    carry(&sec, &nsec, SECOND);
    t.sec = wrap_add(t.sec, sec);
    t.nsec = (int32_t)nsec;
    if (t.has_mono) {
        int64_t mono = wrap_add(t.mono, ns);
        if ((ns < 0) == (mono < t.mono) || ns == 0)
            t.mono = mono;
        else
            t.has_mono = false;
    }
    return t;
}

int gotime_compare(struct gotime t, struct gotime u)
{
    if (t.has_mono && u.has_mono)
        return (t.mono > u.mono) - (t.mono < u.mono);
    int64_t x = zero_sec(t), y = zero_sec(u);
    if (x == y)
        return (t.nsec > u.nsec) - (t.nsec < u.nsec);
    return x < y ? -1 : 1;
}

int64_t gotime_sub(struct gotime t, struct gotime u)
{
    if (!t.has_mono || !u.has_mono) {
        t.has_mono = u.has_mono = false;
        int64_t d = wrap_add(wrap_mul(wrap_sub(t.sec, u.sec), SECOND), t.nsec - u.nsec);
        if (gotime_compare(gotime_add(u, d), t) == 0)
            return d;
        return gotime_compare(t, u) < 0 ? INT64_MIN : INT64_MAX;
    }
    int64_t d = wrap_sub(t.mono, u.mono);
    if (d < 0 && t.mono > u.mono)
        return INT64_MAX;
    return d > 0 && t.mono < u.mono ? INT64_MIN : d;
}

/* (sec * 10^9 + nsec) modulo d, without wider integers: bit by bit of sec. */
static int64_t modulo(uint64_t sec, int64_t nsec, int64_t d)
{
    uint64_t n = (uint64_t)d, rest = 0, term = (uint64_t)SECOND % n;
    for (; sec; sec >>= 1) {
        if (sec & 1)
            rest = (rest + term) % n; /* both below 2^63: no overflow */
        term = term * 2 % n;
    }
    return (int64_t)((rest + (uint64_t)nsec % n) % n);
}

/* How far t lies above a multiple of d since the zero time. */
static int64_t remainder_of(struct gotime t, int64_t d)
{
    int64_t sec = zero_sec(t);
    if (sec >= 0)
        return modulo((uint64_t)sec, t.nsec, d);
    int64_t nsec = t.nsec;
    uint64_t size = 0 - (uint64_t)sec;
    if (nsec > 0) {
        nsec = SECOND - nsec;
        size--;
    }
    int64_t rest = modulo(size, nsec, d);
    return rest ? d - rest : 0;
}

struct gotime gotime_truncate(struct gotime t, int64_t d)
{
    t.has_mono = false;
    t.mono = 0;
    return d <= 0 ? t : gotime_add(t, -remainder_of(t, d));
}

struct gotime gotime_round(struct gotime t, int64_t d)
{
    t.has_mono = false;
    t.mono = 0;
    if (d <= 0)
        return t;
    int64_t rest = remainder_of(t, d);
    bool down = (uint64_t)rest * 2 < (uint64_t)d;
    return gotime_add(t, down ? -rest : d - rest);
}
