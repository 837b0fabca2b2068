/* What rendering a chart gives: its documents in the order of installation.
 *
 * Made by render.h; immutable. Views point into the arenas of the render and of the chart.
 */
#ifndef CHELM_RELEASE_RELEASE_H
#define CHELM_RELEASE_RELEASE_H

#include "release/manifest.h"

struct crd_file {
    str path; /* chart/crds/x.yaml */
    str text; /* the whole file, never rendered */
};

struct release {
    struct crd_file *crds; /* the chart's own first, then its subcharts' */
    size_t crd_count;
    struct manifest *manifests;
    size_t manifest_count;
    struct manifest *hooks;
    size_t hook_count;
    str notes; /* the chart's own NOTES.txt, rendered */
};

#endif
