/* The compiled templates of one chart, kept for the renders to come.
 *
 * Which templates a render of a chart runs depends on its values: they enable subcharts. So a cache
 * holds a few programs, each found by its list of files. Programs are made under the cache's lock,
 * never change after that, and live until the cache is done: any number of threads may ask for one
 * and run it at the same time.
 */
#ifndef CHELM_EVAL_PROGRAM_CACHE_H
#define CHELM_EVAL_PROGRAM_CACHE_H

#include "eval/eval.h"

#include <pthread.h>

struct cached_program;

struct program_cache {
    pthread_mutex_t lock;
    struct cached_program *first;
    size_t count;
    size_t limit; /* bytes for each program; 0: none */
};

/* False only when the system refuses a lock. */
bool program_cache_init(struct program_cache *c, size_t limit);
/* No program may be running. */
void program_cache_done(struct program_cache *c);

/* The program of these files; their texts (the bytes, not equal ones) must live as long as the
 * cache. NULL when they don't compile, when memory is out, or when there are too many programs
 * already: the caller then compiles for itself, and meets the error, if it is one, there. */
const struct eval_program *program_cache_get(struct program_cache *c,
                                             const struct template_file *files, size_t n);

#endif
