/* Checks properties of charts.
 *
 * usage: property maps|origins|lineage CHART[:VALUES]...
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

static const struct property {
    const char *name;
    void (*check)(struct check *);
    const char *unit;
} properties[] = {
    {"maps", check_source_map, "runs"},
    {"origins", check_origins, "leaves"},
    {"lineage", check_lineage, "values"},
};

static const struct property *find(const char *name)
{
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (strcmp(name, properties[i].name) == 0)
            return &properties[i];
    return NULL;
}

int main(int argc, char **argv)
{
    const struct property *p = argc < 3 ? NULL : find(argv[1]);
    if (!p) {
        fputs("usage: property maps|origins|lineage CHART[:VALUES]...\n", stderr);
        return 2;
    }
    size_t passed = 0, failed = 0, looked_at = 0;
    for (int i = 2; i < argc; i++) {
        bool ok = run(p->check, argv[i], &looked_at);
        passed += ok;
        failed += !ok;
    }
    printf("%zu %s\n", looked_at, p->unit);
    printf("property: %zu passed, %zu failed\n", passed, failed);
    return failed > 0;
}
