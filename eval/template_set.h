/* The templates that can be called by name, and which of several definitions wins.
 *
 * As the common part of Go's template.Template: a later definition replaces an earlier one unless
 * it is empty. tpl renders in a set of its own above the caller's, which the caller never sees.
 */
#ifndef CHELM_EVAL_TEMPLATE_SET_H
#define CHELM_EVAL_TEMPLATE_SET_H

#include "eval/later.h"
#include "value/map.h"

struct template
{
    struct tree tree;
    const struct code *code;  /* compiled when first run, or by template_set_compile */
    struct later_text *later; /* of a file that is parsed when it runs (later.h); or NULL */
    struct template *made_before;
};

struct template_set {
    struct arena *arena;
    const struct template_set *below; /* or NULL */
    struct map *by_name;              /* name → address of its struct template */
};

/* Whether a template may call a function of that name; for struct parse_options. `data` is a struct
 * fn_cache or NULL. */
bool template_has_function(void *data, str name);

struct template_set *template_set_new(struct arena *a, const struct template_set *below);
/* Adds a definition under the rule above. */
void template_set_add(struct template_set *s, const struct tree *tree);
/* The definition that a call of that name runs, or NULL. */
struct template *template_set_find(const struct template_set *s, str name, uint32_t hash);
/* Compiles all definitions of the set into its arena and indexes their sources' lines, so that
 * running them changes nothing any more. */
void template_set_compile(struct template_set *s, enum compile_mode mode);
/* Adds a file that is parsed later; until then its tree has a name and a source only. */
struct template *template_set_add_later(struct template_set *s, struct source *src,
                                        struct later_text *text);

#endif
