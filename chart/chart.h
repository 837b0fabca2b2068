/* A chart in memory: what its files hold, and the charts below it.
 *
 * A chart and everything in it live in one arena (`arena`). Loading (load.h, archive.h) makes it,
 * dependency processing (dependencies.h) edits it in place: names become aliases, disabled
 * subcharts go, imported values come. After that nothing changes it; renders clone the values.
 */
#ifndef CHELM_CHART_CHART_H
#define CHELM_CHART_CHART_H

#include "base/diag.h"
#include "chart/metadata.h"

struct map;
struct schema_brief_doc;

struct chart_file {
    str name; /* relative to the chart: templates/a.yaml */
    str data; /* without UTF-8 BOM; s is NULL where Go has a nil []byte (empty, from an archive) */
};

struct chart_files {
    struct chart_file *items;
    size_t n, cap;
};

struct chart {
    struct arena *arena;
    struct chart *parent; /* NULL: the root */
    struct metadata *meta;
    struct chart_files raw;       /* every file, as it was read */
    struct chart_files templates; /* templates/… */
    struct chart_files files;     /* the rest, but for what makes the chart: .Files */
    struct chart **subcharts;
    size_t subchart_count, subchart_cap;
    struct map *values;  /* values.yaml; NULL when there is none */
    str schema;          /* values.schema.json; s is NULL when there is none */
    bool schema_is_read; /* schema_read_chart came by */
    const struct schema_brief_doc *schema_brief; /* what it read; NULL: no plain schema */
};

/* How charts are read. */
enum load_flags {
    LOAD_CONFINED = 1, /* symbolic links out of the chart's folder are errors */
    /* Large files that rendering does not need itself (READMEs, crds/) are mapped, not read: they
     * cost nothing until a template asks for them. Who cuts such a file off before the chart's
     * arena is done may end the process with SIGBUS. */
    LOAD_MAPPED = 2
};

/* An object of crds/: its path as Helm prints it, and its file. */
struct chart_crd {
    str filename; /* chart/charts/sub/crds/x.yaml */
    const struct chart_file *file;
};

/* A copy in `a` that may be processed and rendered without c being written to, even where maps only
 * keep an order: several threads may copy one chart. The texts are shared: c must live as long. */
struct chart *chart_copy(struct arena *a, const struct chart *c);
/* Appends a file; never fails. */
void chart_files_add(struct arena *a, struct chart_files *files, struct chart_file file);
/* Makes `sub` a subchart of c; as Chart.AddDependency. */
void chart_add_subchart(struct chart *c, struct chart *sub);
/* "parent/charts/sub"; as Chart.ChartFullPath. */
str chart_full_path(struct arena *a, const struct chart *c);
/* `type: library`, in any case; as Accessor.IsLibraryChart. */
bool chart_is_library(const struct chart *c);
/* The chart's name; "" without metadata. */
static inline str chart_name(const struct chart *c)
{
    return c->meta ? c->meta->name : STR("");
}

/* Whether Helm parses this template of c: all of them, but only partials of a library chart. */
bool chart_has_template(const struct chart *c, str name);
/* The manifests in crds/ of the chart, then of its subcharts; as Chart.CRDObjects. */
void chart_crds(struct arena *a, const struct chart *c, struct chart_crd **ret, size_t *ret_n);

/* What `helm template` asks of a loaded root chart before anything else: that it is no library
 * chart. A deprecated chart gives a warning. As runInstall. */
bool chart_check_installable(const struct chart *c, struct diags *diags);

#endif
