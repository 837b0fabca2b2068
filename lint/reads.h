/* What templates read of .Values, for rules about values that nobody reads.
 *
 * Collected from the trees alone, when first asked for: paths as they are written behind .Values,
 * in any chart's templates, and every word that could be a key (fields, texts). So it knows more
 * than is read, and what it does not know nobody reads. Whoever finds out more (paths through
 * variables and dots) adds it.
 */
#ifndef CHELM_LINT_READS_H
#define CHELM_LINT_READS_H

#include "lint/project.h"

/* The value at a path below .Values (of any chart) is read; `whole`: not only in a condition, so
 * that keys below it may be read, too. */
void reads_add(struct lint_project *p, const str *names, size_t n, bool whole);
/* A word that may be a key somewhere. */
void reads_add_word(struct lint_project *p, str word);

/* Whether templates mention the word as a field or in a text. */
bool reads_word(struct lint_project *p, str word);
/* Whether the map at the path, or one that holds it, is used as a whole: toYaml, range, an argument
 * … The empty path is .Values itself. */
bool reads_whole(struct lint_project *p, const str *names, size_t n);
/* Whether the path, something on the way to it that is used as a whole, or something below it is
 * read. */
bool reads_path(struct lint_project *p, const str *names, size_t n);

#endif
