/* The files that a render of a chart reads, for the floor program: `bench-files CHART [VALUES...]`
 * prints "read PATH" or, when the file is YAML that becomes values, "parse PATH".
 */
#include "base/arena.h"
#include "base/path.h"
#include "chart/load.h"

#include <stdio.h>
#include <string.h>

/* Chart.yaml and values.yaml of the chart or of one below it. */
static bool is_parsed(str name)
{
    while (str_has_prefix(name, STR("charts/"))) {
        name = str_from(name, 7);
        size_t slash = str_find_char(name, '/');
        if (slash == STR_NONE)
            return false;
        name = str_from(name, slash + 1);
    }
    return str_eq(name, STR("Chart.yaml")) || str_eq(name, STR("values.yaml"));
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: bench-files CHART [VALUES...]\n", stderr);
        return 2;
    }
    struct arena a;
    struct diags diags;
    arena_init(&a, NULL);
    diags_init(&diags, &a);
    const struct chart *c = chart_load(&a, str_from_c(argv[1]), &diags);
    for (size_t i = 0; c && i < c->raw.n; i++) {
        str name = c->raw.items[i].name;
        printf("%s %s/%.*s\n", is_parsed(name) ? "parse" : "read", argv[1], STR_ARG(name));
    }
    for (int i = 2; i < argc; i++)
        printf("parse %s\n", argv[i]);
    arena_done(&a);
    return c ? 0 : 1;
}
