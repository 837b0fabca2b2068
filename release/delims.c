#include "release/delims.h"

#include "value/map.h"

const val *delims_annotation(const struct chart *c)
{
    return c->meta ? map_get(c->meta->annotations, STR("chelm/delimiters")) : NULL;
}

bool delims_of_chart(const struct chart *c, enum delims *ret, struct diags *diags)
{
    const val *said = delims_annotation(c);
    if (said) {
        str name = chart_name(c);
        return delims_parse(val_text(*said), ret) ||
               diag_error(diags,
                          "chart %.*s: the annotation chelm/delimiters must be \"<< >>\" or "
                          "\"{{ }}\", not \"%.*s\"",
                          STR_ARG(name), STR_ARG(val_text(*said)));
    }
    *ret = DELIMS_CHELM;
    for (size_t i = 0; i < c->templates.n; i++)
        if (str_has(c->templates.items[i].data, STR("{{")))
            *ret = DELIMS_HELM;
    return true;
}
