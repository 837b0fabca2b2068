/* Results: making them within limits, and asking them. */
#include "api/handles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void result_init(struct chelm_result *r, const chelm_context *c)
{
    *r = (struct chelm_result){.ok = false, .confine = c->options.confine};
    for (unsigned l = 0; l < LIMIT_COUNT; l++)
        r->budget.limits[l] = context_limit(c, (enum limit)l);
    budget_start(&r->budget);
    arena_init(&r->program, &r->budget);
    arena_init(&r->render, &r->budget);
    diags_init(&r->diags, &r->render);
}

/* Gives back everything, so that only the fixed texts are left to tell what happened. */
static void limit_exceeded(struct chelm_result *r)
{
    enum limit over = r->budget.over;
    arena_done(&r->program);
    arena_done(&r->render);
    diags_init(&r->diags, &r->render);
    r->ok = false;
    r->output = r->source_map = (str){0};
    r->parts.n = 0;
    r->reports = NULL;
    r->report_count = 0;
    r->documents = NULL;
    r->document_count = 0;
    budget_explain(&r->budget, r->limit_error, sizeof r->limit_error);
    if (over != LIMIT_NONE)
        snprintf(r->limit_note, sizeof r->limit_note, "--limit %s=N changes it (%s); 0 is no limit",
                 limit_name(over), limit_doc(over));
}

chelm_result *result_run(const chelm_context *c, result_work *work, const void *job)
{
    struct chelm_result *r = malloc(sizeof *r);
    if (!r)
        return NULL;
    result_init(r, c);
    r->budget.armed = true;
    if (setjmp(r->budget.trap) == 0)
        r->ok = work(r, c, job);
    else
        limit_exceeded(r);
    r->budget.armed = false;
    return r;
}

void chelm_result_free(chelm_result *r)
{
    if (!r)
        return;
    arena_done(&r->program);
    arena_done(&r->render);
    free(r);
}

bool chelm_result_ok(const chelm_result *r)
{
    return r && r->ok;
}

chelm_text chelm_result_output(const chelm_result *r)
{
    return chelm_result_ok(r) ? text_of(r->output) : (chelm_text){NULL, 0};
}

size_t chelm_result_part_count(const chelm_result *r)
{
    return !chelm_result_ok(r) ? 0 : r->parts.n ? r->parts.n : 1;
}

chelm_text chelm_result_part(const chelm_result *r, size_t i)
{
    if (i >= chelm_result_part_count(r))
        return (chelm_text){NULL, 0};
    return text_of(r->parts.n ? r->parts.items[i].text : r->output);
}

static const struct diag *error_at(const chelm_result *r, size_t i)
{
    const struct diag *d = r->diags.first;
    while (d && (d->severity != DIAG_ERROR || i--))
        d = d->next;
    return d;
}

/* Helm stops at the first error; what follows it is for people and tools that want more. */
static const struct diag *first_error(const chelm_result *r)
{
    return error_at(r, 0);
}

chelm_text chelm_result_error(const chelm_result *r)
{
    if (!r)
        return chelm_text_of("out of memory");
    if (r->ok)
        return (chelm_text){NULL, 0};
    if (r->limit_error[0])
        return chelm_text_of(r->limit_error);
    const struct diag *d = first_error(r);
    return d ? text_of(d->text) : chelm_text_of("unknown error");
}

bool chelm_result_failed_rendering(const chelm_result *r)
{
    if (!r || r->ok || r->limit_error[0])
        return false;
    const struct diag *d = first_error(r);
    return d && d->rendering;
}

chelm_text chelm_result_note(const chelm_result *r)
{
    if (r && r->limit_note[0])
        return chelm_text_of(r->limit_note);
    const struct diag *d = r && !r->ok && !r->limit_error[0] ? first_error(r) : NULL;
    return d ? text_of(d->note) : (chelm_text){NULL, 0};
}

size_t chelm_result_error_count(const chelm_result *r)
{
    if (chelm_result_ok(r))
        return 0;
    bool several = r && r->all_errors && !r->limit_error[0] && r->diags.errors;
    return several ? r->diags.errors : 1;
}

chelm_text chelm_result_error_at(const chelm_result *r, size_t i)
{
    if (i >= chelm_result_error_count(r))
        return (chelm_text){NULL, 0};
    const struct diag *d = i ? error_at(r, i) : NULL;
    return d ? text_of(d->text) : chelm_result_error(r);
}

chelm_text chelm_result_report_at(const chelm_result *r, size_t i, chelm_report kind)
{
    bool known = r && !r->ok && !r->limit_error[0] && i < r->report_count;
    return known ? text_of(r->reports[i].text[kind]) : (chelm_text){NULL, 0};
}

chelm_text chelm_result_report(const chelm_result *r, chelm_report kind)
{
    return chelm_result_report_at(r, 0, kind);
}

chelm_text chelm_result_source_map(const chelm_result *r)
{
    return chelm_result_ok(r) ? text_of(r->source_map) : (chelm_text){NULL, 0};
}

chelm_text chelm_result_partial(const chelm_result *r)
{
    return r && !r->ok && !r->limit_error[0] ? text_of(r->partial) : (chelm_text){NULL, 0};
}

chelm_text chelm_result_release_name(const chelm_result *r)
{
    return r && !r->limit_error[0] ? text_of(r->release_name) : (chelm_text){NULL, 0};
}

static const struct diag *next_log(const struct diag *d)
{
    while (d && d->severity == DIAG_ERROR)
        d = d->next;
    return d;
}

size_t chelm_result_log_count(const chelm_result *r)
{
    size_t n = 0;
    for (const struct diag *d = r ? next_log(r->diags.first) : NULL; d; d = next_log(d->next))
        n++;
    return n;
}

chelm_text chelm_result_log(const chelm_result *r, size_t i, chelm_severity *ret_severity)
{
    const struct diag *d = next_log(r->diags.first);
    while (d && i--)
        d = next_log(d->next);
    if (!d)
        return (chelm_text){NULL, 0};
    if (ret_severity)
        *ret_severity = d->severity == DIAG_DEBUG  ? CHELM_DEBUG
                        : d->severity == DIAG_INFO ? CHELM_INFO
                                                   : CHELM_WARN;
    return text_of(d->text);
}

size_t chelm_result_document_count(const chelm_result *r)
{
    return chelm_result_ok(r) ? r->document_count : 0;
}

chelm_document chelm_result_document(const chelm_result *r, size_t i)
{
    if (i >= chelm_result_document_count(r))
        return (chelm_document){.is_crd = false};
    return r->documents[i];
}
