#include "api/strict.h"

#include "api/inputs.h"
#include "api/value_origins.h"
#include "release/strict.h"

/* As value_origins_trace, with what each source made of the values. */
static bool trace(struct chelm_result *r, const chelm_chart *chart, const chelm_render_options *o,
                  struct origins *ret)
{
    struct diags said = r->diags, unheard;
    diags_init(&unheard, &r->render);
    diags_init(&r->diags, &r->render);
    str file;
    struct chart *c = inputs_locate(r, chart, &file) ? inputs_load(r, chart, file) : NULL;
    r->diags = said;
    return c && origins_trace(&r->render, c, inputs_values(&r->render, o), o->value_count, NULL,
                              ret, &unheard);
}

void strict_check(struct chelm_result *r, const chelm_chart *chart, const chelm_render_options *o,
                  const struct render *render, const struct missing_log *log)
{
    struct strict s = {.arena = &r->render, .diags = &r->diags};
    enum delims given;
    struct origins origins;
    s.root_delims = inputs_delims(o, &given);
    if (!value_origins_are_gone(o) && trace(r, chart, o, &origins))
        strict_check_values(&s, &origins);
    strict_check_reads(&s, log);
    strict_check_outputs(&s, render->files, render->count, log);
}
