#include "api/inputs.h"

#include "api/loaded.h"
#include "api/locate.h"
#include "chart/load.h"

#include <string.h>

chelm_render_options inputs_complete(const chelm_render_options *o)
{
    chelm_render_options full = {.size = sizeof full};
    if (o)
        memcpy(&full, o, o->size < sizeof full ? o->size : sizeof full);
    if (!full.release_name.len && !full.release_name.s)
        full.release_name = chelm_text_of("release-name");
    if (!full.name_space.len)
        full.name_space = chelm_text_of("default");
    full.keep_going = full.keep_going || full.partial || full.strict;
    return full;
}

struct value_option *inputs_values(struct arena *a, const chelm_render_options *o)
{
    static const enum value_kind kinds[] = {
        [CHELM_VALUES_FILE] = VALUES_FILE,
        [CHELM_VALUES_SET] = VALUES_SET,
        [CHELM_VALUES_SET_STRING] = VALUES_SET_STRING,
        [CHELM_VALUES_SET_FILE] = VALUES_SET_FILE,
        [CHELM_VALUES_SET_JSON] = VALUES_SET_JSON,
        [CHELM_VALUES_SET_LITERAL] = VALUES_SET_LITERAL,
    };
    struct value_option *list = ARENA_ARRAY(a, struct value_option, o->value_count);
    for (size_t i = 0; i < o->value_count; i++)
        list[i] = (struct value_option){kinds[o->values[i].kind], text_str(o->values[i].text)};
    return list;
}

const enum delims *inputs_delims(const chelm_render_options *o, enum delims *given)
{
    *given = o->delims == CHELM_DELIMS_ANGLES ? DELIMS_CHELM : DELIMS_HELM;
    return o->delims == CHELM_DELIMS_AUTO ? NULL : given;
}

bool inputs_locate(struct chelm_result *r, const chelm_chart *chart, str *ret)
{
    *ret = chart->path;
    if (chart->loaded)
        return loaded_locate(chart->loaded, &r->diags);
    return chart->path.len == 0 || locate_chart(&r->program, chart->path, ret, &r->diags);
}

unsigned inputs_load_flags(const struct chelm_result *r)
{
    return (r->confine ? LOAD_CONFINED : 0u) | (r->map_files ? LOAD_MAPPED : 0u);
}

struct chart *inputs_load(struct chelm_result *r, const chelm_chart *chart, str path)
{
    if (chart->loaded)
        return loaded_chart(chart->loaded, &r->program, &r->diags);
    if (path.len)
        return chart_load_as(&r->program, path, inputs_load_flags(r), &r->diags);
    return chart_load_files(&r->program, chart->files, chart->file_count, &r->diags);
}
