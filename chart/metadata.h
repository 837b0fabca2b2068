/* Chart.yaml (and the head of requirements.yaml and Chart.lock): what a chart says of itself.
 *
 * Strings are views into the chart's arena. metadata_validate also cleans the texts, as Helm does
 * when it loads a chart: blanks become spaces, what does not print goes.
 */
#ifndef CHELM_CHART_METADATA_H
#define CHELM_CHART_METADATA_H

#include "chart/decode.h"

struct maintainer {
    str name, email, url;
};

struct dependency {
    str name, version, repository, condition, alias;
    struct strs tags;
    bool enabled;
    struct list *import_values; /* strings and maps {child, parent} */
};

struct metadata {
    str name, home, version, description, icon, api_version, condition, tags, app_version;
    str kube_version, type;
    struct strs sources, keywords;
    struct ptrs maintainers; /* struct maintainer */
    bool deprecated;
    struct map *annotations;  /* strings; NULL is Go's nil */
    struct ptrs dependencies; /* struct dependency; not set: Helm looks no further down */
};

static inline struct dependency *metadata_dependency(const struct metadata *m, size_t i)
{
    return m->dependencies.items[i];
}

/* Fills the metadata from Chart.yaml or requirements.yaml; what it holds already stays where the
 * text says nothing. False with the error of yaml.Unmarshal. */
bool metadata_read(struct arena *a, str text, struct metadata *m, str *ret_error);
/* How Chart.yaml's fields are called: for those who look for others in it. */
const struct decode_type *metadata_type(void);
/* The apiVersion alone, read before anything else (loader.chartBase). */
bool metadata_read_api_version(struct arena *a, str text, str *ret, str *ret_error);
/* Whether Chart.lock (or requirements.lock) is one; Helm reads no more from it here. */
bool metadata_check_lock(struct arena *a, str text, str *ret_error);

/* Metadata.Validate: cleans the texts and checks them. */
bool metadata_validate(struct arena *a, struct metadata *m, str *ret_error);

/* A copy whose dependencies may be edited without changing m's, as copyMetadata. */
struct metadata *metadata_copy(struct arena *a, const struct metadata *m);

/* The map that templates see as .Chart, by Go's field names, without IsRoot. As MetadataAsMap. */
struct map *metadata_map(struct arena *a, const struct metadata *m);

/* IsCompatibleRange: false also when either is not what it should be. */
bool metadata_version_matches(struct arena *a, str range, str version);

#endif
