/* The sources of declarations, one function each. Internal to declare*.c; types and hints live in
 * the arena given.
 */
#ifndef CHELM_LINT_DECLARE_PARTS_H
#define CHELM_LINT_DECLARE_PARTS_H

#include "lint/declare.h"
#include "lint/hint.h"
#include "lint/yaml_tree.h"

/* Values as a file holds them, with the places of the keys. `places` may be NULL. */
const struct type *declare_of_value(struct arena *a, val v, const struct lint_file *file,
                                    const struct ynode *places, enum decl_kind kind,
                                    enum presence presence);
/* Keys that are commented out, and annotations: bitnami's @param, helm-docs' `--`, @schema of
 * helm-schema, and chelm:type, chelm:open, chelm:dict. */
void declare_comments(struct arena *a, const struct lint_file *file, const struct ynode *places,
                      struct hint *into);
/* One comment without its '#': what it documents. `next` is the key below it or on its line. */
void declare_doc_line(struct arena *a, const struct lint_file *file, struct span span,
                      struct hint *root, struct hint *next, bool *in_schema);
/* The paths in the first column of tables of README.md. */
void declare_readme(struct arena *a, const struct chart *c, struct hint *into);
/* What the chart's values.schema.json allows, laid over what else is known. */
const struct type *declare_schema(struct arena *a, const struct type *t,
                                  const struct lint_chart *c);
/* `declare` of the configuration, and {{/ * chelm:declare .Values.x TYPE * /}} of templates. */
void declare_settings(struct lint_project *p, const struct lint_chart *c, struct hint *into);
/* `.` in the chart's templates, from its values_type and its subcharts' context_type. */
const struct type *declare_root(const struct lint_chart *c);

#endif
