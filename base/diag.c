#include "base/diag.h"

#include "base/arena.h"
#include "base/buf.h"

void diags_init(struct diags *d, struct arena *a)
{
    *d = (struct diags){.arena = a};
}

struct diag *diag_put(struct diags *d, enum diag_severity severity, str text)
{
    struct diag *g = ARENA_NEW(d->arena, struct diag);
    g->severity = severity;
    g->text = text;
    if (d->last)
        d->last->next = g;
    else
        d->first = g;
    d->last = g;
    d->errors += severity == DIAG_ERROR;
    return g;
}

bool diag_error(struct diags *d, const char *fmt, ...)
{
    struct buf b;
    buf_init(&b, d->arena);
    va_list ap;
    va_start(ap, fmt);
    buf_put_vfmt(&b, fmt, ap);
    va_end(ap);
    diag_put(d, DIAG_ERROR, buf_str(&b));
    return false;
}

void diag_keep_first(struct diags *d, struct diag *before)
{
    bool found = false;
    struct diag *kept = before;
    for (struct diag *g = before ? before->next : d->first; g; g = g->next) {
        bool error = g->severity == DIAG_ERROR;
        if (error && found) {
            d->errors--;
            continue;
        }
        found = found || error;
        if (kept)
            kept->next = g;
        kept = g;
    }
    if (kept)
        kept->next = NULL;
    d->last = kept;
}

const struct diag *diag_last_error(const struct diags *d)
{
    const struct diag *last = NULL;
    for (const struct diag *g = d->first; g; g = g->next)
        if (g->severity == DIAG_ERROR)
            last = g;
    return last;
}

void diag_note(struct diags *d, struct diag *g, str note)
{
    size_t size = g->note_count * sizeof *g->notes;
    g->notes = arena_grow(d->arena, g->notes, size, size + sizeof *g->notes);
    g->notes[g->note_count++] = note;
}
