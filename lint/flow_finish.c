/* What is left of the findings when all templates were looked at. */
#include "lint/flow_walk.h"
#include "lint/reads.h"

void flow_report_all(struct flow_frame *f)
{
    for (struct flow_pending *p = f->pending, *next; p; p = next) {
        next = p->next;
        p->next = f->flow->reported;
        f->flow->reported = p;
    }
    f->pending = NULL;
}

static bool same_place(const struct finding *x, const struct finding *y)
{
    return x->rule == y->rule && x->file == y->file && x->span.begin == y->span.begin;
}

static bool found_with(const struct flow_summary *s, const struct finding *g)
{
    for (const struct flow_pending *p = s->pending; p; p = p->next)
        if (same_place(p->finding, g))
            return true;
    return false;
}

/* A define may be called with several arguments: what only some of them lack is optional. */
static bool lacks_everywhere(const struct flow *w, const struct flow_pending *p)
{
    for (const struct flow_summary *s = w->summaries[p->define - 1]; s; s = s->next)
        if (s->done && !s->widened && !s->arg->any && !found_with(s, p->finding))
            return false;
    return true;
}

/* A helper that is meant for another chart's context. */
static bool is_foreign(const struct flow_pending *p)
{
    return p->define && p->path && p->path->kind == FLOW_ROOT_CHART && p->finding->file->chart &&
           p->path->root->chart != p->finding->file->chart;
}

/* Somebody may use it without saying its name. */
static bool used_as_part(const struct flow_path *p, bool passed)
{
    for (p = p->parent; p && p->depth >= 2; p = p->parent)
        if (p->whole || (passed && p->passed))
            return true;
    return false;
}

static bool is_paired(const struct flow_pending *p)
{
    return p->near && !p->near->read && p->near->kind == FLOW_ROOT_CHART &&
           !used_as_part(p->near, true);
}

static void finish_typo(struct flow *w, struct flow_pending *p)
{
    struct finding *g = p->finding;
    if (!is_paired(p))
        return;
    g->severity = LINT_ERROR;
    g->confidence = LINT_CERTAIN;
    g->fix = g->edit_count ? LINT_FIX_SAFE : LINT_FIX_NONE;
    struct findings own = {.arena = w->arena};
    finding_help(&own, g, "nothing reads the declared one");
}

static bool is_excused(const struct flow *w, const struct flow_pending *p)
{
    enum rule_id rule = p->finding->rule;
    if (p->define && (p->arg_only || is_foreign(p)) && !lacks_everywhere(w, p))
        return true;
    if (is_foreign(p))
        return true;
    if (rule == RULE_CH104 && p->only_paired && !is_paired(p))
        return true;
    bool optional = rule == RULE_CH104 || rule == RULE_CH101;
    return optional && p->path && used_as_part(p->path, false) && !is_paired(p);
}

/* What is printed as nothing there fails there already. */
static bool is_told(const struct flow *w, const struct flow_pending *p)
{
    if (p->finding->rule != RULE_CH101)
        return false;
    for (const struct flow_pending *q = w->reported; q; q = q->next)
        if (q->finding->rule == RULE_CH203 && q->finding->file == p->finding->file &&
            q->finding->span.begin <= p->finding->span.begin &&
            q->finding->span.end >= p->finding->span.end)
            return true;
    return false;
}

static struct flow_pending *reversed(struct flow_pending *p)
{
    struct flow_pending *r = NULL;
    for (struct flow_pending *next; p; p = next) {
        next = p->next;
        p->next = r;
        r = p;
    }
    return r;
}

/* ---- what is read, for the rules about values ---- */

enum { NAMES_MAX = 32 };

static void tell_read(struct lint_project *project, const struct flow_path *p)
{
    str names[NAMES_MAX];
    uint32_t n = p->depth;
    if (p->kind != FLOW_ROOT_CHART || !p->read || n < 2 || n > NAMES_MAX)
        return;
    const struct flow_path *at = p;
    for (uint32_t i = n; i > 0; i--, at = at->parent)
        names[i - 1] = at->name;
    if (str_eq(names[0], STR("Values")))
        reads_add(project, names + 1, n - 1, p->used);
}

static void tell_reads(struct flow *w)
{
    for (uint32_t i = 0; i < w->paths.cap; i++)
        for (const struct flow_path *p = w->paths.slots[i]; p; p = p->next)
            tell_read(w->project, p);
}

void flow_report_finish(struct flow *w)
{
    tell_reads(w);
    w->reported = reversed(w->reported);
    for (struct flow_pending *p = w->reported; p; p = p->next) {
        if (is_excused(w, p) || is_told(w, p))
            continue;
        if (p->finding->rule == RULE_CH104)
            finish_typo(w, p);
        finding_take(w->project->findings, p->finding);
    }
    if (w->exhausted && w->project->root->template_count)
        finding_put(w->project->findings, RULE_CH009, w->project->root->templates[0],
                    (struct span){0, 0}, "the analysis stopped after %llu steps",
                    (unsigned long long)w->visits);
}
