/* Checks properties of charts.
 *
 * usage: property maps|origins CHART[:VALUES]...
 *
 * Prints what does not hold for which chart, and last `property: N passed, N failed`.
 */
#include "property/property.h"

#include <stdio.h>
#include <string.h>

enum { MAX_FAULTS = 5 };

void fault(struct check *c, const char *fmt, ...)
{
    if (c->fault_count++ >= MAX_FAULTS)
        return;
    va_list ap;
    va_start(ap, fmt);
    buf_put_str(&c->faults, STR("  "));
    buf_put_vfmt(&c->faults, fmt, ap);
    buf_put_char(&c->faults, '\n');
    va_end(ap);
}

static bool run(void (*check)(struct check *), const char *name, size_t *looked_at)
{
    struct arena a;
    arena_init(&a, NULL);
    const char *colon = strrchr(name, ':');
    struct check c = {.arena = &a,
                      .chart = {name, colon ? (size_t)(colon - name) : strlen(name)},
                      .values = str_from_c(colon ? colon + 1 : NULL)};
    buf_init(&c.faults, &a);
    check(&c);
    if (c.fault_count)
        printf("FAILED: %s: %zu faults\n%.*s", name, c.fault_count, (int)c.faults.len, c.faults.s);
    *looked_at += c.looked_at;
    bool ok = c.fault_count == 0;
    arena_done(&a);
    return ok;
}

int main(int argc, char **argv)
{
    if (argc < 3 || (strcmp(argv[1], "maps") != 0 && strcmp(argv[1], "origins") != 0)) {
        fputs("usage: property maps|origins CHART[:VALUES]...\n", stderr);
        return 2;
    }
    bool maps = strcmp(argv[1], "maps") == 0;
    size_t passed = 0, failed = 0, looked_at = 0;
    for (int i = 2; i < argc; i++) {
        bool ok = run(maps ? check_source_map : check_origins, argv[i], &looked_at);
        passed += ok;
        failed += !ok;
    }
    printf("%zu %s\n", looked_at, maps ? "runs" : "leaves");
    printf("property: %zu passed, %zu failed\n", passed, failed);
    return failed > 0;
}
