/* Go's time.Time: an instant with a zone, its layouts and its text.
 *
 * A struct gotime is a plain value; the zone it points to outlives it (zones live in an arena, see
 * zone.h). Calendar fields follow the proleptic Gregorian calendar over the whole int64 range, with
 * Go's wrap-around past it. Nothing here reads the clock.
 */
#ifndef CHELM_BASE_GOTIME_H
#define CHELM_BASE_GOTIME_H

#include "base/buf.h"
#include "base/zone.h"

struct gotime {
    int64_t sec;             /* since 1970-01-01 00:00:00 UTC */
    int32_t nsec;            /* [0, 999999999] */
    const struct zone *zone; /* NULL: UTC */
    bool has_mono;           /* a reading of the monotonic clock came with it (time.Now) */
    int64_t mono;            /* nanoseconds since the program's start, when has_mono */
};

/* Seconds from Go's zero time (0001-01-01 00:00:00 UTC) to 1970. */
#define GOTIME_UNIX_TO_ZERO INT64_C(62135596800)

/* A time's calendar fields in its zone. */
struct gotime_fields {
    int64_t year;
    int month;   /* 1-12 */
    int day;     /* 1-31 */
    int yday;    /* 1-366 */
    int weekday; /* 0 Sunday */
    int hour, minute, second;
    int32_t offset; /* seconds east of UTC */
    str abbreviation;
    bool is_dst;
};

struct gotime gotime_zero(void); /* time.Time{}: year 1, UTC */
bool gotime_is_zero(struct gotime t);
struct gotime_fields gotime_fields(struct gotime t);
/* time.Date: fields out of range are normalised (October 32 is November 1). */
struct gotime gotime_date(int64_t year, int64_t month, int64_t day, int64_t hour, int64_t minute,
                          int64_t second, int64_t nsec, const struct zone *zone);
struct gotime gotime_add(struct gotime t, int64_t ns); /* Time.Add */
int64_t gotime_sub(struct gotime t, struct gotime u);  /* Time.Sub, saturating */
int gotime_compare(struct gotime t, struct gotime u);  /* Time.Compare */
/* Time.Truncate and Time.Round: multiples of d since the zero time; the monotonic reading goes. */
struct gotime gotime_truncate(struct gotime t, int64_t d);
struct gotime gotime_round(struct gotime t, int64_t d);

/* "January", "Sunday"; numbers out of range as Go prints them: "%!Month(13)". */
void gotime_put_month(struct buf *out, int64_t month);
void gotime_put_weekday(struct buf *out, int64_t weekday);

/* Time.Format: every layout is accepted. */
void gotime_format(struct buf *out, struct gotime t, str layout);
/* Time.String, with the monotonic reading when there is one. */
void gotime_put_string(struct buf *out, struct gotime t);
/* Time.GoString: time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC). */
void gotime_put_go_string(struct buf *out, struct gotime t);
/* RFC 3339 with nanoseconds, as MarshalJSON and MarshalText write it (without quotes). False,
 * with Go's text after "Time.MarshalJSON: ", for years outside 0-9999. */
bool gotime_put_rfc3339_strict(struct buf *out, struct gotime t, str *ret_error);

/* time.ParseInLocation(layout, text, zone). Fabricated zones and the error text live in `a`. */
bool gotime_parse(struct arena *a, str layout, str text, const struct zone *zone,
                  struct gotime *ret, str *ret_error);

#endif
