#include "cli/api_texts.h"

#include "base/arena.h"

chelm_text *api_texts(struct arena *a, const struct texts *t)
{
    chelm_text *list = ARENA_ARRAY(a, chelm_text, t->n);
    for (size_t i = 0; i < t->n; i++)
        list[i] = api_text(t->items[i]);
    return list;
}

chelm_value *api_values(struct arena *a, const struct value_texts *given, size_t *ret_n)
{
    const struct {
        chelm_value_kind kind;
        const struct texts *texts;
    } kinds[] = {
        {CHELM_VALUES_FILE, given->files},        {CHELM_VALUES_SET_JSON, given->set_json},
        {CHELM_VALUES_SET, given->set},           {CHELM_VALUES_SET_STRING, given->set_string},
        {CHELM_VALUES_SET_FILE, given->set_file}, {CHELM_VALUES_SET_LITERAL, given->set_literal},
    };
    enum { KINDS = sizeof kinds / sizeof *kinds };
    size_t n = 0, at = 0;
    for (size_t i = 0; i < KINDS; i++)
        n += kinds[i].texts->n;
    chelm_value *list = ARENA_ARRAY(a, chelm_value, n);
    for (size_t i = 0; i < KINDS; i++)
        for (size_t j = 0; j < kinds[i].texts->n; j++)
            list[at++] = (chelm_value){kinds[i].kind, api_text(kinds[i].texts->items[j])};
    *ret_n = n;
    return list;
}
