#include "base/gotime.h"

#include "base/calendar.h"
#include "base/gotime_layout.h"

/* The time being read; -1: not seen. */
struct parts {
    int year, month, day, yday, hour, minute, second;
    int64_t nsec;
    bool am, pm, utc;
    int offset; /* Go tells "none" by -1, which is also one second west */
    str zone_name;
};

struct parser {
    struct arena *arena;
    str layout, text; /* all of it, for errors */
    str rest;         /* of the text */
    str layout_rest;
    struct parts p;
    const char *range_error; /* what is out of range, NULL: nothing */
    str *ret_error;
};

static bool is_digit_at(str s, size_t i)
{
    return i < s.len && s.s[i] >= '0' && s.s[i] <= '9';
}

static str head(str s, size_t n)
{
    return str_slice(s, 0, n);
}

static void drop(struct parser *p, size_t n)
{
    p->rest = str_from(p->rest, n);
}

/* `parsing time "x" as "2006": cannot parse "x" as "2006"` */
static bool fail_elem(struct parser *p, str elem, str value)
{
    struct buf b;
    buf_init(&b, p->arena);
    buf_put_str(&b, STR("parsing time "));
    gotime_put_quoted(&b, p->text);
    buf_put_str(&b, STR(" as "));
    gotime_put_quoted(&b, p->layout);
    buf_put_str(&b, STR(": cannot parse "));
    gotime_put_quoted(&b, value);
    buf_put_str(&b, STR(" as "));
    gotime_put_quoted(&b, elem);
    *p->ret_error = buf_str(&b);
    return false;
}

static bool fail_message(struct parser *p, const char *message, const str *quoted)
{
    struct buf b;
    buf_init(&b, p->arena);
    buf_put_str(&b, STR("parsing time "));
    gotime_put_quoted(&b, p->text);
    buf_put_fmt(&b, ": %s", message);
    if (quoted)
        gotime_put_quoted(&b, *quoted);
    *p->ret_error = buf_str(&b);
    return false;
}

/* One or two digits (two when `fixed`). */
static bool take_number(str *s, bool fixed, int *ret)
{
    if (!is_digit_at(*s, 0) || (fixed && !is_digit_at(*s, 1)))
        return false;
    size_t n = is_digit_at(*s, 1) ? 2 : 1;
    int v = 0;
    for (size_t i = 0; i < n; i++)
        v = v * 10 + (s->s[i] - '0');
    *s = str_from(*s, n);
    *ret = v;
    return true;
}

/* All of s (at most nine digits) with an optional sign. As atoi in Go's time/format.go. */
static bool to_int(str s, int *ret)
{
    bool negative = s.len && s.s[0] == '-';
    if (negative || (s.len && s.s[0] == '+'))
        s = str_from(s, 1);
    int v = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit_at(s, i))
            return false;
        v = v * 10 + (s.s[i] - '0');
    }
    *ret = negative ? -v : v;
    return true;
}

/* A number within [low, high], else a range error. */
static bool take_ranged(struct parser *p, bool fixed, int low, int high, const char *what, int *ret)
{
    if (!take_number(&p->rest, fixed, ret))
        return false;
    if (*ret < low || *ret > high)
        p->range_error = what;
    return true;
}

/* The literal text between elements: runs of spaces match any number of spaces. */
static bool skip_literal(struct parser *p, str literal)
{
    str prefix = literal;
    while (prefix.len) {
        if (prefix.s[0] == ' ') {
            if (p->rest.len && p->rest.s[0] != ' ')
                return fail_elem(p, literal, p->rest);
            while (prefix.len && prefix.s[0] == ' ')
                prefix = str_from(prefix, 1);
            while (p->rest.len && p->rest.s[0] == ' ')
                drop(p, 1);
            continue;
        }
        if (p->rest.len == 0 || p->rest.s[0] != prefix.s[0])
            return fail_elem(p, literal, p->rest);
        prefix = str_from(prefix, 1);
        drop(p, 1);
    }
    return true;
}

/* A name of the table, without regard to case; its number from 1, or 0. */
static int take_name(struct parser *p, const str *names, int n, bool is_short)
{
    for (int i = 0; i < n; i++) {
        str name = is_short ? head(names[i], 3) : names[i];
        if (p->rest.len >= name.len && str_eq_fold(head(p->rest, name.len), name)) {
            drop(p, name.len);
            return i + 1;
        }
    }
    return 0;
}

/* The fraction's digits behind its point: `n` bytes with the point. */
static bool take_fraction(struct parser *p, size_t n)
{
    if (p->rest.s[0] != '.' && p->rest.s[0] != ',')
        return false;
    size_t used = n > 10 ? 10 : n;
    int v;
    if (!to_int(str_slice(p->rest, 1, used), &v))
        return false;
    if (v < 0)
        p->range_error = "fractional second";
    p->p.nsec = v;
    for (size_t i = used; i < 10; i++)
        p->p.nsec *= 10;
    drop(p, n);
    return true;
}

static bool starts_fraction(str s)
{
    return s.len >= 2 && (s.s[0] == '.' || s.s[0] == ',') && is_digit_at(s, 1);
}

static size_t fraction_length(str s)
{
    size_t n = 1;
    while (is_digit_at(s, n))
        n++;
    return n;
}

static bool take_second(struct parser *p, bool fixed)
{
    if (!take_ranged(p, fixed, 0, 59, "second", &p->p.second))
        return false;
    if (p->range_error || !starts_fraction(p->rest))
        return true;
    enum layout_elem next = layout_next(p->layout_rest).elem;
    if (next == LAYOUT_FRACTION_0 || next == LAYOUT_FRACTION_9)
        return true;
    return take_fraction(p, fraction_length(p->rest)); /* one that the layout doesn't mention */
}

static bool take_year(struct parser *p, bool is_long)
{
    size_t n = is_long ? 4 : 2;
    if (p->rest.len < n || (is_long && !is_digit_at(p->rest, 0)))
        return false;
    int year;
    if (!to_int(head(p->rest, n), &year))
        return false;
    drop(p, n);
    if (!is_long)
        year += year >= 69 ? 1900 : 2000;
    p->p.year = year;
    return true;
}

static bool take_year_day(struct parser *p, bool zeros)
{
    for (int i = 0; i < 2 && !zeros && p->rest.len && p->rest.s[0] == ' '; i++)
        drop(p, 1);
    int v = 0;
    size_t n = 0;
    for (; n < 3 && is_digit_at(p->rest, n); n++)
        v = v * 10 + (p->rest.s[n] - '0');
    if (n == 0 || (zeros && n != 3))
        return false;
    drop(p, n);
    p->p.yday = v;
    return true;
}

static bool take_am_pm(struct parser *p, str am, str pm)
{
    if (str_has_prefix(p->rest, pm))
        p->p.pm = true;
    else if (str_has_prefix(p->rest, am))
        p->p.am = true;
    else
        return false;
    drop(p, 2);
    return true;
}

/* Where an offset element has its digits. */
struct offset_form {
    size_t length, minutes, seconds; /* 0: has none */
    bool colon;
};

static struct offset_form offset_form(enum layout_elem e)
{
    switch (e) {
    case LAYOUT_ISO_COLON:
    case LAYOUT_NUM_COLON:
        return (struct offset_form){6, 4, 0, true};
    case LAYOUT_NUM_SHORT:
    case LAYOUT_ISO_SHORT:
        return (struct offset_form){3, 0, 0, false};
    case LAYOUT_ISO_COLON_SECONDS:
    case LAYOUT_NUM_COLON_SECONDS:
        return (struct offset_form){9, 4, 7, true};
    case LAYOUT_ISO_SECONDS:
    case LAYOUT_NUM_SECONDS:
        return (struct offset_form){7, 3, 5, false};
    default:
        return (struct offset_form){5, 3, 0, false};
    }
}

static bool number_at(str s, size_t at, int *ret)
{
    str digits = str_slice(s, at, at + 2);
    return take_number(&digits, true, ret);
}

static bool take_offset(struct parser *p, enum layout_elem e)
{
    struct offset_form f = offset_form(e);
    str s = p->rest;
    if (s.len < f.length || (f.colon && s.s[3] != ':') || (f.colon && f.seconds && s.s[6] != ':'))
        return false;
    drop(p, f.length);
    int hours = 0, minutes = 0, seconds = 0;
    bool ok = number_at(s, 1, &hours) && (!f.minutes || number_at(s, f.minutes, &minutes)) &&
              (!f.seconds || number_at(s, f.seconds, &seconds));
    /* Some people do write 24 hours, 60 minutes, 60 seconds: Go allows it. */
    if (hours > 24)
        p->range_error = "time zone offset hour";
    if (minutes > 60)
        p->range_error = "time zone offset minute";
    if (seconds > 60)
        p->range_error = "time zone offset second";
    p->p.offset = (hours * 60 + minutes) * 60 + seconds;
    if (s.s[0] == '-')
        p->p.offset = -p->p.offset;
    return ok && (s.s[0] == '+' || s.s[0] == '-');
}

/* The length of "+N" or "-N" with N up to 23, else 0. */
static size_t signed_hours_length(str s)
{
    if (s.len == 0 || (s.s[0] != '+' && s.s[0] != '-') || !is_digit_at(s, 1))
        return 0;
    int v = 0;
    size_t n = 1;
    for (; is_digit_at(s, n); n++) {
        v = v * 10 + (s.s[n] - '0');
        if (v > 23)
            return 0;
    }
    return n;
}

/* How long the zone abbreviation at the start of s is, 0 when there is none. As parseTimeZone. */
static size_t abbreviation_length(str s)
{
    if (s.len < 3)
        return 0;
    if (str_has_prefix(s, STR("ChST")) || str_has_prefix(s, STR("MeST")))
        return 4;
    if (str_has_prefix(s, STR("GMT")))
        return 3 + signed_hours_length(str_from(s, 3));
    if (s.s[0] == '+' || s.s[0] == '-')
        return signed_hours_length(s);
    size_t upper = 0;
    while (upper < 6 && upper < s.len && s.s[upper] >= 'A' && s.s[upper] <= 'Z')
        upper++;
    if (upper == 5 && s.s[4] == 'T')
        return 5;
    if (upper == 4 && (s.s[3] == 'T' || str_has_prefix(s, STR("WITA"))))
        return 4;
    return upper == 3 ? 3 : 0;
}

static bool take_zone_name(struct parser *p)
{
    if (str_has_prefix(p->rest, STR("UTC"))) {
        p->p.utc = true;
        drop(p, 3);
        return true;
    }
    size_t n = abbreviation_length(p->rest);
    if (n == 0)
        return false;
    p->p.zone_name = head(p->rest, n);
    drop(p, n);
    return true;
}

static bool take_iso_offset(struct parser *p, enum layout_elem e)
{
    if (p->rest.len == 0 || p->rest.s[0] != 'Z')
        return take_offset(p, e);
    p->p.utc = true;
    drop(p, 1);
    return true;
}

static bool take_elem(struct parser *p, const struct layout_chunk *c)
{
    struct parts *t = &p->p;
    switch (c->elem) {
    case LAYOUT_YEAR:
    case LAYOUT_LONG_YEAR:
        return take_year(p, c->elem == LAYOUT_LONG_YEAR);
    case LAYOUT_MONTH:
    case LAYOUT_LONG_MONTH:
        return (t->month = take_name(p, LAYOUT_MONTHS, 12, c->elem == LAYOUT_MONTH)) > 0;
    case LAYOUT_NUM_MONTH:
    case LAYOUT_ZERO_MONTH:
        return take_ranged(p, c->elem == LAYOUT_ZERO_MONTH, 1, 12, "month", &t->month);
    case LAYOUT_WEEKDAY:
    case LAYOUT_LONG_WEEKDAY: /* checked, and otherwise ignored */
        return take_name(p, LAYOUT_DAYS, 7, c->elem == LAYOUT_WEEKDAY) > 0;
    case LAYOUT_UNDER_DAY:
        if (p->rest.len && p->rest.s[0] == ' ')
            drop(p, 1);
        return take_number(&p->rest, false, &t->day);
    case LAYOUT_DAY:
    case LAYOUT_ZERO_DAY:
        return take_number(&p->rest, c->elem == LAYOUT_ZERO_DAY, &t->day);
    case LAYOUT_UNDER_YEAR_DAY:
    case LAYOUT_ZERO_YEAR_DAY:
        return take_year_day(p, c->elem == LAYOUT_ZERO_YEAR_DAY);
    case LAYOUT_HOUR:
        return take_ranged(p, false, 0, 23, "hour", &t->hour);
    case LAYOUT_HOUR12:
    case LAYOUT_ZERO_HOUR12:
        return take_ranged(p, c->elem == LAYOUT_ZERO_HOUR12, 0, 12, "hour", &t->hour);
    case LAYOUT_MINUTE:
    case LAYOUT_ZERO_MINUTE:
        return take_ranged(p, c->elem == LAYOUT_ZERO_MINUTE, 0, 59, "minute", &t->minute);
    case LAYOUT_SECOND:
    case LAYOUT_ZERO_SECOND:
        return take_second(p, c->elem == LAYOUT_ZERO_SECOND);
    case LAYOUT_PM:
        return take_am_pm(p, STR("AM"), STR("PM"));
    case LAYOUT_LOWER_PM:
        return take_am_pm(p, STR("am"), STR("pm"));
    case LAYOUT_ZONE_NAME:
        return take_zone_name(p);
    case LAYOUT_FRACTION_0:
        return p->rest.len >= c->digits + 1 && take_fraction(p, c->digits + 1);
    case LAYOUT_FRACTION_9: /* may be left out, and may have any number of digits */
        return !starts_fraction(p->rest) || take_fraction(p, fraction_length(p->rest));
    case LAYOUT_ISO_SECONDS:
    case LAYOUT_ISO_COLON_SECONDS:
    case LAYOUT_ISO:
    case LAYOUT_ISO_COLON:
    case LAYOUT_ISO_SHORT:
        return take_iso_offset(p, c->elem);
    default:
        return take_offset(p, c->elem);
    }
}

static bool take_all(struct parser *p)
{
    for (;;) {
        struct layout_chunk c = layout_next(p->layout_rest);
        if (!skip_literal(p, c.prefix))
            return false;
        if (c.elem == LAYOUT_END)
            return p->rest.len == 0 || fail_message(p, "extra text: ", &p->rest);
        p->layout_rest = c.rest;
        str hold = p->rest;
        bool ok = take_elem(p, &c);
        if (p->range_error)
            return fail_message(
                p, str_c(p->arena, str_fmt(p->arena, "%s out of range", p->range_error)), NULL);
        if (!ok)
            return fail_elem(p, c.text, hold);
    }
}

/* Month and day from the day of the year. */
static bool apply_year_day(struct parser *p)
{
    struct parts *t = &p->p;
    int yday = t->yday, month = 0, day = 0;
    if (calendar_is_leap(t->year)) {
        if (yday == 31 + 29) {
            month = 2;
            day = 29;
        } else if (yday > 31 + 29) {
            yday--;
        }
    }
    if (yday < 1 || yday > 365)
        return fail_message(p, "day-of-year out of range", NULL);
    if (month == 0) {
        month = 1;
        while (calendar_days_before(month + 1) < yday)
            month++;
        day = yday - calendar_days_before(month);
    }
    if (t->month >= 0 && t->month != month)
        return fail_message(p, "day-of-year does not match month", NULL);
    if (t->day >= 0 && t->day != day)
        return fail_message(p, "day-of-year does not match day", NULL);
    t->month = month;
    t->day = day;
    return true;
}

static bool complete(struct parser *p)
{
    struct parts *t = &p->p;
    if (t->pm && t->hour < 12)
        t->hour += 12;
    else if (t->am && t->hour == 12)
        t->hour = 0;
    if (t->yday >= 0 && !apply_year_day(p))
        return false;
    if (t->month < 0)
        t->month = 1;
    if (t->day < 0)
        t->day = 1;
    if (t->day < 1 || t->day > calendar_days_in(t->month, t->year))
        return fail_message(p, "day out of range", NULL);
    return true;
}

static struct gotime in_zone(const struct parts *p, const struct zone *zone)
{
    return gotime_date(p->year, p->month, p->day, p->hour, p->minute, p->second, p->nsec, zone);
}

static struct gotime with_offset(struct arena *a, const struct parts *p, const struct zone *zone)
{
    struct gotime t = in_zone(p, NULL);
    t.sec -= p->offset;
    struct zone_info here = zone_lookup(zone, t.sec);
    bool same = here.offset == p->offset &&
                (p->zone_name.len == 0 || str_eq(here.abbreviation, p->zone_name));
    t.zone = same ? zone : zone_fixed(a, p->zone_name, p->offset);
    return t;
}

static struct gotime with_name(struct arena *a, const struct parts *p, const struct zone *zone)
{
    struct gotime t = in_zone(p, NULL);
    int32_t offset = 0;
    if (zone_find_name(zone, p->zone_name, t.sec, &offset)) {
        t.sec -= offset;
        t.zone = zone;
        return t;
    }
    int hours = 0;
    if (p->zone_name.len > 3 && str_has_prefix(p->zone_name, STR("GMT")))
        to_int(str_from(p->zone_name, 3), &hours);
    t.zone = zone_fixed(a, p->zone_name, hours * 3600);
    return t;
}

bool gotime_parse(struct arena *a, str layout, str text, const struct zone *zone,
                  struct gotime *ret, str *ret_error)
{
    struct parser p = {.arena = a,
                       .layout = layout,
                       .text = text,
                       .rest = text,
                       .layout_rest = layout,
                       .p = {.month = -1, .day = -1, .yday = -1, .offset = -1},
                       .ret_error = ret_error};
    if (!take_all(&p) || !complete(&p))
        return false;
    if (p.p.utc)
        *ret = in_zone(&p.p, NULL);
    else if (p.p.offset != -1)
        *ret = with_offset(a, &p.p, zone);
    else if (p.p.zone_name.len)
        *ret = with_name(a, &p.p, zone);
    else
        *ret = in_zone(&p.p, zone);
    return true;
}
