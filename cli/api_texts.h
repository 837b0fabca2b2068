/* Texts of the command line as the library takes them.
 *
 * Views: what they show lives as long as the texts themselves do; arrays live in the arena.
 */
#ifndef CHELM_CLI_API_TEXTS_H
#define CHELM_CLI_API_TEXTS_H

#include "api/libchelm.h"
#include "cli/options.h"

static inline chelm_text api_text(str s)
{
    return (chelm_text){s.s, s.len};
}

static inline str api_str(chelm_text t)
{
    return (str){t.s, t.len};
}

chelm_text *api_texts(struct arena *a, const struct texts *t);

/* The options that give values, as Helm's values.Options has them. */
struct value_texts {
    const struct texts *files, *set_json, *set, *set_string, *set_file, *set_literal;
};

/* They in the order in which Helm applies them: by kind, each kind as on the command line. As
 * values.Options.MergeValues. */
chelm_value *api_values(struct arena *a, const struct value_texts *given, size_t *ret_n);

#endif
