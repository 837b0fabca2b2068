/* The documents that the outputs of templates hold: checked, told apart, put in order. */
#ifndef CHELM_RELEASE_COLLECT_H
#define CHELM_RELEASE_COLLECT_H

#include "base/diag.h"
#include "chart/chart.h"
#include "eval/eval.h"
#include "release/release.h"

struct collector {
    struct arena *arena;   /* of the results */
    struct arena *scratch; /* another one, for each document's tree */
    struct diags *diags;
    str chart_name;                  /* of the root */
    uint32_t manifest_cap, hook_cap; /* room in the lists that are being filled */
};

/* Fills manifests, hooks and notes from the files' outputs, in bytewise order of paths; sorts both
 * by kind. Outputs of NOTES.txt and blank ones are no documents; a hook with an unknown event is
 * dropped with a log line. False at the first document that is no YAML or has a head of another
 * shape: "YAML parse error on PATH: …". When the diagnostics say keep_going, it leaves such
 * documents out, tells the first of each file, and goes on; false then means that it left some out.
 * As renderResources and releaseutil.SortManifests. */
bool collect_documents(struct collector *k, const struct template_file *files, size_t n,
                       struct release *ret);
/* Fills the CRD files. As Chart.CRDObjects. */
void collect_crds(struct collector *k, const struct chart *c, struct release *ret);

#endif
