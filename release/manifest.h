/* One document of a release: where it comes from, its text, and what its head says.
 *
 * All text is a view into the outputs of the render and lives as long as they do.
 */
#ifndef CHELM_RELEASE_MANIFEST_H
#define CHELM_RELEASE_MANIFEST_H

#include "base/str.h"

struct manifest {
    str path; /* chart/templates/x.yaml */
    str text; /* left-trimmed, with its trailing blanks */
    str kind, name;
    uint32_t events; /* set of enum hook_event; 0: an ordinary manifest */
    int64_t weight;  /* of a hook */
};

#endif
