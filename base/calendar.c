#include "base/calendar.h"

/* A multiple of 400, so that the calendar of year 0 and of the first year agree. */
#define FIRST_YEAR UINT64_C(292277022400)

enum { DAYS_PER_400_YEARS = 146097, DAYS_PER_4_YEARS = 1461, MARCH_TO_DECEMBER = 306 };

struct calendar_date calendar_date(uint64_t days)
{
    /* Years begin in March here, so that the leap day is a year's last. */
    uint64_t quarter_days = 4 * days + 3;
    uint64_t century = quarter_days / DAYS_PER_400_YEARS;
    uint64_t century_day = quarter_days % DAYS_PER_400_YEARS / 4;
    uint64_t year = (4 * century_day + 3) / DAYS_PER_4_YEARS;
    int yday = (int)((4 * century_day + 3) % DAYS_PER_4_YEARS / 4);
    int month = (5 * yday + 461) / 153; /* 3 March … 14 February */
    bool next_year = month > 12;
    struct calendar_date d;
    d.year = (int64_t)(century * 100 + year - FIRST_YEAR) + next_year;
    d.day = yday - (153 * month - 457) / 5 + 1;
    d.month = next_year ? month - 12 : month;
    d.yday = next_year ? yday - MARCH_TO_DECEMBER + 1 : yday + 60 + calendar_is_leap(d.year);
    return d;
}

uint64_t calendar_days(int64_t year, int month, int64_t day)
{
    bool before_march = month < 3;
    uint64_t y = (uint64_t)year - before_march + FIRST_YEAR;
    int m = before_march ? month + 12 : month;
    uint64_t days = 146097 * (y / 100) / 4 + 1461 * (y % 100) / 4;
    return days + (uint64_t)((153 * m - 457) / 5) + (uint64_t)day - 1;
}

int calendar_weekday(uint64_t days)
{
    return (int)((days + 3) % 7); /* the first day is a Wednesday, as March 1, 2000 was */
}

bool calendar_is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int calendar_days_before(int month)
{
    static const short before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    return before[month - 1];
}

int calendar_days_in(int month, int64_t year)
{
    if (month == 2 && calendar_is_leap(year))
        return 29;
    return calendar_days_before(month + 1) - calendar_days_before(month);
}
