/* What the opaque handles of libchelm.h hold. Private to api/. */
#ifndef CHELM_API_HANDLES_H
#define CHELM_API_HANDLES_H

#include "api/libchelm.h"
#include "base/arena.h"
#include "base/diag.h"
#include "chart/chart.h"
#include "funcs/func.h"
#include "release/print.h"

struct loaded;

struct chelm_context {
    chelm_context_options options; /* complete: defaults are filled in */
    bool own_clock;                /* the options' clock is the caller's */
    bool is_seeded;
    uint8_t seed[32]; /* the SHA-256 of options.seed, which is not kept */
};

struct chelm_chart {
    struct arena arena;
    struct budget budget;
    str path; /* empty: the files are the chart */
    struct chart_file *files;
    size_t file_count;
    struct loaded *loaded; /* NULL: each render reads the chart */
};

struct result_report {
    str text[CHELM_REPORT_LINKED + 1];
};

enum { LIMIT_TEXT = BUDGET_PLACE_SIZE + 80 };

/* Everything that one call made. */
struct chelm_result {
    struct budget budget;
    struct arena program, render;
    struct diags diags; /* in `render` */
    bool ok;
    bool confine;   /* as in the context's options */
    bool map_files; /* the same, for renders; not where files of the chart may be written */
    str output, partial, release_name;
    struct print_parts parts;      /* of the output, which is empty then; or none */
    bool differs;                  /* of chelm_diff */
    bool all_errors;               /* there may be several that count, not only Helm's first */
    struct result_report *reports; /* of each error */
    size_t report_count;
    str source_map;
    chelm_document *documents;
    size_t document_count;
    char limit_error[LIMIT_TEXT]; /* not empty: a limit was exceeded, and everything else is gone */
    char limit_note[LIMIT_TEXT];
};

/* One call's work: false after an error in r->diags. It may be left by the budget's trap. */
typedef bool result_work(struct chelm_result *r, const chelm_context *c, const void *job);

/* A new result, filled by `work`; NULL when not even the handle could be had. This is where control
 * lands when memory runs out. */
chelm_result *result_run(const chelm_context *c, result_work *work, const void *job);

/* What the context's renders may take; 0: as much as they like. */
uint64_t context_limit(const chelm_context *c, enum limit l);

/* The environment of functions: the context's clock and randomness. What a seeded one has to
 * remember is in `a`. */
struct fn_env context_env(const chelm_context *c, struct arena *a);

static inline str text_str(chelm_text t)
{
    return (str){t.s, t.len};
}
static inline chelm_text text_of(str s)
{
    return (chelm_text){s.s, s.len};
}

#endif
