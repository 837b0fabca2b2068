#include "eval/program_cache.h"

#include "base/arena.h"

#include <stdlib.h>

/* Values that enable every subset of the subcharts must not fill the memory with programs. */
enum { MAX_PROGRAMS = 32 };

struct cached_program {
    struct arena arena;
    struct budget budget;
    struct template_file *files; /* names and texts: the key */
    size_t n;
    struct eval_program program;
    struct cached_program *next;
};

bool program_cache_init(struct program_cache *c, size_t limit)
{
    *c = (struct program_cache){.limit = limit};
    return pthread_mutex_init(&c->lock, NULL) == 0;
}

static void free_entry(struct cached_program *e)
{
    arena_done(&e->arena);
    free(e);
}

void program_cache_done(struct program_cache *c)
{
    while (c->first) {
        struct cached_program *e = c->first;
        c->first = e->next;
        free_entry(e);
    }
    pthread_mutex_destroy(&c->lock);
}

static bool has_files(const struct cached_program *e, const struct template_file *files, size_t n)
{
    if (e->n != n)
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct template_file *x = &e->files[i], *y = &files[i];
        if (x->text.s != y->text.s || x->text.len != y->text.len || x->delims != y->delims ||
            !str_eq(x->name, y->name))
            return false;
    }
    return true;
}

static bool compile(struct cached_program *e, const struct template_file *files, size_t n)
{
    struct arena *a = &e->arena;
    struct diags diags;
    diags_init(&diags, a);
    e->files = ARENA_ARRAY(a, struct template_file, n);
    e->n = n;
    for (size_t i = 0; i < n; i++)
        e->files[i] = (struct template_file){
            .name = str_dup(a, files[i].name), .text = files[i].text, .delims = files[i].delims};
    if (!eval_compile(a, e->files, n, false, &e->program, &diags))
        return false;
    eval_make_shareable(&e->program);
    return true;
}

static struct cached_program *new_entry(size_t limit)
{
    struct cached_program *e = malloc(sizeof *e);
    if (!e)
        return NULL;
    *e = (struct cached_program){.budget = {.limits[LIMIT_BYTES] = limit}};
    arena_init(&e->arena, &e->budget);
    arena_keep_for_long(&e->arena);
    return e;
}

/* This is where control lands when the entry's memory runs out. */
static bool fill_entry(struct cached_program *e, const struct template_file *files, size_t n)
{
    e->budget.armed = true;
    if (setjmp(e->budget.trap))
        return false;
    bool ok = compile(e, files, n);
    e->budget.armed = false;
    return ok;
}

static const struct cached_program *add(struct program_cache *c, const struct template_file *files,
                                        size_t n)
{
    struct cached_program *e = c->count < MAX_PROGRAMS ? new_entry(c->limit) : NULL;
    if (!e)
        return NULL;
    if (!fill_entry(e, files, n)) {
        free_entry(e);
        return NULL;
    }
    e->next = c->first;
    c->first = e;
    c->count++;
    return e;
}

const struct eval_program *program_cache_get(struct program_cache *c,
                                             const struct template_file *files, size_t n)
{
    pthread_mutex_lock(&c->lock);
    const struct cached_program *e = c->first;
    while (e && !has_files(e, files, n))
        e = e->next;
    if (!e)
        e = add(c, files, n);
    pthread_mutex_unlock(&c->lock);
    return e ? &e->program : NULL;
}
