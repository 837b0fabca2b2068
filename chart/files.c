#include "chart/files.h"

#include "value/map.h"

val files_val(struct arena *a, const struct chart *c)
{
    struct map *m = map_new(a, c->files.n);
    for (size_t i = 0; i < c->files.n; i++)
        map_set(m, c->files.items[i].name, val_bytes(c->files.items[i].data));
    return val_typed_map(T_FILES, m);
}
