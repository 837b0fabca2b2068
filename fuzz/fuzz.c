#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

/* Apart, so that nothing of the caller lives in registers when the trap is taken. */
static void run(fuzz_body *body, struct arena *a, str input)
{
    a->budget->armed = true;
    if (setjmp(a->budget->trap) == 0)
        body(a, input);
}

void fuzz_run(fuzz_body *body, const uint8_t *data, size_t size)
{
    struct budget b = {.limits = {[LIMIT_BYTES] = (uint64_t)64 << 20, [LIMIT_STEPS] = 300000}};
    struct arena a;
    budget_start(&b);
    arena_init(&a, &b);
    run(body, &a, str_make((const char *)data, size));
    arena_done(&a);
    if (b.used)
        fuzz_differ("memory was not given back", STR(""), STR(""));
}

str fuzz_part(str *rest)
{
    size_t end = str_find_char(*rest, '\0');
    str part = end == STR_NONE ? *rest : str_slice(*rest, 0, end);
    *rest = end == STR_NONE ? STR("") : str_from(*rest, end + 1);
    return part;
}

void fuzz_differ(const char *what, str one, str other)
{
    fprintf(stderr, "%s\n--- one\n%.*s\n--- other\n%.*s\n", what, STR_ARG(one), STR_ARG(other));
    abort();
}
