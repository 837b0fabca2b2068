/* The name that was perhaps meant: of those offered the one with the fewest edits (letters added,
 * dropped, changed or swapped), as long as they are few for its length. Case counts for nothing. */
#ifndef CHELM_BASE_NEAREST_H
#define CHELM_BASE_NEAREST_H

#include "base/str.h"

struct nearest {
    str wanted;
    str best; /* empty: nothing is near */
    size_t distance;
    uint64_t letters; /* of `wanted`, a bit for each */
};

void nearest_init(struct nearest *n, str wanted);
void nearest_offer(struct nearest *n, str name);
/* The edits between two names, of which the first 60 bytes count. */
size_t nearest_distance(str x, str y);

#endif
