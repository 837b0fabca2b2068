/* The texts that `tpl` read while a chart was rendered, by the pair it read them with: what tells
 * which values and files are templates. */
#ifndef CHELM_RELEASE_TPL_TEXTS_H
#define CHELM_RELEASE_TPL_TEXTS_H

#include "lexer/delims.h"

struct tpl_texts {
    struct arena *arena; /* where the texts are kept */
    str holding;         /* only texts that hold this are of interest */
    struct map *read[2]; /* by enum delims; the keys are the texts */
};

void tpl_texts_init(struct tpl_texts *t, struct arena *a, str holding);
void tpl_texts_add(struct tpl_texts *t, str left, str text);
size_t tpl_texts_count(const struct tpl_texts *t);
/* Whether `part`, but for the blanks around it, is part of a text read with the pair. */
bool tpl_texts_has(const struct tpl_texts *t, enum delims d, str part);

#endif
