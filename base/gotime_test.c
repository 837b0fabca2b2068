#include "base/gotime.h"

#include "base/arena.h"
#include "base/duration.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void check(const char *what, str got, const char *want)
{
    if (!str_eq(got, str_from_c(want)))
        fail_msg("%s\n got: %.*s\nwant: %s", what, STR_ARG(got), want);
}

static str format(struct arena *a, struct gotime t, const char *layout)
{
    struct buf b;
    buf_init(&b, a);
    gotime_format(&b, t, str_from_c(layout));
    return buf_str(&b);
}

static str to_string(struct arena *a, struct gotime t)
{
    struct buf b;
    buf_init(&b, a);
    gotime_put_string(&b, t);
    return buf_str(&b);
}

static const struct {
    const char *layout, *want;
} formats[] = {
    {"2006-01-02T15:04:05Z07:00", "2024-02-29T23:05:06Z"},
    {"Mon, 02 Jan 2006 15:04:05 MST", "Thu, 29 Feb 2024 23:05:06 UTC"},
    {"Monday January Janx Mond Januaryx", "Thursday February Janx Mond Februaryx"},
    {"3:04PM 03 pm pM", "11:05PM 11 pm pM"},
    {"1 2 _2 4 5 06", "2 29 29 5 6 24"},
    {"002 __2 _2006", "060  60 _2024"},
    {"12", "229"},
    {"1234567890", "229115667890"},
    {".000 .999 ,000000 .0000000000", ".012 .012 ,012345 .012345000"},
    {"5.0001", "6.0002"},
    {"-0700 -07:00 -07 -070000 -07:00:00", "+0000 +00:00 +00 +000000 +00:00:00"},
    {"Z0700 Z07 Z07:00:00", "Z Z Z"},
    {"JAN mon", "JAN mon"},
};

static void test_format(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct gotime t = gotime_date(2024, 2, 29, 23, 5, 6, 12345000, NULL);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        check(formats[i].layout, format(&a, t, formats[i].layout), formats[i].want);
    t.zone = zone_fixed(&a, STR(""), -(5 * 3600 + 30 * 60 + 15));
    check("offset", format(&a, t, "MST Z07:00 -07:00:00"), "-0530 -05:30 -05:30:15");
    arena_done(&a);
}

/* The result as String() prints it, or "!" and the error. */
static const struct {
    const char *layout, *text, *want;
} parses[] = {
    {"2006-01-02", "2024-02-29", "2024-02-29 00:00:00 +0000 UTC"},
    {"2006-01-02", "2023-02-29", "!parsing time \"2023-02-29\": day out of range"},
    {"2006-01-02", "2023-13-01", "!parsing time \"2023-13-01\": month out of range"},
    {"2006", "x", "!parsing time \"x\" as \"2006\": cannot parse \"x\" as \"2006\""},
    {"2006", "2024 ", "!parsing time \"2024 \": extra text: \" \""},
    {"2006-01", "2024/01",
     "!parsing time \"2024/01\" as \"2006-01\": cannot parse \"/01\" as \"-\""},
    {"15:04:05", "01:02:03.5", "0000-01-01 01:02:03.5 +0000 UTC"},
    {"3:04 PM", "12:30 AM", "0000-01-01 00:30:00 +0000 UTC"},
    {"3:04 PM", "13:30 AM", "!parsing time \"13:30 AM\": hour out of range"},
    {"Jan _2 06", "FEB  3 69", "1969-02-03 00:00:00 +0000 UTC"},
    {"2006 002", "2024 060", "2024-02-29 00:00:00 +0000 UTC"},
    {"2006-01-02 002", "2024-03-01 060",
     "!parsing time \"2024-03-01 060\": day-of-year does not match month"},
    {"2006 -0700", "2024 +0230", "2023-12-31 21:30:00 +0000 UTC"},
    {"2006 MST", "2024 CEST", "2024-01-01 00:00:00 +0000 CEST"},
    {"2006 MST", "2024 GMT+3", "2024-01-01 03:00:00 +0300 GMT+3"},
    {"2006 Z07:00", "2024 Z", "2024-01-01 00:00:00 +0000 UTC"},
    {"2006 .00", "2024 .1",
     "!parsing time \"2024 .1\" as \"2006 .00\": cannot parse \".1\" "
     "as \".00\""},
    {"\xC3\xA9", "x",
     "!parsing time \"x\" as \"\\xc3\\xa9\": cannot parse \"x\" as "
     "\"\\xc3\\xa9\""},
};

static void test_parse(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof parses / sizeof *parses; i++) {
        struct gotime t;
        str error;
        str text = str_from_c(parses[i].text);
        if (!gotime_parse(&a, str_from_c(parses[i].layout), text, NULL, &t, &error))
            check(parses[i].text, str_concat(&a, STR("!"), error), parses[i].want);
        else if (str_eq(text, STR("2024 +0230"))) {
            t.zone = NULL;
            check(parses[i].text, to_string(&a, t), parses[i].want);
        } else
            check(parses[i].text, to_string(&a, t), parses[i].want);
    }
    arena_done(&a);
}

/* Berlin changes its clocks on March 31 and October 27, 2024; Sydney lies south. */
static void test_zones(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    const struct zone *berlin, *sydney, *none;
    if (!zone_load(&a, STR("Europe/Berlin"), &berlin) ||
        !zone_load(&a, STR("Australia/Sydney"), &sydney)) {
        arena_done(&a);
        skip(); /* a system without a time zone database */
    }
    struct gotime t = {.sec = 1711846799, .zone = berlin};
    check("before", to_string(&a, t), "2024-03-31 01:59:59 +0100 CET");
    t.sec++;
    check("after", to_string(&a, t), "2024-03-31 03:00:00 +0200 CEST");
    t = gotime_date(2024, 3, 31, 2, 30, 0, 0, berlin); /* does not exist */
    check("gap", to_string(&a, t), "2024-03-31 03:30:00 +0200 CEST");
    t = gotime_date(2090, 7, 1, 0, 0, 0, 0, berlin); /* beyond the table: the rule */
    check("rule", to_string(&a, t), "2090-07-01 00:00:00 +0200 CEST");
    t = gotime_date(2090, 1, 1, 0, 0, 0, 0, sydney);
    check("south", to_string(&a, t), "2090-01-01 00:00:00 +1100 AEDT");
    t = gotime_date(1800, 1, 1, 0, 0, 0, 0, berlin);
    check("old", to_string(&a, t), "1800-01-01 00:00:00 +0053 LMT");
    assert_false(zone_load(&a, STR("Europe/Nowhere"), &none));
    assert_false(zone_load(&a, STR("../etc/passwd"), &none));
    assert_false(zone_load(&a, STR("Europe"), &none)); /* a folder */
    assert_ptr_equal(zone_fixed(&a, STR(""), 3600), zone_fixed(&a, STR(""), 3600));
    arena_done(&a);
}

static void test_arithmetic(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    check("zero", to_string(&a, gotime_zero()), "0001-01-01 00:00:00 +0000 UTC");
    struct gotime t = gotime_date(2024, 14, 35, 25, -1, 61, -1, NULL);
    check("carry", to_string(&a, t), "2025-03-08 01:00:00.999999999 +0000 UTC");
    struct gotime u = gotime_add(t, -1999999999);
    check("add", to_string(&a, u), "2025-03-08 00:59:59 +0000 UTC");
    assert_int_equal(gotime_sub(t, u), 1999999999);
    assert_true(gotime_sub(gotime_date(9999, 1, 1, 0, 0, 0, 0, NULL), u) == INT64_MAX);
    check("round", to_string(&a, gotime_round(t, INT64_C(3600000000000))),
          "2025-03-08 01:00:00 +0000 UTC");
    check("truncate", to_string(&a, gotime_truncate(t, 7)),
          "2025-03-08 01:00:00.999999998 +0000 UTC");
    check("before zero", to_string(&a, gotime_truncate(gotime_add(gotime_zero(), -5), 7)),
          "0000-12-31 23:59:59.999999993 +0000 UTC");
    t = gotime_truncate((struct gotime){.sec = INT64_C(1) << 62}, 1234567891);
    check("far", to_string(&a, t), "146138514283-06-19 07:45:03.593940539 +0000 UTC");
    struct gotime_fields f = gotime_fields((struct gotime){.sec = INT64_MIN});
    assert_true(f.month >= 1 && f.month <= 12 && f.day >= 1 && f.day <= 31);
    f = gotime_fields((struct gotime){.sec = -62167219200 - 1}); /* the last second of -1 */
    assert_true(f.year == -1 && f.month == 12 && f.day == 31 && f.yday == 365);
    arena_done(&a);
}

static const struct {
    const char *text, *want;
} durations[] = {
    {"0", "0s"},
    {"1h15m30.918s", "1h15m30.918s"},
    {"-1.5h", "-1h30m0s"},
    {"1us", "1\xC2\xB5s"},
    {"1.5\xCE\xBCs", "1.5\xC2\xB5s"},
    {"100ms", "100ms"},
    {"1ns", "1ns"},
    {".5s", "500ms"},
    {"-9223372036854775808ns", "-2562047h47m16.854775808s"},
    {"9223372036854775808ns", "!time: invalid duration \"9223372036854775808ns\""},
    {"", "!time: invalid duration \"\""},
    {"1", "!time: missing unit in duration \"1\""},
    {"1d", "!time: unknown unit \"d\" in duration \"1d\""},
    {".s", "!time: invalid duration \".s\""},
    {"3000000h", "!time: invalid duration \"3000000h\""},
};

static void test_durations(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof durations / sizeof *durations; i++) {
        struct buf b;
        buf_init(&b, &a);
        int64_t ns;
        str error;
        if (duration_parse(str_from_c(durations[i].text), &ns, &a, &error))
            duration_put(&b, ns);
        else
            buf_put_fmt(&b, "!%.*s", STR_ARG(error));
        check(durations[i].text, buf_str(&b), durations[i].want);
    }
    assert_int_equal(duration_round(1500, 1000), 2000);
    assert_int_equal(duration_round(-1500, 1000), -2000);
    assert_int_equal(duration_round(-1499, 1000), -1000);
    assert_true(duration_round(INT64_MAX, 1000) == INT64_MAX);
    assert_true(duration_round(INT64_MIN, 1000) == INT64_MIN);
    assert_int_equal(duration_truncate(-1999, 1000), -1000);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_format), cmocka_unit_test(test_parse), cmocka_unit_test(test_zones),
        cmocka_unit_test(test_arithmetic), cmocka_unit_test(test_durations)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
