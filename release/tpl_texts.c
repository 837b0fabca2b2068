#include "release/tpl_texts.h"

#include "value/map.h"

void tpl_texts_init(struct tpl_texts *t, struct arena *a, str holding)
{
    *t = (struct tpl_texts){.arena = a, .holding = holding, .read = {map_new(a, 0), map_new(a, 0)}};
}

void tpl_texts_add(struct tpl_texts *t, str left, str text)
{
    struct map *m = t->read[str_eq(left, delims_left(DELIMS_HELM)) ? DELIMS_HELM : DELIMS_CHELM];
    if (str_has(text, t->holding) && !map_has(m, text))
        map_set(m, str_dup(t->arena, text), val_bool(true));
}

size_t tpl_texts_count(const struct tpl_texts *t)
{
    return map_len(t->read[DELIMS_HELM]) + map_len(t->read[DELIMS_CHELM]);
}

bool tpl_texts_has(const struct tpl_texts *t, enum delims d, str part)
{
    part = str_trim_blanks(part);
    const struct map *m = t->read[d];
    for (size_t i = 0; part.len && i < map_len(m); i++)
        if (str_has(m->entries[i].key, part))
            return true;
    return false;
}
