#include "funcs/call_test.h"

static const struct call_case formatting[] = {
    {"dateInZone \"2006-01-02 15:04 MST\" 0 \"UTC\"", "1970-01-01 00:00 UTC"},
    {"dateInZone \"15:04 MST\" 0 \"No/Where\"", "00:00 UTC"},
    {"htmlDateInZone 86400 \"\"", "1970-01-02"},
    {"toDate \"2006-01-02\" \"2024-02-29\" | unixEpoch", "1709164800"},
};

static const struct call_case making[] = {
    {"toDate \"2006-01-02\" \"2024-02-29\"", "2024-02-29 00:00:00 +0000 UTC"},
    {"toDate \"2006\" \"x\"", "0001-01-01 00:00:00 +0000 UTC"},
    {"mustToDate \"2006\" \"x\"",
     "!parsing time \"x\" as \"2006\": cannot parse \"x\" as \"2006\""},
    {"dateModify \"-24h\" (toDate \"2006-01-02\" \"2024-03-01\")", "2024-02-29 00:00:00 +0000 UTC"},
    {"dateModify \"1d\" (toDate \"2006\" \"2024\")", "2024-01-01 00:00:00 +0000 UTC"},
    {"mustDateModify \"1d\" (toDate \"2006\" \"2024\")",
     "!time: unknown unit \"d\" in duration \"1d\""},
    {"now", "2001-09-09 01:46:40.000000005 +0000 UTC m=+0.000000000"},
};

static const struct call_case durations[] = {
    {"duration \"3661\"", "1h1m1s"},
    {"duration 95", "0s"},
    {"duration 95.0", "0s"},
    {"duration \"x\"", "0s"},
    {"duration \"9223372037\"", "-2562047h47m16.709551616s"},
    {"durationRound \"2h10m5s\"", "2h"},
    {"durationRound \"1h\"", "60m"},
    {"durationRound \"24h\"", "24h"},
    {"durationRound \"9000h\"", "1y"},
    {"durationRound \"-800h\"", "1mo"},
    {"durationRound \"50h\"", "2d"},
    {"durationRound 5", "0s"},
    {"durationRound (toDate \"2006-01-02\" \"2001-09-01\")", "8d"},
    {"ago 0", "277777h46m40s"},
    {"ago nil", "0s"},
    {"ago (now)", "0s"},
};

/* 2001-09-09 01:46:40.000000005 */
static void clock_now(void *data, int64_t *seconds, int32_t *nanoseconds)
{
    (void)data;
    *seconds = 1000000000;
    *nanoseconds = 5;
}

static void check_all(const struct call_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct arena a;
        arena_init(&a, NULL);
        struct fn_env env = {.arena = &a, .random = call_random, .now = clock_now};
        struct call_parser p = {.arena = &a, .env = &env, .at = cases[i].call};
        struct buf b;
        buf_init(&b, &a);
        val v;
        if (call_expression(&p, &v))
            gofmt_value(&b, v);
        else
            buf_put_fmt(&b, "!%.*s", STR_ARG(p.error));
        if (!str_eq(buf_str(&b), str_from_c(cases[i].want)))
            fail_msg("%s\n got: %s\nwant: %s", cases[i].call, str_c(&a, buf_str(&b)),
                     cases[i].want);
        arena_done(&a);
    }
}

static void test_formatting(void **state)
{
    (void)state;
    check_all(formatting, sizeof formatting / sizeof *formatting);
}

static void test_making(void **state)
{
    (void)state;
    check_all(making, sizeof making / sizeof *making);
}

static void test_durations(void **state)
{
    (void)state;
    check_all(durations, sizeof durations / sizeof *durations);
}

static int use_utc(void **state)
{
    (void)state;
    return setenv("TZ", "UTC", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_formatting),
                                       cmocka_unit_test(test_making),
                                       cmocka_unit_test(test_durations)};
    return cmocka_run_group_tests(tests, use_utc, NULL);
}
