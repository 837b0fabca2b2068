#include "base/zone_rule.h"

#include "base/calendar.h"

enum { SECONDS_PER_HOUR = 3600, MAX_HOURS = 24 * 7 };

/* When in a year the clocks change. */
struct change {
    enum { JULIAN, DAY_OF_YEAR, MONTH_WEEK_DAY } kind;
    int day, week, month;
    int time; /* seconds after midnight */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool eat(str *s, char c)
{
    if (s->len == 0 || s->s[0] != c)
        return false;
    *s = str_from(*s, 1);
    return true;
}

static bool ends_name(char c)
{
    return is_digit(c) || c == ',' || c == '-' || c == '+';
}

static bool parse_name(str *s, str *ret)
{
    if (eat(s, '<')) {
        size_t end = str_find_char(*s, '>');
        if (end == STR_NONE)
            return false;
        *ret = str_slice(*s, 0, end);
        *s = str_from(*s, end + 1);
        return true;
    }
    size_t n = 0;
    while (n < s->len && !ends_name(s->s[n]))
        n++;
    if (n < 3)
        return false;
    *ret = str_slice(*s, 0, n);
    *s = str_from(*s, n);
    return true;
}

static bool parse_number(str *s, int min, int max, int *ret)
{
    int n = 0;
    size_t i = 0;
    for (; i < s->len && is_digit(s->s[i]); i++) {
        n = n * 10 + (s->s[i] - '0');
        if (n > max)
            return false;
    }
    if (i == 0 || n < min)
        return false;
    *s = str_from(*s, i);
    *ret = n;
    return true;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool parse_offset(str *s, int *ret)
{
    bool negative = false;
    if (!eat(s, '+'))
        negative = eat(s, '-');
    int hours = 0, minutes = 0, seconds = 0;
    if (!parse_number(s, 0, MAX_HOURS, &hours))
        return false;
    if (eat(s, ':')) {
        if (!parse_number(s, 0, 59, &minutes))
            return false;
        if (eat(s, ':') && !parse_number(s, 0, 59, &seconds))
            return false;
    }
    int offset = hours * SECONDS_PER_HOUR + minutes * 60 + seconds;
    *ret = negative ? -offset : offset;
    return true;
}

static bool parse_month_week_day(str *s, struct change *c)
{
    c->kind = MONTH_WEEK_DAY;
    return parse_number(s, 1, 12, &c->month) && eat(s, '.') && parse_number(s, 1, 5, &c->week) &&
           eat(s, '.') && parse_number(s, 0, 6, &c->day);
}

static bool parse_change(str *s, struct change *ret)
{
    struct change c = {.time = 2 * SECONDS_PER_HOUR};
    bool ok;
    if (eat(s, 'J')) {
        c.kind = JULIAN;
        ok = parse_number(s, 1, 365, &c.day);
    } else if (eat(s, 'M')) {
        ok = parse_month_week_day(s, &c);
    } else {
        c.kind = DAY_OF_YEAR;
        ok = parse_number(s, 0, 365, &c.day);
    }
    if (!ok || (eat(s, '/') && !parse_offset(s, &c.time)))
        return false;
    *ret = c;
    return true;
}

/* Days from January 1 to the day of the change. */
static int change_day(int64_t year, const struct change *c)
{
    if (c->kind == JULIAN)
        return c->day - 1 + (calendar_is_leap(year) && c->day >= 60);
    if (c->kind == DAY_OF_YEAR)
        return c->day;
    int first = calendar_weekday(calendar_days(year, c->month, 1));
    int day = (c->day - first + 7) % 7;
    for (int week = 1; week < c->week && day + 7 < calendar_days_in(c->month, year); week++)
        day += 7;
    return day + calendar_days_before(c->month) + (calendar_is_leap(year) && c->month > 2);
}

/* Seconds from the start of the year, in UTC, to the change. */
static int64_t change_time(int64_t year, const struct change *c, int offset)
{
    return (int64_t)change_day(year, c) * SECONDS_PER_DAY + c->time - offset;
}

struct rule {
    struct zone_info standard, daylight;
    bool has_daylight;
    struct change start, end; /* of daylight time */
};

static bool parse_daylight(str s, struct rule *r)
{
    if (!parse_name(&s, &r->daylight.abbreviation))
        return false;
    int offset = -r->standard.offset - SECONDS_PER_HOUR;
    if (s.len && s.s[0] != ',' && !parse_offset(&s, &offset))
        return false;
    r->daylight.offset = -offset;
    if (s.len == 0)
        s = STR(",M3.2.0,M11.1.0"); /* the default of the reference implementation */
    return (eat(&s, ',') || eat(&s, ';')) && parse_change(&s, &r->start) && eat(&s, ',') &&
           parse_change(&s, &r->end) && s.len == 0;
}

static bool parse_rule(str s, struct rule *r)
{
    *r = (struct rule){.daylight.is_dst = true};
    int offset = 0;
    if (!parse_name(&s, &r->standard.abbreviation) || !parse_offset(&s, &offset))
        return false;
    r->standard.offset = -offset; /* the text counts westward */
    r->has_daylight = s.len > 0 && s.s[0] != ',';
    return !r->has_daylight || parse_daylight(s, r);
}

static struct zone_info bounded(struct zone_info info, int64_t start, int64_t end)
{
    info.start = start;
    info.end = end;
    return info;
}

bool zone_rule_lookup(str rule, int64_t last, int64_t sec, struct zone_info *ret)
{
    struct rule r;
    if (!parse_rule(rule, &r))
        return false;
    if (!r.has_daylight) {
        *ret = bounded(r.standard, last, INT64_MAX);
        return true;
    }
    struct calendar_date d = calendar_date(((uint64_t)sec + CALENDAR_FROM_UNIX) / SECONDS_PER_DAY);
    int64_t year_sec = (int64_t)(d.yday - 1) * SECONDS_PER_DAY + sec % SECONDS_PER_DAY;
    int64_t year_start = (int64_t)((uint64_t)sec - (uint64_t)year_sec);
    int64_t start = change_time(d.year, &r.start, r.standard.offset);
    int64_t end = change_time(d.year, &r.end, r.daylight.offset);
    struct zone_info outer = r.standard, inner = r.daylight;
    if (end < start) { /* the southern hemisphere: standard time lies within the year */
        int64_t t = start;
        start = end;
        end = t;
        outer = r.daylight;
        inner = r.standard;
    }
    if (year_sec < start)
        *ret = bounded(outer, year_start, start + year_start);
    else if (year_sec >= end)
        *ret = bounded(outer, end + year_start, year_start + INT64_C(365) * SECONDS_PER_DAY);
    else
        *ret = bounded(inner, start + year_start, end + year_start);
    return true;
}
