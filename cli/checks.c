#include "cli/checks.h"

#include "base/arena.h"
#include "base/quote.h"
#include "base/shared_library.h"
#include "base/slog.h"
#include "cli/option_value.h"
#include "cli/output.h"

#include <stdio.h>

static bool is_one_of(str s, const str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(s, list[i]))
            return true;
    return false;
}

bool checks_bad_color(const struct options *o, str *ret)
{
    static const str modes[] = {STR_INIT("never"), STR_INIT("auto"), STR_INIT("always")};
    enum { MODES = sizeof modes / sizeof *modes };
    *ret = o->color_mode;
    return !is_one_of(*ret, modes, MODES);
}

bool checks_has_system_label(const struct options *o)
{
    static const str labels[] = {STR_INIT("name"),      STR_INIT("owner"),
                                 STR_INIT("status"),    STR_INIT("version"),
                                 STR_INIT("createdAt"), STR_INIT("modifiedAt")};
    for (size_t i = 0; i < o->labels.n; i++)
        if (is_one_of(o->labels.items[i], labels, sizeof labels / sizeof *labels))
            return true;
    return false;
}

static bool refused(struct arena *a, const char *option)
{
    return output_error(str_fmt(a,
                                "%s is not supported: charts are rendered without cluster and "
                                "network",
                                option));
}

static bool invalid_dry_run(struct arena *a, str value, const char *valid)
{
    return output_error(
        str_fmt(a, "invalid dry-run value (%.*s). Must be %s", STR_ARG(quote(a, value)), valid));
}

/* A line on standard error, before the render. */
static void log_line(struct arena *a, str line)
{
    shared_library_prepare(a); /* not to tell it twice */
    fprintf(stderr, "%.*s\n", STR_ARG(line));
}

/* As cmdGetDryRunFlagStrategy. */
static bool check_dry_run(struct arena *a, str value)
{
    static const char either[] = "\"server\" or \"client\"";
    bool yes;
    if (str_eq(value, STR("client")))
        return true;
    if (str_eq(value, STR("unset"))) {
        log_line(a, STR("level=WARN msg=\"--dry-run is deprecated and should be replaced with "
                        "'--dry-run=client'\""));
        return true;
    }
    if (str_eq(value, STR("server")))
        return refused(a, "--dry-run=server");
    if (str_eq(value, STR("none")))
        return invalid_dry_run(a, value, either);
    if (!option_parse_bool(value, &yes))
        return invalid_dry_run(a, value, "\"none\", \"server\", or \"client\"");
    if (!yes)
        return invalid_dry_run(a, value, either);
    log_line(a, STR("level=WARN msg=\"boolean '--dry-run=true' flag is deprecated and must be "
                    "replaced with '--dry-run=client'\""));
    return true;
}

static bool too_many(struct arena *a, const struct texts *args)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, STR("expected at most two arguments, unexpected arguments: "));
    for (size_t i = 2; i < args->n; i++)
        buf_put_fmt(&b, "%s%.*s", i > 2 ? ", " : "", STR_ARG(args->items[i]));
    return output_error(buf_str(&b));
}

static bool name_and_chart(struct arena *a, const struct options *o, str *ret_name, str *ret_chart)
{
    const struct texts *args = &o->args;
    if (args->n > 2)
        return too_many(a, args);
    if (args->n == 2 && o->generate_name)
        return output_error(STR("cannot set --generate-name and also specify a name"));
    if (args->n == 2 && o->name_template.len)
        return output_error(STR("cannot set --name-template and also specify a name"));
    *ret_name = args->n == 2 ? args->items[0] : STR("release-name");
    *ret_chart = args->items[args->n - 1];
    return true;
}

static void log_version(struct arena *a, const struct options *o)
{
    struct buf line;
    buf_init(&line, a);
    slog_begin(&line, "DEBUG", "Original chart version");
    slog_attr(&line, "version", o->version);
    if (!o->version.len && o->devel)
        buf_put_str(&line, STR("\nlevel=DEBUG msg=\"setting version to >0.0.0-0\""));
    if (o->debug)
        log_line(a, buf_str(&line));
}

bool checks_usage(const struct options *o)
{
    if (o->args.n == 0)
        return output_error(STR("\"chelm-template\" requires at least 1 argument\n\n"
                                "Usage:  chelm-template [NAME] [CHART] [flags]"));
    return !o->conflict.len || output_error(o->conflict);
}

bool checks_pass(struct arena *a, const struct options *o, str *ret_name, str *ret_chart)
{
    if (!check_dry_run(a, o->dry_run))
        return false;
    log_version(a, o);
    if (!name_and_chart(a, o, ret_name, ret_chart))
        return false;
    if (o->validate)
        return refused(a, "--validate");
    if (o->repo.len)
        return refused(a, "--repo");
    return !o->verify || refused(a, "--verify");
}
