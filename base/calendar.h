/* The proleptic Gregorian calendar over the whole range of Go's time.Time.
 *
 * Days are counted from March 1 of the year -292277022400 in a uint64_t, as Go counts them, so that
 * no valid time is negative and overflow wraps as Go's does. Nothing fails.
 */
#ifndef CHELM_BASE_CALENDAR_H
#define CHELM_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

enum { SECONDS_PER_DAY = 86400 };

/* What is added to seconds since 1970 (modulo 2^64) to count from the calendar's first day. */
#define CALENDAR_FROM_UNIX                                                                         \
    ((UINT64_C(292277022400) / 400 * 146097 + 306) * SECONDS_PER_DAY + UINT64_C(62135596800))

struct calendar_date {
    int64_t year;
    int month; /* 1-12 */
    int day;   /* 1-31 */
    int yday;  /* 1-366 */
};

struct calendar_date calendar_date(uint64_t days);
/* The day of a date; `day` may be out of the month's range. month is 1-12. */
uint64_t calendar_days(int64_t year, int month, int64_t day);
int calendar_weekday(uint64_t days); /* 0 Sunday */

bool calendar_is_leap(int64_t year);
int calendar_days_in(int month, int64_t year);
int calendar_days_before(int month); /* in a year that is no leap year; month 1-13 */

#endif
