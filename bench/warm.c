/* What a render costs in a process that has the chart already: `bench-warm CASES` reads
 * a case a line (CHART or CHART\tVALUES) and prints "CASE<tab>MICROSECONDS" for each: the least CPU
 * time of a render of the loaded chart. Its counterpart in Go is bench/warm-go.
 */
#include "api/libchelm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double cpu_microseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static bool render(chelm_context *context, const chelm_chart *chart,
                   const chelm_render_options *options, double *least)
{
    double start = cpu_microseconds();
    chelm_result *r = chelm_render(context, chart, options);
    bool ok = chelm_result_ok(r);
    chelm_result_free(r);
    double cost = cpu_microseconds() - start;
    if (cost < *least)
        *least = cost;
    return ok;
}

/* At least 10 renders, more when they are short. */
static bool measure(chelm_context *context, const char *path, const char *values, double *least)
{
    chelm_chart *chart = chelm_chart_open(context, chelm_text_of(path));
    chelm_chart_load(context, chart);
    chelm_value value = {CHELM_VALUES_FILE, chelm_text_of(values)};
    chelm_render_options options = {
        CHELM_SIZE(chelm_render_options), .release_name = chelm_text_of("rel"),
        .name_space = chelm_text_of("ns"), .values = &value, .value_count = *values ? 1 : 0};
    bool ok = true;
    *least = 1e12;
    double start = cpu_microseconds();
    for (int i = 0; ok && (i < 10 || (cpu_microseconds() - start < 50e3 && i < 1000)); i++)
        ok = render(context, chart, &options, least);
    chelm_chart_free(chart);
    return ok;
}

int main(int argc, char **argv)
{
    FILE *cases = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (!cases) {
        fputs("usage: bench-warm CASES\n", stderr);
        return 2;
    }
    chelm_context *context = chelm_context_new(NULL);
    char line[8192];
    while (fgets(line, sizeof line, cases)) {
        line[strcspn(line, "\n")] = '\0';
        char name[sizeof line];
        memcpy(name, line, sizeof line);
        char *tab = strchr(line, '\t');
        if (tab)
            *tab = '\0';
        double least;
        if (measure(context, line, tab ? tab + 1 : "", &least))
            printf("%s\t%.1f\n", name, least);
        fflush(stdout);
    }
    chelm_context_free(context);
    fclose(cases);
    return 0;
}
