#include "base/gotime.h"
#include "base/gotime_layout.h"

/* At least `width` digits, a minus sign not counted. As appendInt in Go's time/format.go. */
static void put_padded(struct buf *out, int64_t v, int width)
{
    if (v < 0)
        buf_put_char(out, '-');
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    buf_put_fmt(out, "%0*llu", width, (unsigned long long)u);
}

static void put_name(struct buf *out, const str *names, int64_t i, int64_t n, bool is_short,
                     const char *type)
{
    if (i < 0 || i >= n)
        buf_put_fmt(out, "%%!%s(%llu)", type, (unsigned long long)i + (*type == 'M' ? 1 : 0));
    else
        buf_put_str(out, is_short ? str_slice(names[i], 0, 3) : names[i]);
}

void gotime_put_month(struct buf *out, int64_t month)
{
    put_name(out, LAYOUT_MONTHS, (int64_t)((uint64_t)month - 1), 12, false, "Month");
}

void gotime_put_weekday(struct buf *out, int64_t weekday)
{
    put_name(out, LAYOUT_DAYS, weekday, 7, false, "Weekday");
}

static void put_fraction(struct buf *out, int32_t nsec, const struct layout_chunk *c)
{
    bool trim = c->elem == LAYOUT_FRACTION_9;
    if (trim && (c->digits == 0 || nsec == 0))
        return;
    size_t before = out->len;
    buf_put_fmt(out, "%c%09d", c->separator, (int)nsec);
    if (c->digits < 9)
        out->len -= 9 - c->digits;
    while (trim && out->len > before && out->s[out->len - 1] == '0')
        out->len--;
    if (trim && out->len == before + 1)
        out->len = before;
}

/* What an offset element looks like. */
struct offset_form {
    bool z, colon, minutes, seconds;
};

static struct offset_form offset_form(enum layout_elem e)
{
    struct offset_form f = {.z = e >= LAYOUT_ISO_SECONDS && e <= LAYOUT_ISO_SHORT,
                            .colon = e == LAYOUT_ISO_COLON || e == LAYOUT_NUM_COLON ||
                                     e == LAYOUT_ISO_COLON_SECONDS || e == LAYOUT_NUM_COLON_SECONDS,
                            .minutes = e != LAYOUT_NUM_SHORT && e != LAYOUT_ISO_SHORT,
                            .seconds = e == LAYOUT_NUM_SECONDS || e == LAYOUT_ISO_SECONDS ||
                                       e == LAYOUT_NUM_COLON_SECONDS ||
                                       e == LAYOUT_ISO_COLON_SECONDS};
    return f;
}

static void put_offset(struct buf *out, int32_t offset, struct offset_form f)
{
    if (f.z && offset == 0) {
        buf_put_char(out, 'Z');
        return;
    }
    int32_t minutes = offset / 60; /* of an offset of -30 seconds, the sign is lost, as in Go */
    int32_t size = minutes < 0 ? -offset : offset;
    buf_put_char(out, minutes < 0 ? '-' : '+');
    minutes = minutes < 0 ? -minutes : minutes;
    put_padded(out, minutes / 60, 2);
    if (f.colon)
        buf_put_char(out, ':');
    if (f.minutes)
        put_padded(out, minutes % 60, 2);
    if (!f.seconds)
        return;
    if (f.colon)
        buf_put_char(out, ':');
    put_padded(out, size % 60, 2);
}

static void put_zone_name(struct buf *out, const struct gotime_fields *f)
{
    if (f->abbreviation.len)
        buf_put_str(out, f->abbreviation);
    else
        put_offset(out, f->offset, (struct offset_form){.minutes = true});
}

static int hour12(int hour)
{
    return hour % 12 ? hour % 12 : 12;
}

static void put_padded_with_blanks(struct buf *out, int v, int width)
{
    buf_put_fmt(out, "%*d", width, v);
}

static bool put_date_elem(struct buf *out, const struct gotime_fields *f, enum layout_elem e)
{
    switch (e) {
    case LAYOUT_YEAR:
        put_padded(out, (f->year < 0 ? -f->year : f->year) % 100, 2);
        return true;
    case LAYOUT_LONG_YEAR:
        put_padded(out, f->year, 4);
        return true;
    case LAYOUT_MONTH:
    case LAYOUT_LONG_MONTH:
        put_name(out, LAYOUT_MONTHS, f->month - 1, 12, e == LAYOUT_MONTH, "Month");
        return true;
    case LAYOUT_NUM_MONTH:
    case LAYOUT_ZERO_MONTH:
        put_padded(out, f->month, e == LAYOUT_ZERO_MONTH ? 2 : 1);
        return true;
    case LAYOUT_WEEKDAY:
    case LAYOUT_LONG_WEEKDAY:
        put_name(out, LAYOUT_DAYS, f->weekday, 7, e == LAYOUT_WEEKDAY, "Weekday");
        return true;
    case LAYOUT_DAY:
    case LAYOUT_ZERO_DAY:
        put_padded(out, f->day, e == LAYOUT_ZERO_DAY ? 2 : 1);
        return true;
    case LAYOUT_UNDER_DAY:
        put_padded_with_blanks(out, f->day, 2);
        return true;
    case LAYOUT_UNDER_YEAR_DAY:
        put_padded_with_blanks(out, f->yday, 3);
        return true;
    case LAYOUT_ZERO_YEAR_DAY:
        put_padded(out, f->yday, 3);
        return true;
    default:
        return false;
    }
}

static bool put_clock_elem(struct buf *out, const struct gotime_fields *f, enum layout_elem e)
{
    switch (e) {
    case LAYOUT_HOUR:
        put_padded(out, f->hour, 2);
        return true;
    case LAYOUT_HOUR12:
    case LAYOUT_ZERO_HOUR12:
        put_padded(out, hour12(f->hour), e == LAYOUT_ZERO_HOUR12 ? 2 : 1);
        return true;
    case LAYOUT_MINUTE:
    case LAYOUT_ZERO_MINUTE:
        put_padded(out, f->minute, e == LAYOUT_ZERO_MINUTE ? 2 : 1);
        return true;
    case LAYOUT_SECOND:
    case LAYOUT_ZERO_SECOND:
        put_padded(out, f->second, e == LAYOUT_ZERO_SECOND ? 2 : 1);
        return true;
    case LAYOUT_PM:
        buf_put_str(out, f->hour >= 12 ? STR("PM") : STR("AM"));
        return true;
    case LAYOUT_LOWER_PM:
        buf_put_str(out, f->hour >= 12 ? STR("pm") : STR("am"));
        return true;
    default:
        return false;
    }
}

void gotime_format(struct buf *out, struct gotime t, str layout)
{
    struct gotime_fields f = gotime_fields(t);
    while (layout.len) {
        struct layout_chunk c = layout_next(layout);
        buf_put_str(out, c.prefix);
        if (c.elem == LAYOUT_END)
            return;
        layout = c.rest;
        if (put_date_elem(out, &f, c.elem) || put_clock_elem(out, &f, c.elem))
            continue;
        if (c.elem == LAYOUT_ZONE_NAME)
            put_zone_name(out, &f);
        else if (c.elem == LAYOUT_FRACTION_0 || c.elem == LAYOUT_FRACTION_9)
            put_fraction(out, t.nsec, &c);
        else
            put_offset(out, f.offset, offset_form(c.elem));
    }
}

/* " m=+0.000012345" */
static void put_mono(struct buf *out, int64_t mono)
{
    uint64_t u = mono < 0 ? 0 - (uint64_t)mono : (uint64_t)mono;
    buf_put_fmt(out, " m=%c%llu.%09llu", mono < 0 ? '-' : '+', (unsigned long long)(u / 1000000000),
                (unsigned long long)(u % 1000000000));
}

void gotime_put_string(struct buf *out, struct gotime t)
{
    gotime_format(out, t, STR("2006-01-02 15:04:05.999999999 -0700 MST"));
    if (t.has_mono)
        put_mono(out, t.mono);
}

void gotime_put_go_string(struct buf *out, struct gotime t)
{
    struct gotime_fields f = gotime_fields(t);
    buf_put_str(out, STR("time.Date("));
    buf_put_int(out, f.year);
    buf_put_str(out, STR(", time."));
    buf_put_str(out, LAYOUT_MONTHS[f.month - 1]);
    buf_put_fmt(out, ", %d, %d, %d, %d, %d, ", f.day, f.hour, f.minute, f.second, (int)t.nsec);
    if (!t.zone) {
        buf_put_str(out, STR("time.UTC"));
    } else if (zone_is_local(t.zone)) {
        buf_put_str(out, STR("time.Local"));
    } else {
        buf_put_str(out, STR("time.Location("));
        gotime_put_quoted(out, zone_name(t.zone));
        buf_put_char(out, ')');
    }
    buf_put_char(out, ')');
}

bool gotime_put_rfc3339_strict(struct buf *out, struct gotime t, str *ret_error)
{
    struct gotime_fields f = gotime_fields(t);
    if (f.year < 0 || f.year > 9999) {
        *ret_error = STR("year outside of range [0,9999]");
        return false;
    }
    if (f.offset / 3600 >= 24 || f.offset / 3600 <= -24) {
        *ret_error = STR("timezone hour outside of range [0,23]");
        return false;
    }
    gotime_format(out, t, STR("2006-01-02T15:04:05.999999999Z07:00"));
    return true;
}
