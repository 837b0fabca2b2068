#include "lint/call_rules.h"

#include <stdlib.h>

struct row {
    str name;
    call_rule_fn *fn;
};

static const struct row rows[] = {
#define CALL_RULE(name, rule) {STR_INIT(name), call_rule_##rule},
#include "lint/call_rules.def"
#undef CALL_RULE
};

static int by_name(const void *key, const void *row)
{
    return str_cmp(*(const str *)key, ((const struct row *)row)->name);
}

bool call_check_rules(const struct call_site *s)
{
    str name = fn_name(s->fn);
    const struct row *r = bsearch(&name, rows, sizeof rows / sizeof *rows, sizeof *rows, by_name);
    return !r || r->fn(s);
}
